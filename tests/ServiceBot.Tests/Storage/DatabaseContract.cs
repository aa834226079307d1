using Dapper;
using ServiceBot.Storage;

namespace ServiceBot.Tests.Storage;

public sealed class SqliteDatabaseTests(Stores.Sqlite stores) : DatabaseContract(stores), IClassFixture<Stores.Sqlite>
{
    [Fact]
    public async Task What_is_committed_is_waited_for_on_the_disk()
    {
        await using var database = await stores.OpenAsync();

        var (waits, journal) = await database.WriteAsync(async (session, cancel) => (
            await session.Connection.ExecuteScalarAsync<long>("pragma synchronous"), await session.Connection.ExecuteScalarAsync<string>("pragma journal_mode")), default);

        (waits, journal).ShouldBe((2, "wal"));
    }
}

public sealed class InMemoryDatabaseTests(Stores.InMemory stores) : DatabaseContract(stores), IClassFixture<Stores.InMemory>;

public sealed class PostgresDatabaseTests(Stores.Postgres stores) : DatabaseContract(stores), IClassFixture<Stores.Postgres>;

public abstract class DatabaseContract(Stores stores)
{
    [Fact]
    public async Task Every_script_is_as_it_was_when_databases_first_ran_it()
    {
        await using var database = await stores.OpenAsync();
        var known = File.ReadLines(Path.Combine(Repository.Root, "tests", "ServiceBot.Tests", "Storage", "scripts.txt")).ToHashSet();

        var run = await database.WriteAsync(async (session, _) => (await session.Connection.QueryAsync<string>("select checksum || ' ' || name from migration order by number")).ToList(), default);

        run.Where(script => !known.Contains(script)).ShouldBeEmpty("Add the line of a new script to scripts.txt; restore one that databases have run, and put the change into a new one.");
    }

    [Fact]
    public async Task A_write_that_throws_leaves_nothing_and_its_neighbours_stand()
    {
        await using var database = await stores.OpenAsync();

        var writes = Enumerable.Range(1, 20).Select(n => AddAsync(database, n, fails: n == 7)).ToList();
        var failure = await Should.ThrowAsync<InvalidDataException>(Task.WhenAll(writes));

        failure.Message.ShouldBe("seven");
        (await CountAsync(database)).ShouldBe(19);
    }

    [Fact]
    public async Task A_text_with_the_character_nul_is_stored_like_any_other()
    {
        await using var database = await stores.OpenAsync();

        var read = await database.ReadAsync((session, cancel) => session.Statement("select cast(@text as text)").Set("@text", "a\0b").ScalarAsync(cancel), CancellationToken.None);

        ((string)read!).ShouldStartWith("a");
    }

    [Fact]
    public async Task A_write_that_is_undone_returns_its_result_and_leaves_nothing()
    {
        await using var database = await stores.OpenAsync();

        var result = await database.WriteAsync(async (session, cancel) =>
        {
            await InsertAsync(session, 1, cancel);
            session.Undo();
            return "refused";
        }, CancellationToken.None);

        result.ShouldBe("refused");
        (await CountAsync(database)).ShouldBe(0);
    }

    [Fact]
    public async Task A_write_that_was_asked_for_a_row_and_has_none_is_done_once()
    {
        await using var database = await stores.OpenAsync();

        var counted = await database.WriteAsync(async (session, cancel) =>
        {
            await session.Statement("create table tally (n bigint)").ExecuteAsync(cancel);
            await session.Statement("insert into tally (n) values (0)").ExecuteAsync(cancel);
            (await session.Statement("update tally set n = n + 1").ScalarAsync(cancel)).ShouldBeNull();
            (await session.Statement("update tally set n = n + 10").FirstAsync(row => row.GetString(0), cancel)).ShouldBeNull();
            return await session.Statement("select n from tally").ScalarAsync(cancel);
        }, CancellationToken.None);

        counted.ShouldBe(11L);
    }

    [Fact]
    public async Task A_table_that_a_failing_write_has_made_is_gone()
    {
        await using var database = await stores.OpenAsync();

        await Should.ThrowAsync<InvalidDataException>(database.WriteAsync<int>(async (session, cancel) =>
        {
            await session.Statement("create table half (id bigint primary key)").ExecuteAsync(cancel);
            throw new InvalidDataException("half way");
        }, CancellationToken.None).AsTask());

        await database.WriteAsync(async (session, cancel) => await session.Statement("create table half (id bigint primary key)").ExecuteAsync(cancel), CancellationToken.None);
    }

    [Fact]
    public async Task Of_many_at_once_each_is_told_once_when_some_are_undone()
    {
        await using var database = await stores.OpenAsync();
        System.Collections.Concurrent.ConcurrentQueue<int> told = [];

        await Task.WhenAll(Enumerable.Range(1, 40).Select(n => database.WriteAsync(async (session, cancel) =>
        {
            await InsertAsync(session, n, cancel);
            if (n % 10 == 0) session.Undo();
            return n;
        }, CancellationToken.None, told.Enqueue).AsTask()));

        told.Order().ShouldBe(Enumerable.Range(1, 40).Where(n => n % 10 != 0));
        (await CountAsync(database)).ShouldBe(36);
    }

    [Fact]
    public async Task What_is_told_after_the_commit_is_told_once_and_only_for_what_stands()
    {
        await using var database = await stores.OpenAsync();
        List<int> told = [];

        await database.WriteAsync(async (session, cancel) => await InsertAsync(session, 1, cancel), CancellationToken.None, _ => told.Add(1));
        await database.WriteAsync(async (session, cancel) =>
        {
            await InsertAsync(session, 2, cancel);
            session.Undo();
            return 0;
        }, CancellationToken.None, _ => told.Add(2));

        told.ShouldBe([1]);
    }

    [Fact]
    public async Task What_fails_after_the_commit_is_told_to_its_caller_and_stops_nobody()
    {
        await using var database = await stores.OpenAsync();

        await Should.ThrowAsync<ObjectDisposedException>(database.WriteAsync(async (session, cancel) => await InsertAsync(session, 1, cancel), CancellationToken.None, _ => throw new ObjectDisposedException("cache")).AsTask());
        await Should.ThrowAsync<Exception>(database.WriteAsync(async (session, cancel) => await InsertAsync(session, 1, cancel), CancellationToken.None).AsTask());

        await database.WriteAsync(async (session, cancel) => await InsertAsync(session, 2, cancel), CancellationToken.None);
    }

    [Fact]
    public async Task The_ledger_refuses_to_be_changed_or_emptied()
    {
        await using var database = await stores.OpenAsync();
        await database.WriteAsync(async (session, _) => await session.Connection.ExecuteAsync("""
            insert into ledger_entry (id, idempotency_key, at, day, site, customer_id, conversation_id, case_id, kind, amount, currency, given_by, policy_version, reason)
            values ('le_1', 'k', 1, '2026-11-21', 's', 'cu', 'cv', 'cs', 'coupon', 500, 'CNY', 'bot', 'v', 'r')
            """), CancellationToken.None);

        await Should.ThrowAsync<System.Data.Common.DbException>(() => database.WriteAsync(async (session, _) => await session.Connection.ExecuteAsync("update ledger_entry set amount = 1"), CancellationToken.None).AsTask());
        await Should.ThrowAsync<System.Data.Common.DbException>(() => database.WriteAsync(async (session, _) => await session.Connection.ExecuteAsync("delete from ledger_entry"), CancellationToken.None).AsTask());
    }

    private static Task<int> AddAsync(Database database, int n, bool fails) =>
        database.WriteAsync(async (session, cancel) =>
        {
            await InsertAsync(session, n, cancel);
            return fails ? throw new InvalidDataException("seven") : n;
        }, CancellationToken.None).AsTask();

    private static async ValueTask<int> InsertAsync(Session session, int n, CancellationToken cancellation) =>
        await session.Statement("insert into clock (id, conversation_id, kind, reference, due_at) values (@id, 'cv_1', 'test', 'x', 0)").Set("@id", $"row {n}").ExecuteAsync(cancellation);

    private static ValueTask<long> CountAsync(Database database) =>
        database.ReadAsync(async (session, cancel) => (long)(await session.Statement("select count(*) from clock").ScalarAsync(cancel))!, CancellationToken.None);
}

public sealed class MigratorTests
{
    [Fact]
    public async Task A_database_of_a_newer_program_stops_the_start_with_a_sentence()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("servicebot-newer-").FullName, "newer.db");
        await using (var database = await Database.OpenFileAsync(file))
            await database.WriteAsync(async (session, _) => await session.Connection.ExecuteAsync("insert into migration values (9999, '9999_future.sql', 'x')"), CancellationToken.None);

        var refusal = await Should.ThrowAsync<SchemaTooNewException>(() => Database.OpenFileAsync(file));

        refusal.Message.ShouldStartWith("The database has schema 9999");
    }
}
