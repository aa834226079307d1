using System.Net;
using System.Net.Sockets;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>What strangers may do, per address and per day. Servers with the secret, and the visitors they vouch for, are not counted.</summary>
internal sealed class VisitorLimits(DirectLineSettings settings, TimeProvider time)
{
    private readonly DirectLineLimits limits = settings.Limits;
    private readonly DayCounts conversationsPerDay = new("conversations", time);
    private readonly DayCounts messagesPerDay = new("messages", time);
    private readonly WindowCounts messagesPerMinute = new(TimeSpan.FromMinutes(1), time);
    private readonly WindowCounts socketsPerMinute = new(TimeSpan.FromMinutes(1), time);
    private readonly DayCounts uploadedKilobytesPerDay = new("uploaded-kilobytes", time);

    /// <summary>What has to survive a restart.</summary>
    public IReadOnlyList<DayCounts> Days => [conversationsPerDay, messagesPerDay, uploadedKilobytesPerDay];

    public Refusal? Conversation(HttpContext context) =>
        conversationsPerDay.Add(Address(context)) > limits.ConversationsPerDay ? Refusal.TooMany("new conversations") : null;

    public Refusal? Message(HttpContext context, Caller caller)
    {
        if (caller is not Caller.Visitor { Claims: { IsPublic: true } claims }) return null;
        return messagesPerMinute.Add(claims.Conversation) > limits.MessagesPerMinute || messagesPerDay.Add(Address(context)) > limits.MessagesPerDay
            ? Refusal.TooMany("messages")
            : null;
    }

    /// <summary>Also for sockets of vouched-for visitors: this guards the machine, not the bot.</summary>
    public Refusal? Socket(HttpContext context) =>
        socketsPerMinute.Add(Address(context)) > limits.SocketsPerMinute ? Refusal.TooMany("sockets") : null;

    public Refusal? Upload(HttpContext context, Caller caller, long bytes)
    {
        if (caller is not Caller.Visitor { Claims.IsPublic: true }) return null;
        var kilobytes = (int)(bytes / 1024) + 1;
        return uploadedKilobytesPerDay.Add(Address(context), kilobytes) > limits.UploadMegabytesPerDay * 1024L ? Refusal.TooMany("uploads") : null;
    }

    /// <summary>An IPv4 address, or the /64 network of an IPv6 one: whoever has one of its addresses has all of them.</summary>
    private static string Address(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
