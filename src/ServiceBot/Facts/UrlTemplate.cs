namespace ServiceBot.Facts;

/// <summary>
/// An address with one place for a value that came from outside: <c>https://orders.example/api/{id}?full=1</c>.
/// Whatever the value is, host and path stay what the administrator wrote.
/// </summary>
public sealed class UrlTemplate
{
    private const int LongestValue = 100;
    private readonly string text;
    private readonly string hole;

    private UrlTemplate(string text, string hole) => (this.text, this.hole) = (text, hole);

    /// <param name="placeholder">"id": the place is written {id}, once or more, in path or query.</param>
    /// <param name="problem">What is wrong, as the end of a sentence that began with the setting's name; null when nothing is.</param>
    public static UrlTemplate? Parse(string text, string placeholder, out string? problem)
    {
        var hole = $"{{{placeholder}}}";
        var host = text.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? text.IndexOfAny(['/', '?', '#'], scheme + 3) : -1;
        problem =
            !text.Contains(hole, StringComparison.Ordinal) ? $"holds no {hole}: write where it goes, as in https://orders.example/api/{hole}"
            : text.Replace(hole, "", StringComparison.Ordinal).AsSpan().IndexOfAny('{', '}') >= 0 ? $"holds a brace that is not {hole}: only {hole} is filled in"
            : host < 0 || text.IndexOf(hole, StringComparison.Ordinal) < host ? $"may have {hole} in its path or query only, after a host that is written out"
            : text.Contains('#', StringComparison.Ordinal) ? "holds a #: what stands behind it is never sent"
            : null;
        return problem is null ? new UrlTemplate(text, hole) : null;
    }

    /// <summary>The address for a value, percent-encoded (RFC 3986). Null for a value that no such system has: the caller need not ask.</summary>
    public string? For(string value)
    {
        if (value.Length is 0 or > LongestValue || value.Any(char.IsControl)) return null;
        // Encoded too, these walk up the tree on servers that decode before they route.
        if (IsInPath && value.AsSpan().IndexOfAny("/\\%;") >= 0) return null;
        var url = text.Replace(hole, Uri.EscapeDataString(value), StringComparison.Ordinal);
        // "." and "..", also together with what stands beside the place, would be folded away.
        return Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.AbsolutePath.AsSpan().Count('/') == new Uri(Example).AbsolutePath.AsSpan().Count('/') ? url : null;
    }

    /// <summary>With a harmless value, to check the address itself.</summary>
    public string Example => text.Replace(hole, "1", StringComparison.Ordinal);

    private bool IsInPath => text.IndexOf('?') is var query && (query < 0 || text.IndexOf(hole, StringComparison.Ordinal) < query);
}
