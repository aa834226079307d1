using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using ServiceBot.Outbound;

namespace ServiceBot.Facts;

/// <summary>What every section about a company's system over HTTP has: headers, paths into its answers, its zone and its times. Each problem is a sentence that names the setting.</summary>
internal sealed partial class HttpSection(IConfigurationSection section, OutboundSettings outbound, ICollection<string> problems)
{
    // The connection's own: who sets these by hand sends one request and means another.
    private static readonly string[] NotOurs = ["Host", "Connection", "Keep-Alive", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Expect", "Accept-Encoding"];

    public void Unknown(IReadOnlyList<string> known)
    {
        foreach (var unknown in section.GetChildren().Where(c => !known.Contains(c.Key, StringComparer.OrdinalIgnoreCase)))
            problems.Add($"{unknown.Path} is not a setting: those of {section.Path} are {string.Join(", ", known)}.");
    }

    public void Refuse(string key, string url)
    {
        if (UrlRules.Refusal(url, outbound, out _) is { } refusal) problems.Add($"{section.Path}:{key}: {refusal}");
    }

    public Dictionary<string, string> Headers()
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

    /// <param name="missing">What to write where it has to be there: the end of a sentence; null where it may be left out.</param>
    public JsonPath? Path(string key, string? missing = null)
    {
        if (section[key] is { } text) return PathOf($"{section.Path}:{key}", text);
        if (missing is not null) problems.Add($"{section.Path}:{key} is missing: {missing}.");
        return null;
    }

    public JsonPath? PathOf(string setting, string text)
    {
        var path = JsonPath.Parse(text);
        if (path is null) problems.Add($"{setting} is \"{text}\": write names and [numbers], as in data.items[0].state.");
        return path;
    }

    /// <summary>The system's word → ours; upper and lower case are one.</summary>
    public Dictionary<string, string> Words(string key) =>
        section.GetSection(key).GetChildren().Where(w => w.Value is not null).ToDictionary(w => w.Key, w => w.Value!, StringComparer.OrdinalIgnoreCase);

    public TimeZoneInfo Zone()
    {
        if (section["TimeZone"] is not { } id) return TimeZoneInfo.Utc;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) return zone;
        problems.Add($"{section.Path}:TimeZone is \"{id}\": write an IANA name, as in Asia/Shanghai.");
        return TimeZoneInfo.Utc;
    }

    public TimeSpan Span(string key, TimeSpan otherwise)
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
