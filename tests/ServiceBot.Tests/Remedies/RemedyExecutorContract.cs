using System.Net;
using ServiceBot.Outbound;
using ServiceBot.Recovery;
using ServiceBot.Remedies;
using ServiceBot.Tests.Storage;
using ServiceBot.Tests.Turns;
using ServiceBot.Transcripts;
using static ServiceBot.Tests.LoopbackServer;

namespace ServiceBot.Tests.Remedies;

public sealed class SqliteBuiltInRemedyTests(Stores.Sqlite stores) : RemedyExecutorContract(stores), IClassFixture<Stores.Sqlite>
{
    private protected override IRemedyExecutor Executor(TimeProvider time) => new BuiltInRemedies();
}

public sealed class SqliteHttpRemedyTests(Stores.Sqlite stores) : HttpRemedyContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresHttpRemedyTests(Stores.Postgres stores) : HttpRemedyContract(stores), IClassFixture<Stores.Postgres>;

public abstract class HttpRemedyContract(Stores stores) : RemedyExecutorContract(stores), IAsyncLifetime, IDisposable
{
    private readonly LoopbackServer company = new(_ => Reply("""{"status":"accepted"}""", 202));
    private readonly OutboundHttp http = new(new OutboundSettings { AllowHttp = true, PrivateNetworks = [IPNetwork.Parse("127.0.0.0/8")] }, TimeProvider.System);

    private protected override IRemedyExecutor Executor(TimeProvider time) => new HttpRemedies(new RemedySettings($"{company.Url}/remedies", "a-secret-of-the-tests"), http, new BuiltInRemedies(), time);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await company.DisposeAsync();

    public void Dispose()
    {
        http.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>What holds whoever executes remedies: people at the desk, or the company's system.</summary>
public abstract class RemedyExecutorContract(Stores stores)
{
    private protected abstract IRemedyExecutor Executor(TimeProvider time);

    [Fact]
    public async Task What_was_taken_on_is_not_said_to_be_done()
    {
        await using var refund = await Arranged.StartAsync(stores, Executor);
        await refund.OrderAsync();

        await refund.DeliverAsync();

        (await refund.ExecutionAsync()).Status.ShouldBe(RemedyStatus.Arranging);
        (await refund.SaidAsync()).ShouldBeEmpty();
        (await refund.PromiseAsync()).Status.ShouldBe(PromiseStatus.Open);
    }

    [Fact]
    public async Task A_confirmation_is_told_once_and_keeps_the_promise_and_closes_what_was_accepted()
    {
        await using var refund = await Arranged.StartAsync(stores, Executor);
        await refund.OrderAsync();
        await refund.DeliverAsync();

        var first = await refund.SettleAsync(RemedyStatus.Done, "R-17");
        var second = await refund.SettleAsync(RemedyStatus.Done, "R-17");

        (first, second).ShouldBe((Settling.Settled, Settling.Repeated));
        var said = await refund.SaidAsync();
        said.ShouldContain("CNY 18.00");
        said.ShouldContain("R-17");
        said.Split("R-17").Length.ShouldBe(2);
        (await refund.PromiseAsync()).Status.ShouldBe(PromiseStatus.Kept);
        var matter = await refund.CaseAsync();
        matter.Done.ShouldBe([RemedyKind.Refund]);
        matter.IsClosed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_refusal_is_told_as_not_done_and_goes_to_a_person()
    {
        await using var refund = await Arranged.StartAsync(stores, Executor);
        await refund.OrderAsync();
        await refund.DeliverAsync();

        await refund.SettleAsync(RemedyStatus.Refused);

        (await refund.SaidAsync()).ShouldContain("has not been done");
        (await refund.Spine.RowAsync(refund.Conversation)).Owner.ShouldBe(Owner.Queue);
        (await refund.PromiseAsync()).Status.ShouldBe(PromiseStatus.Dropped);
        (await refund.CaseAsync()).Stuck.ShouldBe([RemedyKind.Refund]);
    }

    [Theory]
    [InlineData(RemedyStatus.Refused, 0)]
    [InlineData(RemedyStatus.Done, 18_00)]
    [InlineData(RemedyStatus.Unknown, 18_00)]
    public async Task Only_what_was_refused_is_the_budgets_again_however_often_it_is_said(RemedyStatus status, long spent)
    {
        await using var refund = await Arranged.StartAsync(stores, Executor);
        await refund.OrderAsync();
        await refund.DeliverAsync();

        await refund.SettleAsync(status);
        await refund.SettleAsync(status);

        (await refund.Spine.CountAsync("select spent from budget_account")).ShouldBe(spent);
        (await refund.Spine.CountAsync("select cast(-sum(amount) as bigint) from ledger_posting where account = 'budget:day:2026-11-21'")).ShouldBe(spent);
        (await refund.Spine.CountAsync("select count(*) from ledger_entry where kind = 'returned'")).ShouldBe(spent == 0 ? 1 : 0);
    }

    [Fact]
    public async Task The_first_final_word_stands_and_a_contradiction_is_for_the_desk()
    {
        await using var refund = await Arranged.StartAsync(stores, Executor);
        await refund.OrderAsync();
        await refund.DeliverAsync();
        await refund.SettleAsync(RemedyStatus.Done);

        var late = await refund.SettleAsync(RemedyStatus.Refused);

        late.ShouldBe(Settling.Contradicted);
        (await refund.ExecutionAsync()).Status.ShouldBe(RemedyStatus.Done);
        (await refund.SaidAsync()).ShouldNotContain("has not been done");
        (await refund.Spine.CountAsync("select count(*) from journal where kind = 'remedy-contradicted'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_refund_that_was_paid_is_owed_no_more()
    {
        await using var refund = await Arranged.StartAsync(stores, Executor);
        await refund.OrderAsync();
        await refund.DeliverAsync();
        var owed = await OwedAsync(refund);

        await refund.SettleAsync(RemedyStatus.Done, "R-17");
        await refund.SettleAsync(RemedyStatus.Done, "R-17");

        (owed, await OwedAsync(refund)).ShouldBe((18_00, 0));
        (await refund.Spine.CountAsync("select cast(sum(amount) as bigint) from ledger_posting where account = 'paid'")).ShouldBe(18_00);
        (await refund.Spine.CountAsync("select cast(sum(amount) as bigint) from ledger_posting")).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_refused_and_later_reported_done_is_drawn_again_and_paid_once()
    {
        await using var refund = await Arranged.StartAsync(stores, Executor);
        await refund.OrderAsync();
        await refund.DeliverAsync();
        await refund.SettleAsync(RemedyStatus.Refused);

        var late = await refund.SettleAsync(RemedyStatus.Done);
        await refund.SettleAsync(RemedyStatus.Done);

        late.ShouldBe(Settling.Contradicted);
        (await refund.Spine.CountAsync("select spent from budget_account")).ShouldBe(18_00);
        (await refund.Spine.CountAsync("select cast(sum(amount) as bigint) from ledger_posting where account = 'paid'")).ShouldBe(18_00);
        (await OwedAsync(refund), await refund.Spine.CountAsync("select cast(sum(amount) as bigint) from ledger_posting")).ShouldBe((0, 0));
    }

    [Fact]
    public async Task What_a_budget_has_not_left_when_it_turns_out_to_be_paid_is_booked_beyond_it()
    {
        await using var refund = await Arranged.StartAsync(stores, Executor);
        await refund.OrderAsync();
        await refund.DeliverAsync();
        await refund.SettleAsync(RemedyStatus.Refused);
        await refund.Spine.Database.WriteAsync((session, cancel) => session.Statement("update budget_account set spent = most").ExecuteAsync(cancel), default);

        await refund.SettleAsync(RemedyStatus.Done);

        (await refund.Spine.CountAsync("select count(*) from budget_account where spent > most")).ShouldBe(0);
        (await refund.Spine.CountAsync("select cast(-sum(amount) as bigint) from ledger_posting where account = 'beyond:day:2026-11-21'")).ShouldBe(18_00);
        (await OwedAsync(refund)).ShouldBe(0);
    }

    private static ValueTask<long> OwedAsync(Arranged refund) => refund.Spine.CountAsync("select cast(coalesce(sum(amount), 0) as bigint) from ledger_posting where account like 'owed:%'");

    [Fact]
    public async Task Two_hundred_confirmations_at_once_are_told_once()
    {
        await using var refund = await Arranged.StartAsync(stores, Executor);
        await refund.OrderAsync();
        await refund.DeliverAsync();
        var id = (await refund.ExecutionAsync()).Request.Id;

        var settled = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => refund.Spine.Get<RemedyResults>().SettleAsync(id, RemedyStatus.Done, $"R-{n}", null, "system", default).AsTask()));
        await refund.Spine.RunAsync(refund.Conversation);

        settled.Count(how => how == Settling.Settled).ShouldBe(1);
        (await refund.Spine.CountAsync("select count(*) from journal where kind = 'remedy-result'")).ShouldBe(1);
        (await refund.Spine.CountAsync("select count(*) from activity where role = 'bot'")).ShouldBe(1);
    }

    [Fact]
    public async Task While_an_agent_owns_the_chat_the_bot_is_silent_and_the_books_are_right()
    {
        await using var refund = await Arranged.StartAsync(stores, Executor);
        await refund.OrderAsync();
        await refund.DeliverAsync();
        await refund.Spine.Desk.AcceptAsync(refund.Conversation, Spine.Lin, default);

        await refund.SettleAsync(RemedyStatus.Done);

        (await refund.SaidAsync()).ShouldBeEmpty();
        (await refund.PromiseAsync()).Status.ShouldBe(PromiseStatus.Kept);
        (await refund.CaseAsync()).Done.ShouldBe([RemedyKind.Refund]);
        (await refund.Spine.CountAsync("select count(*) from journal where kind = 'remedy-news'")).ShouldBe(1);
    }

    [Fact]
    public async Task No_result_for_too_long_is_said_and_a_person_has_it_and_a_late_confirmation_still_counts()
    {
        await using var points = await Arranged.StartAsync(stores, Executor);
        await points.OrderAsync(new Remedy.InKind(RemedyKind.Points));
        await points.DeliverAsync();

        await points.WaitAsync(TimeSpan.FromHours(24));
        await points.WaitAsync(TimeSpan.FromHours(24));
        await points.WaitAsync(TimeSpan.FromHours(2));
        var owner = (await points.Spine.RowAsync(points.Conversation)).Owner;
        await points.SettleAsync(RemedyStatus.Done);

        owner.ShouldBe(Owner.Queue);
        (await points.ExecutionAsync()).Status.ShouldBe(RemedyStatus.Done);
        (await points.CaseAsync()).Done.ShouldBe([RemedyKind.Points]);
    }

    [Fact]
    public async Task The_same_remedy_of_the_same_failure_is_ordered_once()
    {
        await using var refund = await Arranged.StartAsync(stores, Executor);
        await refund.OrderAsync();
        var row = await refund.Spine.RowAsync(refund.Conversation);
        var request = (await refund.ExecutionAsync()).Request;

        var again = await refund.Spine.Database.WriteAsync((session, cancel) => refund.Spine.Get<ServiceBot.Turns.RemedyOrders>().PlaceAsync(
            session, [new RemedyOrder(request.Case, "late-delivery:SF1234567890123", new Remedy.Refund(new Money(18_00, "CNY"), "freight"), null, null, Reason.Read("late"), "p1")],
            new Giving("main", row.Customer, refund.Conversation, "bot", new Money(500_00, "CNY"), new DateOnly(2026, 11, 21)), refund.Spine.Time.GetUtcNow(), cancel), default);

        again.ShouldBeFalse();
        (await refund.ExecutionAsync()).Request.Key.ShouldBe("cs_1/late-delivery:SF1234567890123/refund");
    }
}
