using ServiceBot.Clustering;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Remedies;
using ServiceBot.Storage;

namespace ServiceBot.Turns;

/// <summary>
/// Sends what was decided on its way, in the transaction that decides. What a system has to be asked for leaves by an outbox entry, so that it leaves once it
/// stands, and only then. What people do is in their hands with the decision: nothing is called, and no second commit says so.
/// </summary>
public sealed class RemedyOrders(IRemedyExecutor executor, Func<string, Pack> packOfSite, IdSource ids)
{
    /// <returns>Whether anything was ordered that was not before.</returns>
    public async ValueTask<bool> PlaceAsync(Session session, IReadOnlyList<RemedyOrder> orders, Giving giving, DateTimeOffset now, CancellationToken cancellation)
    {
        var isOrdered = false;
        foreach (var order in orders)
        {
            if (!executor.Takes(order.Remedy.Kind)) continue;
            var (id, conversation, at) = (ids.Row("rm_"), giving.Conversation, now.ToUnixTimeMilliseconds());
            var isByPeople = executor.IsByPeople(order.Remedy.Kind);
            var status = isByPeople ? RemedyStatus.Arranging : RemedyStatus.Ordered;
            if (!await RemedyRows.AddAsync(session, id, $"{order.Case.Value}/{order.FailureKey}/{Ledger.Kind(order.Remedy)}", order, conversation, giving.Site, status, now, cancellation)) continue;
            isOrdered = true;
            if (!isByPeople)
            {
                await OutboxRows.AddAsync(session, $"ob_{id}", conversation, at, new OutboxItem(RemedyChannel.Channel, id), 0, at, cancellation);
                continue;
            }

            await RemedyRows.WatchAsync(session, id, order, conversation, now + LongestWait(packOfSite(giving.Site)), cancellation);
            await OutboxRows.AddAsync(session, $"ob_{id}.work", conversation, at, Alert.RemedyToArrange(conversation, order.Remedy.Kind), 0, at, cancellation);
        }

        return isOrdered;
    }

    /// <summary>After the commit: what was ordered need not wait for the next look.</summary>
    internal void Raise(OutboxSignal outbox, IReadOnlyList<RemedyOrder> orders, ConversationId conversation)
    {
        foreach (var order in orders)
            if (executor.Takes(order.Remedy.Kind)) outbox.Raise(conversation, executor.IsByPeople(order.Remedy.Kind) ? Alert.Channel : RemedyChannel.Channel);
    }

    /// <summary>A promise about it is told late once and then broken; an hour later whatever was not promised is asked about too.</summary>
    internal static TimeSpan LongestWait(Pack pack) => TimeSpan.FromHours((2 * (double)pack.Policy.ArrangeHours) + 1);
}
