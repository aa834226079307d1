using ServiceBot.Storage;

namespace ServiceBot.Tests.Storage;

public sealed class SqliteSnapshotTests(Stores.Sqlite stores) : SnapshotContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresSnapshotTests(Stores.Postgres stores) : SnapshotContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>For databases that several connections share.</summary>
public abstract class SnapshotContract(Stores stores)
{
    private const string Count = "select count(*) from clock";

    [Fact]
    public async Task A_snapshot_sees_one_state_and_holds_up_no_writer()
    {
        await using var database = await stores.OpenAsync();
        await AddAsync(database, "before");

        var counts = await database.ReadSnapshotAsync(async (session, cancel) =>
        {
            var first = await session.Statement(Count).ScalarAsync(cancel);
            await AddAsync(database, "meanwhile");
            return (first, await session.Statement(Count).ScalarAsync(cancel));
        }, CancellationToken.None);

        counts.ShouldBe((1L, 1L));
        (await database.ReadAsync(async (session, cancel) => await session.Statement(Count).ScalarAsync(cancel), CancellationToken.None)).ShouldBe(2L);
    }

    [Fact]
    public async Task Plain_reads_and_snapshots_share_their_statements()
    {
        await using var database = await stores.OpenAsync();

        for (var i = 0; i < 3; i++)
        {
            (await database.ReadSnapshotAsync(async (session, cancel) => await session.Statement(Count).ScalarAsync(cancel), CancellationToken.None)).ShouldBe(0L);
            (await database.ReadAsync(async (session, cancel) => await session.Statement(Count).ScalarAsync(cancel), CancellationToken.None)).ShouldBe(0L);
        }
    }

    private static async Task AddAsync(Database database, string id) =>
        await database.WriteAsync(async (session, cancel) =>
            await session.Statement("insert into clock (id, conversation_id, kind, reference, due_at) values (@id, 'cv_1', 'test', 'x', 0)").Set("@id", id).ExecuteAsync(cancel), CancellationToken.None);
}
