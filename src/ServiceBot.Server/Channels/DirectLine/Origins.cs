namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>Origins as browsers send them: scheme, host and a port that is not the usual one; ASCII, lower case.</summary>
internal static class Origins
{
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && string.Equals(text, uri.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
        && uri.UserInfo.Length == 0;

    /// <summary>True when the page was served by this server itself.</summary>
    public static bool IsOwn(string origin, HttpRequest request) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
}
