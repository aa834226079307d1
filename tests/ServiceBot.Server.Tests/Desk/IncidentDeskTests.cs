using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ServiceBot.Server.Desk;

namespace ServiceBot.Server.Tests.Desk;

public sealed class IncidentDeskTests(DeskServer server) : IClassFixture<DeskServer>
{
    private static readonly object Cause = new { zhHans = "暴风雪", zhHant = "暴風雪", en = "a snowstorm" };

    [Fact]
    public async Task A_supervisor_announces_once_however_often_it_is_sent_and_everybody_at_the_desk_sees_who()
    {
        using var page = await server.OpenAsync("Announcer", AgentRole.Supervisor);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => page.ActAsync("incidents", Snow("key-once"))));

        foreach (var answer in answers) answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var incident = (await page.GetAsync("incidents"))["incidents"]!.AsArray().Where(i => (string)i!["id"]! == "in_key-once").ShouldHaveSingleItem()!;
        ((string)incident["cause"]!["zhHant"]!).ShouldBe("暴風雪");
        incident["journal"]!.AsArray().Select(act => ((string)act!["who"]!, (string)act["what"]!)).First().ShouldBe(("Announcer", "announced"));
    }

    [Fact]
    public async Task Whom_it_affects_is_counted_before_anybody_is_told()
    {
        using var page = await server.OpenAsync("Counter", AgentRole.Supervisor);

        var all = await PreviewAsync(page, new { site = "main", area = (string?)null, where = new[] { "status!=none-such" } });
        var none = await PreviewAsync(page, new { site = "main", area = (string?)null, where = new[] { "status=none-such" } });

        ((int)all["subjects"]!).ShouldBeGreaterThan(0);
        ((int)all["customers"]!).ShouldBeInRange(1, (int)all["subjects"]!);
        ((bool)all["isWhole"]!).ShouldBeTrue();
        ((int)none["customers"]!, (int)none["subjects"]!).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("""{"where":["status"]}""", "wrong-condition")]
    [InlineData("""{"where":["colour=red"]}""", "no-such-fact")]
    [InlineData("""{"area":null}""", "everybody")]
    [InlineData("""{"kind":"sunshine"}""", "no-such-kind")]
    [InlineData("""{"cause":{"zhHans":"雪","zhHant":"","en":"snow"}}""", "cause-missing")]
    [InlineData("""{"from":"2026-11-23T00:00:00Z","until":"2026-11-22T00:00:00Z"}""", "wrong-period")]
    [InlineData("""{"coupon":{"minorUnits":0,"currency":"CNY"}}""", "wrong-coupon")]
    [InlineData("""{"site":"nowhere"}""", "no-such")]
    [InlineData("""{"key":""}""", "no-key")]
    public async Task What_cannot_be_announced_is_refused_with_the_reason(string change, string because)
    {
        using var page = await server.OpenAsync($"Refused {because}", AgentRole.Supervisor);
        var asked = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Snow($"key-{because}")))!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject()) asked[name] = value?.DeepClone();

        var answer = await page.ActAsync("incidents", asked);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, await answer.Content.ReadAsStringAsync());
        ((string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["because"]!).ShouldBe(because);
    }

    [Fact]
    public async Task The_remedy_for_all_is_approved_once_within_the_authority_of_whoever_approves()
    {
        using var page = await server.OpenAsync("Approver", AgentRole.Supervisor);
        await page.ActAsync("incidents", Snow("key-small", coupon: 5_00));
        await page.ActAsync("incidents", Snow("key-large", coupon: 5_000_000_00));

        var approved = await page.ActAsync("incidents/in_key-small/approve");
        var again = await page.ActAsync("incidents/in_key-small/approve");
        var large = await page.ActAsync("incidents/in_key-large/approve");

        ((string)(await approved.Content.ReadFromJsonAsync<JsonNode>())!["approvedBy"]!).ShouldBe("Approver");
        (await again.Content.ReadFromJsonAsync<JsonNode>())!["journal"]!.AsArray().Count(act => (string)act!["what"]! == "approved").ShouldBe(1);
        large.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string)(await large.Content.ReadFromJsonAsync<JsonNode>())!["because"]!).ShouldBe("above-authority");
    }

    [Fact]
    public async Task Its_end_is_put_off_until_it_is_declared_over()
    {
        using var page = await server.OpenAsync("Ender", AgentRole.Supervisor);
        await page.ActAsync("incidents", Snow("key-end"));
        var later = DateTimeOffset.UtcNow.AddHours(30);

        var changed = await page.ActAsync("incidents/in_key-end/until", new { until = later });
        var ended = await page.ActAsync("incidents/in_key-end/end");
        var tooLate = await page.ActAsync("incidents/in_key-end/until", new { until = later.AddHours(1) });

        ((DateTimeOffset)(await changed.Content.ReadFromJsonAsync<JsonNode>())!["until"]!).ShouldBe(later, TimeSpan.FromSeconds(1));
        (await ended.Content.ReadFromJsonAsync<JsonNode>())!["endedAt"].ShouldNotBeNull();
        tooLate.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task An_agent_neither_sees_nor_announces_and_without_its_token_nobody_does()
    {
        using var agent = await server.OpenAsync("Only agent");
        using var forged = await server.OpenAsync("Forged", AgentRole.Supervisor);
        forged.Antiforgery = null;

        (await agent.StatusOfAsync("incidents")).ShouldBe(HttpStatusCode.Forbidden);
        (await agent.ActAsync("incidents", Snow("key-agent"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await forged.ActAsync("incidents", Snow("key-forged"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static object Snow(string key, long? coupon = null) => new
    {
        site = "main",
        kind = "weather",
        area = "南极洲",
        where = Array.Empty<string>(),
        cause = Cause,
        words = (object?)null,
        from = (DateTimeOffset?)null,
        until = (DateTimeOffset?)null,
        tell = true,
        coupon = coupon is { } most ? new { minorUnits = most, currency = "CNY" } : null,
        key,
    };

    private static async Task<JsonNode> PreviewAsync(DeskPage page, object filter)
    {
        var answer = await page.ActAsync("incidents/preview", filter);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
