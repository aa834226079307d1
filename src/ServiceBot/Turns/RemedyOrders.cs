using ServiceBot.Recovery;
using ServiceBot.Remedies;
using ServiceBot.Storage;

namespace ServiceBot.Turns;

/// <summary>Sends what was decided on its way: a row and an outbox entry in the transaction that decides, so that it leaves once it stands, and only then.</summary>
public sealed class RemedyOrders(IRemedyExecutor executor, IdSource ids)
{
    /// <returns>Whether anything has to leave.</returns>
    public async ValueTask<bool> PlaceAsync(Session session, IReadOnlyList<RemedyOrder> orders, Giving giving, DateTimeOffset now, CancellationToken cancellation)
    {
        var leaves = false;
        foreach (var order in orders)
        {
            if (!executor.Takes(order.Remedy.Kind)) continue;
            var id = ids.Row("rm_");
            var at = now.ToUnixTimeMilliseconds();
            if (!await RemedyRows.AddAsync(session, id, $"{order.Case.Value}/{order.FailureKey}/{Ledger.Kind(order.Remedy)}", order, giving.Conversation, giving.Site, now, cancellation)) continue;
            await OutboxRows.AddAsync(session, $"ob_{id}", giving.Conversation, at, new OutboxItem(RemedyChannel.Channel, id), 0, at, cancellation);
            leaves = true;
        }

        return leaves;
    }
}
