using ServiceBot.Recovery;
using ServiceBot.Server.Chat;
using ServiceBot.Storage;
using ServiceBot.Tests.Storage;

namespace ServiceBot.Tests.Recovery;

public sealed class SqliteCouponsTests(Stores.Sqlite stores) : CouponsContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresCouponsTests(Stores.Postgres stores) : CouponsContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>A coupon after it was issued.</summary>
public abstract class CouponsContract(Stores stores)
{
    private const string Code = "AB12CD34EF56";
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    private readonly ManualTime time = new(Now);

    [Fact]
    public async Task Two_hundred_tills_at_once_redeem_it_once()
    {
        await using var database = await stores.OpenAsync();
        var coupons = await IssueAsync(database);

        var tries = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => coupons.RedeemAsync(Code, $"A-{n}", Purchase.NotSaid, null, null, "shop", default).AsTask()));

        tries.OfType<Redemption.Accepted>().ShouldHaveSingleItem().ShouldBe(new Redemption.Accepted(new Money(3_60, "CNY"), IsRepeated: false));
        tries.OfType<Redemption.Refused>().Count().ShouldBe(199);
        (await coupons.FindAsync(Code, null, null, default))!.State.ShouldBe(CouponState.Redeemed);
        (await SumAsync(database)).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_order_again_gets_the_same_answer_and_another_does_not()
    {
        await using var database = await stores.OpenAsync();
        var coupons = await IssueAsync(database);
        await coupons.RedeemAsync(Code, "A-1", Purchase.NotSaid, null, null, "shop", default);

        (await coupons.RedeemAsync(Code, "A-1", Purchase.NotSaid, null, null, "shop", default)).ShouldBe(new Redemption.Accepted(new Money(3_60, "CNY"), IsRepeated: true));
        (await coupons.RedeemAsync(Code, "A-2", Purchase.NotSaid, null, null, "shop", default)).ShouldBe(new Redemption.Refused(CouponState.Redeemed));
    }

    [Fact]
    public async Task Its_time_is_over_by_the_clock_and_then_in_the_ledger_too()
    {
        await using var database = await stores.OpenAsync();
        var coupons = await IssueAsync(database);
        time.Advance(TimeSpan.FromDays(60) + TimeSpan.FromSeconds(1));

        (await coupons.FindAsync(Code, null, null, default))!.State.ShouldBe(CouponState.Expired);
        (await coupons.RedeemAsync(Code, "A-1", Purchase.NotSaid, null, null, "shop", default)).ShouldBe(new Redemption.Refused(CouponState.Expired));
        (await coupons.ExpireAsync(100, default)).ShouldBe(1);
        (await coupons.ExpireAsync(100, default)).ShouldBe(0);
        (await SumAsync(database)).ShouldBe(0);
    }

    [Fact]
    public async Task Two_nodes_that_expire_it_at_once_give_the_budget_its_money_back_once()
    {
        await using var database = await stores.OpenAsync();
        var coupons = await IssueAsync(database);
        time.Advance(TimeSpan.FromDays(61));

        var ended = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => coupons.ExpireAsync(100, default).AsTask()));

        ended.Sum().ShouldBe(1);
        (await database.ReadAsync((session, cancel) => session.Statement("select spent from budget_account").ScalarAsync(cancel), default)).ShouldBe(0L);
        (await database.ReadAsync((session, cancel) => session.Statement("select cast(sum(amount) as bigint) from ledger_posting where account = 'budget:day:2026-11-21'").ScalarAsync(cancel), default)).ShouldBe(0L);
    }

    [Fact]
    public async Task Unknown_somebody_elses_and_another_sites_are_the_same_nothing()
    {
        await using var database = await stores.OpenAsync();
        var coupons = await IssueAsync(database);

        (await coupons.RedeemAsync("ZZ12CD34EF56", "A-1", Purchase.NotSaid, null, null, "shop", default)).ShouldBe(new Redemption.NotFound());
        (await coupons.RedeemAsync(Code, "A-1", Purchase.NotSaid, "other", null, "shop", default)).ShouldBe(new Redemption.NotFound());
        (await coupons.RedeemAsync(Code, "A-1", Purchase.NotSaid, "main", "somebody", "shop", default)).ShouldBe(new Redemption.NotFound());
        (await coupons.RedeemAsync(Code, "A-1", Purchase.NotSaid, "main", null, "shop", default)).ShouldBeOfType<Redemption.Accepted>();
    }

    [Fact]
    public async Task What_it_is_good_for_stands_with_it_and_is_asked_for_before_it_is_used()
    {
        await using var database = await stores.OpenAsync();
        var coupons = await IssueAsync(database, Terms);

        (await coupons.FindAsync(Code, null, null, default))!.Row.Terms.ShouldBe(Terms);
        (await coupons.RedeemAsync(Code, "A-1", Purchase.NotSaid, null, null, "shop", default)).ShouldBeOfType<Redemption.Unmet>().Breach.ShouldBe(TermsBreach.BoughtMissing);
        (await coupons.RedeemAsync(Code, "A-1", Little, null, null, "shop", default)).ShouldBeOfType<Redemption.Unmet>().Breach.ShouldBe(TermsBreach.MinimumNotMet);
        (await coupons.FindAsync(Code, null, null, default))!.State.ShouldBe(CouponState.Issued);
        (await coupons.RedeemAsync(Code, "A-1", Enough, null, null, "shop", default)).ShouldBe(new Redemption.Accepted(new Money(3_60, "CNY"), IsRepeated: false));
        (await coupons.RedeemAsync(Code, "A-1", Little, null, null, "shop", default)).ShouldBe(new Redemption.Accepted(new Money(3_60, "CNY"), IsRepeated: true));
    }

    [Fact]
    public async Task Of_tills_that_ask_at_once_one_of_those_that_meet_its_terms_has_it()
    {
        await using var database = await stores.OpenAsync();
        var coupons = await IssueAsync(database, Terms);

        var tries = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => coupons.RedeemAsync(Code, $"A-{n}", n % 2 == 0 ? Enough : Little, null, null, "shop", default).AsTask()));

        tries.Where((_, n) => n % 2 == 0).OfType<Redemption.Accepted>().ShouldHaveSingleItem();
        tries.Where((_, n) => n % 2 == 1).OfType<Redemption.Accepted>().ShouldBeEmpty();
        (await SumAsync(database)).ShouldBe(0);
    }

    [Fact]
    public async Task What_it_is_good_for_is_never_changed()
    {
        await using var database = await stores.OpenAsync();
        await IssueAsync(database, Terms);

        await Should.ThrowAsync<Exception>(async () => await database.WriteAsync((session, cancel) =>
            session.Statement("update ledger_entry set coupon_terms = null, idempotency_key = 'erased/1'").ExecuteAsync(cancel), default));
    }

    [Fact]
    public async Task The_export_has_its_terms()
    {
        await using var database = await stores.OpenAsync();
        await IssueAsync(database, Terms);

        var lines = await database.ReadAsync((session, cancel) => LedgerLines.PageAsync(session, Now.AddDays(-1), Now.AddDays(1), null, null, 10, cancel), default);

        lines.ShouldHaveSingleItem().Terms.ShouldBe(Terms);
    }

    [Theory]
    [InlineData("ab12-cd34-ef56", Code)]
    [InlineData(" AB12 CD34 EF56 ", Code)]
    [InlineData("ABI2CD34EF5O", "AB12CD34EF50")]
    [InlineData("AB12CD34EF5", null)]
    [InlineData("' or 1=1 --", null)]
    [InlineData(null, null)]
    public void A_code_is_read_as_people_type_it(string? typed, string? code) => Coupons.Normal(typed).ShouldBe(code);

    private static readonly CouponTerms Terms = new() { GoodFor = ["shipping"], NotWith = ["gift-card"], Minimum = new Money(50_00, "CNY") };
    private static readonly Purchase Enough = new(["shipping"], new Money(50_00, "CNY"));
    private static readonly Purchase Little = new(["shipping"], new Money(49_99, "CNY"));

    private async Task<Coupons> IssueAsync(Database database, CouponTerms? terms = null)
    {
        var ledger = new Ledger(database, IdSource.Random);
        var giving = new Giving("main", new CustomerId("cu_1"), new ConversationId("cv_1"), "bot", new Money(500_00, "CNY"), new DateOnly(2026, 11, 21));
        await database.WriteAsync((session, cancel) => ledger.WriteAsync(session, [new RemedyOrder(new CaseId("cs_1"), "late:SF1", new Remedy.Coupon(new Money(3_60, "CNY"), 60) { Terms = terms }, Code, Now.AddDays(60), Reason.Read("late"), "p1")], giving, Now, cancel), default);
        return new Coupons(database, ledger, time);
    }

    private static async Task<long> SumAsync(Database database) => await database.ReadAsync(async (session, cancel) =>
        Convert.ToInt64(await session.Statement("select cast(coalesce(sum(amount), 0) as bigint) from ledger_posting where account like 'owed:%'").ScalarAsync(cancel), System.Globalization.CultureInfo.InvariantCulture), default);
}
