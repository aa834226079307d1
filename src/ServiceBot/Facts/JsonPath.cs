using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ServiceBot.Facts;

/// <summary>
/// The part of JSONPath (RFC 9535) that names one value: <c>a.b[0].c</c>, <c>[0].x</c>, <c>$.a['b.c']</c>; empty or <c>$</c> is the whole document.
/// </summary>
public sealed partial class JsonPath
{
    private readonly IReadOnlyList<(string? Name, int Index)> steps;

    private JsonPath(IReadOnlyList<(string? Name, int Index)> steps) => this.steps = steps;

    public static JsonPath Root { get; } = new([]);

    /// <summary>Null when <paramref name="text"/> is not such a path.</summary>
    public static JsonPath? Parse(string text)
    {
        var rest = text.Trim();
        if (rest.StartsWith('$')) rest = rest[1..];
        else if (rest.Length > 0 && rest[0] is not ('[' or '.')) rest = '.' + rest;
        return Whole().Match(rest) is { Success: true } match ? new JsonPath([.. match.Groups["step"].Captures.Select(c => Step(c.Value))]) : null;
    }

    /// <summary>Null when there is no such value; a value that is null in the document is found.</summary>
    public JsonElement? Find(JsonElement root)
    {
        var at = root;
        foreach (var (name, index) in steps)
        {
            if (name is not null)
            {
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
            }
            else
            {
                if (at.ValueKind != JsonValueKind.Array || index >= at.GetArrayLength()) return null;
                at = at[index];
            }
        }
        return at;
    }

    private static (string? Name, int Index) Step(string step) =>
        step[0] == '.' ? (step[1..], 0)
        : step[1] is '\'' or '"' ? (step[2..^2], 0)
        : (null, int.Parse(step[1..^1], CultureInfo.InvariantCulture));

    [GeneratedRegex("""^(?<step>\.[^.\[\]'"$*\s]+|\[\d{1,6}\]|\['[^']+'\]|\["[^"]+"\])*$""", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
