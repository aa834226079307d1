using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServiceBot.Clustering;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>Timers: what falls due becomes an internal event in its conversation's inbox, in the transaction that takes the timer away; so each fires once.</summary>
internal sealed partial class ClockWorker(Database database, TurnSignal signal, TimeProvider time, ILogger<ClockWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    while (await FireAsync(stoppingToken) > 0) { }
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
            // Stopping: timers stay in the database.
        }
    }

    /// <summary>When the next timer falls due; null when none runs.</summary>
    public ValueTask<DateTimeOffset?> NextAsync(CancellationToken cancellation) =>
        database.ReadAsync(async (session, cancel) => await session.Statement("select min(due_at) from clock").ScalarAsync(cancel) is long due
            ? DateTimeOffset.FromUnixTimeMilliseconds(due) : (DateTimeOffset?)null, cancellation);

    /// <returns>How many timers were due now.</returns>
    public async ValueTask<int> FireAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var due = await database.ReadAsync((session, cancel) => session.Statement(Sql.Due).Set("@now", now.ToUnixTimeMilliseconds()).ListAsync(
            row => new Due(row.GetString(0), new ConversationId(row.GetString(1)), row.GetString(2), row.GetString(3)), cancel), cancellation);
        // Side by side: many share one commit, and one that has to wait holds up none.
        await Task.WhenAll(due.Select(timer => TakeAsync(timer, now, cancellation)));
        return due.Count;
    }

    private async Task TakeAsync(Due timer, DateTimeOffset now, CancellationToken cancellation) => await database.WriteAsync(async (session, cancel) =>
    {
        // Two nodes may have read it; the delete has one winner.
        if (await session.Statement(Sql.Take).Set("@id", timer.Id).Set("@now", now.ToUnixTimeMilliseconds()).ExecuteAsync(cancel) == 0) return false;
        await InternalEvents.AppendAsync(session, timer.Conversation, timer.Kind, timer.Reference, isInput: true, now, cancel);
        return true;
    }, cancellation, fired =>
    {
        if (fired) signal.Raise(timer.Conversation);
    });

    private sealed record Due(string Id, ConversationId Conversation, string Kind, string Reference);

    private static class Sql
    {
        public const string Due = "select id, conversation_id, kind, reference from clock where due_at <= @now order by due_at limit 200";
        public const string Take = "delete from clock where id = @id and due_at <= @now";
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Timers wait for the database.")]
        public static partial void Waits(ILogger logger, Exception failure);
    }
}
