using ServiceBot.Storage;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>Addresses of sockets work once: a copied one (logs, history, a shoulder) opens nothing. In the database, so that a restart or another node knows it too.</summary>
internal sealed class StreamTickets(KeyRing ring, Database database, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(60);
    private int redeemed;

    public string Issue(VisitorClaims visitor) => StreamTicket.Write(ring.Newest, visitor.Conversation, time.GetUtcNow() + Life, visitor.Origins);

    /// <param name="ticket">Set when there is no refusal.</param>
    public Refusal? Check(ConversationId conversation, string text, string origin, out StreamTicket? ticket)
    {
        ticket = StreamTicket.Read(ring.All, conversation.Value, text);
        if (ticket is null) return Refusal.InvalidToken;
        if (ticket.Expires <= time.GetUtcNow().ToUnixTimeSeconds()) return Refusal.TokenExpired;
        return ticket.IsFor(origin) ? null : Refusal.OriginNotAllowed;
    }

    /// <returns>False when it was redeemed before.</returns>
    public ValueTask<bool> RedeemAsync(StreamTicket ticket, CancellationToken cancellation)
    {
        var expired = StreamTicket.IdsFrom(time.GetUtcNow().ToUnixTimeSeconds());
        var isSweep = Interlocked.Increment(ref redeemed) % 256 == 0;
        return database.WriteAsync(async (session, cancel) =>
        {
            if (isSweep) await session.Statement("delete from used_ticket where id < @expired").Set("@expired", expired).ExecuteAsync(cancel);
            return await session.Statement("insert into used_ticket (id, expires_at) values (@id, @expires) on conflict (id) do nothing")
                .Set("@id", ticket.Id).Set("@expires", ticket.Expires).ExecuteAsync(cancel) == 1;
        }, cancellation);
    }
}
