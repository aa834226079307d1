using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Outbound;
using ServiceBot.Recovery;
using ServiceBot.Storage;

namespace ServiceBot.Server.Tests.Company;

/// <summary>The shop's till, and whoever would like to be it.</summary>
public sealed class CouponApiTests(CouponApiTests.Shop shop) : IClassFixture<CouponApiTests.Shop>
{
    private const string Key = "the-key-of-the-shop";
    private const string Secret = "the-secret-of-the-shop";
    private readonly RunningServer server = shop.Server;

    public sealed class Shop : IAsyncLifetime
    {
        internal RunningServer Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await RunningServer.StartAsync(null, null, null, "--Coupons:Key", Key, "--Coupons:Secret", Secret);

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }

    [Fact]
    public async Task A_coupon_is_verified_by_key_and_redeemed_once_by_signature()
    {
        await IssueAsync("AAAA00000001");

        var good = await PostAsync("verify", """{"code":"aaaa-0000-0001"}""");
        var redeemed = await PostAsync("redeem", """{"code":"AAAA00000001","order":"A-17"}""", signed: true);
        var again = await PostAsync("redeem", """{"code":"AAAA00000001","order":"A-17"}""");
        var other = await PostAsync("redeem", """{"code":"AAAA00000001","order":"A-18"}""");
        var after = await PostAsync("verify", """{"code":"AAAA00000001"}""");

        good.Body.GetProperty("value").GetProperty("minorUnits").GetInt64().ShouldBe(3_60);
        (redeemed.Status, redeemed.Body.GetProperty("isRepeated").GetBoolean()).ShouldBe((HttpStatusCode.OK, false));
        (again.Status, again.Body.GetProperty("isRepeated").GetBoolean()).ShouldBe((HttpStatusCode.OK, true));
        (other.Status, other.Body.GetProperty("state").GetString()).ShouldBe((HttpStatusCode.Conflict, "redeemed"));
        after.Body.GetProperty("state").GetString().ShouldBe("redeemed");
    }

    [Fact]
    public async Task Unknown_and_somebody_elses_are_answered_alike()
    {
        await IssueAsync("AAAA00000002");

        var unknown = await PostAsync("verify", """{"code":"ZZZZ00000000"}""");
        var foreign = await PostAsync("verify", """{"code":"AAAA00000002","customer":"somebody-else"}""");

        unknown.Status.ShouldBe(HttpStatusCode.NotFound);
        foreign.Body.GetRawText().ShouldBe(unknown.Body.GetRawText());
        foreign.Status.ShouldBe(unknown.Status);
    }

    [Fact]
    public async Task Whoever_guesses_is_stopped_after_ten_and_others_are_not()
    {
        for (var guess = 0; guess < 10; guess++) (await PostAsync("verify", $$"""{"code":"QQQQ0000000{{guess}}","shopper":"guesser"}""")).Status.ShouldBe(HttpStatusCode.NotFound);

        (await PostAsync("verify", """{"code":"QQQQ00000010","shopper":"guesser"}""")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await PostAsync("verify", """{"code":"QQQQ00000010","shopper":"honest"}""")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("verify", "")]
    [InlineData("verify", "null")]
    [InlineData("verify", """{"code":""}""")]
    [InlineData("verify", """{"code":7}""")]
    [InlineData("redeem", """{"code":"AAAA00000003"}""")]
    [InlineData("redeem", """{"code":"AAAA00000003","order":"a\u0007"}""")]
    public async Task What_cannot_be_read_is_refused(string path, string body) => (await PostAsync(path, body)).Status.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Without_key_or_signature_nothing_is_said()
    {
        (await PostAsync("verify", """{"code":"AAAA00000001"}""", key: null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync("verify", """{"code":"AAAA00000001"}""", key: "the-key-of-nobody-here")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync("verify", """{"code":"AAAA00000001"}""", key: null, signed: true, at: DateTimeOffset.UtcNow.AddMinutes(-6))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, string body, string? key = Key, bool signed = false, DateTimeOffset? at = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/company/coupons/{path}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (signed) request.Headers.Add(WebhookSignature.Header, WebhookSignature.Sign(Encoding.UTF8.GetBytes(body), Secret, at ?? DateTimeOffset.UtcNow));
        else if (key is not null) request.Headers.Authorization = new("Bearer", key);
        using var response = await server.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length > 0 ? JsonElement.Parse(text) : default);
    }

    private async Task IssueAsync(string code)
    {
        var now = DateTimeOffset.UtcNow;
        var giving = new Giving("main", new CustomerId("cu_1"), new ConversationId("cv_1"), "bot", new Money(500_00, "CNY"), DateOnly.FromDateTime(now.UtcDateTime));
        (await server.Services.GetRequiredService<Database>().WriteAsync((session, cancel) => server.Services.GetRequiredService<Ledger>().WriteAsync(session,
            [new RemedyOrder(new CaseId($"cs_{code}"), "late:SF1", new Remedy.Coupon(new Money(3_60, "CNY"), 60), code, now.AddDays(60), Reason.Read("late"), "p1")], giving, now, cancel), default)).ShouldBeTrue();
    }
}
