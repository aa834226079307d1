using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Customers;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class SqliteOrderSweepTests(Stores.Sqlite stores) : OrderSweepContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresOrderSweepTests(Stores.Postgres stores) : OrderSweepContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>The order system says late, nobody has asked, and the bot writes first.</summary>
public abstract class OrderSweepContract(Stores stores)
{
    private static readonly DateTimeOffset Due = Spine.Start.AddHours(1);
    private static readonly OrderWatch All = new("order", TimeSpan.FromMinutes(2), []);

    [Fact]
    public async Task An_order_that_nobody_asked_about_is_told_and_remedied_once_when_its_time_is_over()
    {
        var company = new Listed(Order("SF6600000000200", Due));
        await using var spine = await OpenAsync(company);
        var conversation = await ComeAsync(spine);
        await PassAsync(spine, conversation);

        spine.Time.Advance(TimeSpan.FromHours(2));
        await PassAsync(spine, conversation);
        await PassAsync(spine, conversation);

        (await spine.CountAsync("select count(*) from journal where kind = 'company-news'")).ShouldBe(1);
        (await spine.CountAsync("select count(*) from ledger_entry where kind = 'refund' and amount = 1800")).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_late_before_the_first_pass_is_nobodys_news()
    {
        var company = new Listed(Order("SF6600000000200", Spine.Start.AddDays(-3)));
        await using var spine = await OpenAsync(company);
        var conversation = await ComeAsync(spine);

        await PassAsync(spine, conversation);
        spine.Time.Advance(TimeSpan.FromHours(2));
        await PassAsync(spine, conversation);

        (await spine.CountAsync("select count(*) from standard_watch")).ShouldBe(0);
    }

    [Fact]
    public async Task What_came_and_was_missed_while_no_process_ran_is_told_after_the_restart()
    {
        var company = new Listed(Order("SF6600000000200", Due));
        await using var spine = await OpenAsync(company);
        var conversation = await ComeAsync(spine);
        await PassAsync(spine, conversation);
        company.Orders = [Order("SF6600000000200", Due.AddDays(2)), Order("SF6600000000201", Due)];
        spine.Time.Advance(TimeSpan.FromHours(3));

        await PassAsync(spine, conversation);

        (await spine.CountAsync("select count(*) from standard_watch where status = 'told' and subject_id = 'SF6600000000201'")).ShouldBe(1);
        (await spine.CountAsync("select count(*) from journal where kind = 'company-news'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_pass_that_was_cut_off_is_made_up_for()
    {
        var company = new Listed(Order("SF6600000000200", Due.AddDays(2)));
        await using var spine = await OpenAsync(company);
        var conversation = await ComeAsync(spine);
        await PassAsync(spine, conversation);
        company.IsDown = true;
        spine.Time.Advance(TimeSpan.FromHours(2));
        var whole = await PassAsync(spine, conversation);
        (company.IsDown, company.Orders) = (false, [Order("SF6600000000201", Due)]);

        await PassAsync(spine, conversation);

        (whole, await spine.CountAsync("select count(*) from standard_watch where status = 'told'")).ShouldBe((false, 1));
    }

    [Fact]
    public async Task Whoever_sleeps_is_told_in_the_morning()
    {
        var company = new Listed(Order("SF6600000000200", Spine.Start.AddHours(14)));
        await using var spine = await OpenAsync(company);
        var conversation = await ComeAsync(spine);
        await PassAsync(spine, conversation);

        spine.Time.Advance(TimeSpan.FromHours(15));
        await PassAsync(spine, conversation);
        var atNight = await spine.CountAsync("select count(*) from journal where kind = 'company-news'");
        spine.Time.Advance(TimeSpan.FromHours(8));
        await PassAsync(spine, conversation);

        (atNight, await spine.CountAsync("select count(*) from journal where kind = 'company-news'")).ShouldBe((0, 1));
    }

    [Fact]
    public async Task Whoever_does_not_want_to_be_written_to_is_told_what_is_owed_when_they_come_however_late()
    {
        var company = new Listed(Order("SF6600000000200", Due));
        await using var spine = await OpenAsync(company);
        var conversation = await ComeAsync(spine);
        var customer = (await spine.RowAsync(conversation)).Customer;
        await spine.Database.WriteAsync(async (session, cancel) =>
        {
            await ContactRows.SetConsentAsync(session, customer, isGiven: false, Spine.Start, cancel);
            return true;
        }, default);
        await PassAsync(spine, conversation);
        spine.Time.Advance(TimeSpan.FromDays(30));
        await PassAsync(spine, conversation);
        var unasked = await spine.CountAsync("select count(*) from activity where role = 'bot'");

        await spine.SayAsync(conversation, "hello");
        spine.Time.Advance(TimeSpan.FromMinutes(5));
        await PassAsync(spine, conversation);

        // A month late is a person's to make good, with the amount prepared.
        (unasked, await spine.CountAsync("select count(*) from standard_watch where status = 'told'")).ShouldBe((0, 1));
        (await spine.CountAsync("select count(*) from journal where kind = 'company-news'")).ShouldBe(1);
        (await spine.CountAsync("select count(*) from complaint_case where subject_id = 'SF6600000000200'")).ShouldBe(1);
    }

    [Fact]
    public async Task Only_what_the_condition_names_is_watched()
    {
        var company = new Listed(Order("SF6600000000200", Due));
        await using var spine = await OpenAsync(company);

        await spine.Get<OrderSweep>().PassAsync("main", All with { Where = [FactCondition.Parse("status=created")!] }, default);

        (await spine.CountAsync("select count(*) from standard_watch")).ShouldBe(0);
    }

    [Theory]
    [InlineData(1_500, int.MaxValue, true)]
    [InlineData(1_500, 40, false)]
    public async Task However_many_pages_there_are_they_are_gone_through_unless_they_lead_in_a_circle(int pages, int circleAfter, bool isWhole)
    {
        var company = new Paged(pages, circleAfter);
        await using var spine = await Spine.OpenAsync(stores, services => services.AddSingleton<Func<string, SiteView>>(_ => _ => new SiteView(Spine.Pack, company, new PackIncidents(() => []))));

        var whole = await spine.Get<OrderSweep>().PassAsync("main", All, default);

        whole.ShouldBe(isWhole);
        if (isWhole) company.Asked.ShouldBe(pages);
    }

    // Empty pages, named by their number; from some page on they begin anew.
    private sealed class Paged(int pages, int circleAfter) : IFactSource
    {
        public int Asked { get; private set; }

        public ValueTask<FactLookup> FindAsync(string kind, string id, CancellationToken cancellation) => ValueTask.FromResult<FactLookup>(new FactLookup.NotFound());

        public ValueTask<FactList> OfCustomerAsync(string kind, string customerExternalId, CancellationToken cancellation) => ValueTask.FromResult<FactList>(new FactList.Found([]));

        public ValueTask<FactPage> SearchAsync(string kind, FactFilter filter, string? cursor, CancellationToken cancellation)
        {
            Asked++;
            var page = int.Parse(cursor ?? "0", System.Globalization.CultureInfo.InvariantCulture) + 1;
            if (page == circleAfter) page = circleAfter / 2;
            return ValueTask.FromResult<FactPage>(new FactPage.Found([], page == pages ? null : page.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    private static async Task<bool> PassAsync(Spine spine, ConversationId conversation)
    {
        var whole = await spine.Get<OrderSweep>().PassAsync("main", All, default);
        while (await spine.Get<StandardWatch>().LookAsync(default) > 0) { }
        await spine.RunAsync(conversation);
        return whole;
    }

    private Task<Spine> OpenAsync(Listed company) =>
        Spine.OpenAsync(stores, services => services.AddSingleton<Func<string, SiteView>>(_ => new SiteView(Spine.Pack, company, new PackIncidents(() => []))));

    private static ValueTask<ConversationId> ComeAsync(Spine spine) =>
        spine.Get<Conversations>().OpenAsync(new NewConversation("main", "directline", null, Proof.HostPage, Locale.En, new NewCustomer("c1")), default);

    private static Fact Order(string number, DateTimeOffset promised) => new("order", number, "c1",
        new Dictionary<string, string> { ["number"] = number, ["status"] = "in-transit", ["promised"] = promised.ToString("O"), ["at"] = "Wuhan", ["freight"] = "18.00" }, Spine.Start.AddDays(30));
}
