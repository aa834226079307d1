using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Outbound;
using ServiceBot.Recovery;
using ServiceBot.Remedies;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Tests.Company;

/// <summary>What the company's system may say by itself, and who may not.</summary>
public sealed class RemedyCallbackTests(RemedyCallbackTests.Company company) : IClassFixture<RemedyCallbackTests.Company>
{
    private const string Secret = "the-company's-secret";
    private readonly RunningServer server = company.Server;

    public sealed class Company : IAsyncLifetime
    {
        internal RunningServer Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await RunningServer.StartAsync(null, null, null,
            "--Remedies:Url", "https://company.example/remedies", "--Remedies:Secret", Secret, "--Remedies:SecretBefore", "the-secret-of-last-year");

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }

    [Fact]
    public async Task A_signed_result_settles_the_remedy_once_and_its_opposite_is_refused()
    {
        var id = await OrderAsync("cs_a");

        var first = await PostAsync($$"""{"id":"{{id}}","status":"done","reference":"R-17"}""");
        var again = await PostAsync($$"""{"key":"cs_a/late-delivery:SF1/refund","status":"done","reference":"R-17"}""", "the-secret-of-last-year");
        var opposite = await PostAsync($$"""{"id":"{{id}}","status":"refused"}""");

        first.ShouldBe((HttpStatusCode.OK, """{"outcome":"settled"}"""));
        again.ShouldBe((HttpStatusCode.OK, """{"outcome":"repeated"}"""));
        opposite.ShouldBe((HttpStatusCode.Conflict, """{"outcome":"contradicted"}"""));
    }

    [Fact]
    public async Task Without_the_right_signature_nothing_is_even_looked_for()
    {
        var id = await OrderAsync("cs_b");
        var body = $$"""{"id":"{{id}}","status":"done"}""";

        (await PostAsync(body, "somebody-else's-secret")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(body, null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(body, at: DateTimeOffset.UtcNow.AddSeconds(-310))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync("""{"id":"rm_none","status":"done"}""", "somebody-else's-secret")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(id)).ShouldBe(RemedyStatus.Ordered);
    }

    [Theory]
    [InlineData("""{"id":"rm_none","status":"done"}""", HttpStatusCode.NotFound)]
    [InlineData("""{"status":"done"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"id":"rm_none","status":"unknown"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"id":7,"status":"done"}""", HttpStatusCode.BadRequest)]
    [InlineData("not json", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_read_or_found_is_said(string body, HttpStatusCode status) => (await PostAsync(body)).Status.ShouldBe(status);

    [Fact]
    public async Task A_body_of_more_than_sixteen_kilobytes_is_not_read() =>
        (await PostAsync($$"""{"id":"{{new string('x', 20_000)}}","status":"done"}""")).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(string body, string? secret = Secret, DateTimeOffset? at = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/company/remedies/results") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (secret is not null) request.Headers.Add(WebhookSignature.Header, WebhookSignature.Sign(Encoding.UTF8.GetBytes(body), secret, at ?? DateTimeOffset.UtcNow));
        using var response = await server.Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task<string> OrderAsync(string matter)
    {
        var conversation = await server.Services.GetRequiredService<Conversations>().OpenAsync(new NewConversation("main", "directline", null, ServiceBot.Customers.Proof.None, Locale.En, new NewCustomer(null)), default);
        var id = IdSource.Random.Row("rm_");
        await server.Services.GetRequiredService<Database>().WriteAsync((session, cancel) => RemedyRows.AddAsync(session, id, $"{matter}/late-delivery:SF1/refund",
            new RemedyOrder(new CaseId(matter), "late-delivery:SF1", new Remedy.Refund(new Money(18_00, "CNY"), "freight"), null, null, Reason.Read("late"), "p1"), conversation, "main", RemedyStatus.Ordered, DateTimeOffset.UtcNow, cancel), default);
        return id;
    }

    private async Task<RemedyStatus> StatusAsync(string id) =>
        (await server.Services.GetRequiredService<Database>().ReadAsync((session, cancel) => RemedyRows.FindAsync(session, id, cancel), default))!.Status;
}
