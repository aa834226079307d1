using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace ServiceBot.Outbound;

/// <summary>Which spellings of an address are accepted at all. Pure.</summary>
internal static class UrlRules
{
    /// <summary>Null when the URL may be tried; else why not.</summary>
    public static string? Refusal(string url, OutboundSettings settings, [NotNull] out Uri uri)
    {
        uri = Nowhere;
        // Parsers disagree about these: what one takes for the path, another takes for the host.
        if (url.Any(c => c is '\\' or <= ' ' or '\u007f' || char.IsControl(c) || char.IsWhiteSpace(c))) return "The address holds a space, a control character or a backslash.";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed)) return "The address is not an absolute URL.";
        uri = parsed;
        if (uri.Scheme == Uri.UriSchemeHttp && !settings.AllowHttp) return $"{uri.IdnHost}: plain HTTP is not allowed; use https, or set Outbound:AllowHttp to true.";
        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) return $"The scheme {uri.Scheme} is neither http nor https.";
        if (uri.UserInfo.Length > 0 || Authority(url).Contains('@')) return $"{uri.IdnHost}: the address holds a user name; put credentials into a header.";
        if (uri.IdnHost.Length == 0) return "The address names no host.";
        // What a name resolves to is looked at when it is called.
        return IPAddress.TryParse(Normal(uri.IdnHost), out var address) && AddressRules.Refusal(Normal(uri.IdnHost), address, settings) is { } refusal ? $"{refusal}. {IfYours}" : null;
    }

    /// <summary>As it is compared with the settings: lower case, without the final dot, brackets and scope.</summary>
    public static string Normal(string host) => host.Trim('[', ']').TrimEnd('.').ToLowerInvariant();

    /// <summary>What to do about an address that is refused.</summary>
    public const string IfYours = "If it is yours, add it to Outbound:AllowPrivate.";

    private static readonly Uri Nowhere = new("about:blank");

    private static string Authority(string url)
    {
        var start = url.IndexOf("//", StringComparison.Ordinal);
        var end = start < 0 ? -1 : url.IndexOfAny(['/', '?', '#'], start + 2);
        return start < 0 ? "" : end < 0 ? url[start..] : url[start..end];
    }
}
