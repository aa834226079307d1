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

    [Fact]
    public async Task Two_hundred_claims_at_once_for_one_failure_in_as_many_conversations_are_one_coupon()
    {
        await using var database = await stores.OpenAsync();
        var ledger = new Ledger(database, IdSource.Random);

        var given = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => GiveAsync(database, ledger, $"cs_{n}", new Money(5_00, "CNY"), budget: 5000_00,
            giving => giving with { Conversation = new ConversationId($"cv_{n}"), IsOncePerFailure = true }, failure: "late:P1").AsTask()));

        given.Count(isGiven => isGiven).ShouldBe(1);
        (await SumAsync(database)).ShouldBe(5_00);
    }

    [Theory]
    [InlineData("main", "late:P1", false)]
    [InlineData("main", "damaged:P1", true)]
    [InlineData("main", "late:P2", true)]
    [InlineData("other", "late:P1", true)]
    public async Task One_failure_of_an_order_is_compensated_once_whoever_shows_that_it_is_theirs(string site, string failure, bool isGiven)
    {
        await using var database = await stores.OpenAsync();
        var ledger = new Ledger(database, IdSource.Random);
        await GiveAsync(database, ledger, "cs_1", new Money(5_00, "CNY"), budget: 5000_00, giving => giving with { Conversation = new ConversationId("cv_1"), IsOncePerFailure = true }, failure: "late:P1");

        (await GiveAsync(database, ledger, "cs_2", new Money(5_00, "CNY"), budget: 5000_00,
            giving => giving with { Site = site, Customer = new CustomerId("cu_somebody_else"), Conversation = new ConversationId("cv_2"), IsOncePerFailure = true }, failure: failure)).ShouldBe(isGiven);
    }

    [Theory]
    [InlineData("c1", false)]
    [InlineData("c2", true)]
    public async Task The_same_fault_of_the_same_room_is_another_one_for_its_next_guest(string owner, bool isGiven)
    {
        await using var database = await stores.OpenAsync();
        var ledger = new Ledger(database, IdSource.Random);
        await GiveAsync(database, ledger, "cs_1", new Money(5_00, "CNY"), budget: 5000_00, AsSomebody(1), failure: "noise:1207", owner: "c1");

        (await GiveAsync(database, ledger, "cs_2", new Money(5_00, "CNY"), budget: 5000_00, AsSomebody(2), failure: "noise:1207", owner: owner)).ShouldBe(isGiven);
    }

    [Fact]
    public async Task An_owners_limit_holds_for_all_who_show_that_an_order_is_theirs_at_the_same_moment()
    {
        await using var database = await stores.OpenAsync();
        var ledger = new Ledger(database, IdSource.Random);
        Func<Giving, Giving> Within(int n, string? signedIn = null) => giving => AsSomebody(n)(giving) with { CustomerCap = new Money(17_00, "CNY"), ExternalId = signedIn };

        var given = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => GiveAsync(database, ledger, $"cs_{n}", new Money(5_00, "CNY"), 5000_00, Within(n), failure: $"late:P{n}", owner: "c1").AsTask()));

        given.Count(isGiven => isGiven).ShouldBe(3);
        (await GiveAsync(database, ledger, "cs_signed-in", new Money(5_00, "CNY"), 5000_00, Within(40, signedIn: "c1"), failure: "rude:-")).ShouldBeFalse();
        (await GiveAsync(database, ledger, "cs_another", new Money(5_00, "CNY"), 5000_00, Within(41), failure: "late:Q", owner: "c2")).ShouldBeTrue();
        (await GiveAsync(database, ledger, "cs_unknown", new Money(5_00, "CNY"), 5000_00, Within(42), failure: "late:R")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_customers_limit_holds_for_orders_of_many_owners_that_they_show_to_be_theirs_at_the_same_moment()
    {
        await using var database = await stores.OpenAsync();
        var ledger = new Ledger(database, IdSource.Random);
        Func<Giving, Giving> Within(int n) => giving => giving with { Conversation = new ConversationId($"cv_{n}"), CustomerCap = new Money(17_00, "CNY"), ExternalId = "me" };

        var given = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => GiveAsync(database, ledger, $"cs_{n}", new Money(5_00, "CNY"), 5000_00, Within(n), failure: $"late:P{n}", owner: $"c{n}").AsTask()));

        given.Count(isGiven => isGiven).ShouldBe(3);
    }

    [Fact]
    public Task Two_thousand_claims_on_a_budget_for_two_hundred_give_exactly_two_hundred() => StormAsync(claims: 2_000, reach: 200);

    [Fact]
    [Trait("Category", "Long")]
    public Task Ten_thousand_claims_on_a_budget_for_a_thousand_give_exactly_a_thousand() => StormAsync(claims: 10_000, reach: 1_000);

    [Fact]
    public async Task A_customers_limit_holds_for_claims_at_the_same_moment()
    {
        await using var database = await stores.OpenAsync();
        var ledger = new Ledger(database, IdSource.Random);

        var given = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => GiveAsync(database, ledger, $"cs_{n}", new Money(5_00, "CNY"), budget: 5000_00,
            giving => giving with { CustomerCap = new Money(17_00, "CNY") }).AsTask()));

        given.Count(isGiven => isGiven).ShouldBe(3);
        (await GiveAsync(database, ledger, "cs_later", new Money(5_00, "CNY"), 5000_00, giving => giving with { CustomerCap = new Money(17_00, "CNY") }, now: Now.AddDays(91))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_campaigns_budget_binds_what_draws_on_it_and_nothing_else()
    {
        await using var database = await stores.OpenAsync();
        var ledger = new Ledger(database, IdSource.Random);
        var snow = new BudgetDraw("snow", "all", new Money(10_00, "CNY"));
        Giving WithSnow(Giving giving) => giving with { Budgets = [snow] };

        (await GiveAsync(database, ledger, "cs_1", new Money(6_00, "CNY"), 5000_00, WithSnow, budgets: ["snow"])).ShouldBeTrue();
        (await GiveAsync(database, ledger, "cs_2", new Money(6_00, "CNY"), 5000_00, WithSnow, budgets: ["snow"])).ShouldBeFalse();
        (await GiveAsync(database, ledger, "cs_3", new Money(6_00, "CNY"), 5000_00, WithSnow)).ShouldBeTrue();
        (await GiveAsync(database, ledger, "cs_4", new Money(4_00, "CNY"), 5000_00, WithSnow, budgets: ["snow"])).ShouldBeTrue();
        (await ledger.LeftAsync("main", snow, default)).ShouldBe(Money.Zero("CNY"));
        (await ledger.LeftAsync("main", Today, new Money(5000_00, "CNY"), default)).ShouldBe(new Money(4984_00, "CNY"));
    }

    [Fact]
    public async Task A_budget_that_is_raised_or_lowered_during_the_day_holds_as_it_is_now()
    {
        await using var database = await stores.OpenAsync();
        var ledger = new Ledger(database, IdSource.Random);
        for (var n = 0; n < 20; n++) await GiveAsync(database, ledger, $"cs_{n}", new Money(5_00, "CNY"), budget: 100_00, InConversation(n));

        (await GiveAsync(database, ledger, "cs_spent", new Money(5_00, "CNY"), budget: 100_00)).ShouldBeFalse();
        (await GiveAsync(database, ledger, "cs_raised", new Money(20_00, "CNY"), budget: 120_00)).ShouldBeTrue();
        (await GiveAsync(database, ledger, "cs_lowered", new Money(1, "CNY"), budget: 50_00)).ShouldBeFalse();
        (await GiveAsync(database, ledger, "cs_raised-again", new Money(79_99, "CNY"), budget: 200_00)).ShouldBeTrue();
        (await ledger.LeftAsync("main", Today, new Money(200_00, "CNY"), default)).ShouldBe(new Money(1, "CNY"));
    }

    [Fact]
    public async Task A_coupon_ends_once_and_leaves_what_the_customer_is_owed()
    {
        await using var database = await stores.OpenAsync();
        var ledger = new Ledger(database, IdSource.Random);
        await GiveAsync(database, ledger, "cs_1", new Money(5_00, "CNY"), budget: 500_00);
        var code = (string)(await database.ReadAsync((session, cancel) => session.Statement("select code from ledger_entry").ScalarAsync(cancel), default))!;

        var ends = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => EndAsync(database, ledger, code, n % 2 == 0 ? CouponEnd.Redeemed : CouponEnd.Revoked).AsTask()));

        ends.Count(isEnded => isEnded).ShouldBe(1);
        (await FindAsync(database, code))!.End.ShouldNotBeNull();
        (await BalanceAsync(database, "owed:cu_1")).ShouldBe(0);
        // Redeemed, or the budget has it again.
        (-await BalanceAsync(database, "budget:day:2026-11-21")).ShouldBe(await BalanceAsync(database, "redeemed"));
        await ShouldBalanceAsync(database);
    }

    [Theory]
    [InlineData(CouponEnd.Expired)]
    [InlineData(CouponEnd.Revoked)]
    public async Task What_was_not_redeemed_is_each_of_its_budgets_again_once_however_many_end_it(CouponEnd end)
    {
        await using var database = await stores.OpenAsync();
        var ledger = new Ledger(database, IdSource.Random);
        Func<Giving, Giving> campaign = giving => giving with { Budgets = [new BudgetDraw("snow", "all", new Money(8_00, "CNY"))] };
        await GiveAsync(database, ledger, "cs_1", new Money(5_00, "CNY"), budget: 5_00, campaign, budgets: ["snow"]);
        var code = (string)(await database.ReadAsync((session, cancel) => session.Statement("select code from ledger_entry").ScalarAsync(cancel), default))!;
        (await GiveAsync(database, ledger, "cs_2", new Money(5_00, "CNY"), budget: 5_00, campaign, budgets: ["snow"])).ShouldBeFalse();

        var ends = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => EndAsync(database, ledger, code, end).AsTask()));

        ends.Count(isEnded => isEnded).ShouldBe(1);
        (await BalanceAsync(database, "budget:day:2026-11-21"), await BalanceAsync(database, "budget:snow:all"), await BalanceAsync(database, "drawn:snow:all"), await BalanceAsync(database, "owed:cu_1")).ShouldBe((0, 0, 0, 0));
        (await ledger.LeftAsync("main", Today, new Money(5_00, "CNY"), default)).ShouldBe(new Money(5_00, "CNY"));
        (await GiveAsync(database, ledger, "cs_2", new Money(5_00, "CNY"), budget: 5_00, campaign, failure: "lost", budgets: ["snow"])).ShouldBeTrue();
        await ShouldBalanceAsync(database);
    }

    [Fact]
    public async Task A_redeemed_coupon_stays_spent()
    {
        await using var database = await stores.OpenAsync();
        var ledger = new Ledger(database, IdSource.Random);
        await GiveAsync(database, ledger, "cs_1", new Money(5_00, "CNY"), budget: 5_00);
        var code = (string)(await database.ReadAsync((session, cancel) => session.Statement("select code from ledger_entry").ScalarAsync(cancel), default))!;

        await EndAsync(database, ledger, code, CouponEnd.Redeemed);

        (await EndAsync(database, ledger, code, CouponEnd.Expired)).ShouldBeFalse();
        (await ledger.LeftAsync("main", Today, new Money(5_00, "CNY"), default)).ShouldBe(Money.Zero("CNY"));
        await ShouldBalanceAsync(database);
    }

    [Fact]
    public async Task A_coupon_whose_time_is_over_is_found_until_it_has_ended()
    {
        await using var database = await stores.OpenAsync();
        var ledger = new Ledger(database, IdSource.Random);
        await GiveAsync(database, ledger, "cs_1", new Money(5_00, "CNY"), budget: 500_00);

        (await OverdueAsync(database, Now.AddDays(59))).ShouldBeEmpty();
        var overdue = (await OverdueAsync(database, Now.AddDays(60))).ShouldHaveSingleItem();
        (await EndAsync(database, ledger, overdue.Code, CouponEnd.Expired)).ShouldBeTrue();
        (await OverdueAsync(database, Now.AddDays(60))).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_posting_can_be_changed()
    {
        await using var database = await stores.OpenAsync();
        await GiveAsync(database, new Ledger(database, IdSource.Random), "cs_1", new Money(5_00, "CNY"), budget: 500_00);

        await Should.ThrowAsync<System.Data.Common.DbException>(async () => await database.WriteAsync((session, cancel) => session.Statement("update ledger_posting set amount = 0").ExecuteAsync(cancel), default));
        await Should.ThrowAsync<System.Data.Common.DbException>(async () => await database.WriteAsync((session, cancel) => session.Statement("delete from ledger_posting").ExecuteAsync(cancel), default));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whatever_happens_the_books_balance(int seed)
    {
        await using var database = await stores.OpenAsync();
        var ledger = new Ledger(database, IdSource.Random);

        await Task.WhenAll(LedgerHistory.Generate(seed, acts: 250).Select(async act =>
        {
            if (act.End is { } end)
            {
                if (await database.ReadAsync((session, cancel) => session.Statement("select code from ledger_entry where case_id = @case").Set("@case", act.Case).ScalarAsync(cancel), default) is string code)
                    await EndAsync(database, ledger, code, end);
                return;
            }
            await Swallow<InvalidOperationException>(GiveAsync(database, ledger, act.Case, new Money(act.Amount, "CNY"), act.Budget, giving => giving with
            {
                Customer = new CustomerId($"cu_{act.Customer}"),
                Conversation = new ConversationId($"cv_{act.Customer}_{act.Case}"),
                CustomerCap = new Money(LedgerHistory.CustomerCap, "CNY"),
                IsOncePerFailure = true,
                Budgets = [new BudgetDraw("snow", "all", new Money(LedgerHistory.Campaign, "CNY"))],
            }, failure: $"late:{act.Case}", budgets: act.DrawsOnCampaign ? ["snow"] : []).AsTask());
        }));

        await ShouldBalanceAsync(database);
        (-await BalanceAsync(database, "budget:day:2026-11-21")).ShouldBeLessThanOrEqualTo(LedgerHistory.LargestBudget);
        (await BalanceAsync(database, "drawn:snow:all")).ShouldBeLessThanOrEqualTo(LedgerHistory.Campaign);
        (await OwedAsync(database)).ShouldAllBe(owed => owed >= 0 && owed <= LedgerHistory.CustomerCap);
    }

    private async Task StormAsync(int claims, int reach)
    {
        await using var database = await stores.OpenAsync();
        var ledger = new Ledger(database, IdSource.Random);
        var given = 0;

        await Parallel.ForAsync(0, claims, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (n, _) =>
        {
            if (await GiveAsync(database, ledger, $"cs_{n}", new Money(5_00, "CNY"), budget: reach * 5_00L, InConversation(n))) Interlocked.Increment(ref given);
        });

        given.ShouldBe(reach);
        (await SumAsync(database)).ShouldBe(reach * 5_00L);
        (await new Ledger(database, IdSource.Random).LeftAsync("main", Today, new Money(reach * 5_00L, "CNY"), default)).ShouldBe(Money.Zero("CNY"));
        await ShouldBalanceAsync(database);
    }

    private static Func<Giving, Giving> InConversation(int n) => giving => giving with { Conversation = new ConversationId($"cv_{n}") };

    private static Func<Giving, Giving> AsSomebody(int n) => giving => giving with { Customer = new CustomerId($"cu_{n}"), Conversation = new ConversationId($"cv_{n}"), IsOncePerFailure = true };

    private static ValueTask<bool> GiveAsync(Database database, Ledger ledger, string caseId, Money amount, long budget, Func<Giving, Giving>? change = null, string failure = "late", DateTimeOffset? now = null, string[]? budgets = null, string? owner = null) =>
        database.WriteAsync(async (session, cancel) =>
        {
            var order = Order(caseId, amount) with { FailureKey = failure, Budgets = budgets ?? [], Owner = owner };
            var giving = Giving(budget);
            var written = await ledger.WriteAsync(session, [order], change is null ? giving : change(giving), now ?? Now, cancel);
            if (!written) session.Undo();
            return written;
        }, default);

    private static ValueTask<bool> EndAsync(Database database, Ledger ledger, string code, CouponEnd end) =>
        database.WriteAsync(async (session, cancel) => await ledger.EndAsync(session, (await CouponRows.FindAsync(session, code, cancel))!, end, "shop", "test", Now.AddDays(1), cancel), default);

    private static ValueTask<CouponRow?> FindAsync(Database database, string code) => database.ReadAsync((session, cancel) => CouponRows.FindAsync(session, code, cancel), default);

    private static ValueTask<IReadOnlyList<CouponRow>> OverdueAsync(Database database, DateTimeOffset now) => database.ReadAsync((session, cancel) => CouponRows.OverdueAsync(session, now, 10, cancel), default);

    private static async Task<long> BalanceAsync(Database database, string account) =>
        Number(await database.ReadAsync((session, cancel) => session.Statement("select coalesce(sum(amount), 0) from ledger_posting where account = @account").Set("@account", account).ScalarAsync(cancel), default));

    private static ValueTask<List<long>> OwedAsync(Database database) => database.ReadAsync((session, cancel) =>
        session.Statement("select cast(sum(amount) as bigint) from ledger_posting where account like 'owed:%' group by account").ListAsync(row => row.GetInt64(0), cancel), default);

    // Every entry by itself, the whole book, and the budgets' counters against it.
    private static async Task ShouldBalanceAsync(Database database)
    {
        (await database.ReadAsync((session, cancel) => session.Statement("select entry_id from ledger_posting group by entry_id having sum(amount) <> 0").ListAsync(row => row.GetString(0), cancel), default)).ShouldBeEmpty();
        (await database.ReadAsync((session, cancel) => session.Statement("""
            select e.id from ledger_entry e where e.amount <> 0 and not exists (select 1 from ledger_posting p where p.entry_id = e.id)
            """).ListAsync(row => row.GetString(0), cancel), default)).ShouldBeEmpty();
        (await database.ReadAsync((session, cancel) => session.Statement("""
            select b.name from budget_account b
            where b.spent <> (select coalesce(-sum(p.amount), 0) from ledger_posting p where p.account = 'budget:' || b.name || ':' || b.period)
            """).ListAsync(row => row.GetString(0), cancel), default)).ShouldBeEmpty();
    }

    private static Giving Giving(long budget) => new("main", new CustomerId("cu_1"), new ConversationId("cv_1"), "bot", new Money(budget, "CNY"), Today);

    private static RemedyOrder Order(string caseId, Money amount) =>
        new(new CaseId(caseId), "late", new Remedy.Coupon(amount, 60), IdSource.Random.CouponCode(), Now.AddDays(60), Reason.Read("test"), "v1");

    private static async ValueTask<long> SumAsync(Database database) => Number(await database.ReadAsync((session, cancel) =>
        session.Statement("select coalesce(sum(amount), 0) from ledger_entry where kind = 'coupon'").ScalarAsync(cancel), default));

    private static long Number(object? value) => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture);

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
