using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Tests.Storage;

namespace ServiceBot.Tests.Recovery;

public sealed class SqliteApprovalTests(Stores.Sqlite stores) : ApprovalContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresApprovalTests(Stores.Postgres stores) : ApprovalContract(stores), IClassFixture<Stores.Postgres>;

public abstract class ApprovalContract(Stores stores)
{
    [Fact]
    public async Task Of_twenty_decisions_at_once_one_stands()
    {
        await using var database = await stores.OpenAsync();
        await AddAsync(database);

        var decided = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => DecideAsync(database, n % 2 == 0, $"S{n}", Some.Now.AddMinutes(5)).AsTask()));

        decided.Count(isDecided => isDecided).ShouldBe(1);
        var winner = Array.IndexOf(decided, true);
        var found = (await FindAsync(database, Some.Now.AddMinutes(5)))!;
        found.DecidedName.ShouldBe($"S{winner}");
        found.Status.ShouldBe(winner % 2 == 0 ? ApprovalStatus.Approved : ApprovalStatus.Refused);
    }

    [Fact]
    public async Task After_its_time_nobody_decides_it_and_it_is_listed_no_more()
    {
        await using var database = await stores.OpenAsync();
        await AddAsync(database);

        (await OpenAsync(database, Some.Now.AddMinutes(119))).Count.ShouldBe(1);
        (await OpenAsync(database, Some.Now.AddHours(2))).ShouldBeEmpty();
        (await DecideAsync(database, isApproved: true, "Late", Some.Now.AddHours(2))).ShouldBeFalse();
        (await FindAsync(database, Some.Now.AddHours(2)))!.Status.ShouldBe(ApprovalStatus.RunOut);
    }

    private static ValueTask<bool> AddAsync(Database database) => database.WriteAsync(async (session, cancel) =>
    {
        await ApprovalRows.AddAsync(session, new Approval("ap_1", new ConversationId("cv_1"), new CustomerId("cu_1"), null, "main", Some.Yuan(1200), "third delay", new AgentId("ag_1"), "Lin",
            Some.Now, Some.Now.AddHours(2), new PromiseId("pr_1"), ApprovalStatus.Open, null, null, null), cancel);
        return true;
    }, default);

    private static ValueTask<bool> DecideAsync(Database database, bool isApproved, string name, DateTimeOffset now) =>
        database.WriteAsync((session, cancel) => ApprovalRows.DecideAsync(session, "ap_1", isApproved, new AgentId($"ag_{name}"), name, null, now, cancel), default);

    private static ValueTask<Approval?> FindAsync(Database database, DateTimeOffset now) => database.ReadAsync((session, cancel) => ApprovalRows.FindAsync(session, "ap_1", now, cancel), default);

    private static ValueTask<IReadOnlyList<Approval>> OpenAsync(Database database, DateTimeOffset now) => database.ReadAsync((session, cancel) => ApprovalRows.OpenAsync(session, now, cancel), default);
}
