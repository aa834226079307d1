using Microsoft.Extensions.Configuration;
using ServiceBot.Outbound;

namespace ServiceBot.Facts;

/// <summary>Reads and checks the <c>Facts</c> section. Each problem is a sentence that names the setting.</summary>
public sealed class HttpFactsConfiguration
{
    private static readonly string[] Known =
        ["Url", "ListUrl", "SearchUrl", "Next", "Headers", "Item", "Items", "Id", "Owner", "AsOf", "Fields", "Values", "MinorUnits", "NotFound", "TimeZone", "FreshFor", "StaleFor", "Watch", "WatchWhere"];

    private readonly HttpSection http;
    private readonly IConfigurationSection section;
    private readonly OutboundSettings outbound;
    private readonly ICollection<string> problems;

    private HttpFactsConfiguration(IConfigurationSection section, OutboundSettings outbound, ICollection<string> problems) =>
        (http, this.section, this.outbound, this.problems) = (new HttpSection(section, outbound, problems), section, outbound, problems);

    /// <summary>One entry per kind; empty when no system is configured. Incomplete when there are problems.</summary>
    public static IReadOnlyList<HttpFactsSettings> Read(IConfiguration configuration, OutboundSettings outbound, ICollection<string> problems) =>
        [.. configuration.GetSection("Facts").GetChildren().Select(s => new HttpFactsConfiguration(s, outbound, problems).Read()).OfType<HttpFactsSettings>()];

    private HttpFactsSettings? Read()
    {
        http.Unknown(Known);

        var before = problems.Count;
        var fields = Fields();
        var settings = new
        {
            Url = Url("Url", "id", isRequired: true),
            ListUrl = Url("ListUrl", "customer", isRequired: false),
            SearchUrl = Search(),
            Next = http.Path("Next"),
            Headers = http.Headers(),
            Id = http.Path("Id", "write where the answer says whom it is about, as in orderNo"),
            Item = http.Path("Item"),
            Items = http.Path("Items"),
            Owner = http.Path("Owner"),
            AsOf = http.Path("AsOf"),
            Values = Values(fields),
            MinorUnits = Names("MinorUnits", fields),
            NotFound = NotFound(),
            Zone = http.Zone(),
            FreshFor = http.Span("FreshFor", TimeSpan.FromSeconds(30)),
            StaleFor = http.Span("StaleFor", TimeSpan.FromHours(6)),
            Watch = Watch(),
        };
        if (settings.StaleFor < settings.FreshFor)
            problems.Add($"{section.Path}:StaleFor is shorter than {section.Path}:FreshFor: a copy cannot be too old before it is old.");
        if (problems.Count > before || settings.Url is null || settings.Id is null) return null;

        return new HttpFactsSettings
        {
            Kind = section.Key.ToLowerInvariant(),
            Url = settings.Url,
            ListUrl = settings.ListUrl,
            SearchUrl = settings.SearchUrl,
            Watch = settings.Watch,
            Next = settings.Next,
            Headers = settings.Headers,
            Item = settings.Item ?? JsonPath.Root,
            Items = settings.Items ?? JsonPath.Root,
            Id = settings.Id,
            Owner = settings.Owner,
            AsOf = settings.AsOf,
            Fields = fields,
            Values = settings.Values,
            MinorUnits = settings.MinorUnits,
            NotFound = settings.NotFound,
            Zone = settings.Zone,
            FreshFor = settings.FreshFor,
            StaleFor = settings.StaleFor,
        };
    }

    private UrlTemplate? Url(string key, string placeholder, bool isRequired)
    {
        if (section[key] is not { Length: > 0 } text)
        {
            if (isRequired) problems.Add($"{section.Path}:{key} is missing: write the address of your system with {{{placeholder}}}, as in https://orders.example/api/orders/{{{placeholder}}}.");
            return null;
        }
        var template = UrlTemplate.Parse(text, placeholder, out var problem);
        if (template is null) problems.Add($"{section.Path}:{key} {problem}.");
        else if (UrlRules.Refusal(template.Example, outbound, out _) is { } refusal) problems.Add($"{section.Path}:{key}: {refusal}");
        return template;
    }

    private SearchTemplate? Search()
    {
        if (section["SearchUrl"] is not { Length: > 0 } text) return null;
        var template = SearchTemplate.Parse(text, out var problem);
        if (template is null) problems.Add($"{section.Path}:SearchUrl {problem}.");
        else if (UrlRules.Refusal(template.Example, outbound, out _) is { } refusal) problems.Add($"{section.Path}:SearchUrl: {refusal}");
        return template;
    }

    private OrderWatch? Watch()
    {
        var where = section.GetSection("WatchWhere").GetChildren().Select(c => c.Value ?? "").ToList();
        if (section["Watch"] is null)
        {
            if (where.Count > 0) problems.Add($"{section.Path}:WatchWhere is set without {section.Path}:Watch: write how often they are gone through, as in 2m.");
            return null;
        }

        if (section["SearchUrl"] is not { Length: > 0 }) problems.Add($"{section.Path}:Watch needs {section.Path}:SearchUrl: the address that lists them, a page at a time.");
        var every = http.Span("Watch", TimeSpan.FromMinutes(2));
        if (every < TimeSpan.FromSeconds(10)) problems.Add($"{section.Path}:Watch is under 10s: write at least 10s.");
        foreach (var wrong in where.Where(text => FactCondition.Parse(text) is null)) problems.Add($"{section.Path}:WatchWhere has \"{wrong}\", which is no condition: write a fact, a comparison and a value, as in status=in-transit.");
        return new OrderWatch(section.Key.ToLowerInvariant(), every, [.. where.Select(FactCondition.Parse).OfType<FactCondition>()]);
    }

    private Dictionary<string, JsonPath> Fields()
    {
        var fields = new Dictionary<string, JsonPath>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in section.GetSection("Fields").GetChildren())
            if (http.PathOf(field.Path, field.Value ?? "") is { } path) fields[field.Key] = path;
        if (fields.Count == 0 && !section.GetSection("Fields").GetChildren().Any())
            problems.Add($"{section.Path}:Fields is missing: write at least one fact and where it is in the answer, as in \"status\": \"state.code\".");
        return fields;
    }

    private Dictionary<string, IReadOnlyDictionary<string, string>> Values(Dictionary<string, JsonPath> fields)
    {
        var values = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var fact in section.GetSection("Values").GetChildren())
        {
            if (!fields.ContainsKey(fact.Key)) problems.Add($"{fact.Path} translates a fact that {section.Path}:Fields does not name.");
            values[fact.Key] = fact.GetChildren().Where(w => w.Value is not null).ToDictionary(w => w.Key, w => w.Value!, StringComparer.OrdinalIgnoreCase);
        }
        return values;
    }

    private HashSet<string> Names(string key, Dictionary<string, JsonPath> fields)
    {
        var list = section.GetSection(key);
        var names = (list.Value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? list.GetChildren().Select(c => c.Value ?? "")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names.Where(n => !fields.ContainsKey(n)))
            problems.Add($"{list.Path} names \"{name}\", which {section.Path}:Fields does not.");
        return names;
    }

    private NotFoundMark? NotFound()
    {
        var mark = section.GetSection("NotFound");
        if (!mark.Exists()) return null;
        if (mark["Path"] is not { Length: > 0 } text)
        {
            problems.Add($"{mark.Path}:Path is missing: write where the answer says that there is no such {section.Key.ToLowerInvariant()}.");
            return null;
        }
        return http.PathOf($"{mark.Path}:Path", text) is { } path ? new NotFoundMark(path, mark["Value"]) : null;
    }
}
