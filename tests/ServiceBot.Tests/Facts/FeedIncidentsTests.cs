using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Facts;
using ServiceBot.Outbound;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Server.Chat;
using static ServiceBot.Tests.LoopbackServer;

namespace ServiceBot.Tests.Facts;

/// <summary>Against a real HTTP server on loopback that reports well, slowly, wrongly, lies, or is down.</summary>
public sealed class FeedIncidentsTests : IAsyncDisposable
{
    private const string Alerts = """
        { "updated": "2026-11-21T10:00:00+08:00", "alerts": [
          { "id": 7, "type": "SNOW", "level": "red", "place": "230100", "onset": "2026-11-20T22:00:00+08:00", "expires": "2026-11-22T12:00:00+08:00", "headline": "哈尔滨暴雪" },
          { "id": 8, "type": "SNOW", "level": "blue", "place": "230100", "onset": "2026-11-20T22:00:00+08:00" },
          { "id": 9, "type": "POLLEN", "level": "red", "place": "230100", "onset": "2026-11-20T22:00:00+08:00" },
          { "id": 10, "type": "SNOW", "level": "red", "onset": "2026-11-20T22:00:00+08:00" },
          { "id": 11, "type": "SNOW", "level": "red", "place": "230100" },
          { "id": 12, "type": "SNOW", "level": "red", "place": "230100", "onset": "soon" },
          { "type": "SNOW", "level": "red", "place": "230100", "onset": "2026-11-20T22:00:00+08:00" } ] }
        """;

    private static readonly DateTimeOffset Start = new(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8));
    private readonly ManualTime clock = new(Start);
    private readonly OutboundSettings allowed = new() { AllowHttp = true, PrivateNetworks = [IPNetwork.Parse("127.0.0.0/8")] };
    private readonly List<IAsyncDisposable> servers = [];
    private readonly List<OutboundHttp> clients = [];

    [Fact]
    public async Task A_warning_is_known_with_its_place_its_time_and_the_time_of_the_data()
    {
        var feeds = Feeds(_ => Reply(Alerts), out var server);

        (await feeds.ReadAsync(feeds.Feeds[0], default)).ShouldBeTrue();

        var incident = feeds.Known(Start).ShouldHaveSingleItem();
        (incident.Id, incident.Kind, incident.Area, incident.Cause.ZhHans).ShouldBe(("weather:7", "weather", "哈尔滨", "哈尔滨暴雪"));
        (incident.From, incident.Until, incident.AsOf).ShouldBe((Start.AddHours(-12), Start.AddHours(26), Start));
        server.Requests.ShouldHaveSingleItem().Headers["x-key"].ShouldBe("k1");
    }

    [Fact]
    public async Task A_cause_rests_on_the_report_and_says_as_of_when_it_is()
    {
        var feeds = Feeds(_ => Reply(Alerts), out _);
        await feeds.ReadAsync(feeds.Feeds[0], default);
        var kind = Recovery.Some.Kind(FailureKind.Late);
        var parcel = new Fact("order", "P1", "c1", new Dictionary<string, string> { ["at"] = "哈尔滨", ["promised"] = "2026-11-20T18:00:00+08:00" }, Start);
        var causes = new CausePolicy(new Dictionary<string, CauseKind> { ["weather"] = new("weather", "nature", new LocalizedText("天气", "天氣", "weather")) });

        var finding = CauseFinder.Find(kind, parcel, feeds.Known(Start), causes, new Gazetteer([]), Start);

        (finding.Kind, finding.Attribution).ShouldBe(("weather", Attribution.Nature));
        finding.Evidence.ShouldContain("incident weather:7=weather 哈尔滨 until=2026-11-22T12:00+08:00 as-of=2026-11-21T10:00+08:00");
    }

    [Fact]
    public async Task What_is_not_reported_any_more_ended_when_it_was_last_seen()
    {
        var isOver = false;
        var feeds = Feeds(_ => Reply(isOver ? """{ "updated": "2026-11-21T10:10:00+08:00", "alerts": [] }""" : Alerts), out _);
        await feeds.ReadAsync(feeds.Feeds[0], default);
        isOver = true;
        clock.Advance(TimeSpan.FromMinutes(10));

        await feeds.ReadAsync(feeds.Feeds[0], default);

        feeds.Known(clock.GetUtcNow()).ShouldHaveSingleItem().Until.ShouldBe(Start);
    }

    [Fact]
    public async Task While_a_feed_is_down_its_last_word_stands_until_it_is_too_old()
    {
        var isDown = false;
        var feeds = Feeds(_ => isDown ? Reply("no", 503) : Reply(Alerts), out _);
        await feeds.ReadAsync(feeds.Feeds[0], default);
        isDown = true;

        (await feeds.ReadAsync(feeds.Feeds[0], default)).ShouldBeFalse();

        feeds.Known(Start.AddMinutes(29)).Count.ShouldBe(1);
        feeds.Known(Start.AddMinutes(31)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_feed_that_goes_on_telling_yesterdays_news_is_no_evidence()
    {
        var feeds = Feeds(_ => Reply(Alerts.Replace("2026-11-21T10:00:00+08:00", "2026-11-20T10:00:00+08:00", StringComparison.Ordinal)), out _);

        await feeds.ReadAsync(feeds.Feeds[0], default);

        feeds.Known(Start).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{ "updated": "2026-11-21T10:00:00+08:00", "alerts": { } }""")]
    [InlineData("""{ "updated": "2026-11-21T10:00:00+08:00" }""")]
    [InlineData("""{ "alerts": [] }""")]
    [InlineData("""{ "updated": "2026-11-23T10:00:00+08:00", "alerts": [] }""")]
    [InlineData("""{ "updated": "2026-11-21T10:00:00+08:00", "updated": "2026-11-21T10:00:00+08:00", "alerts": [] }""")]
    public async Task A_wrong_answer_changes_nothing(string body)
    {
        var isWrong = false;
        var feeds = Feeds(_ => Reply(isWrong ? body : Alerts), out _);
        await feeds.ReadAsync(feeds.Feeds[0], default);
        isWrong = true;

        (await feeds.ReadAsync(feeds.Feeds[0], default)).ShouldBeFalse();

        feeds.Known(Start).Count.ShouldBe(1);
    }

    [Fact]
    public async Task One_failure_is_tried_again()
    {
        var asked = 0;
        var feeds = Feeds(_ => Interlocked.Increment(ref asked) == 1 ? Reply("busy", 500) : Reply(Alerts), out _, TimeProvider.System);

        (await feeds.ReadAsync(feeds.Feeds[0], default)).ShouldBeTrue();

        asked.ShouldBe(2);
    }

    [Fact]
    public async Task A_feed_that_never_answers_is_left_after_its_limit()
    {
        var feeds = Feeds(new LoopbackServer(async (_, _, cancellation) => await Task.Delay(Timeout.Infinite, cancellation)), TimeSpan.FromMilliseconds(150), TimeProvider.System);

        (await feeds.ReadAsync(feeds.Feeds[0], default)).ShouldBeFalse();

        feeds.Known(Start).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_no_answer()
    {
        var gone = new LoopbackServer(_ => Reply(Alerts));
        var feeds = Feeds(gone, TimeSpan.FromSeconds(1), TimeProvider.System);
        await gone.DisposeAsync();
        servers.Clear();

        (await feeds.ReadAsync(feeds.Feeds[0], default)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{ "Id": "id", "From": "onset", "Kind": "weather" }""", "Feeds:Weather:Url is missing")]
    [InlineData("""{ "Url": "https://w.example/a", "From": "onset", "Kind": "weather" }""", "Feeds:Weather:Id is missing")]
    [InlineData("""{ "Url": "https://w.example/a", "Id": "id", "Kind": "weather" }""", "Feeds:Weather:From is missing")]
    [InlineData("""{ "Url": "https://w.example/a", "Id": "id", "From": "onset" }""", "Feeds:Weather needs Kind")]
    [InlineData("""{ "Url": "https://w.example/a", "Id": "id", "From": "onset", "KindAt": "t" }""", "Feeds:Weather:Kinds is missing")]
    [InlineData("""{ "Url": "https://w.example/a", "Id": "id", "From": "onset", "Kind": "weather", "Only": "level" }""", "Feeds:Weather:Only and Feeds:Weather:OnlyWords belong together")]
    [InlineData("""{ "Url": "https://w.example/a", "Id": "id", "From": "onset", "Kind": "weather", "Every": "1s" }""", "Feeds:Weather:Every is under 5s")]
    [InlineData("""{ "Url": "http://10.0.0.1/a", "Id": "id", "From": "onset", "Kind": "weather" }""", "Feeds:Weather:Url: ")]
    [InlineData("""{ "Url": "https://w.example/a", "Id": "id", "From": "onset", "Kind": "weather", "Colour": "red" }""", "Feeds:Weather:Colour is not a setting")]
    [InlineData("""{ "Url": "https://w.example/a", "Id": "id", "From": "onset", "Kind": "weather", "Tell": "true" }""", "Feeds:Weather:Tell and Feeds:Weather:Where belong together")]
    [InlineData("""{ "Url": "https://w.example/a", "Id": "id", "From": "onset", "Kind": "weather", "Tell": "true", "Where": ["late"] }""", "Feeds:Weather:Where has \"late\"")]
    public void A_setting_that_cannot_be_is_named(string section, string problem)
    {
        List<string> problems = [];

        Configured(section, new OutboundSettings(), problems).ShouldBeEmpty();

        problems.ShouldHaveSingleItem().ShouldStartWith(problem);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in servers) await server.DisposeAsync();
        foreach (var client in clients) client.Dispose();
    }

    private FeedIncidents Feeds(Func<Request, byte[]> answer, out LoopbackServer server, TimeProvider? time = null)
    {
        server = new LoopbackServer(answer);
        return Feeds(server, TimeSpan.FromSeconds(3), time);
    }

    private FeedIncidents Feeds(LoopbackServer server, TimeSpan limit, TimeProvider? time = null)
    {
        servers.Add(server);
        var http = new OutboundHttp(allowed, TimeProvider.System);
        clients.Add(http);
        List<string> problems = [];
        var settings = Configured($$"""
            { "Url": "{{server.Url}}/alerts", "Headers": { "X-Key": "k1" }, "Items": "alerts", "Id": "id", "KindAt": "type", "Kinds": { "snow": "weather" }, "Area": "place", "Areas": { "230100": "哈尔滨" },
              "From": "onset", "Until": "expires", "Cause": "headline", "Only": "level", "OnlyWords": ["red", "orange"], "AsOf": "updated", "TimeZone": "Asia/Shanghai", "StaleFor": "30m" }
            """, allowed, problems);
        problems.ShouldBeEmpty();
        return new FeedIncidents([.. settings.Select(s => s with { Limit = limit })], http, time ?? clock, NullLogger<FeedIncidents>.Instance);
    }

    private static IReadOnlyList<FeedSettings> Configured(string section, OutboundSettings allowed, ICollection<string> problems) =>
        FeedConfiguration.Read(new ConfigurationBuilder().AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes($$"""{ "Feeds": { "Weather": {{section}} } }"""))).Build(), allowed, problems);
}
