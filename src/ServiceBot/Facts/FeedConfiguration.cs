using Microsoft.Extensions.Configuration;
using ServiceBot.Outbound;

namespace ServiceBot.Facts;

/// <summary>Reads and checks the <c>Feeds</c> section. Each problem is a sentence that names the setting.</summary>
public static class FeedConfiguration
{
    private static readonly string[] Known = ["Url", "Headers", "Items", "Id", "Kind", "KindAt", "Kinds", "Area", "Areas", "From", "Until", "Cause", "Only", "OnlyWords", "AsOf", "TimeZone", "Every", "StaleFor", "Tell", "Where"];

    /// <summary>One entry per feed; empty when none is configured. Incomplete when there are problems.</summary>
    public static IReadOnlyList<FeedSettings> Read(IConfiguration configuration, OutboundSettings outbound, ICollection<string> problems) =>
        [.. configuration.GetSection("Feeds").GetChildren().Select(section => Read(section, outbound, problems)).OfType<FeedSettings>()];

    private static FeedSettings? Read(IConfigurationSection section, OutboundSettings outbound, ICollection<string> problems)
    {
        var before = problems.Count;
        var http = new HttpSection(section, outbound, problems);
        http.Unknown(Known);
        if (section["Url"] is not { Length: > 0 } url) problems.Add($"{section.Path}:Url is missing: write the feed's address, as in https://weather.example/alerts.");
        else if (url.AsSpan().IndexOfAny('{', '}', '#') >= 0) problems.Add($"{section.Path}:Url holds a brace or a #: a feed has one address for everybody.");
        else http.Refuse("Url", url);

        var id = http.Path("Id", "write where an item says which it is, as in id");
        var from = http.Path("From", "write where an item says since when, as in onset");
        var kindAt = http.Path("KindAt");
        var kinds = http.Words("Kinds");
        if (section["Kind"] is { Length: > 0 } == (kindAt is not null)) problems.Add($"{section.Path} needs Kind (a cause of the pack, as in weather) or KindAt (where an item says its kind), and not both.");
        if (kindAt is not null && kinds.Count == 0) problems.Add($"{section.Path}:Kinds is missing: translate the feed's kinds to causes of the pack, as in \"SNOW\": \"weather\".");
        var (only, words) = (http.Path("Only"), section.GetSection("OnlyWords").GetChildren().Select(c => c.Value ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase));
        if (only is not null == (words.Count == 0)) problems.Add($"{section.Path}:Only and {section.Path}:OnlyWords belong together: where to look, and what has to stand there.");
        var (every, stale) = (http.Span("Every", TimeSpan.FromMinutes(1)), http.Span("StaleFor", TimeSpan.FromMinutes(30)));
        if (every < TimeSpan.FromSeconds(5)) problems.Add($"{section.Path}:Every is under 5s: write at least 5s.");
        if (stale < every) problems.Add($"{section.Path}:StaleFor is shorter than {section.Path}:Every: data would be too old before they are read again.");

        var (tell, where) = (section["Tell"], section.GetSection("Where").GetChildren().Select(c => c.Value ?? "").ToList());
        if (tell is not (null or "true" or "false")) problems.Add($"{section.Path}:Tell is \"{tell}\": write true or false.");
        foreach (var wrong in where.Where(text => FactCondition.Parse(text) is null)) problems.Add($"{section.Path}:Where has \"{wrong}\", which is no condition: write a fact, a comparison and a value, as in status=in-transit.");
        if ((tell == "true") == (where.Count == 0)) problems.Add($"{section.Path}:Tell and {section.Path}:Where belong together: who is told before they ask, as in \"Where\": [ \"status=in-transit\" ].");

        var settings = new { Headers = http.Headers(), Items = http.Path("Items"), Area = http.Path("Area"), Areas = http.Words("Areas"), Until = http.Path("Until"), Cause = http.Path("Cause"), AsOf = http.Path("AsOf"), Zone = http.Zone() };
        if (problems.Count > before) return null;
        return new FeedSettings
        {
            Name = section.Key.ToLowerInvariant(),
            Url = section["Url"]!,
            Headers = settings.Headers,
            Items = settings.Items ?? JsonPath.Root,
            Id = id!,
            Kind = section["Kind"],
            KindAt = kindAt,
            Kinds = kinds,
            Area = settings.Area,
            Areas = settings.Areas,
            From = from!,
            Until = settings.Until,
            Cause = settings.Cause,
            Only = only,
            OnlyWords = words,
            AsOf = settings.AsOf,
            Zone = settings.Zone,
            Tell = tell == "true",
            Where = where,
            Every = every,
            StaleFor = stale,
        };
    }
}
