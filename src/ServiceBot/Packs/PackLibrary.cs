using Microsoft.Extensions.Logging;

namespace ServiceBot.Packs;

/// <summary>
/// The packs that run. Watches their folders: a good edit becomes the running pack within a second, a broken one leaves the last good pack running and says so.
/// Thread-safe.
/// </summary>
/// <param name="wording">Texts that code says, <c>WordingKeys.All</c>.</param>
public sealed partial class PackLibrary(IReadOnlyList<WordingKey> wording, TimeProvider time, ILogger<PackLibrary> logger) : IDisposable
{
    private readonly Lock change = new();
    private readonly List<PackWatch> watches = [];
    private readonly HashSet<string> watchedWording = [];
    private volatile IReadOnlyList<PackStatus> status = [];

    /// <summary>Another version of a pack runs now: the understander learns its examples. Raised on a background thread.</summary>
    public event Action<Pack>? Changed;

    /// <summary>An edit was not taken. Raised on a background thread.</summary>
    public event Action<PackStatus>? Refused;

    /// <summary>One entry for each open pack.</summary>
    public IReadOnlyList<PackStatus> Status => status;

    /// <summary>What keeps edits from being taken: empty when every pack runs as its files say.</summary>
    public IReadOnlyList<PackProblem> Problems => [.. status.Where(s => s.IsBroken).SelectMany(s => s.Problems.Where(p => !p.IsWarning).Select(p => p with { File = Path.Combine(s.Directory, p.File) }))];

    /// <summary>Reads a pack's folder and watches it from then on. A broken pack is not opened.</summary>
    public PackLoad Open(string directory)
    {
        var path = Path.GetFullPath(directory);
        lock (change)
        {
            // The watch comes first: an edit during the reading waits for the lock and is read after it.
            var watch = Directory.Exists(path) ? new PackWatch(path, time, () => Reload(path)) : null;
            var load = Unique(PackLoader.Load(path, wording, time.GetUtcNow()));
            if (load is not PackLoad.Loaded(var pack, var problems))
            {
                watch?.Dispose();
                return load;
            }
            status = [.. status, new PackStatus(path, pack, [], problems, IsBroken: false)];
            watches.Add(watch!);
            WatchShared(path);
            Log.Opened(logger, pack.Id, pack.Version, path);
            return load;
        }
    }

    /// <returns>The running version; null when no such pack is open.</returns>
    public Pack? Find(string id) => status.FirstOrDefault(s => s.Pack.Id == id)?.Pack;

    /// <summary>The version a case began with (decisions.md 25); null when this process does not remember it.</summary>
    public Pack? Find(string id, string version) =>
        status.FirstOrDefault(s => s.Pack.Id == id) is { } s ? s.Pack.Version == version ? s.Pack : s.Earlier.FirstOrDefault(p => p.Version == version) : null;

    /// <summary>Reads the folder of an open pack again now.</summary>
    public void Reload(string directory)
    {
        var path = Path.GetFullPath(directory);
        lock (change)
        {
            if (status.FirstOrDefault(s => s.Directory == path) is not { } before) return;
            var after = before.After(PackLoader.Load(path, wording, time.GetUtcNow()));
            status = [.. status.Select(s => s == before ? after : s)];
            Tell(before, after);
        }
    }

    public void Dispose()
    {
        foreach (var watch in watches) watch.Dispose();
    }

    // One watch for all packs that share the folder: an edit of it is an edit of each.
    private void WatchShared(string path)
    {
        foreach (var folder in SharedWording.Of(path))
            if (watchedWording.Add(folder.Directory)) watches.Add(new PackWatch(folder.Directory, time, ReloadAll));
    }

    private void ReloadAll()
    {
        foreach (var pack in status) Reload(pack.Directory);
    }

    private PackLoad Unique(PackLoad load) =>
        load is PackLoad.Loaded(var pack, _) && status.FirstOrDefault(s => s.Pack.Id == pack.Id) is { } other
            ? new PackLoad.Broken([new PackProblem("pack.yaml", 0, $"the pack in {other.Directory} has the id '{pack.Id}' too", "write another id")])
            : load;

    private void Tell(PackStatus before, PackStatus after)
    {
        if (after.IsBroken)
        {
            foreach (var problem in after.Problems.Where(p => !p.IsWarning)) Log.Refused(logger, after.Pack.Id, after.Pack.Version, problem);
            Refused?.Invoke(after);
        }
        else if (after.Pack.Version != before.Pack.Version)
        {
            Log.Changed(logger, after.Pack.Id, after.Pack.Version, before.Pack.Version);
            Changed?.Invoke(after.Pack);
        }
        else if (before.IsBroken) Log.Mended(logger, after.Pack.Id, after.Pack.Version);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Pack {Pack} {Version} runs from {Directory}.")]
        public static partial void Opened(ILogger logger, string pack, string version, string directory);

        [LoggerMessage(Level = LogLevel.Information, Message = "Pack {Pack} was edited: {Version} runs now instead of {Before}.")]
        public static partial void Changed(ILogger logger, string pack, string version, string before);

        [LoggerMessage(Level = LogLevel.Error, Message = "Pack {Pack} was edited and is broken, {Version} keeps running: {Problem}")]
        public static partial void Refused(ILogger logger, string pack, string version, PackProblem problem);

        [LoggerMessage(Level = LogLevel.Information, Message = "Pack {Pack} is whole again, {Version} runs.")]
        public static partial void Mended(ILogger logger, string pack, string version);
    }
}
