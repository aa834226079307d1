using System.Net;

namespace ServiceBot.Server.Channels.BotFramework.Inbound;

/// <summary>Without an app id nobody can be told from anybody else: only what comes directly from this machine is served. Pure.</summary>
internal static class ThisMachineOnly
{
    private static readonly string[] Forwarding =
    [
        "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Server", "X-Forwarded-Prefix", "X-Forwarded", "Forwarded-For",
        "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "X-Original-For", "X-Original-Host", "X-ProxyUser-Ip", "True-Client-IP", "CF-Connecting-IP", "Fastly-Client-IP", "X-Azure-ClientIP", "Via",
    ];

    /// <summary>Null when the request may be served.</summary>
    public static Refusal? FirstBroken(HttpContext context)
    {
        var headers = context.Request.Headers;
        foreach (var name in Forwarding)
            if (headers.ContainsKey(name)) return Refused($"The request came through a proxy (header {name}).");
        if (context.Connection.RemoteIpAddress is not { } peer || !IPAddress.IsLoopback(peer)) return Refused("The request came from another machine.");
        // A page in a browser on this machine is not a program on this machine.
        if (headers.ContainsKey("Origin")) return Refused("The request came from a page in a browser (header Origin).");
        return IsOwnName(context.Request.Host.Host) ? null : Refused($"The request was made to the name '{Cut(context.Request.Host.Host)}'.");
    }

    private static bool IsOwnName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static Refusal Refused(string why) => new(403, "AppIdNotConfigured", $"{why} Without BotFramework:AppId only direct connections of this machine are served here.");

    private static string Cut(string text) => text.Length > 60 ? text[..60] : text;
}
