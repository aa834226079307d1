using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using ServiceBot.Outbound;

namespace ServiceBot.Facts;

/// <summary>Reads and checks the <c>Facts</c> section. Each problem is a sentence that names the setting.</summary>
public sealed partial class HttpFactsConfiguration
{
    private static readonly string[] Known =
        ["Url", "ListUrl", "SearchUrl", "Next", "Headers", "Item", "Items", "Id", "Owner", "AsOf", "Fields", "Values", "MinorUnits", "NotFound", "TimeZone", "FreshFor", "StaleFor"];

    // The connection's own: who sets these by hand sends one request and means another.
    private static readonly string[] NotOurs = ["Host", "Connection", "Keep-Alive", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Expect", "Accept-Encoding"];

    private readonly IConfigurationSection section;
    private readonly OutboundSettings outbound;
    private readonly ICollection<string> problems;

    private HttpFactsConfiguration(IConfigurationSection section, OutboundSettings outbound, ICollection<string> problems) =>
        (this.section, this.outbound, this.problems) = (section, outbound, problems);

    /// <summary>One entry per kind; empty when no system is configured. Incomplete when there are problems.</summary>
    public static IReadOnlyList<HttpFactsSettings> Read(IConfiguration configuration, OutboundSettings outbound, ICollection<string> problems) =>
        [.. configuration.GetSection("Facts").GetChildren().Select(s => new HttpFactsConfiguration(s, outbound, problems).Read()).OfType<HttpFactsSettings>()];

    private HttpFactsSettings? Read()
    {
        foreach (var unknown in section.GetChildren().Where(c => !Known.Contains(c.Key, StringComparer.OrdinalIgnoreCase)))
            problems.Add($"{unknown.Path} is not a setting: those of {section.Path} are {string.Join(", ", Known)}.");

        var before = problems.Count;
        var fields = Fields();
        var settings = new
        {
            Url = Url("Url", "id", isRequired: true),
            ListUrl = Url("ListUrl", "customer", isRequired: false),
            SearchUrl = Search(),
            Next = Path("Next"),
            Headers = Headers(),
            Id = Path("Id", isRequired: true),
            Item = Path("Item"),
            Items = Path("Items"),
            Owner = Path("Owner"),
            AsOf = Path("AsOf"),
            Values = Values(fields),
            MinorUnits = Names("MinorUnits", fields),
            NotFound = NotFound(),
            Zone = Zone(),
            FreshFor = Span("FreshFor", TimeSpan.FromSeconds(30)),
            StaleFor = Span("StaleFor", TimeSpan.FromHours(6)),
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

    private Dictionary<string, string> Headers()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Accept"] = "application/json" };
        foreach (var header in section.GetSection("Headers").GetChildren())
        {
            if (!Token().IsMatch(header.Key) || NotOurs.Contains(header.Key, StringComparer.OrdinalIgnoreCase) || header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
                problems.Add($"{header.Path} is a header that cannot be set here.");
            else if (header.Value is not { Length: > 0 } value || value.Any(c => c is < ' ' or > '~'))
                problems.Add($"{header.Path} needs a value of plain ASCII characters in one line.");
            else headers[header.Key] = value;
        }
        return headers;
    }

    private JsonPath? Path(string key, bool isRequired = false)
    {
        if (section[key] is { } text) return PathOf($"{section.Path}:{key}", text);
        if (isRequired) problems.Add($"{section.Path}:{key} is missing: write where the answer says whom it is about, as in orderNo.");
        return null;
    }

    private JsonPath? PathOf(string setting, string text)
    {
        var path = JsonPath.Parse(text);
        if (path is null) problems.Add($"{setting} is \"{text}\": write names and [numbers], as in data.items[0].state.");
        return path;
    }

    private Dictionary<string, JsonPath> Fields()
    {
        var fields = new Dictionary<string, JsonPath>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in section.GetSection("Fields").GetChildren())
            if (PathOf(field.Path, field.Value ?? "") is { } path) fields[field.Key] = path;
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
        return PathOf($"{mark.Path}:Path", text) is { } path ? new NotFoundMark(path, mark["Value"]) : null;
    }

    private TimeZoneInfo Zone()
    {
        if (section["TimeZone"] is not { } id) return TimeZoneInfo.Utc;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) return zone;
        problems.Add($"{section.Path}:TimeZone is \"{id}\": write an IANA name, as in Asia/Shanghai.");
        return TimeZoneInfo.Utc;
    }

    private TimeSpan Span(string key, TimeSpan otherwise)
    {
        if (section[key] is not { } text) return otherwise;
        if (Duration().Match(text) is { Success: true } match && double.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return match.Groups[2].Value switch { "s" => TimeSpan.FromSeconds(number), "m" => TimeSpan.FromMinutes(number), "h" => TimeSpan.FromHours(number), _ => TimeSpan.FromDays(number) };
        problems.Add($"{section.Path}:{key} is \"{text}\": write a number with s, m, h or d, as in 30s or 6h.");
        return otherwise;
    }

    [GeneratedRegex("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")]
    private static partial Regex Token();

    [GeneratedRegex("^([0-9]{1,4})([smhd])$")]
    private static partial Regex Duration();
}
