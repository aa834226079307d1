using ServiceBot.Server.Chat;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Customers;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Tests.DirectLine;

/// <summary>The public door: tokens for pages, without a secret.</summary>
public class SiteTokenTests : IClassFixture<SiteTokenTests.Shop>
{
    internal const string HostPageSecret = "0123456789abcdef0123456789abcdef";
    private readonly RunningServer server;

    public SiteTokenTests(Shop shop) => server = shop.Server;

    [Fact]
    public async Task A_page_gets_a_token_for_a_conversation_of_its_own_and_something_to_come_back_with()
    {
        var answer = await AskAsync(new { locale = "zh-TW" });

        answer.Status.ShouldBe(200);
        answer.Body.EnumerateObject().Select(p => p.Name).ShouldBe(["conversationId", "token", "expires_in", "resume", "userId"]);
        answer.Text("userId").ShouldStartWith("dl_");
        var line = await Line.StartAsync(server, answer.Text("token"));
        (await ConversationAsync(line.Id))!.Locale.ShouldBe(Locale.ZhHant);
        (await ConversationAsync(line.Id))!.Proof.ShouldBe(Proof.None);
    }

    [Fact]
    public async Task A_token_that_nobody_uses_opens_no_conversation()
    {
        var answer = await AskAsync();

        (await ConversationAsync(answer.Text("conversationId"))).ShouldBeNull();
    }

    [Theory]
    [InlineData("https://shop.example", 200)]
    [InlineData("http://localhost:8080", 200)]
    [InlineData(null, 200)]
    [InlineData("https://evil.example", 403)]
    [InlineData("https://shop.example.evil.example", 403)]
    [InlineData("http://shop.example", 403)]
    [InlineData("https://shop.example:444", 403)]
    [InlineData("null", 403)]
    public async Task Only_allowed_pages_get_one(string? origin, int status)
    {
        using var request = RunningServer.Request(HttpMethod.Post, "/api/sites/main/token");
        if (origin is not null) request.Headers.Add("Origin", origin);

        var answer = await server.SendAsync(request);

        answer.Status.ShouldBe(status);
        answer.Header("Access-Control-Allow-Origin").ShouldBe(status == 200 ? origin : null);
    }

    [Fact]
    public async Task The_servers_own_pages_get_one()
    {
        using var request = RunningServer.Request(HttpMethod.Post, "/api/sites/main/token");
        request.Headers.Add("Origin", server.Url.GetLeftPart(UriPartial.Authority));

        (await server.SendAsync(request)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_preflight_of_an_allowed_page_is_answered_and_of_another_refused()
    {
        (await PreflightAsync("https://shop.example")).Status.ShouldBe(204);
        (await PreflightAsync("https://evil.example")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task The_token_is_bound_to_the_page_that_got_it()
    {
        using var ask = RunningServer.Request(HttpMethod.Post, "/api/sites/main/token");
        ask.Headers.Add("Origin", "https://shop.example");
        var token = (await server.SendAsync(ask)).Text("token");

        using var elsewhere = RunningServer.Request(HttpMethod.Post, $"{Line.Root}/conversations", token);
        elsewhere.Headers.Add("Origin", "https://evil.example");

        (await server.SendAsync(elsewhere)).Code.ShouldBe("OriginNotAllowed");
    }

    [Fact]
    public async Task An_unknown_site_is_404() => (await server.SendAsync(HttpMethod.Post, "/api/sites/nowhere/token")).Code.ShouldBe("SiteNotFound");

    [Theory]
    [InlineData("{\"user\":5}")]
    [InlineData("{\"resume\":{}}")]
    [InlineData("{\"locale\":\"en\",\"locale\":\"zh\"}")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    public async Task A_malformed_body_is_refused(string body) =>
        (await server.SendAsync(HttpMethod.Post, "/api/sites/main/token", null, new StringContent(body))).Status.ShouldBe(400);

    [Fact]
    public async Task A_reloaded_page_is_in_its_conversation_again_with_the_same_user()
    {
        var first = await AskAsync();
        var line = await Line.StartAsync(server, first.Text("token"));
        await line.SayAsync("hello");

        var second = await AskAsync(new { resume = first.Text("resume") });

        second.Text("conversationId").ShouldBe(line.Id);
        second.Text("userId").ShouldBe(first.Text("userId"));
        (await (line with { Token = second.Text("token") }).OwnAsync()).Single().GetProperty("text").GetString().ShouldBe("hello");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("")]
    public async Task A_credential_that_is_not_ours_begins_anew(string resume) => (await AskAsync(new { resume })).Status.ShouldBe(200);

    [Fact]
    public async Task A_conversation_token_is_no_credential_to_come_back_with()
    {
        var first = await AskAsync();
        await Line.StartAsync(server, first.Text("token"));

        (await AskAsync(new { resume = first.Text("token") })).Text("conversationId").ShouldNotBe(first.Text("conversationId"));
    }

    [Fact]
    public async Task A_customer_whom_the_shop_has_signed_in_is_believed()
    {
        var user = Sign(new { sub = "c1", exp = In(600), name = "王芳", tier = "gold", since = "2021-03-01", orders = 42 });

        var line = await Line.StartAsync(server, (await AskAsync(new { user })).Text("token"));
        await line.SayAsync("hello");

        var conversation = (await ConversationAsync(line.Id))!;
        conversation.Proof.ShouldBe(Proof.HostPage);
        (await line.OwnAsync()).Single().GetProperty("from").GetProperty("name").GetString().ShouldBe("王芳");
        (await CustomerAsync(conversation.Customer)).ShouldBe("c1|王芳|gold|2021-03-01|42");
    }

    [Fact]
    public async Task A_customers_token_with_anything_wrong_is_refused_with_the_reason()
    {
        (string Token, string Why)[] wrong =
        [
            ("x", "is no JSON web token"),
            (Sign(new { sub = "c1", exp = In(600) }, secret: "another secret of the same length"), "is not signed with this site's HostPageSecret (HS256)"),
            (Sign(new { sub = "c1", exp = In(600) }, header: """{"alg":"none"}"""), "has an alg other than HS256, or a crit"),
            (Sign(new { sub = "c1", exp = In(600) }, header: """{"alg":"HS256","crit":["x"]}"""), "has an alg other than HS256, or a crit"),
            (Sign(new { sub = "c1", exp = In(-120) }), "has expired"),
            (Sign(new { sub = "c1", exp = In(90_000) }), "is valid for more than 24 hours"),
            (Sign(new { sub = "c1" }), "has no exp in seconds"),
            (Sign(new { sub = "c1", exp = "soon" }), "has no exp in seconds"),
            (Sign(new { exp = In(600) }), "has no sub of at most 128 characters"),
            (Sign(new { sub = "", exp = In(600) }), "has no sub of at most 128 characters"),
            (Sign(new { sub = "c1", exp = In(600), aud = "elsewhere" }), "is for another site (aud)"),
        ];

        foreach (var (token, why) in wrong)
        {
            var answer = await AskAsync(new { user = token });
            answer.Status.ShouldBe(403, why);
            answer.Message.ShouldBe($"The customer's token {why}.");
        }
    }

    [Fact]
    public async Task The_next_person_at_the_same_computer_does_not_see_the_last_ones_conversation()
    {
        var first = await AskAsync(new { user = Sign(new { sub = "c1", exp = In(600) }) });
        var line = await Line.StartAsync(server, first.Text("token"));

        var stranger = await AskAsync(new { resume = first.Text("resume") });
        var another = await AskAsync(new { resume = first.Text("resume"), user = Sign(new { sub = "c2", exp = In(600) }) });
        var same = await AskAsync(new { resume = first.Text("resume"), user = Sign(new { sub = "c1", exp = In(600) }) });

        stranger.Text("conversationId").ShouldNotBe(line.Id);
        another.Text("conversationId").ShouldNotBe(line.Id);
        same.Text("conversationId").ShouldBe(line.Id);
    }

    [Fact]
    public async Task The_page_comes_back_after_a_restart_of_the_server()
    {
        using var data = new DataFolder();
        string resume;
        Line line;
        await using (var before = await RunningServer.StartAsync(data))
        {
            var issued = await before.SendAsync(HttpMethod.Post, "/api/sites/main/token");
            line = await Line.StartAsync(before, issued.Text("token"));
            await line.SayAsync("before the restart");
            resume = issued.Text("resume");
        }

        await using var after = await RunningServer.StartAsync(data);
        var back = await after.SendAsync(HttpMethod.Post, "/api/sites/main/token", null, new { resume });
        var again = line with { Server = after, Token = back.Text("token") };

        (await again.OwnAsync()).Single().GetProperty("text").GetString().ShouldBe("before the restart");
        (await (line with { Server = after }).SayAsync("with the old token")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Strangers_open_so_many_conversations_a_day_and_coming_back_is_none()
    {
        using var data = new DataFolder();
        await using var own = await RunningServer.StartAsync(data, settings: ["--DirectLine:Limits:ConversationsPerDay", "3"]);
        var first = await own.SendAsync(HttpMethod.Post, "/api/sites/main/token");
        await Line.StartAsync(own, first.Text("token"));
        await own.SendAsync(HttpMethod.Post, "/api/sites/main/token");
        await own.SendAsync(HttpMethod.Post, "/api/sites/main/token");

        var fourth = await own.SendAsync(HttpMethod.Post, "/api/sites/main/token");
        var back = await own.SendAsync(HttpMethod.Post, "/api/sites/main/token", null, new { resume = first.Text("resume") });

        fourth.Status.ShouldBe(429);
        fourth.Header("Retry-After").ShouldBe("2");
        back.Status.ShouldBe(200);
        (await own.SendAsync(HttpMethod.Post, $"{Line.Root}/conversations", RunningServer.Secret)).Status.ShouldBe(201);
    }

    [Fact]
    public async Task A_restart_forgives_no_stranger_and_a_new_day_all()
    {
        using var data = new DataFolder();
        var start = new DateTimeOffset(DateTime.UtcNow.Date.AddHours(10), TimeSpan.Zero);
        string[] limit = ["--DirectLine:Limits:ConversationsPerDay", "3"];
        List<int> statuses = [];

        foreach (var later in new[] { 0, 1, 24 })
        {
            await using var own = await RunningServer.StartAsync(data, time: new ManualTime(start.AddHours(later)), settings: limit);
            for (var n = 0; n < 2; n++) statuses.Add((await own.SendAsync(HttpMethod.Post, "/api/sites/main/token")).Status);
        }

        statuses.ShouldBe([200, 200, 200, 429, 200, 200]);
    }

    [Fact]
    public async Task Strangers_write_so_much_a_minute_and_vouched_for_visitors_are_not_counted()
    {
        using var data = new DataFolder();
        await using var own = await RunningServer.StartAsync(data, settings: ["--DirectLine:Limits:MessagesPerMinute", "5"]);
        var stranger = await Line.StartPublicAsync(own);
        var vouchedFor = await Line.StartAsync(own);

        var strangers = new List<int>();
        for (var i = 0; i < 12; i++) strangers.Add((await stranger.SayAsync($"{i}")).Status);
        for (var i = 0; i < 12; i++) (await vouchedFor.SayAsync($"{i}")).Status.ShouldBe(200);

        strangers.Count(status => status == 429).ShouldBeInRange(1, 7);
        strangers.Take(5).ShouldAllBe(status => status == 200);
        (await stranger.PollAsync()).Status.ShouldBe(200, "reading is never throttled: the official client would stop for good");
    }

    private Task<Answer> AskAsync(object? body = null) => server.SendAsync(HttpMethod.Post, "/api/sites/main/token", null, body);

    private async Task<Answer> PreflightAsync(string origin)
    {
        using var request = RunningServer.Request(HttpMethod.Options, "/api/sites/main/token");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        return await server.SendAsync(request);
    }

    private async Task<Conversation?> ConversationAsync(string id) =>
        await server.Services.GetRequiredService<Conversations>().FindAsync(new ConversationId(id), CancellationToken.None);

    private async Task<string?> CustomerAsync(CustomerId id) => await server.Services.GetRequiredService<ServiceBot.Storage.Database>().ReadAsync(async (session, cancel) =>
        (string?)await session.Statement("select external_id || '|' || name || '|' || tier || '|' || since || '|' || orders from customer where id = @id").Set("@id", id.Value).ScalarAsync(cancel), CancellationToken.None);

    private static long In(int seconds) => DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds();

    internal static string Sign(object claims, string secret = HostPageSecret, string header = """{ "typ": "JWT", "alg": "HS256" }""")
    {
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)))}";
    }

    public sealed class Shop : IAsyncLifetime
    {
        internal RunningServer Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await RunningServer.StartAsync(settings:
        [
            "--Sites:main:Pack", "courier", "--Sites:main:HostPageSecret", HostPageSecret,
            "--Sites:main:AllowedOrigins:0", "https://shop.example", "--Sites:main:AllowedOrigins:1", "http://localhost:8080",
        ]);

        public async Task DisposeAsync()
        {
            await Server.DisposeAsync();
            Server.Data.Dispose();
        }
    }
}
