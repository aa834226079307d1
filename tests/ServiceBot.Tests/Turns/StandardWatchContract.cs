using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Customers;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Server.Desk;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class SqliteStandardWatchTests(Stores.Sqlite stores) : StandardWatchContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresStandardWatchTests(Stores.Postgres stores) : StandardWatchContract(stores), IClassFixture<Stores.Postgres>;

public abstract class StandardWatchContract(Stores stores)
{
    private static readonly DateTimeOffset Due = Spine.Start.AddHours(1);
    private FactList company = new FactList.Found([]);

    [Fact]
    public async Task A_missed_standard_is_told_and_remedied_once_however_many_nodes_look()
    {
        await using var spine = await WatchedAsync();
        var conversation = await ComeAsync(spine);
        await MissAsync(spine);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => spine.Get<StandardWatch>().LookAsync(default).AsTask()));
        await spine.RunAsync(conversation);

        (await spine.CountAsync("select count(*) from journal where kind = 'company-news'")).ShouldBe(1);
        (await spine.CountAsync("select count(*) from ledger_entry where kind = 'refund' and amount = 1800")).ShouldBe(1);
        (await spine.CountAsync("select count(*) from standard_watch where status = 'told'")).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_facts_seen_again_after_it_was_told_start_nothing_new()
    {
        await using var spine = await WatchedAsync();
        var conversation = await ComeAsync(spine);
        await MissAsync(spine);
        await LookAsync(spine, conversation);

        await spine.Get<StandardWatch>().SeeAsync("main", Late(spine), alsoMissed: true, default);
        await LookAsync(spine, conversation);

        (await spine.CountAsync("select count(*) from journal where kind = 'company-news'")).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_delivered_in_time_is_told_to_nobody()
    {
        await using var spine = await WatchedAsync();
        var conversation = await ComeAsync(spine);
        await MissAsync(spine, ("status", "delivered"), ("delivered", Due.AddMinutes(-5).ToString("O")));

        await LookAsync(spine, conversation);

        (await StatusAsync(spine, "kept"), await spine.CountAsync("select count(*) from journal where kind = 'company-news'")).ShouldBe((1, 0));
    }

    [Fact]
    public async Task What_waited_to_be_told_and_was_done_in_time_by_data_that_came_later_is_told_to_nobody()
    {
        await using var spine = await WatchedAsync();
        await MissAsync(spine);
        await spine.Get<StandardWatch>().LookAsync(default);
        var missed = await StatusAsync(spine, "missed");

        var conversation = await ComeAsync(spine);
        spine.Time.Advance(TimeSpan.FromHours(9));
        company = new FactList.Found([Order(spine.Time.GetUtcNow(), ("status", "delivered"), ("delivered", Due.AddMinutes(-10).ToString("O")))]);
        await LookAsync(spine, conversation);

        (missed, await StatusAsync(spine, "kept"), await spine.CountAsync("select count(*) from journal where kind = 'company-news'")).ShouldBe((1, 1, 0));
    }

    [Fact]
    public async Task What_was_delivered_late_before_anybody_looked_is_missed_all_the_same()
    {
        await using var spine = await WatchedAsync();
        var conversation = await ComeAsync(spine);
        await MissAsync(spine, ("status", "delivered"), ("delivered", Due.AddSeconds(30).ToString("O")));

        await LookAsync(spine, conversation);

        (await spine.CountAsync("select count(*) from ledger_entry where kind = 'refund'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_system_that_does_not_answer_misses_nothing_until_it_does()
    {
        await using var spine = await WatchedAsync();
        var conversation = await ComeAsync(spine);
        await MissAsync(spine);
        var late = company;
        company = new FactList.Unavailable("down");
        await LookAsync(spine, conversation);
        var whileDown = await StatusAsync(spine, "open");

        company = late;
        spine.Time.Advance(TimeSpan.FromMinutes(2));
        await LookAsync(spine, conversation);

        (whileDown, await StatusAsync(spine, "told")).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_copy_from_before_the_due_time_shows_no_miss()
    {
        await using var spine = await WatchedAsync();
        var conversation = await ComeAsync(spine);
        spine.Time.Advance(Due - Spine.Start + TimeSpan.FromSeconds(2));
        company = new FactList.Found([Order(Due.AddSeconds(-20))]);

        await LookAsync(spine, conversation);

        (await StatusAsync(spine, "open")).ShouldBe(1);
    }

    [Fact]
    public async Task A_promised_time_that_the_company_moves_before_it_is_missed_is_watched_at_its_new_moment()
    {
        await using var spine = await WatchedAsync();
        var conversation = await ComeAsync(spine);
        await MissAsync(spine, ("promised", Due.AddHours(3).ToString("O")));
        await LookAsync(spine, conversation);
        var told = await StatusAsync(spine, "told");

        spine.Time.Advance(TimeSpan.FromHours(3));
        company = new FactList.Found([Order(spine.Time.GetUtcNow(), ("promised", Due.AddHours(3).ToString("O")))]);
        await LookAsync(spine, conversation);

        (told, await StatusAsync(spine, "told")).ShouldBe((0, 1));
    }

    [Fact]
    public async Task Who_asked_for_silence_is_not_spoken_to()
    {
        await using var spine = await WatchedAsync();
        var conversation = await ComeAsync(spine);
        var customer = (await spine.RowAsync(conversation)).Customer;
        await spine.Database.WriteAsync(async (session, cancel) =>
        {
            await ContactRows.SetConsentAsync(session, customer, isGiven: false, spine.Time.GetUtcNow(), cancel);
            return true;
        }, default);
        await MissAsync(spine);

        await LookAsync(spine, conversation);

        (await StatusAsync(spine, "missed"), await spine.CountAsync("select count(*) from activity where role = 'bot'")).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Who_has_not_shown_who_they_are_is_not_spoken_to_and_is_once_they_have()
    {
        await using var spine = await WatchedAsync();
        var stranger = await spine.Get<Conversations>().OpenAsync(new NewConversation("main", "directline", null, Proof.None, Locale.En, new NewCustomer("c1")), default);
        await MissAsync(spine);
        await LookAsync(spine, stranger);
        var before = await StatusAsync(spine, "missed");

        var proven = await ComeAsync(spine);
        spine.Time.Advance(TimeSpan.FromMinutes(2));
        await LookAsync(spine, proven);

        (before, await StatusAsync(spine, "told"), await spine.CountAsync("select count(*) from ledger_entry where kind = 'refund'")).ShouldBe((1, 1, 1));
    }

    [Fact]
    public async Task An_order_that_belongs_to_somebody_else_by_now_is_no_longer_watched()
    {
        await using var spine = await WatchedAsync();
        var conversation = await ComeAsync(spine);
        await MissAsync(spine);
        company = new FactList.Found([((FactList.Found)company).Facts[0] with { Owner = "c2" }]);

        await LookAsync(spine, conversation);

        (await StatusAsync(spine, "void"), await spine.CountAsync("select count(*) from ledger_entry")).ShouldBe((1, 0));
    }

    [Fact]
    public async Task An_order_that_was_merely_looked_up_is_watched_from_then_on()
    {
        await using var spine = await OpenAsync();
        company = new FactList.Found([Order(Spine.Start)]);
        var conversation = await ComeAsync(spine);
        await spine.SayAsync(conversation, "where is my parcel SF6600000000200?");
        await spine.RunAsync(conversation);
        var watched = await StatusAsync(spine, "open");
        await MissAsync(spine);

        await LookAsync(spine, conversation);

        (watched, await StatusAsync(spine, "told"), await spine.CountAsync("select count(*) from ledger_entry where kind = 'refund' and amount = 1800")).ShouldBe((1, 1, 1));
    }

    [Fact]
    public async Task Somebody_elses_order_is_not_watched_by_who_asks_for_it()
    {
        await using var spine = await OpenAsync();
        company = new FactList.Found([Order(Spine.Start) with { Owner = "c2" }]);
        var conversation = await ComeAsync(spine);

        await spine.SayAsync(conversation, "where is my parcel SF6600000000200?");
        await spine.RunAsync(conversation);

        (await spine.CountAsync("select count(*) from standard_watch")).ShouldBe(0);
    }

    [Fact]
    public async Task A_new_time_that_is_seen_moves_the_clock_and_the_same_one_writes_nothing()
    {
        await using var spine = await OpenAsync();
        company = new FactList.Found([Order(Spine.Start)]);
        var conversation = await ComeAsync(spine);
        await spine.SayAsync(conversation, "where is my parcel SF6600000000200?");
        await spine.RunAsync(conversation);
        spine.Time.Advance(TimeSpan.FromMinutes(1));
        company = new FactList.Found([Order(Spine.Start.AddMinutes(1), ("promised", Due.AddHours(2).ToString("O")))]);

        await spine.SayAsync(conversation, "and now, where is SF6600000000200?");
        await spine.RunAsync(conversation);

        (await spine.CountAsync("select count(*) from standard_watch"), await spine.CountAsync("select due_at from standard_watch")).ShouldBe((1, Due.AddHours(2).ToUnixTimeMilliseconds()));
    }

    [Fact]
    public async Task While_an_agent_has_the_conversation_the_bot_is_silent_and_the_desk_knows()
    {
        await using var spine = await WatchedAsync();
        var conversation = await ComeAsync(spine);
        await spine.Desk.AcceptAsync(conversation, Spine.Lin, default);
        await MissAsync(spine);

        await LookAsync(spine, conversation);

        (await spine.CountAsync("select count(*) from activity where role = 'bot'")).ShouldBe(0);
        var timeline = await new TranscriptReader(spine.Database, _ => Spine.Pack).ReadAsync(conversation, 0, 0, default);
        var news = timeline.Notes.Single(note => note.Kind == "news-for-agent").News.ShouldNotBeNull();
        (news.What, news.Subjects.Single(), news.Due).ShouldBe((NewsWord.StandardMissed, "SF6600000000200", Due));
        news.About.ShouldNotBeNull().ZhHans.ShouldContain("送到");
    }

    private async Task<Spine> WatchedAsync()
    {
        var spine = await OpenAsync();
        await spine.Get<StandardWatch>().SeeAsync("main", Order(Spine.Start), alsoMissed: false, default);
        return spine;
    }

    private Task<Spine> OpenAsync()
    {
        var facts = new CompanyFacts(() => company);
        return Spine.OpenAsync(stores, services => services.AddSingleton<Func<string, SiteView>>(_ => new SiteView(Spine.Pack, facts, new PackIncidents(() => []))));
    }

    private static ValueTask<ConversationId> ComeAsync(Spine spine) =>
        spine.Get<Conversations>().OpenAsync(new NewConversation("main", "directline", null, Proof.HostPage, Locale.En, new NewCustomer("c1")), default);

    /// <summary>A minute past the due time, with what the company's system says then.</summary>
    private Task MissAsync(Spine spine, params (string Name, string Value)[] values)
    {
        spine.Time.Advance(Due.AddMinutes(1) - spine.Time.GetUtcNow());
        company = new FactList.Found([Order(spine.Time.GetUtcNow(), values)]);
        return Task.CompletedTask;
    }

    private static async Task LookAsync(Spine spine, ConversationId conversation)
    {
        await spine.Get<StandardWatch>().LookAsync(default);
        await spine.RunAsync(conversation);
    }

    private static ValueTask<long> StatusAsync(Spine spine, string status) => spine.CountAsync($"select count(*) from standard_watch where status = '{status}'");

    private static Fact Late(Spine spine) => Order(spine.Time.GetUtcNow());

    private static Fact Order(DateTimeOffset asOf, params (string Name, string Value)[] values)
    {
        var all = new Dictionary<string, string> { ["number"] = "SF6600000000200", ["status"] = "in-transit", ["promised"] = Due.ToString("O"), ["at"] = "Wuhan", ["freight"] = "18.00" };
        foreach (var (name, value) in values) all[name] = value;
        return new Fact("order", "SF6600000000200", "c1", all, asOf);
    }

    /// <summary>The company's system as a test sets it.</summary>
    private sealed class CompanyFacts(Func<FactList> company) : IFactSource
    {
        public ValueTask<FactLookup> FindAsync(string kind, string id, CancellationToken cancellation) => ValueTask.FromResult<FactLookup>(company() switch
        {
            FactList.Found found => found.Facts.FirstOrDefault(f => f.Kind == kind && f.Id == id) is { } fact ? new FactLookup.Found(fact) : new FactLookup.NotFound(),
            _ => new FactLookup.Unavailable("down"),
        });

        public ValueTask<FactList> OfCustomerAsync(string kind, string customerExternalId, CancellationToken cancellation) => ValueTask.FromResult(company());
    }
}
