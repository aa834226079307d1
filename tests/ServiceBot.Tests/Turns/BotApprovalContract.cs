using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Customers;
using ServiceBot.Facts;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class SqliteBotApprovalTests(Stores.Sqlite stores) : BotApprovalContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresBotApprovalTests(Stores.Postgres stores) : BotApprovalContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>The bot's own decision above its authority: a lost parcel worth more than it may refund.</summary>
public abstract class BotApprovalContract(Stores stores)
{
    private static readonly AgentRef Supervisor = new(new AgentId("ag_sup"), "Sun", Authority: 5000_00);

    [Fact]
    public async Task What_the_policy_prepared_above_the_bots_authority_waits_for_a_supervisor_and_the_customer_is_told_so()
    {
        await using var spine = await OpenAsync();
        var conversation = await LoseAsync(spine);

        var asked = (await spine.Get<ApprovalActs>().OpenAsync(default)).ShouldHaveSingleItem();

        (asked.IsBots, asked.Conversation, asked.Amount).ShouldBe((true, conversation, Money.FromDecimal(878, "CNY")));
        asked.Options.ShouldHaveSingleItem().Remedies.OfType<Remedy.Refund>().Single().Amount.ShouldBe(Money.FromDecimal(878, "CNY"));
        (await SaidAsync(spine, "bot")).ShouldContain("It is not approved yet; you will have an answer by 12:00 today.");
        (await spine.CountAsync("select count(*) from ledger_entry")).ShouldBe(0);
    }

    [Fact]
    public async Task With_nobody_there_the_customer_hears_one_time_and_one_tap_keeps_it()
    {
        await using var spine = await OpenAsync(onDuty: false);
        await LoseAsync(spine);
        var told = await SaidAsync(spine, "bot");

        await DecideAsync(spine, isApproved: true);

        told.ShouldContain("I have asked a supervisor as well");
        told.ShouldNotContain("12:00");
        (await spine.CountAsync("select count(*) from promise where what = 'message-answered' and status = 'kept'")).ShouldBe(1);
        (await spine.CountAsync("select count(*) from promise where what = 'message-answered' and status = 'open'")).ShouldBe(0);
    }

    [Fact]
    public async Task One_tap_gives_it_tells_the_customer_and_nobody_has_to_take_the_conversation_for_it()
    {
        await using var spine = await OpenAsync();
        var conversation = await LoseAsync(spine);

        (await DecideAsync(spine, isApproved: true)).ShouldBeOfType<DeskOutcome.Done>();
        await spine.RunAsync(conversation);

        (await spine.CountAsync("select count(*) from ledger_entry where kind = 'refund' and amount = 87800")).ShouldBe(1);
        (await spine.CountAsync("select count(*) from remedy_execution where kind = 'refund'")).ShouldBe(1);
        (await spine.CountAsync("select count(*) from promise where what = 'refund-arranged' and status = 'open'")).ShouldBe(1);
        (await SaidAsync(spine, "notice")).ShouldContain("A supervisor has approved it. I'm arranging a refund of CNY 878.00");
        (await spine.CountAsync("select count(*) from conversation where owner = 'bot'")).ShouldBe(1);
    }

    [Fact]
    public async Task Of_many_taps_at_once_one_gives()
    {
        await using var spine = await OpenAsync();
        await LoseAsync(spine);
        var id = (await spine.Get<ApprovalActs>().OpenAsync(default)).Single().Id;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => spine.Get<ApprovalActs>().DecideAsync(id, Supervisor with { Id = new AgentId($"ag_{n}"), Name = $"S{n}" }, n % 2 == 0, null, default).AsTask()));

        outcomes.OfType<DeskOutcome.Done>().Count().ShouldBe(1);
        outcomes.OfType<DeskOutcome.Refused>().ShouldAllBe(refused => refused.Because == RefusedBecause.SettledBefore);
        var isGiven = Array.FindIndex(outcomes, outcome => outcome is DeskOutcome.Done) % 2 == 0;
        (await spine.CountAsync("select count(*) from ledger_entry")).ShouldBe(isGiven ? 1 : 0);
    }

    [Fact]
    public async Task A_refusal_gives_nothing_is_told_and_the_customer_keeps_waiting_for_a_person()
    {
        await using var spine = await OpenAsync();
        await LoseAsync(spine);

        (await DecideAsync(spine, isApproved: false)).ShouldBeOfType<DeskOutcome.Done>();

        (await SaidAsync(spine, "notice")).ShouldContain("The supervisor did not approve");
        (await spine.CountAsync("select count(*) from ledger_entry")).ShouldBe(0);
        (await spine.CountAsync("select count(*) from conversation where owner = 'queue'")).ShouldBe(1);
    }

    [Fact]
    public async Task When_nobody_decides_in_time_the_customer_hears_that_and_nobody_decides_it_any_more()
    {
        await using var spine = await OpenAsync();
        var conversation = await LoseAsync(spine);
        var id = (await spine.Get<ApprovalActs>().OpenAsync(default)).Single().Id;

        spine.Time.Advance(TimeSpan.FromHours(2) + TimeSpan.FromSeconds(1));
        await spine.Get<ClockWorker>().FireAsync(default);
        await spine.RunAsync(conversation);
        var late = await spine.Get<ApprovalActs>().DecideAsync(id, Supervisor, true, null, default);

        (await SaidAsync(spine, "bot")).ShouldContain("no supervisor has decided yet; the delay is ours");
        late.ShouldBeOfType<DeskOutcome.Refused>().Because.ShouldBe(RefusedBecause.WrongTime);
        (await spine.CountAsync("select count(*) from ledger_entry")).ShouldBe(0);
    }

    [Fact]
    public async Task With_an_agent_in_the_conversation_the_bot_is_silent_and_the_desk_knows_that_the_time_is_over()
    {
        await using var spine = await OpenAsync();
        var conversation = await LoseAsync(spine);
        await spine.Desk.AcceptAsync(conversation, Spine.Lin, default);

        spine.Time.Advance(TimeSpan.FromHours(3));
        await spine.Get<ClockWorker>().FireAsync(default);
        await spine.RunAsync(conversation);

        (await SaidAsync(spine, "bot")).ShouldNotContain("no supervisor has decided yet");
        (await spine.CountAsync("select count(*) from journal where kind = 'approval-over'")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Above_the_supervisors_own_authority_nothing_is_decided_and_it_stays_open()
    {
        await using var spine = await OpenAsync();
        await LoseAsync(spine);

        var outcome = await DecideAsync(spine, isApproved: true, Supervisor with { Authority = 100_00 });

        outcome.ShouldBeOfType<DeskOutcome.Refused>().Because.ShouldBe(RefusedBecause.AboveAuthority);
        (await spine.Get<ApprovalActs>().OpenAsync(default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_compensated_meanwhile_is_not_compensated_again()
    {
        await using var spine = await OpenAsync();
        var conversation = await LoseAsync(spine);
        await spine.Desk.AcceptAsync(conversation, Spine.Lin, default);
        await spine.Get<AgentActs>().GiveCouponAsync(conversation, Spine.Lin, Money.FromDecimal(20, "CNY"), "k", default);

        var outcome = await DecideAsync(spine, isApproved: true);

        outcome.ShouldBeOfType<DeskOutcome.Refused>().Because.ShouldBe(RefusedBecause.SettledBefore);
        (await spine.CountAsync("select count(*) from ledger_entry where kind = 'refund'")).ShouldBe(0);
    }

    [Fact]
    public async Task Where_the_budget_does_not_reach_nothing_is_decided()
    {
        await using var spine = await OpenAsync(dayBudget: 300);
        await LoseAsync(spine);

        var outcome = await DecideAsync(spine, isApproved: true);

        outcome.ShouldBeOfType<DeskOutcome.Refused>().Because.ShouldBe(RefusedBecause.BudgetSpent);
        (await spine.Get<ApprovalActs>().OpenAsync(default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_supervisors_decide_elsewhere_each_change_is_a_row_of_the_outbox_in_its_own_transaction()
    {
        await using var spine = await OpenAsync(follower: new Follower("teams-desk", OfOwn: true, OfGuests: true, Hears: true) { Approves = true });
        var conversation = await LoseAsync(spine);
        var asked = await spine.CountAsync(ApprovalRowsOfOutbox);

        spine.Time.Advance(TimeSpan.FromHours(2) + TimeSpan.FromSeconds(1));
        await spine.Get<ClockWorker>().FireAsync(default);
        await spine.RunAsync(conversation);

        (asked, await spine.CountAsync(ApprovalRowsOfOutbox)).ShouldBe((1, 2));
    }

    [Fact]
    public async Task An_order_of_another_currency_that_the_policy_names_is_approved_by_one_tap_from_the_budget_of_that_currency()
    {
        await using var spine = await OpenAsync(currency: "USD", limits: new CurrencyLimits("USD", 900, 1000));
        await LoseAsync(spine);
        var asked = (await spine.Get<ApprovalActs>().OpenAsync(default)).ShouldHaveSingleItem();

        (await DecideAsync(spine, isApproved: true, Supervisor with { Authority = 900_00 })).ShouldBeOfType<DeskOutcome.Done>();

        asked.Amount.ShouldBe(Money.FromDecimal(878, "USD"));
        (await spine.CountAsync("select count(*) from ledger_entry where kind = 'refund' and amount = 87800 and currency = 'USD'")).ShouldBe(1);
        (await spine.CountAsync("select spent from budget_account where name = 'day' and currency = 'USD' and most = 100000")).ShouldBe(87800);
        (await spine.CountAsync("select count(*) from budget_account where currency = 'CNY'")).ShouldBe(0);
        (await SaidAsync(spine, "notice")).ShouldContain("USD 878.00");
    }

    [Fact]
    public async Task The_budget_of_that_currency_is_the_limit_there()
    {
        await using var spine = await OpenAsync(currency: "USD", limits: new CurrencyLimits("USD", 900, 500));
        await LoseAsync(spine);

        (await DecideAsync(spine, isApproved: true)).ShouldBeOfType<DeskOutcome.Refused>().Because.ShouldBe(RefusedBecause.BudgetSpent);
        (await spine.CountAsync("select count(*) from ledger_entry")).ShouldBe(0);
    }

    [Theory]
    [InlineData("EUR", 900)]
    [InlineData("USD", 500)]
    public async Task In_a_currency_without_limits_or_above_them_no_supervisor_is_asked_and_the_person_reads_why(string named, int most)
    {
        await using var spine = await OpenAsync(currency: "USD", limits: new CurrencyLimits(named, most, 1000));
        var conversation = await LoseAsync(spine);

        (await spine.Get<ApprovalActs>().OpenAsync(default)).ShouldBeEmpty();
        var matter = (await spine.Database.ReadAsync((session, cancel) => CaseRows.OfConversationAsync(session, conversation, cancel), default)).ShouldHaveSingleItem();
        matter.Reason.ToString()!.ShouldEndWith(named == "USD" ? "a person decides" : "a person arranges it: the policy names no authority and no budget in USD ('currencies' in policy.yaml)");
        matter.Prepared.ShouldHaveSingleItem();
        (await spine.RowAsync(conversation)).Owner.ShouldBe(Owner.Queue);
        (await SaidAsync(spine, "bot")).ShouldNotContain("supervisor");
    }

    private const string ApprovalRowsOfOutbox = "select count(*) from outbox where channel = 'teams-desk' and payload = '{\"approvals\":true}'";

    [Theory]
    [InlineData("Excuse me, my parcel SF6600000000300 seems to be lost, could you please have a look?")]
    [InlineData("WHAT THE HELL, YOU LOST MY PARCEL SF6600000000300, USELESS IDIOTS!!!")]
    public async Task Manner_changes_nothing_of_what_a_supervisor_is_asked_for(string text)
    {
        await using var spine = await OpenAsync();
        await LoseAsync(spine, text);

        var asked = (await spine.Get<ApprovalActs>().OpenAsync(default)).ShouldHaveSingleItem();

        asked.Amount.ShouldBe(Money.FromDecimal(878, "CNY"));
    }

    private async Task<Spine> OpenAsync(decimal? dayBudget = null, bool onDuty = true, Follower? follower = null, string currency = "CNY", CurrencyLimits? limits = null)
    {
        var order = new Fact("order", "SF6600000000300", "c1", new Dictionary<string, string>
        {
            ["number"] = "SF6600000000300", ["status"] = "lost", ["promised"] = Spine.Start.AddDays(-6).ToString("O"), ["at"] = "Wuhan", ["freight"] = "18.00", ["value"] = "860.00", ["currency"] = currency,
        }, Spine.Start);
        var pack = Spine.Pack with { Policy = Spine.Pack.Policy with { DayBudget = dayBudget ?? Spine.Pack.Policy.DayBudget, Currencies = limits is null ? [] : [limits] } };
        var spine = await Spine.OpenAsync(stores, services => (follower is null ? services : services.AddSingleton(follower))
            .AddSingleton<Func<string, SiteView>>(_ => new SiteView(pack, new OneOrder(order), new PackIncidents(() => [])))
            .AddSingleton<Func<string, Pack>>(_ => pack));
        if (onDuty) spine.Get<Presence>().Connect(Spine.Lin);
        return spine;
    }

    private static async Task<ConversationId> LoseAsync(Spine spine, string text = "my parcel SF6600000000300 is lost, I want my money back")
    {
        var conversation = await spine.Get<Conversations>().OpenAsync(new NewConversation("main", "directline", null, Proof.HostPage, Locale.En, new NewCustomer("c1")), default);
        await spine.SayAsync(conversation, text);
        await spine.RunAsync(conversation);
        return conversation;
    }

    private static async ValueTask<DeskOutcome> DecideAsync(Spine spine, bool isApproved, AgentRef? supervisor = null) =>
        await spine.Get<ApprovalActs>().DecideAsync((await spine.Get<ApprovalActs>().OpenAsync(default)).Single().Id, supervisor ?? Supervisor, isApproved, "looked", default);

    private static async Task<string> SaidAsync(Spine spine, string role) => string.Join('\n', await spine.Database.ReadAsync((session, cancel) =>
        session.Statement("select json from activity where role = @role order by seq").Set("@role", role).ListAsync(row => System.Text.Json.JsonDocument.Parse(row.GetString(0)).RootElement.GetProperty("text").GetString()!, cancel), default));

    private sealed class OneOrder(Fact order) : IFactSource
    {
        public ValueTask<FactLookup> FindAsync(string kind, string id, CancellationToken cancellation) =>
            ValueTask.FromResult<FactLookup>(kind == order.Kind && id == order.Id ? new FactLookup.Found(order) : new FactLookup.NotFound());

        public ValueTask<FactList> OfCustomerAsync(string kind, string customerExternalId, CancellationToken cancellation) =>
            ValueTask.FromResult<FactList>(new FactList.Found(customerExternalId == order.Owner ? [order] : []));
    }
}
