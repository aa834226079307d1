using System.Text.Json;
using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Storage;

namespace ServiceBot.Server;

/// <summary>
/// Keeps the files of each pack that runs in the database, and at the start loads the earlier versions that open cases name
/// (decisions.md 25). What no open case names any more is dropped.
/// </summary>
internal sealed partial class PackArchive(SitePacks packs, PackLibrary library, Database database, TimeProvider time, ILogger<PackArchive> log) : BackgroundService
{
    // A conversation that has been quiet for so long goes on with the pack of its day.
    private static readonly TimeSpan Quiet = TimeSpan.FromDays(90);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim changed = new(0);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the first turn: a case must not be answered by two versions in turn.
        await LoadNamedAsync(cancellationToken);
        changed.Release();
        library.Changed += OnChanged;
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        library.Changed -= OnChanged;
        changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await changed.WaitAsync(stoppingToken);
                while (!await TryKeepAsync(stoppingToken)) await Task.Delay(Again, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: the next start keeps what runs then.
        }
    }

    /// <summary>Keeps what runs and drops what nobody names.</summary>
    public async ValueTask KeepAsync(CancellationToken cancellation)
    {
        foreach (var status in library.Status)
            if (!await IsKeptAsync(status.Pack.Version, cancellation) && PackCopy.Read(status.Directory, status.Pack.Version) is { } files) await InsertAsync(status.Pack, JsonSerializer.Serialize(files), cancellation);
        var running = library.Status.Select(status => status.Pack.Version).ToHashSet();
        await database.WriteAsync(async (session, cancel) =>
        {
            foreach (var version in await session.Statement(Sql.Unnamed).Set("@since", Since).ListAsync(row => row.GetString(0), cancel))
                if (!running.Contains(version)) await session.Statement("delete from pack_version where version = @version").Set("@version", version).ExecuteAsync(cancel);
            return true;
        }, cancellation);
    }

    private async ValueTask LoadNamedAsync(CancellationToken cancellation)
    {
        var named = await database.ReadAsync((session, cancel) => session.Statement(Sql.Named).Set("@since", Since)
            .ListAsync(row => (Version: row.GetString(0), Pack: row.GetString(1), Files: row.GetString(2)), cancel), cancellation);
        foreach (var (version, id, files) in named)
        {
            if (library.Status.Any(status => status.Pack.Version == version)) continue;
            switch (PackCopy.Load(JsonSerializer.Deserialize<Dictionary<string, string>>(files)!, WordingKeys.All, time.GetUtcNow()))
            {
                case PackLoad.Loaded(var pack, _):
                    packs.Remember(pack);
                    Log.Loaded(log, id, version);
                    break;
                case PackLoad.Broken(var problems):
                    Log.NotLoaded(log, id, version, problems[0]);
                    break;
            }
        }
    }

    private void OnChanged(Pack pack) => changed.Release();

    private long Since => (time.GetUtcNow() - Quiet).ToUnixTimeMilliseconds();

    private async ValueTask<bool> TryKeepAsync(CancellationToken cancellation)
    {
        try
        {
            await KeepAsync(cancellation);
            return true;
        }
        catch (Exception failure) when (failure is StoreUnavailableException or IOException)
        {
            Log.Waits(log, failure);
            return false;
        }
    }

    // At every start but the first: nothing of the folder is read again then.
    private async ValueTask<bool> IsKeptAsync(string version, CancellationToken cancellation) =>
        await database.ReadAsync((session, cancel) => session.Statement(Sql.Kept).Set("@version", version).ListAsync(row => row.GetString(0), cancel), cancellation) is [_, ..];

    private ValueTask<int> InsertAsync(Pack pack, string files, CancellationToken cancellation) =>
        database.WriteAsync((session, cancel) => session.Statement(Sql.Insert)
            .Set("@version", pack.Version).Set("@pack", pack.Id).Set("@files", files).Set("@now", time.GetUtcNow().ToUnixTimeMilliseconds()).ExecuteAsync(cancel), cancellation);

    private static class Sql
    {
        public const string Insert = "insert into pack_version (version, pack, files, at) values (@version, @pack, @files, @now) on conflict (version) do nothing";

        public const string Kept = "select version from pack_version where version = @version";

        private const string IsNamed = """
            exists (select 1 from complaint_case k join conversation c on c.id = k.conversation_id
              where k.closed = 0 and k.pack_version = v.version and c.status <> 'resolved' and c.updated_at >= @since)
            """;

        public const string Named = $"select v.version, v.pack, v.files from pack_version v where {IsNamed}";
        public const string Unnamed = $"select v.version from pack_version v where not {IsNamed}";
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Pack {Pack} {Version}, an earlier one, is loaded for its open cases.")]
        public static partial void Loaded(ILogger logger, string pack, string version);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Pack {Pack} {Version}, an earlier one, cannot run any more ({Problem}): its open cases go on with the running version.")]
        public static partial void NotLoaded(ILogger logger, string pack, string version, PackProblem problem);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The running packs could not be kept; trying again.")]
        public static partial void Waits(ILogger logger, Exception failure);
    }
}
