using System.Text.RegularExpressions;

namespace ServiceBot.Facts;

/// <summary>
/// The address of a search: <c>https://orders.example/api/orders?place={area}&amp;status={status}&amp;cursor={cursor}</c>. <c>{area}</c>, <c>{cursor}</c> and
/// the name of any fact stand in the query only; what the filter does not ask for is empty there.
/// </summary>
public sealed partial class SearchTemplate
{
    private readonly string text;

    private SearchTemplate(string text) => this.text = text;

    /// <param name="problem">The end of a sentence that began with the setting's name; null when nothing is wrong.</param>
    public static SearchTemplate? Parse(string text, out string? problem)
    {
        var query = text.IndexOf('?', StringComparison.Ordinal);
        var left = Hole().Replace(text, "");
        problem = left.AsSpan().IndexOfAny('{', '}') >= 0 ? "holds a brace that belongs to no {name}"
            : text.IndexOf('{', StringComparison.Ordinal) is >= 0 and var first && (query < 0 || first < query) ? "may have {area}, {cursor} and facts in its query only, behind the ?"
            : text.Contains('#', StringComparison.Ordinal) ? "holds a #: what stands behind it is never sent"
            : null;
        return problem is null ? new SearchTemplate(text) : null;
    }

    /// <summary>With nothing filled in, to check the address itself.</summary>
    public string Example => Hole().Replace(text, "");

    public string For(FactFilter filter, string? cursor) => Hole().Replace(text, hole => Uri.EscapeDataString(hole.Groups[1].Value switch
    {
        "area" => filter.Area ?? "",
        "cursor" => cursor ?? "",
        var name => filter.Where.FirstOrDefault(c => c.Comparison == "=" && string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)) is { } asked ? string.Join(',', asked.Values) : "",
    }));

    [GeneratedRegex("\\{([A-Za-z][A-Za-z0-9-]*)\\}")]
    private static partial Regex Hole();
}
