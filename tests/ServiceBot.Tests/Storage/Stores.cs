using ServiceBot.Storage;

namespace ServiceBot.Tests.Storage;

/// <summary>A fresh database for one test: a contract runs on each kind.</summary>
public abstract class Stores
{
    public abstract Task<Database> OpenAsync();

    public sealed class Sqlite : Stores, IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("servicebot-sqlite-");

        public override Task<Database> OpenAsync() => Database.OpenFileAsync(Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.db"));

        public void Dispose() => folder.Delete(recursive: true);
    }

    public sealed class InMemory : Stores
    {
        public override Task<Database> OpenAsync() => Database.OpenInMemoryAsync();
    }

    public sealed class Postgres : Stores
    {
        public override async Task<Database> OpenAsync()
        {
            var cluster = await PostgresCluster.Shared;
            return await Database.OpenPostgresAsync(await cluster.CreateDatabaseAsync("servicebot", async template => await (await Database.OpenPostgresAsync(template)).DisposeAsync()));
        }
    }
}
