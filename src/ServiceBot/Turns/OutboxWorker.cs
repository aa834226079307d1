using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServiceBot.Clustering;
using ServiceBot.Storage;

namespace ServiceBot.Turns;

/// <summary>
/// Delivers the outbox: in order and one in flight per conversation and channel, many conversations at once, retried with growing pauses, then
/// parked without stopping the others. A commit wakes it; what no hint told, a look into the database finds within a second.
/// </summary>
internal sealed partial class OutboxWorker : BackgroundService
{
    private const int MostInFlight = 512;
    private const int MostAtOnce = 128;
    // Once or twice may happen; whoever runs the server reads of the third before it is given up.
    private const int NoAccident = 3;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan HousekeepingEvery = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, IChannel> byName;
    private readonly Database database;
    private readonly OutboxSignal signal;
    private readonly TimeProvider time;
    private readonly ILogger<OutboxWorker> log;
    private readonly OutboxBook book;
    private readonly OutboxLanes lanes = new();
    private readonly ConcurrentQueue<Ended> ended = new();
    private readonly List<Ended> unwritten = [];
    private int inFlight;
    private long left;

    public OutboxWorker(Database database, IEnumerable<IChannel> channels, OutboxSignal signal, TimeProvider time, ILogger<OutboxWorker> log)
    {
        byName = channels.ToDictionary(channel => channel.Name);
        this.database = database;
        this.signal = signal;
        this.time = time;
        this.log = log;
        book = new OutboxBook(database, time);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        signal.Raised += lanes.Wake;
        // What is on its way when the program stops gets a moment to end, so that it need not go twice.
        using var tooLate = new CancellationTokenSource();
        await using var _ = stoppingToken.Register(() => tooLate.CancelAfter(LastWords));
        try
        {
            await PatientlyAsync(cancel => book.RecoverAsync(all: database.Engine == Engine.Sqlite, cancel), stoppingToken);
            await Task.WhenAll(SweepAsync(stoppingToken), DeliverAsync(tooLate.Token, stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: what is pending stays in the database.
        }
        finally
        {
            signal.Raised -= lanes.Wake;
            await EndAsync();
        }
    }

    /// <summary>By hand, for tests: delivers what is due now.</summary>
    /// <returns>How many deliveries were tried.</returns>
    internal async ValueTask<int> DeliverDueAsync(CancellationToken cancellation)
    {
        foreach (var (conversation, channel) in await book.DueAsync(cancellation)) lanes.Wake(new Outgoing(conversation, channel, "", null));
        var before = left;
        while (true)
        {
            await TurnAsync(cancellation, cancellation);
            if (!ended.IsEmpty || lanes.HasReady) continue;
            if (Volatile.Read(ref inFlight) == 0 && ended.IsEmpty) return (int)(left - before);
            await lanes.WaitAsync(cancellation);
        }
    }

    private async Task DeliverAsync(CancellationToken tooLate, CancellationToken stopping)
    {
        while (true)
        {
            await lanes.WaitAsync(stopping);
            await PatientlyAsync(cancel => TurnAsync(tooLate, cancel), stopping);
        }
    }

    /// <summary>One transaction: what has ended is written down, what may go next is handed out and leaves.</summary>
    private async ValueTask<int> TurnAsync(CancellationToken tooLate, CancellationToken cancellation)
    {
        List<Ended> done = [.. unwritten];
        unwritten.Clear();
        List<OutboxLane> wanting = [];
        while (done.Count < MostAtOnce && ended.TryDequeue(out var end))
        {
            done.Add(end);
            if (end.Delivery.IsLast) lanes.Rest(end.Lane);
            else lanes.Again(end.Lane);
        }

        var room = Math.Min(MostAtOnce, MostInFlight - Volatile.Read(ref inFlight));
        while (wanting.Count < room && lanes.TryTake(out var lane)) wanting.Add(lane);
        if (done.Count + wanting.Count == 0) return 0;

        Delivery?[] next;
        try
        {
            next = await book.TurnAsync(done, wanting, Random.Shared.NextDouble, cancellation);
        }
        catch
        {
            // Nothing was written: the next turn writes it.
            unwritten.AddRange(done);
            foreach (var lane in wanting) lanes.Again(lane);
            throw;
        }

        CrashPoint.Reached("outbox:claimed");
        foreach (var end in done) Tell(end);
        for (var i = 0; i < wanting.Count; i++)
        {
            if (next[i] is { } delivery) Leave(wanting[i], delivery, tooLate);
            else lanes.Rest(wanting[i]);
        }

        if (!ended.IsEmpty || lanes.HasReady) lanes.Pulse();
        return wanting.Count;
    }

    private void Leave(OutboxLane lane, Delivery delivery, CancellationToken cancellation)
    {
        Interlocked.Increment(ref inFlight);
        left++;
        _ = LeaveAsync(lane, delivery with { Said = lanes.TakeSaid(lane, delivery.Id) }, cancellation);
    }

    private async Task LeaveAsync(OutboxLane lane, Delivery delivery, CancellationToken cancellation)
    {
        // The writer of the database goes on; what the channel does before its first wait is not its business.
        await Task.Yield();
        var outcome = await TryAsync(delivery, lane.Channel, cancellation);
        CrashPoint.Reached("outbox:sent");
        ended.Enqueue(new Ended(lane, delivery, outcome, delivery.Tries + 1));
        Interlocked.Decrement(ref inFlight);
        lanes.Pulse();
    }

    private async ValueTask<DeliveryOutcome> TryAsync(Delivery delivery, string channel, CancellationToken cancellation)
    {
        if (!byName.TryGetValue(channel, out var to)) return new DeliveryOutcome.Refused($"There is no channel '{channel}' any more; configure it and put the delivery back.");
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            return await to.DeliverAsync(delivery, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return new DeliveryOutcome.Unknown(deadline.IsCancellationRequested ? $"no answer within {Deadline.TotalSeconds} s" : "the program was stopped while it was on its way");
        }
        catch (Exception failure)
        {
            Log.Failed(log, delivery.Id, channel, FailurePlaces.Of(failure));
            return new DeliveryOutcome.Failed($"{failure.GetType().Name}; the log has its places");
        }
    }

    private void Tell(Ended end)
    {
        var why = end.Outcome switch
        {
            DeliveryOutcome.Refused refused => refused.Why,
            DeliveryOutcome.Failed failed => failed.Why,
            DeliveryOutcome.Unknown unknown => unknown.Why,
            _ => null,
        };
        if (why is not null && (end.Outcome is DeliveryOutcome.Refused || Backoff.GivesUp(end.Lane.Channel, end.Tries))) Log.Parked(log, end.Delivery.Id, end.Lane.Channel, why);
        else if (why is not null && end.Tries is NoAccident or Backoff.MostTries) Log.StillFails(log, end.Delivery.Id, end.Lane.Channel, end.Tries, why);
        if (end.Lane.Channel != Alert.Channel && end.Outcome is not DeliveryOutcome.Sent) signal.Raise(end.Delivery.Conversation, Alert.Channel);
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        for (var last = time.GetTimestamp(); ; await Task.Delay(SweepEvery, time, stopping))
        {
            await PatientlyAsync(async cancel =>
            {
                foreach (var (conversation, channel) in await book.DueAsync(cancel)) lanes.Wake(new Outgoing(conversation, channel, "", null));
                if (time.GetElapsedTime(last) < HousekeepingEvery) return 0;
                last = time.GetTimestamp();
                await book.RecoverAsync(all: false, cancel);
                while (await book.PruneAsync(cancel) == 500) { }
                return 0;
            }, stopping);
        }
    }

    /// <summary>Waits until what was on its way has ended, and writes it down.</summary>
    private async Task EndAsync()
    {
        using var limit = new CancellationTokenSource(LastWords + LastWords);
        try
        {
            while (Volatile.Read(ref inFlight) > 0) await lanes.WaitAsync(limit.Token);
            await book.TurnAsync([.. unwritten, .. ended], [], Random.Shared.NextDouble, limit.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or StoreUnavailableException)
        {
            Log.Cut(log, failure);
        }
    }

    private async ValueTask PatientlyAsync(Func<CancellationToken, ValueTask<int>> work, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await work(stopping);
                return;
            }
            catch (StoreUnavailableException unavailable)
            {
                Log.Waits(log, unavailable);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stopping);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Deliveries wait for the database.")]
        public static partial void Waits(ILogger logger, Exception failure);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Id} by {Channel} failed: {Places}")]
        public static partial void Failed(ILogger logger, string id, string channel, string places);

        [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Id} by {Channel} is parked (see `servicebot parked`): {Why}")]
        public static partial void Parked(ILogger logger, string id, string channel, string why);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Id} by {Channel} has failed {Tries} times and is tried on: {Why}")]
        public static partial void StillFails(ILogger logger, string id, string channel, int tries, string why);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The program stops before all deliveries have ended; those on their way are sent again at the next start.")]
        public static partial void Cut(ILogger logger, Exception failure);
    }
}
