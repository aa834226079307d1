using ServiceBot.Storage;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>
/// Writes down every few seconds what strangers did, and reads it at the start, so that a restart forgives nobody. A crash forgets the last seconds;
/// no turn waits for it.
/// </summary>
internal sealed partial class DayCountKeeper(VisitorLimits limits, Database database, TimeProvider time, ILogger<DayCountKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    // SQLite's one writer serves the customers in between.
    private const int MostAtOnce = 200;
    private long swept;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RestoreAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TrySaveAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Every, time, stoppingToken);
                await TrySaveAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: the last seconds are written by StopAsync.
        }
    }

    private long Today => time.GetUtcNow().ToUnixTimeMilliseconds() / (24L * 60 * 60 * 1000);

    private async ValueTask RestoreAsync(CancellationToken cancellation)
    {
        var today = Today;
        try
        {
            foreach (var counts in limits.Days)
            {
                var rows = await database.ReadAsync((session, cancel) => session.Statement(Sql.Read).Set("@day", today).Set("@what", counts.What)
                    .ListAsync(row => (Address: row.GetString(0), Amount: row.GetInt64(1)), cancel), cancellation);
                foreach (var (address, amount) in rows) counts.Restore(address, (int)Math.Min(amount, int.MaxValue / 2));
            }
        }
        catch (StoreUnavailableException unavailable)
        {
            Log.NotRestored(log, unavailable);
        }
    }

    private async ValueTask TrySaveAsync(CancellationToken cancellation)
    {
        foreach (var counts in limits.Days)
            foreach (var some in counts.TakeUnsaved().Chunk(MostAtOnce))
                if (!await TrySaveAsync(counts.What, some, cancellation)) counts.PutBack(some);
    }

    private async ValueTask<bool> TrySaveAsync(string what, KeyValuePair<string, int>[] some, CancellationToken cancellation)
    {
        var today = Today;
        try
        {
            await database.WriteAsync(async (session, cancel) =>
            {
                if (swept != today) await session.Statement(Sql.Forget).Set("@day", today).ExecuteAsync(cancel);
                foreach (var (address, amount) in some)
                    await session.Statement(Sql.Add).Set("@day", today).Set("@what", what).Set("@address", address).Set("@amount", amount).ExecuteAsync(cancel);
                return true;
            }, cancellation, _ => swept = today);
            return true;
        }
        catch (StoreUnavailableException unavailable)
        {
            Log.Waits(log, unavailable);
            return false;
        }
    }

    private static class Sql
    {
        public const string Read = "select address, amount from visitor_day where day = @day and what = @what";

        public const string Add = """
            insert into visitor_day (day, what, address, amount) values (@day, @what, @address, @amount)
            on conflict (day, what, address) do update set amount = visitor_day.amount + excluded.amount
            """;

        public const string Forget = "delete from visitor_day where day < @day";
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "What strangers did today before this start could not be read; their limits begin anew.")]
        public static partial void NotRestored(ILogger logger, Exception failure);

        [LoggerMessage(Level = LogLevel.Warning, Message = "What strangers do is counted in memory only until the database answers.")]
        public static partial void Waits(ILogger logger, Exception failure);
    }
}
