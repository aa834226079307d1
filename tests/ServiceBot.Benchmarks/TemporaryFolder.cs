namespace ServiceBot.Benchmarks;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("servicebot-benchmark-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
