using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Customers;
using ServiceBot.Facts;
using ServiceBot.Outbound;
using ServiceBot.Packs;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;
using static ServiceBot.Tests.LoopbackServer;

namespace ServiceBot.Tests.Turns;

public sealed class SqliteFeedNewsTests(Stores.Sqlite stores) : FeedNewsContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresFeedNewsTests(Stores.Postgres stores) : FeedNewsContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>A feed over HTTP reports something, and whom it affects is told before they ask.</summary>
public abstract class FeedNewsContract : IAsyncLifetime, IDisposable
{
    private const string Snow = """{ "id": "https://weather.example/a/7", "type": "SNOW", "place": "Harbin", "onset": "2026-11-20T22:00:00+08:00", "expires": "2026-11-22T12:00:00+08:00", "headline": "" }""";

    private readonly Stores stores;
    private readonly LoopbackServer server;
    private readonly OutboundHttp http = new(new OutboundSettings { AllowHttp = true, PrivateNetworks = [IPNetwork.Parse("127.0.0.0/8")] }, TimeProvider.System);
    private string items = Snow;
    private bool isDown;

    protected FeedNewsContract(Stores stores)
    {
        this.stores = stores;
        server = new LoopbackServer(_ => isDown ? Reply("no", 503) : Reply($$"""{ "alerts": [ {{items}} ] }"""));
    }

    [Fact]
    public async Task Whom_a_report_affects_is_told_once_with_cause_and_end_however_often_it_is_read()
    {
        await using var spine = await OpenAsync();

        await PassAsync(spine);
        await PassAsync(spine);

        (await spine.CountAsync("select count(*) from activity where role = 'bot' and json like '%12:00%'")).ShouldBe(1);
        (await spine.CountAsync("select count(*) from journal where kind = 'company-news'")).ShouldBe(1);
        (await spine.CountAsync("select count(*) from incident_journal")).ShouldBe(1);
    }

    [Fact]
    public async Task A_restart_tells_nobody_again_and_knows_what_the_feed_said()
    {
        await using var spine = await OpenAsync();
        await PassAsync(spine);
        isDown = true;

        // Nothing but the database is left of the process.
        var next = Feeds(spine);
        foreach (var state in await spine.Database.ReadAsync(FeedRows.AllAsync, default)) next.Restore(state);
        await PassAsync(spine, next);

        next.Known(spine.Time.GetUtcNow()).ShouldHaveSingleItem().Id.ShouldBe("weather:https://weather.example/a/7");
        (await spine.CountAsync("select count(*) from journal where kind = 'company-news'")).ShouldBe(1);
    }

    [Fact]
    public async Task What_the_feed_changes_is_not_told_twice_and_what_it_ends_is_over()
    {
        await using var spine = await OpenAsync();
        await PassAsync(spine);

        items = Snow.Replace("22T12:00", "23T12:00", StringComparison.Ordinal);
        await PassAsync(spine);
        var until = await spine.CountAsync("select count(*) from incident where json like '%2026-11-23T12:00%'");
        items = "";
        await PassAsync(spine);

        (until, await spine.CountAsync("select count(*) from incident where ended_at is not null")).ShouldBe((1, 1));
        (await spine.CountAsync("select count(*) from journal where kind = 'company-news'")).ShouldBe(1);
    }

    [Fact]
    public async Task At_night_it_waits_and_a_feed_that_has_fallen_silent_meanwhile_is_told_to_nobody()
    {
        await using var spine = await OpenAsync();
        spine.Time.Advance(TimeSpan.FromHours(13));
        await PassAsync(spine);
        var atNight = await spine.CountAsync("select count(*) from journal where kind = 'company-news'");
        isDown = true;

        spine.Time.Advance(TimeSpan.FromHours(10));
        await PassAsync(spine);
        var silent = await spine.CountAsync("select count(*) from journal where kind = 'company-news'");
        isDown = false;
        await PassAsync(spine);

        (atNight, silent, await spine.CountAsync("select count(*) from journal where kind = 'company-news'")).ShouldBe((0, 0, 1));
    }

    [Fact]
    public async Task What_a_person_has_ended_stays_ended()
    {
        await using var spine = await OpenAsync();
        spine.Time.Advance(TimeSpan.FromHours(13));
        await PassAsync(spine);
        var id = (string)(await spine.Database.ReadAsync((session, cancel) => session.Statement("select id from incident").ScalarAsync(cancel), default))!;
        await spine.Get<IncidentBook>().EndAsync(id, "Wei", default);
        items = Snow.Replace("22T12:00", "23T12:00", StringComparison.Ordinal);

        spine.Time.Advance(TimeSpan.FromHours(10));
        await PassAsync(spine);

        (await spine.CountAsync("select count(*) from journal where kind = 'company-news'")).ShouldBe(0);
    }

    [Fact]
    public async Task Several_nodes_tell_once()
    {
        await using var spine = await OpenAsync();
        var nodes = Enumerable.Range(0, 4).Select(_ => Feeds(spine)).ToList();

        await Task.WhenAll(nodes.Select(node => ReadAsync(spine, node)));
        await TellAsync(spine);

        (await spine.CountAsync("select count(*) from incident")).ShouldBe(1);
        (await spine.CountAsync("select count(*) from journal where kind = 'company-news'")).ShouldBe(1);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose()
    {
        http.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<Spine> OpenAsync()
    {
        Fact[] orders = [Order("SF6600000001000", "c0", "Harbin", "in-transit"), Order("SF6600000001001", "c1", "Guangzhou", "in-transit"), Order("SF6600000001002", "c2", "Harbin", "delivered")];
        var spine = await Spine.OpenAsync(stores, services => services
            .AddSingleton<Func<string, SiteView>>(_ => new SiteView(Spine.Pack, new Listed(orders), new PackIncidents(() => [])))
            .AddSingleton<SiteNames>(() => ["main"]));
        foreach (var order in orders)
            await spine.Get<Conversations>().OpenAsync(new NewConversation("main", "directline", order.Owner, Proof.HostPage, Locale.En, new NewCustomer(order.Owner)), default);
        return spine;
    }

    /// <summary>As the workers do: the feed is read and kept, its news announced and told.</summary>
    private async Task PassAsync(Spine spine, FeedIncidents? feeds = null)
    {
        await ReadAsync(spine, feeds ?? Feeds(spine));
        await TellAsync(spine);
    }

    private static async Task ReadAsync(Spine spine, FeedIncidents feeds)
    {
        if (await feeds.ReadAsync(feeds.Feeds[0], default))
            await spine.Database.WriteAsync(async (session, cancel) =>
            {
                await FeedRows.PutAsync(session, feeds.StateOf("weather")!, cancel);
                return true;
            }, default);
        await new FeedNews(feeds, spine.Get<SiteNames>(), spine.Get<Func<string, SiteView>>(), spine.Get<IncidentBook>(), spine.Database, spine.Time).FollowAsync(default);
    }

    private static async Task TellAsync(Spine spine)
    {
        await spine.Get<IncidentTeller>().GatherAsync(default);
        while (await spine.Get<IncidentTeller>().TellAsync(default) > 0) { }
        foreach (var unread in await spine.Database.ReadAsync((session, cancel) => session.Statement("select id from conversation where unread_since is not null").ListAsync(row => new ConversationId(row.GetString(0)), cancel), default))
            await spine.RunAsync(unread);
    }

    private FeedIncidents Feeds(Spine spine) => new(
        [
            new FeedSettings
            {
                Name = "weather", Url = $"{server.Url}/alerts", Headers = new Dictionary<string, string>(), Items = JsonPath.Parse("alerts")!, Id = JsonPath.Parse("id")!, KindAt = JsonPath.Parse("type"),
                Kinds = new Dictionary<string, string> { ["SNOW"] = "weather" }, Area = JsonPath.Parse("place"), From = JsonPath.Parse("onset")!, Until = JsonPath.Parse("expires"), Cause = JsonPath.Parse("headline"),
                Tell = true, Where = ["status=in-transit"],
            },
        ], http, spine.Time, NullLogger<FeedIncidents>.Instance);

    private static Fact Order(string number, string owner, string at, string status) => new("order", number, owner, new Dictionary<string, string>
    {
        ["number"] = number, ["status"] = status, ["at"] = at, ["freight"] = "18.00", ["promised"] = Spine.Start.AddDays(2).ToString("O"),
    }, Spine.Start);
}
