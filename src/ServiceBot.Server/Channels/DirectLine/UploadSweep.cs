using ServiceBot.Storage;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>Customers' files live as long as their case (decisions.md 23): every hour those go that nobody needs, and those that no message ever got.</summary>
internal sealed partial class UploadSweep(Database database, UploadStore store, DirectLineSettings settings, TimeProvider time, ILogger<UploadSweep> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    // Longer than any upload takes to get its message.
    private static readonly TimeSpan OrphanAfter = TimeSpan.FromHours(1);
    private const int MostAtOnce = 100;

    /// <returns>How many files were deleted.</returns>
    public async ValueTask<int> SweepAsync(CancellationToken cancellation)
    {
        var count = 0;
        while (await ExpiredAsync(cancellation) is { Count: > 0 } expired)
        {
            // What is not deleted now, because the process dies, is an orphan then.
            await store.DropAsync(expired, cancellation);
            count += expired.Count;
        }

        foreach (var folder in store.Folders()) count += await SweepOrphansAsync(folder, cancellation);
        if (count > 0) Log.Swept(log, count);
        return count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    await SweepAsync(stoppingToken);
                }
                catch (Exception failure) when (failure is StoreUnavailableException or IOException or UnauthorizedAccessException)
                {
                    Log.Waits(log, failure);
                }

                await Task.Delay(Every, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: the next start sweeps.
        }
    }

    private ValueTask<List<Upload>> ExpiredAsync(CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => session.Statement(Sql.Expired)
            .Set("@before", (time.GetUtcNow() - settings.UploadLife).ToUnixTimeMilliseconds()).Set("@most", MostAtOnce)
            .ListAsync(UploadStore.Read, cancel), cancellation);

    private async ValueTask<int> SweepOrphansAsync(string folder, CancellationToken cancellation)
    {
        var old = Directory.EnumerateFiles(folder).Where(file => time.GetUtcNow() - File.GetLastWriteTimeUtc(file) > OrphanAfter).Select(file => (File: file, Id: Path.GetFileName(file))).ToList();
        if (old.Count == 0) return 0;
        var orphans = await database.ReadAsync(async (session, cancel) =>
        {
            List<string> unknown = [];
            foreach (var (file, id) in old)
                if (await session.Statement("select id from upload where id = @id").Set("@id", id).ScalarAsync(cancel) is null) unknown.Add(file);
            return unknown;
        }, cancellation);
        foreach (var file in orphans) File.Delete(file);
        return orphans.Count;
    }

    private static class Sql
    {
        // Resolved, or without an open case; and quiet for as long as files are kept. A conversation that was erased takes its files with it.
        public const string Expired = """
            select u.id, u.conversation_id, u.name, u.content_type, u.size, u.at from upload u
            left join conversation c on c.id = u.conversation_id
            where u.at < @before and (c.id is null or (c.updated_at < @before
              and (c.status = 'resolved' or not exists (select 1 from complaint_case k where k.conversation_id = c.id and k.closed = 0))))
            order by u.id limit @most
            """;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} files of customers were deleted: their cases are over, or no message got them.")]
        public static partial void Swept(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Files of customers could not be swept; trying again in an hour.")]
        public static partial void Waits(ILogger logger, Exception failure);
    }
}
