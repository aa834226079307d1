namespace ServiceBot.Packs;

/// <summary>Says once that a folder was edited, when the editing has been quiet for a moment: editors write a file in several steps.</summary>
internal sealed class PackWatch : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    private readonly FileSystemWatcher watcher;
    private readonly ITimer timer;

    public PackWatch(string directory, TimeProvider time, Action edited)
    {
        timer = time.CreateTimer(_ => edited(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        watcher = new FileSystemWatcher(directory)
        {
            IncludeSubdirectories = true,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        watcher.Changed += (_, _) => Wait();
        watcher.Created += (_, _) => Wait();
        watcher.Deleted += (_, _) => Wait();
        watcher.Renamed += (_, _) => Wait();
        // Its buffer ran over: something changed, whatever it was.
        watcher.Error += (_, _) => Wait();
        watcher.EnableRaisingEvents = true;
    }

    public void Dispose()
    {
        watcher.Dispose();
        timer.Dispose();
    }

    private void Wait() => timer.Change(Quiet, Timeout.InfiniteTimeSpan);
}
