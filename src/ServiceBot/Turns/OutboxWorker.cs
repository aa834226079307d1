using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServiceBot.Storage;

namespace ServiceBot.Turns;

/// <summary>Delivers the outbox: in order, one in flight per conversation and channel, retried with growing pauses, then parked without stopping the others.</summary>
internal sealed partial class OutboxWorker(Database database, IEnumerable<IChannel> channels, TimeProvider time, ILogger<OutboxWorker> log) : BackgroundService
{
    private const int MostTries = 8;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);
    private readonly Dictionary<string, IChannel> byName = channels.ToDictionary(channel => channel.Name);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    while (await DeliverDueAsync(stoppingToken) > 0) { }
                }
                catch (StoreUnavailableException unavailable)
                {
                    Log.Waits(log, unavailable);
                }

                await Task.Delay(Every, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: what is pending stays in the database.
        }
    }

    /// <returns>How many deliveries were tried.</returns>
    internal async ValueTask<int> DeliverDueAsync(CancellationToken cancellation)
    {
        var due = await database.ReadAsync((session, cancel) => session.Statement(Sql.Heads).Set("@now", time.GetUtcNow().ToUnixTimeMilliseconds()).ListAsync(
            row => (Delivery: new Delivery(row.GetString(0), new ConversationId(row.GetString(1)), row.GetString(2)), Channel: row.GetString(3), Tries: (int)row.GetInt64(4)), cancel), cancellation);
        await Task.WhenAll(due.Select(item => DeliverAsync(item.Delivery, item.Channel, item.Tries + 1, cancellation)));
        return due.Count;
    }

    private async Task DeliverAsync(Delivery delivery, string channel, int tries, CancellationToken cancellation)
    {
        var outcome = await TryAsync(delivery, channel, cancellation);
        var now = time.GetUtcNow();
        var (status, next, error) = outcome switch
        {
            DeliveryOutcome.Sent => ("sent", now, null),
            DeliveryOutcome.Failed { Why: var why } when tries < MostTries => ("pending", now + TimeSpan.FromSeconds(Math.Pow(2, tries)), why),
            DeliveryOutcome.Failed { Why: var why } => ("parked", now, why),
            DeliveryOutcome.Refused { Why: var why } => ("parked", now, why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (status == "parked") Log.Parked(log, delivery.Id, channel, error!);
        await database.WriteAsync((session, cancel) => session.Statement(Sql.Done)
            .Set("@id", delivery.Id).Set("@status", status).Set("@tries", (long)tries).Set("@next", next.ToUnixTimeMilliseconds()).Set("@error", error)
            .ExecuteAsync(cancel), cancellation);
    }

    private async Task<DeliveryOutcome> TryAsync(Delivery delivery, string channel, CancellationToken cancellation)
    {
        if (!byName.TryGetValue(channel, out var to)) return new DeliveryOutcome.Refused($"There is no channel '{channel}' any more; configure it and put the delivery back.");
        try
        {
            using var deadline = new CancellationTokenSource(Deadline, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
            return await to.DeliverAsync(delivery, either.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            Log.Failed(log, failure, delivery.Id, channel);
            return new DeliveryOutcome.Failed($"{failure.GetType().Name}: {failure.Message}");
        }
    }

    private static class Sql
    {
        // Only the oldest pending row of a conversation and channel may go: that is "in order, one in flight".
        public const string Heads = """
            select o.id, o.conversation_id, o.payload, o.channel, o.tries from outbox o
            where o.status = 'pending' and o.next_at <= @now
              and not exists (select 1 from outbox e where e.conversation_id = o.conversation_id and e.channel = o.channel and e.status = 'pending'
                and (e.n < o.n or (e.n = o.n and e.id < o.id)))
            order by o.next_at limit 50
            """;

        public const string Done = "update outbox set status = @status, tries = @tries, next_at = @next, error = @error where id = @id";
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Deliveries wait for the database.")]
        public static partial void Waits(ILogger logger, Exception failure);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Id} by {Channel} failed.")]
        public static partial void Failed(ILogger logger, Exception failure, string id, string channel);

        [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Id} by {Channel} is parked: {Why} See `servicebot parked`.")]
        public static partial void Parked(ILogger logger, string id, string channel, string why);
    }
}
