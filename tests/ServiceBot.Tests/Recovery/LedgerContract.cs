using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Tests.Storage;

namespace ServiceBot.Tests.Recovery;

public sealed class SqliteLedgerTests(Stores.Sqlite stores) : LedgerContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresLedgerTests(Stores.Postgres stores) : LedgerContract(stores), IClassFixture<Stores.Postgres>;

public abstract class LedgerContract(Stores stores)
{
    private static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Three_hundred_claims_at_once_on_a_budget_for_a_hundred_give_exactly_a_hundred()
    {
        await using var database = await stores.OpenAsync();
        var ledger = new Ledger(database, IdSource.Random);

        var given = await Task.WhenAll(Enumerable.Range(0, 300).Select(n => GiveAsync(database, ledger, $"cs_{n}", new Money(5_00, "CNY"), budget: 500_00).AsTask()));

        given.Count(isGiven => isGiven).ShouldBe(100);
        (await SumAsync(database)).ShouldBe(500_00);
        (await ledger.LeftAsync("main", Today, new Money(500_00, "CNY"), default)).ShouldBe(Money.Zero("CNY"));
    }

    [Fact]
    public async Task The_same_remedy_for_the_same_failure_is_written_once_however_often_it_is_tried_at_once()
    {
        await using var database = await stores.OpenAsync();
        var ledger = new Ledger(database, IdSource.Random);

        var tries = Enumerable.Range(0, 50).Select(_ => GiveAsync(database, ledger, "cs_one", new Money(5_00, "CNY"), budget: 500_00).AsTask()).ToList();
        foreach (var attempt in tries) await Swallow<InvalidOperationException>(attempt);

        tries.Count(attempt => attempt.IsCompletedSuccessfully).ShouldBe(1);
        (await SumAsync(database)).ShouldBe(5_00);
        (await ledger.LeftAsync("main", Today, new Money(500_00, "CNY"), default)).ShouldBe(new Money(495_00, "CNY"));
    }

    [Fact]
    public async Task A_budget_that_does_not_reach_leaves_nothing_of_the_whole_order()
    {
        await using var database = await stores.OpenAsync();
        var ledger = new Ledger(database, IdSource.Random);

        var isGiven = await database.WriteAsync(async (session, cancel) =>
        {
            var written = await ledger.WriteAsync(session, [Order("cs_1", new Money(300_00, "CNY")), Order("cs_2", new Money(300_00, "CNY"))], Giving(500_00), Now, cancel);
            if (!written) session.Undo();
            return written;
        }, default);

        isGiven.ShouldBeFalse();
        (await SumAsync(database)).ShouldBe(0);
        (await new Ledger(database, IdSource.Random).LeftAsync("main", Today, new Money(500_00, "CNY"), default)).ShouldBe(new Money(500_00, "CNY"));
    }

    [Fact]
    public async Task Each_day_and_each_site_has_a_budget_of_its_own()
    {
        await using var database = await stores.OpenAsync();
        var ledger = new Ledger(database, IdSource.Random);
        await GiveAsync(database, ledger, "cs_1", new Money(500_00, "CNY"), budget: 500_00);

        (await ledger.LeftAsync("main", Today.AddDays(1), new Money(500_00, "CNY"), default)).ShouldBe(new Money(500_00, "CNY"));
        (await ledger.LeftAsync("other", Today, new Money(500_00, "CNY"), default)).ShouldBe(new Money(500_00, "CNY"));
        (await ledger.LeftAsync("main", Today, new Money(500_00, "CNY"), default)).ShouldBe(Money.Zero("CNY"));
    }

    private static ValueTask<bool> GiveAsync(Database database, Ledger ledger, string caseId, Money amount, long budget) =>
        database.WriteAsync(async (session, cancel) =>
        {
            var written = await ledger.WriteAsync(session, [Order(caseId, amount)], Giving(budget), Now, cancel);
            if (!written) session.Undo();
            return written;
        }, default);

    private static Giving Giving(long budget) => new("main", new CustomerId("cu_1"), new ConversationId("cv_1"), "bot", new Money(budget, "CNY"), Today);

    private static RemedyOrder Order(string caseId, Money amount) =>
        new(new CaseId(caseId), "late", new Remedy.Coupon(amount, 60), IdSource.Random.CouponCode(), Now.AddDays(60), "test", "v1");

    private static ValueTask<long> SumAsync(Database database) => database.ReadAsync(async (session, cancel) =>
        Convert.ToInt64(await session.Statement("select coalesce(sum(amount), 0) from ledger_entry").ScalarAsync(cancel), System.Globalization.CultureInfo.InvariantCulture), default);

    private static async Task Swallow<T>(Task task)
        where T : Exception
    {
        try
        {
            await task;
        }
        catch (T)
        {
            // Forty-nine of fifty: asserted by the count.
        }
    }
}
