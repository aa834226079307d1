using ServiceBot.Storage;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>Addresses of sockets work once: a copied one (logs, history, a shoulder) opens nothing. In the database, so that a restart or another node knows it too.</summary>
internal sealed class StreamTickets(Database database, TimeProvider time)
{
    private int redeemed;

    /// <returns>False when it was redeemed before.</returns>
    public ValueTask<bool> RedeemAsync(VisitorClaims ticket, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var isSweep = Interlocked.Increment(ref redeemed) % 256 == 0;
        return database.WriteAsync(async (session, cancel) =>
        {
            if (isSweep) await session.Statement("delete from used_ticket where expires_at < @now").Set("@now", now).ExecuteAsync(cancel);
            return await session.Statement("insert into used_ticket (id, expires_at) values (@id, @expires) on conflict (id) do nothing")
                .Set("@id", ticket.Id).Set("@expires", ticket.Expires).ExecuteAsync(cancel) == 1;
        }, cancellation);
    }
}
