using Microsoft.AspNetCore.Http.Features;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>Opens the socket whose address a conversation was answered with.</summary>
internal sealed class StreamEndpoint(StreamTickets tickets, StreamSockets sockets, VisitorLimits limits)
{
    public async Task OpenAsync(HttpContext context)
    {
        var (ticket, refusal) = Admit(context);
        var watermark = Watermark.Read(context.Request);
        if (watermark is null) refusal ??= Watermark.Wrong;
        refusal ??= limits.Socket(context);
        if (refusal is null && !await tickets.RedeemAsync(ticket!, context.RequestAborted)) refusal = Refusal.TokenUsed;
        if (refusal is not null)
        {
            await Reply.RefuseAsync(context, refusal);
            return;
        }

        // No timer per socket: StreamSockets pings all of them from one.
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        // The address with its ticket has been read: an idle socket need not keep it.
        context.Features.Set<IQueryFeature>(null);
        // Null over HTTP/2, whose streams share their packets anyway.
        var packets = (context.Features.Get<IHttpUpgradeFeature>() as PacketUpgrade)?.Packets;
        await sockets.ServeAsync(Route.Conversation(context), socket, packets, watermark!.Value.After ?? 0);
    }

    private (StreamTicket? Ticket, Refusal? Refusal) Admit(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest) return (null, new Refusal(400, "WebSocketExpected", "This address opens a WebSocket."));
        var text = context.Request.Query["t"].ToString();
        if (text.Length == 0) return (null, Refusal.MissingToken with { Message = "The address lacks its t." });
        var refusal = tickets.Check(Route.Conversation(context), text, context.Request.Headers.Origin.ToString(), out var ticket);
        return (ticket, refusal);
    }
}
