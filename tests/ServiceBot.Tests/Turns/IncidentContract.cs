using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Customers;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class SqliteIncidentTests(Stores.Sqlite stores) : IncidentContract(stores), IClassFixture<Stores.Sqlite>
{
    /// <summary>Handbook case 11 in small.</summary>
    [Fact]
    public Task Everybody_affected_hears_one_cause_and_gets_one_coupon() => TellAndGiveAsync(customers: 60);

    /// <summary>Handbook case 11.</summary>
    [Fact]
    [Trait("Category", "Long")]
    public Task Five_hundred_customers_hear_one_cause_and_get_one_coupon_each() => TellAndGiveAsync(customers: 500);

    private async Task TellAndGiveAsync(int customers)
    {
        await using var spine = await OpenAsync(customers);
        var incident = await AnnounceAsync(spine);

        await RunAsync(spine);
        await spine.Get<IncidentBook>().ApproveAsync(incident.Id, "Lin", default);
        await RunAsync(spine);
        await RunAsync(spine);

        (await spine.CountAsync("select count(*) from activity where role = 'bot' and json like '%a snowstorm%'")).ShouldBeGreaterThanOrEqualTo(customers);
        (await spine.CountAsync("select count(*) from incident_customer where status = 'told'")).ShouldBe(customers);
        (await spine.CountAsync("select count(*) from ledger_entry where kind = 'coupon' and amount = 500")).ShouldBe(customers);
        (await spine.CountAsync("select count(distinct customer_id) from ledger_entry")).ShouldBe(customers);
    }
}

public sealed class PostgresIncidentTests(Stores.Postgres stores) : IncidentContract(stores), IClassFixture<Stores.Postgres>;

public abstract class IncidentContract(Stores stores)
{
    private FactPage? page;

    [Fact]
    public async Task Who_is_affected_is_told_once_with_cause_and_end_and_who_is_not_hears_nothing()
    {
        await using var spine = await OpenAsync(customers: 3, at: n => n == 2 ? "Guangzhou" : "Harbin");
        await AnnounceAsync(spine);

        await RunAsync(spine);
        await RunAsync(spine);

        (await spine.CountAsync("select count(*) from activity where role = 'bot' and json like '%a snowstorm%' and json like '%12:00%'")).ShouldBe(2);
        (await spine.CountAsync("select count(*) from incident_customer")).ShouldBe(2);
    }

    [Fact]
    public async Task A_condition_on_the_orders_decides_whom_it_affects_and_whose_complaint_it_explains()
    {
        await using var spine = await OpenAsync(customers: 2, status: n => n == 0 ? "in-transit" : "created");
        await AnnounceAsync(spine, where: "status=in-transit", area: null);

        await RunAsync(spine);

        (await spine.CountAsync("select count(*) from incident_customer where owner = 'c0'")).ShouldBe(1);
        (await spine.CountAsync("select count(*) from incident_customer")).ShouldBe(1);
    }

    [Fact]
    public async Task Several_nodes_at_once_tell_and_give_once()
    {
        await using var spine = await OpenAsync(customers: 12);
        var incident = await AnnounceAsync(spine, tell: false);
        await spine.Get<IncidentBook>().ApproveAsync(incident.Id, "Lin", default);
        await spine.Get<IncidentTeller>().GatherAsync(default);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => spine.Get<IncidentTeller>().TellAsync(default).AsTask()));
        await RunAsync(spine);

        (await spine.CountAsync("select count(*) from journal where kind = 'company-news'")).ShouldBe(12);
        (await spine.CountAsync("select count(*) from ledger_entry where kind = 'coupon'")).ShouldBe(12);
    }

    [Fact]
    public async Task No_more_than_the_budget_is_given_and_the_rest_follows_the_next_day()
    {
        await using var spine = await OpenAsync(customers: 8, dayBudget: 25);
        var incident = await AnnounceAsync(spine);
        await spine.Get<IncidentBook>().ApproveAsync(incident.Id, "Lin", default);

        await RunAsync(spine);
        var first = await spine.CountAsync("select count(*) from ledger_entry where kind = 'coupon'");
        for (var hours = 0; hours < 30; hours++)
        {
            spine.Time.Advance(TimeSpan.FromHours(1));
            await RunAsync(spine);
        }

        (first, await spine.CountAsync("select count(*) from ledger_entry where kind = 'coupon'")).ShouldBe((5, 8));
    }

    [Fact]
    public async Task Whoever_was_compensated_for_it_in_another_chat_gets_no_second_remedy()
    {
        await using var spine = await OpenAsync(customers: 2);
        await spine.Database.WriteAsync(async (session, cancel) => await session.Statement("""
            insert into settled_failure (customer_id, failure, case_id, conversation_id, at)
            select id, @failure, 'cs_other', 'cv_other', 0 from customer where external_id = 'c0'
            """).Set("@failure", $"late-delivery:{Number(0)}").ExecuteAsync(cancel), default);
        var incident = await AnnounceAsync(spine);

        await spine.Get<IncidentBook>().ApproveAsync(incident.Id, "Lin", default);
        await RunAsync(spine);
        await RunAsync(spine);

        (await spine.CountAsync("select count(*) from incident_customer where status = 'told'")).ShouldBe(2);
        (await spine.CountAsync("select count(*) from ledger_entry where kind = 'coupon'")).ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_has_the_remedy_and_complains_of_the_same_in_another_chat_is_told_of_no_second_failure_and_gets_no_second_remedy(bool isToldBefore)
    {
        await using var spine = await OpenAsync(customers: 1, promised: Spine.Start.AddHours(-40));
        // Through our own fault: what is owed is no gesture, which the cool-down would withhold.
        var incident = await AnnounceAsync(spine, kind: "sorting");
        if (isToldBefore) await RunAsync(spine);
        await spine.Get<IncidentBook>().ApproveAsync(incident.Id, "Lin", default);
        await RunAsync(spine);

        var other = await spine.Get<Conversations>().OpenAsync(new NewConversation("main", "directline", "other", Proof.HostPage, Locale.En, new NewCustomer("c0")), default);
        await spine.SayAsync(other, $"my parcel {Number(0)} is two days late");
        await spine.RunAsync(other);

        (await spine.CountAsync("select count(*) from ledger_entry where kind = 'coupon'")).ShouldBe(1);
        (await spine.CountAsync("select count(*) from activity where role = 'bot' and json like '%wrong for you again%'")).ShouldBe(0);
        (await spine.CountAsync("select count(*) from complaint_case where json like '%given-to-all%prepared%'")).ShouldBe(1);
    }

    [Theory]
    [InlineData("sorting", 0)]
    [InlineData("sorting", 2)]
    [InlineData("weather", 0)]
    [InlineData("weather", 2)]
    public async Task Every_parcel_that_the_remedy_was_given_for_is_settled_in_the_chat_that_told_of_it(string kind, int days)
    {
        await using var spine = await OpenAsync(customers: 2, promised: Spine.Start.AddHours(-20), owner: _ => "c0");
        var incident = await AnnounceAsync(spine, kind: kind);
        await spine.Get<IncidentBook>().ApproveAsync(incident.Id, "Lin", default);
        await RunAsync(spine);
        var conversation = await ConversationOfAsync(spine, 0);

        spine.Time.Advance(TimeSpan.FromDays(days));
        await spine.SayAsync(conversation, $"my parcel {Number(1)} is late");
        await spine.RunAsync(conversation);

        (await spine.CountAsync("select count(*) from ledger_entry where amount > 0")).ShouldBe(1);
        (await spine.CountAsync("select count(*) from activity where role = 'bot' and json like '%wrong for you again%'")).ShouldBe(0);
        // A gesture was given; what is owed beyond one a person weighs against it.
        (await spine.CountAsync("select count(*) from complaint_case where json like '%given-to-all%prepared%'")).ShouldBe(kind == "sorting" ? 1 : 0);
        (await spine.CountAsync("select count(*) from complaint_case where json like '%given-to-all%'")).ShouldBe(1);
    }

    [Fact]
    public async Task Two_parcels_of_one_incident_are_no_second_failure()
    {
        await using var spine = await OpenAsync(customers: 2, promised: Spine.Start.AddHours(-20), owner: _ => "c0");
        await AnnounceAsync(spine, tell: false, kind: "sorting");

        for (var n = 0; n < 2; n++)
        {
            var conversation = await ConversationOfAsync(spine, n);
            await spine.SayAsync(conversation, $"my parcel {Number(n)} is late");
            await spine.RunAsync(conversation);
        }

        (await spine.CountAsync("select count(*) from ledger_entry where kind = 'refund'")).ShouldBe(2);
        (await spine.CountAsync("select count(*) from activity where role = 'bot' and json like '%wrong for you again%'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_stop_in_the_middle_goes_on_where_it_was()
    {
        await using var spine = await OpenAsync(customers: 4);
        await AnnounceAsync(spine);
        await spine.Get<IncidentTeller>().GatherAsync(default);
        await spine.Get<IncidentTeller>().TellAsync(default);
        // Nothing but the database is left of the process.
        await RunUnreadAsync(spine);

        await spine.Get<IncidentTeller>().GatherAsync(default);
        await RunAsync(spine);

        (await spine.CountAsync("select count(*) from journal where kind = 'company-news'")).ShouldBe(4);
    }

    [Fact]
    public async Task A_system_that_cannot_be_searched_is_asked_again()
    {
        await using var spine = await OpenAsync(customers: 2);
        await AnnounceAsync(spine);
        var known = page;
        page = new FactPage.Unavailable("down");

        var isDone = await spine.Get<IncidentTeller>().GatherAsync(default);
        page = known;
        await RunAsync(spine);

        (isDone, await spine.CountAsync("select count(*) from incident_customer where status = 'told'")).ShouldBe((false, 2));
    }

    [Fact]
    public async Task At_night_a_notice_waits_for_the_morning()
    {
        await using var spine = await OpenAsync(customers: 1);
        spine.Time.Advance(TimeSpan.FromHours(13));
        await AnnounceAsync(spine);
        await RunAsync(spine);
        var atNight = await spine.CountAsync("select count(*) from journal where kind = 'company-news'");

        spine.Time.Advance(TimeSpan.FromHours(10));
        await RunAsync(spine);

        (atNight, await spine.CountAsync("select count(*) from journal where kind = 'company-news'")).ShouldBe((0, 1));
    }

    [Fact]
    public async Task An_incident_that_has_ended_is_told_to_nobody_else_and_its_journal_says_who_did_what()
    {
        await using var spine = await OpenAsync(customers: 2);
        var incident = await AnnounceAsync(spine);
        await spine.Get<IncidentBook>().EndAsync(incident.Id, "Wei", default);

        await RunAsync(spine);

        (await spine.CountAsync("select count(*) from journal where kind = 'company-news'")).ShouldBe(0);
        (await spine.Database.ReadAsync((session, cancel) => IncidentRows.JournalAsync(session, incident.Id, cancel), default)).Select(e => e.Who).ShouldBe(["Lin", "Wei"]);
    }

    [Fact]
    public async Task An_approval_holds_for_the_amount_that_was_approved_and_is_not_lost_to_an_edit_at_the_same_moment()
    {
        await using var spine = await OpenAsync(customers: 1);
        var book = spine.Get<IncidentBook>();
        var incident = await AnnounceAsync(spine);

        await Task.WhenAll(
            book.ApproveAsync(incident.Id, "Lin", default).AsTask(),
            book.EditAsync(incident.Id, known => known with { Until = known.Until!.Value.AddHours(2) }, "Wei", default).AsTask());
        var both = await FindAsync(spine, incident.Id);
        await book.EditAsync(incident.Id, known => known with { Coupon = Money.FromDecimal(500, "CNY") }, "Wei", default);

        (both.ApprovedBy, both.Until).ShouldBe(("Lin", Spine.Start.AddHours(28)));
        (await FindAsync(spine, incident.Id)).ApprovedBy.ShouldBeNull();
        await RunAsync(spine);
        (await spine.CountAsync("select count(*) from ledger_entry")).ShouldBe(0);
    }

    [Fact]
    public async Task How_many_were_told_wait_have_answered_and_have_the_remedy_is_counted()
    {
        await using var spine = await OpenAsync(customers: 3);
        var incident = await AnnounceAsync(spine);
        await spine.Get<IncidentTeller>().GatherAsync(default);
        var before = await StandingAsync(spine, incident.Id);

        await RunAsync(spine);
        spine.Time.Advance(TimeSpan.FromMinutes(5));
        await spine.SayAsync(await ConversationOfAsync(spine, 1), "thanks for telling me");

        (before.Waiting, before.Told).ShouldBe((3, 0));
        (await StandingAsync(spine, incident.Id)).ShouldBe(new IncidentStanding(Told: 3, Waiting: 0, Unreached: 0, Answered: 1, Given: 0));
    }

    [Fact]
    public async Task Whoever_complains_hears_the_announced_cause()
    {
        await using var spine = await OpenAsync(customers: 1, promised: Spine.Start.AddHours(-2));
        await AnnounceAsync(spine, tell: false);
        var conversation = await ConversationOfAsync(spine, 0);

        await spine.SayAsync(conversation, "my parcel SF6600000001000 was due today and is not here");
        await spine.RunAsync(conversation);

        (await spine.CountAsync("select count(*) from activity where role = 'bot' and json like '%a snowstorm%'")).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("kind", "sunshine", "is no kind of cause")]
    [InlineData("where", "status", "is no condition")]
    [InlineData("where", "colour=red", "is no fact of this pack")]
    [InlineData("area", "", "Everybody would be told")]
    public void What_is_announced_is_checked(string field, string value, string said)
    {
        var incident = Snow(tell: true, where: null, area: "Harbin");
        incident = field switch
        {
            "kind" => incident with { Kind = value },
            "where" => incident with { Where = [value] },
            _ => incident with { Area = null },
        };

        IncidentBook.Fault(incident, Spine.Pack)!.ShouldContain(said);
    }

    private protected async Task<Spine> OpenAsync(int customers, Func<int, string>? at = null, Func<int, string>? status = null, decimal? dayBudget = null, DateTimeOffset? promised = null, Func<int, string>? owner = null)
    {
        List<Fact> orders = [.. Enumerable.Range(0, customers).Select(n => new Fact("order", Number(n), owner?.Invoke(n) ?? $"c{n}", new Dictionary<string, string>
        {
            ["number"] = Number(n), ["status"] = status?.Invoke(n) ?? "in-transit", ["at"] = at?.Invoke(n) ?? "Harbin", ["freight"] = "18.00", ["promised"] = (promised ?? Spine.Start.AddDays(2)).ToString("O"),
        }, Spine.Start))];
        page = new FactPage.Found(orders, null);
        var pack = dayBudget is { } most ? Spine.Pack with { Policy = Spine.Pack.Policy with { DayBudget = most } } : Spine.Pack;
        var spine = await Spine.OpenAsync(stores, services => services.AddSingleton<Func<string, SiteView>>(_ => new SiteView(pack, new Orders(orders, () => page), new PackIncidents(() => []))));
        for (var n = 0; n < customers; n++)
            await spine.Get<Conversations>().OpenAsync(new NewConversation("main", "directline", $"conv{n}", Proof.HostPage, Locale.En, new NewCustomer(owner?.Invoke(n) ?? $"c{n}")), default);
        return spine;
    }

    private static async Task<AnnouncedIncident> FindAsync(Spine spine, string id) => (await spine.Database.ReadAsync((session, cancel) => IncidentRows.FindAsync(session, id, cancel), default))!;

    private static ValueTask<IncidentStanding> StandingAsync(Spine spine, string id) => spine.Database.ReadAsync((session, cancel) => IncidentRows.StandingAsync(session, id, cancel), default);

    private protected static ValueTask<AnnouncedIncident> AnnounceAsync(Spine spine, bool tell = true, string? where = null, string? area = "Harbin", string kind = "weather") =>
        spine.Get<IncidentBook>().AnnounceAsync(Snow(tell, where, area) with { Kind = kind }, "Lin", default);

    /// <summary>All that workers do, until nothing is due any more.</summary>
    private protected static async Task RunAsync(Spine spine)
    {
        await spine.Get<IncidentTeller>().GatherAsync(default);
        while (await spine.Get<IncidentTeller>().TellAsync(default) > 0) await RunUnreadAsync(spine);
        await RunUnreadAsync(spine);
    }

    private static async Task RunUnreadAsync(Spine spine)
    {
        var unread = await spine.Database.ReadAsync((session, cancel) => session.Statement("select id from conversation where unread_since is not null").ListAsync(row => new ConversationId(row.GetString(0)), cancel), default);
        await Task.WhenAll(unread.Chunk(16).Select(async part =>
        {
            foreach (var conversation in part) await spine.RunAsync(conversation);
        }));
    }

    private static AnnouncedIncident Snow(bool tell, string? where, string? area) => new()
    {
        Id = "", Site = "main", Kind = "weather", Area = area, Where = where is null ? [] : [where], Cause = new LocalizedText("暴风雪", "暴風雪", "a snowstorm"),
        Until = Spine.Start.AddHours(26), Tell = tell, Coupon = Money.FromDecimal(5, "CNY"),
    };

    private static async Task<ConversationId> ConversationOfAsync(Spine spine, int customer) =>
        new((string)(await spine.Database.ReadAsync((session, cancel) => session.Statement("select id from conversation where channel_conversation_id = @c").Set("@c", $"conv{customer}").ScalarAsync(cancel), default))!);

    private static string Number(int n) => (6600000001000 + n).ToString("'SF'0", CultureInfo.InvariantCulture);

    private sealed class Orders(IReadOnlyList<Fact> orders, Func<FactPage?> page) : IFactSource
    {
        public ValueTask<FactLookup> FindAsync(string kind, string id, CancellationToken cancellation) =>
            ValueTask.FromResult<FactLookup>(orders.FirstOrDefault(f => f.Id == id) is { } fact ? new FactLookup.Found(fact) : new FactLookup.NotFound());

        public ValueTask<FactList> OfCustomerAsync(string kind, string customerExternalId, CancellationToken cancellation) =>
            ValueTask.FromResult<FactList>(new FactList.Found([.. orders.Where(f => f.Owner == customerExternalId)]));

        public ValueTask<FactPage> SearchAsync(string kind, FactFilter filter, string? cursor, CancellationToken cancellation) => ValueTask.FromResult(page()!);
    }
}
