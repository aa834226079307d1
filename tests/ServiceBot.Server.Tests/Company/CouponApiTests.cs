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
    public async Task A_coupon_with_terms_says_them_and_what_is_wrong_with_what_is_bought()
    {
        await IssueAsync("AAAA00000004", Terms);

        var shown = await PostAsync("verify", """{"code":"AAAA00000004"}""");
        var silent = await RedeemAsync("AAAA00000004", "");
        var unpriced = await RedeemAsync("AAAA00000004", ""","bought":["shipping"]""");
        var little = await RedeemAsync("AAAA00000004", ""","bought":["shipping"],"amount":{"minorUnits":3200,"currency":"CNY"}""");
        var dollars = await RedeemAsync("AAAA00000004", ""","bought":["shipping"],"amount":{"minorUnits":900000,"currency":"USD"}""");
        var lamp = await RedeemAsync("AAAA00000004", ""","bought":["lamp"],"amount":{"minorUnits":6000,"currency":"CNY"}""");
        var both = await RedeemAsync("AAAA00000004", ""","bought":["shipping","gift-card"],"amount":{"minorUnits":6000,"currency":"CNY"}""");
        var good = await RedeemAsync("AAAA00000004", ""","bought":["lamp","Shipping"],"amount":{"minorUnits":9223372036854775807,"currency":"CNY"}""");
        var ended = await RedeemAsync("AAAA00000004", "", "A-18");

        shown.Body.GetProperty("terms").GetRawText().ShouldBe("""{"goodFor":["shipping"],"notWith":["gift-card"],"minimum":{"minorUnits":5000,"currency":"CNY"}}""");
        Refusal(silent).ShouldBe((HttpStatusCode.Conflict, "issued", "bought-missing", "bought", "Say what is bought: this coupon is good for shipping, not good with gift-card."));
        Refusal(unpriced).ShouldBe((HttpStatusCode.Conflict, "issued", "amount-missing", "amount", "Say for how much is bought: this coupon needs 50.00 CNY."));
        Refusal(little).ShouldBe((HttpStatusCode.Conflict, "issued", "minimum-not-met", null, "This coupon needs 50.00 CNY; what is bought is 32.00 CNY."));
        Refusal(dollars).ShouldBe((HttpStatusCode.Conflict, "issued", "wrong-currency", null, "This coupon needs 50.00 CNY; what is bought is 9000.00 USD, and nothing is converted."));
        Refusal(lamp).ShouldBe((HttpStatusCode.Conflict, "issued", "out-of-scope", null, "This coupon is good for shipping; what is bought is lamp."));
        Refusal(both).ShouldBe((HttpStatusCode.Conflict, "issued", "not-combinable", null, "This coupon cannot be used with gift-card."));
        (good.Status, good.Body.GetProperty("isRepeated").GetBoolean()).ShouldBe((HttpStatusCode.OK, false));
        Refusal(ended).ShouldBe((HttpStatusCode.Conflict, "redeemed", "redeemed", null, "This coupon was redeemed for another order."));
    }

    [Fact]
    public async Task Of_two_tills_that_redeem_a_coupon_with_terms_at_once_one_has_it()
    {
        await IssueAsync("AAAA00000005", Terms);

        var tries = await Task.WhenAll(Enumerable.Range(0, 2).Select(n => RedeemAsync("AAAA00000005", ""","bought":["shipping"],"amount":{"minorUnits":5000,"currency":"CNY"}""", $"A-{n}")));

        tries.Select(t => t.Status).Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict]);
    }

    [Fact]
    public async Task A_coupon_without_terms_does_not_mind_what_is_bought()
    {
        await IssueAsync("AAAA00000006");

        var shown = await PostAsync("verify", """{"code":"AAAA00000006"}""");
        var redeemed = await RedeemAsync("AAAA00000006", ""","bought":["gift-card"],"amount":{"minorUnits":0,"currency":"USD"}""");

        shown.Body.GetProperty("terms").ValueKind.ShouldBe(JsonValueKind.Null);
        redeemed.Status.ShouldBe(HttpStatusCode.OK);
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
    [InlineData("redeem", """{"code":"AAAA00000003","order":"A-1","bought":"shipping"}""")]
    [InlineData("redeem", """{"code":"AAAA00000003","order":"A-1","bought":["shipping",null]}""")]
    [InlineData("redeem", """{"code":"AAAA00000003","order":"A-1","bought":[" "]}""")]
    [InlineData("redeem", """{"code":"AAAA00000003","order":"A-1","amount":{"minorUnits":-1,"currency":"CNY"}}""")]
    [InlineData("redeem", """{"code":"AAAA00000003","order":"A-1","amount":{"minorUnits":10}}""")]
    [InlineData("redeem", """{"code":"AAAA00000003","order":"A-1","amount":{"minorUnits":10,"currency":"cny"}}""")]
    [InlineData("redeem", """{"code":"AAAA00000003","order":"A-1","amount":{"minorUnits":10.5,"currency":"CNY"}}""")]
    [InlineData("redeem", """{"code":"AAAA00000003","order":"A-1","amount":{"minorUnits":9223372036854775808,"currency":"CNY"}}""")]
    [InlineData("redeem", """{"code":"AAAA00000003","order":"A-1","amount":50}""")]
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

    private static readonly CouponTerms Terms = new() { GoodFor = ["shipping"], NotWith = ["gift-card"], Minimum = new Money(50_00, "CNY") };

    private Task<(HttpStatusCode Status, JsonElement Body)> RedeemAsync(string code, string bought, string order = "A-17") => PostAsync("redeem", $$"""{"code":"{{code}}","order":"{{order}}"{{bought}}}""");

    private static (HttpStatusCode Status, string? State, string? Reason, string? Field, string? Message) Refusal((HttpStatusCode Status, JsonElement Body) answer) =>
        (answer.Status, Text(answer.Body, "state"), Text(answer.Body, "reason"), Text(answer.Body, "field"), Text(answer.Body, "message"));

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();

    private async Task IssueAsync(string code, CouponTerms? terms = null)
    {
        var now = DateTimeOffset.UtcNow;
        var giving = new Giving("main", new CustomerId("cu_1"), new ConversationId("cv_1"), "bot", new Money(500_00, "CNY"), DateOnly.FromDateTime(now.UtcDateTime));
        (await server.Services.GetRequiredService<Database>().WriteAsync((session, cancel) => server.Services.GetRequiredService<Ledger>().WriteAsync(session,
            [new RemedyOrder(new CaseId($"cs_{code}"), "late:SF1", new Remedy.Coupon(new Money(3_60, "CNY"), 60) { Terms = terms }, code, now.AddDays(60), Reason.Read("late"), "p1")], giving, now, cancel), default)).ShouldBeTrue();
    }
}
