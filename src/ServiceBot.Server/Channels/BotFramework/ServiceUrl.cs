using System.Net;

namespace ServiceBot.Server.Channels.BotFramework;

/// <summary>
/// Which service addresses are taken at all. Whoever chooses the address gets our replies and our token, so it is written exactly
/// one way: scheme, an allowed host in plain letters, perhaps a port that the setting names, a path. Pure.
/// </summary>
internal static class ServiceUrl
{
    private const int Longest = 1024;
    private const string AnyPort = ":*";

    /// <summary>Null when the address may be used; else why not, to be read after "serviceUrl".</summary>
    /// <param name="allowed">Hosts of the settings; null where only this machine itself is served.</param>
    public static string? Refusal(string? url, IReadOnlyList<string>? allowed, bool allowHttp)
    {
        if (string.IsNullOrEmpty(url)) return "is missing";
        if (url.Length > Longest) return "has more than 1,024 characters";
        // Parsers disagree about the rest: what one takes for the path, another takes for the host.
        if (url.AsSpan().ContainsAnyExcept(Plain)) return "has a character other than letters, digits and -._~:/[] (no user name, query, escape, blank or other script)";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return "is no http(s) address";

        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 || !url.AsSpan(0, scheme).SequenceEqual(uri.Scheme)) return "is not written as https://host/path";
        var rest = url[(scheme + 3)..];
        var slash = rest.IndexOf('/');
        var authority = slash < 0 ? rest : rest[..slash];
        // What stands there is what will be asked: no 0x7f.1, no 2130706433, no final dot, no capital letters.
        if (authority != Spelled(uri)) return "names its host in an unusual way; write it in small letters, without a final dot";
        if (slash >= 0 && (rest.AsSpan(slash).Contains("//", StringComparison.Ordinal) || rest.AsSpan(slash).Contains("/..", StringComparison.Ordinal))) return "has a path with // or /..";

        if (allowed is null) return IsThisMachine(uri) ? null : "is not on this machine; without BotFramework:AppId no other is served";
        if (uri.Scheme == "http" && !allowHttp) return "is plain http; only https is taken, unless Outbound:AllowHttp is true";
        return allowed.Any(pattern => Fits(uri, pattern)) ? null : $"lies at {uri.Host}, which is not among BotFramework:AllowedServiceHosts";
    }

    /// <summary>Whether a setting's entry is a host, perhaps with *. before it and a port, or :* for any port, behind.</summary>
    public static bool IsPattern(string entry)
    {
        var host = entry.StartsWith("*.", StringComparison.Ordinal) ? entry[2..] : entry;
        if (host.EndsWith(AnyPort, StringComparison.Ordinal)) host = host[..^AnyPort.Length];
        return Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var uri) && Spelled(uri) == host && !host.Contains('*', StringComparison.Ordinal)
            && (!entry.StartsWith('*') || (uri.HostNameType == UriHostNameType.Dns && host.Contains('.', StringComparison.Ordinal)));
    }

    private static bool Fits(Uri uri, string pattern)
    {
        var anyPort = pattern.EndsWith(AnyPort, StringComparison.Ordinal);
        var (host, wanted) = anyPort ? (uri.Host, pattern[..^AnyPort.Length]) : (Spelled(uri), pattern);
        if (!wanted.StartsWith("*.", StringComparison.Ordinal)) return host == wanted;
        // A number is no name below anything, and the name itself is not below itself.
        return uri.HostNameType == UriHostNameType.Dns && host.EndsWith(wanted[1..], StringComparison.Ordinal) && host.Length > wanted.Length - 1;
    }

    private static bool IsThisMachine(Uri uri) => uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address) && !address.IsIPv4MappedToIPv6);

    private static string Spelled(Uri uri) => uri.IsDefaultPort ? uri.Host : $"{uri.Host}:{uri.Port}";

    private static readonly System.Buffers.SearchValues<char> Plain = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/[]");
}
