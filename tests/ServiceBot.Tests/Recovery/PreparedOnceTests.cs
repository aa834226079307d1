using Microsoft.Data.Sqlite;
using ServiceBot.Clustering;
using ServiceBot.Dialogs;
using ServiceBot.Customers;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;
using SQLitePCL;

namespace ServiceBot.Tests.Recovery;

/// <summary>Preparing a statement costs SQLite more than running it: what every decision reads is prepared once for each connection and never again.</summary>
public sealed class PreparedOnceTests : IDisposable
{
    // SQLITE_STMTSTATUS_REPREPARE.
    private const int Reprepare = 5;

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("servicebot-prepared-").FullName;

    [Fact]
    public async Task History_and_signs_of_a_claim_are_read_again_without_preparing_anything_anew()
    {
        var path = Path.Combine(folder, "servicebot.db");
        await (await Database.OpenFileAsync(path)).DisposeAsync();
        await using var connection = SqliteConnections.Open($"Data Source={path};Pooling=false");
        connection.Handle!.enable_sqlite3_next_stmt(true);
        await using var session = new Session(connection, keepsCommands: true);

        foreach (var (customer, serial) in new[] { ("cu_1", 3), ("cu_2", 200), ("cu_3", 5) })
        {
            var history = await CaseRows.HistoryAsync(session, "main", new CustomerId(customer), new ConversationId("cv_1"), "late", "SF1", null, null, Now, 30, serial, "CNY", default);
            await ClaimRows.SignsAsync(session, new CustomerId(customer), new CaseId("cs_1"), [new ClaimMark("phone", "13800000000")], history, 30, Now, default);
        }

        var statements = Statements(connection.Handle);
        statements.Count.ShouldBe(3);
        statements.ShouldAllBe(statement => statement.PreparedAnew == 0);
    }

    [Fact]
    public async Task What_waits_for_a_turn_and_for_a_reader_is_read_again_without_preparing_anything_anew()
    {
        var path = Path.Combine(folder, "servicebot.db");
        await using var database = await Database.OpenFileAsync(path);
        var id = await new Conversations(database, IdSource.Random, TimeProvider.System).OpenAsync(new NewConversation("main", "directline", null, Proof.None, Locale.En, new NewCustomer(null, null)), default);
        await using var connection = SqliteConnections.Open($"Data Source={path};Pooling=false");
        connection.Handle!.enable_sqlite3_next_stmt(true);
        await using var session = new Session(connection, keepsCommands: true);
        await session.Statement("update conversation set seq = seq + 1").ExecuteAsync(default);
        var loader = new TurnLoader(database, StandardDialogs.Create(), TimeProvider.System);

        foreach (var limit in new[] { 1, 200, 3 })
        {
            (await loader.LoadAsync(session, id, default)).ShouldNotBeNull();
            await Feed.ReadAsync(session, id, limit, limit, default);
        }

        var limited = Statements(connection.Handle).FindAll(statement => statement.Sql.Contains("limit @", StringComparison.Ordinal));
        limited.Count.ShouldBeGreaterThanOrEqualTo(2);
        limited.ShouldAllBe(statement => statement.PreparedAnew == 0);
    }

    [Fact]
    public async Task No_connection_prepares_a_statement_anew_for_the_value_of_its_limit()
    {
        await using var connection = SqliteConnections.Open("Data Source=:memory:;Pooling=false");
        connection.Handle!.enable_sqlite3_next_stmt(true);
        await using var session = new Session(connection, keepsCommands: true);
        await session.Statement("create table item (id integer primary key, at integer)").ExecuteAsync(default);

        foreach (var most in new long[] { 1, 50, 2 })
            await session.Statement("select id from item where at > @after order by at limit @most").Set("@after", most).Set("@most", most).ScalarAsync(default);

        Statements(connection.Handle).FindAll(statement => statement.Sql.Contains("@most", StringComparison.Ordinal)).ShouldHaveSingleItem().PreparedAnew.ShouldBe(0);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static List<(string Sql, int PreparedAnew)> Statements(sqlite3 database)
    {
        List<(string, int)> found = [];
        for (var statement = raw.sqlite3_next_stmt(database, null); statement is not null; statement = raw.sqlite3_next_stmt(database, statement))
            found.Add((raw.sqlite3_sql(statement).utf8_to_string(), raw.sqlite3_stmt_status(statement, Reprepare, 0)));
        return found;
    }
}
