using Microsoft.Data.Sqlite;
using ServiceBot.Recovery;
using ServiceBot.Storage;
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
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        await connection.OpenAsync();
        connection.Handle!.enable_sqlite3_next_stmt(true);
        await using var session = new Session(connection, keepsCommands: true);

        foreach (var (customer, serial) in new[] { ("cu_1", 3), ("cu_2", 200), ("cu_3", 5) })
        {
            var history = await CaseRows.HistoryAsync(session, new CustomerId(customer), new ConversationId("cv_1"), "late", "SF1", Now, 30, serial, "CNY", default);
            await ClaimRows.SignsAsync(session, new CustomerId(customer), new CaseId("cs_1"), [new ClaimMark("phone", "13800000000")], history, 30, Now, default);
        }

        var statements = Statements(connection.Handle);
        statements.Count.ShouldBeGreaterThan(4);
        statements.ShouldAllBe(statement => statement.PreparedAnew == 0);
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
