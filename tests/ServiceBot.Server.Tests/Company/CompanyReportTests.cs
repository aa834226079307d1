using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Outbound;
using ServiceBot.Storage;

namespace ServiceBot.Server.Tests.Company;

/// <summary>What the company's systems report and announce, over HTTP and signed.</summary>
public sealed class CompanyReportTests(CompanyReportTests.Company company) : IClassFixture<CompanyReportTests.Company>
{
    private const string Secret = "the-company's-secret";
    private readonly RunningServer server = company.Server;

    public sealed class Company : IAsyncLifetime
    {
        internal RunningServer Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await RunningServer.StartAsync(null, null, null, "--Events:Secret", Secret);

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }

    [Fact]
    public async Task Without_the_right_signature_nothing_is_taken()
    {
        (await PostAsync("events", """{"id":"e1","event":"late","subject":"SF1290000000000"}""", "somebody-else's-secret")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync("incidents", """{"do":"end","by":"Lin","id":"in_x"}""", "somebody-else's-secret")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("events", """{"event":"late","subject":"SF1"}""", HttpStatusCode.BadRequest)]
    [InlineData("events", "[]", HttpStatusCode.BadRequest)]
    [InlineData("events", """{"id":"e2","event":"late","subject":"SF0000000000000"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("events", """{"id":"e3","event":"late","site":"nowhere","subject":"SF1"}""", HttpStatusCode.BadRequest)]
    [InlineData("incidents", """{"do":"end","by":"Lin","id":"in_none"}""", HttpStatusCode.NotFound)]
    [InlineData("incidents", """{"do":"end","id":"in_none"}""", HttpStatusCode.BadRequest)]
    [InlineData("incidents", """{"do":"announce","by":"Lin","incident":{"id":"","site":"main","kind":"weather","cause":{"zhHans":"雪","zhHant":"雪","en":"snow"},"tell":true}}""", HttpStatusCode.UnprocessableEntity)]
    public async Task What_cannot_be_read_or_done_is_said(string where, string body, HttpStatusCode status) => (await PostAsync(where, body)).Status.ShouldBe(status);

    [Fact]
    public async Task An_incident_is_announced_approved_and_ended_with_a_journal_of_who_did_it()
    {
        var announced = await PostAsync("incidents", """{"do":"announce","by":"Lin","incident":{"id":"","site":"main","kind":"weather","area":"哈尔滨","where":["status=created"],"cause":{"zhHans":"暴风雪","zhHant":"暴風雪","en":"a snowstorm"},"coupon":{"minorUnits":500,"currency":"CNY"}}}""");
        announced.Status.ShouldBe(HttpStatusCode.OK, announced.Body);
        var id = JsonDocument.Parse(announced.Body).RootElement.GetProperty("id").GetString();

        (await PostAsync("incidents", $$"""{"do":"approve","by":"Wei","id":"{{id}}"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await PostAsync("incidents", $$"""{"do":"end","by":"Wei","id":"{{id}}"}""")).Status.ShouldBe(HttpStatusCode.OK);

        var who = await server.Services.GetRequiredService<Database>().ReadAsync((session, cancel) => session.Statement("select who from incident_journal where incident_id = @id order by n").Set("@id", id).ListAsync(row => row.GetString(0), cancel), default);
        who.ShouldBe(["Lin", "Wei", "Wei"]);
    }

    private const string Storm = """{"do":"announce","by":"Lin","incident":{"id":"OWN","site":"main","kind":"weather","area":"哈尔滨","where":["status=created"],"cause":{"zhHans":"暴风雪","zhHant":"暴風雪","en":"a snowstorm"}}}""";

    [Theory]
    [InlineData("", 0, 1)]
    [InlineData("", 1, 2)]
    [InlineData("storm-17", 0, 1)]
    [InlineData("storm-18", 1, 1)]
    public async Task The_same_call_again_or_another_with_the_same_id_announces_one_incident(string own, int secondsLater, int incidents)
    {
        var (body, now) = (Storm.Replace("OWN", own, StringComparison.Ordinal), DateTimeOffset.UtcNow);

        var first = await PostAsync("incidents", body, at: now);
        var second = await PostAsync("incidents", body, at: now.AddSeconds(secondsLater));

        (first.Status, second.Status).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        new[] { first, second }.Select(answer => JsonDocument.Parse(answer.Body).RootElement.GetProperty("id").GetString()).Distinct().Count().ShouldBe(incidents);
    }

    [Fact]
    public async Task Without_a_coupon_nothing_is_approved_and_an_id_is_no_sentence()
    {
        var announced = await PostAsync("incidents", Storm.Replace("OWN", "storm-19", StringComparison.Ordinal));
        var id = JsonDocument.Parse(announced.Body).RootElement.GetProperty("id").GetString();

        var approved = await PostAsync("incidents", $$"""{"do":"approve","by":"Wei","id":"{{id}}"}""");

        (approved.Status, approved.Body).ShouldBe((HttpStatusCode.UnprocessableEntity, approved.Body));
        approved.Body.ShouldContain("has no coupon that could be approved");
        (await PostAsync("incidents", Storm.Replace("OWN", "a storm; drop", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(string where, string body, string secret = Secret, DateTimeOffset? at = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/company/{where}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Sign(Encoding.UTF8.GetBytes(body), secret, at ?? DateTimeOffset.UtcNow));
        using var answer = await server.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
