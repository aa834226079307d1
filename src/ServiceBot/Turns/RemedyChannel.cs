using ServiceBot.Packs;
using ServiceBot.Remedies;
using ServiceBot.Storage;

namespace ServiceBot.Turns;

/// <summary>Brings what was decided to whoever does it, with the outbox's patience; what became of it goes into the conversation's inbox.</summary>
internal sealed class RemedyChannel(Database database, IRemedyExecutor executor, RemedyResults results, Func<string, Pack> packOfSite, TimeProvider time) : IChannel
{
    public const string Channel = "remedies";

    public string Name => Channel;

    public async ValueTask<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellation)
    {
        var id = delivery.Payload;
        if (await database.ReadAsync((session, cancel) => RemedyRows.FindAsync(session, id, cancel), cancellation) is not { } execution)
            return new DeliveryOutcome.Refused($"There is no remedy {id} any more.");
        // The result came by a callback while we thought that the call had failed.
        if (execution.IsFinal) return new DeliveryOutcome.Sent();

        switch (await executor.ExecuteAsync(execution.Request, cancellation))
        {
            case RemedyOutcome.Done done:
                await results.SettleAsync(id, RemedyStatus.Done, done.Reference, null, RemedyResults.BySystem, cancellation);
                return new DeliveryOutcome.Sent();
            case RemedyOutcome.Accepted accepted:
                await AwaitAsync(execution, accepted.ByPeople, cancellation);
                return new DeliveryOutcome.Sent();
            case RemedyOutcome.Refused refused:
                await results.SettleAsync(id, RemedyStatus.Refused, null, refused.Why, RemedyResults.BySystem, cancellation);
                return new DeliveryOutcome.Sent();
            case RemedyOutcome.Failed failed:
                return await LaterAsync(delivery, new DeliveryOutcome.Failed(failed.Why, failed.After), failed.Why, cancellation);
            case RemedyOutcome.Unknown unknown:
                return await LaterAsync(delivery, new DeliveryOutcome.Unknown(unknown.Why, unknown.After), unknown.Why, cancellation);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    // Given up is said at once: the customer waits for a person and not for a machine.
    private async ValueTask<DeliveryOutcome> LaterAsync(Delivery delivery, DeliveryOutcome outcome, string why, CancellationToken cancellation)
    {
        if (delivery.Tries + 1 >= Backoff.MostTries)
            await results.SettleAsync(delivery.Payload, RemedyStatus.Unknown, null, $"given up after {Backoff.MostTries} tries: {why}", RemedyResults.BySystem, cancellation);
        return outcome;
    }

    private ValueTask<bool> AwaitAsync(RemedyExecution execution, bool byPeople, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var longest = RemedyOrders.LongestWait(packOfSite(execution.Request.Site));
        return database.WriteAsync(async (session, cancel) =>
        {
            if (!await RemedyRows.SetAsync(session, execution, RemedyStatus.Arranging, null, null, now, null, cancel)) return false;
            await RemedyRows.WatchAsync(session, execution, now + longest, cancel);
            var at = now.ToUnixTimeMilliseconds();
            if (byPeople) await OutboxRows.AddAsync(session, $"ob_{execution.Request.Id}.work", execution.Request.Conversation, at, Alert.RemedyToArrange(execution.Request.Conversation, execution.Request.Kind), 0, at, cancel);
            return true;
        }, cancellation);
    }
}
