using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Server.Desk;
using ServiceBot.Storage;
using ServiceBot.Turns;

namespace ServiceBot.Server.Tests.Desk;

public sealed class ApprovalTests(DeskServer server) : IClassFixture<DeskServer>
{
    private readonly DeskScene scene = new(server.Services);

    [Fact]
    public async Task What_is_above_the_agents_authority_is_asked_for_approved_with_one_tap_and_given()
    {
        using var agent = await server.OpenAsync("Asker");
        using var supervisor = await server.OpenAsync("Decider", AgentRole.Supervisor);
        var (id, amount) = await AskedAsync(agent, "please");
        var asked = await FindAsync(supervisor, id.Value);
        ((string)asked["why"]!["en"]!).ShouldBe("please");
        ((bool)asked["mayDecide"]!).ShouldBeTrue();
        (await scene.GivenAsync(id)).ShouldBeEmpty();
        (await NoticesAsync(agent, id.Value)).ShouldContain(text => text.Contains("not approved yet"));

        (await supervisor.ActAsync($"approvals/{asked["id"]}/decide", new { isApproved = true, note = "once" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await scene.GivenAsync(id)).ShouldBe([amount]);
        (await OpenAsync(supervisor, id.Value)).ShouldBeEmpty();
        (await agent.GetAsync($"conversations/{id}"))["promises"]!.AsArray().ShouldAllBe(p => (string)p!["status"]! == "kept");
    }

    [Fact]
    public async Task Of_many_taps_at_once_one_decides()
    {
        using var agent = await server.OpenAsync("Asker 2");
        var pages = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => server.OpenAsync($"Decider {i}", AgentRole.Supervisor)));
        var (id, amount) = await AskedAsync(agent, "race");
        var approval = (string)(await FindAsync(pages[0], id.Value))["id"]!;

        var answers = await Task.WhenAll(pages.Select((page, i) => page.ActAsync($"approvals/{approval}/decide", new { isApproved = i % 2 == 0 })));

        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        foreach (var late in answers.Where(a => a.StatusCode != HttpStatusCode.OK)) ((string)(await late.Content.ReadFromJsonAsync<JsonNode>())!["because"]!).ShouldBe("settled-before");
        var isApproved = Array.FindIndex(answers, a => a.StatusCode == HttpStatusCode.OK) % 2 == 0;
        (await scene.GivenAsync(id)).ShouldBe(isApproved ? [amount] : []);
        foreach (var page in pages) page.Dispose();
    }

    [Fact]
    public async Task A_refusal_is_told_to_the_customer_and_gives_nothing()
    {
        using var agent = await server.OpenAsync("Asker 3");
        using var supervisor = await server.OpenAsync("Refuser", AgentRole.Supervisor);
        var (id, _) = await AskedAsync(agent, "too much");
        var approval = (string)(await FindAsync(supervisor, id.Value))["id"]!;

        (await supervisor.ActAsync($"approvals/{approval}/decide", new { isApproved = false })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await scene.GivenAsync(id)).ShouldBeEmpty();
        (await NoticesAsync(agent, id.Value)).ShouldContain(text => text.Contains("did not approve"));
    }

    [Fact]
    public async Task Asking_twice_is_asking_once_and_within_ones_authority_nobody_needs_to_be_asked()
    {
        using var agent = await server.OpenAsync("Asker 4");
        using var supervisor = await server.OpenAsync("Looker", AgentRole.Supervisor);
        var (id, amount) = await AskedAsync(agent, "twice");
        var currency = (string)(await agent.GetAsync($"conversations/{id}"))["authority"]!["currency"]!;

        (await agent.ActAsync($"conversations/{id}/approvals", new { amount = new { minorUnits = amount, currency }, why = "twice", key = "ask" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var small = await agent.ActAsync($"conversations/{id}/approvals", new { amount = new { minorUnits = 1_00, currency }, why = "small", key = "small" });

        (await OpenAsync(supervisor, id.Value)).Count.ShouldBe(1);
        small.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task When_nobody_decides_in_time_the_transcript_says_so()
    {
        using var agent = await server.OpenAsync("Asker 6");
        var (id, _) = await AskedAsync(agent, "in time");

        await RunOutAsync(id);

        string[] said;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        do said = [.. (await agent.GetAsync($"conversations/{id}/transcript"))["notes"]!.AsArray().Where(n => (string)n!["kind"]! == "approval-over").Select(n => (string)n!["text"]!)];
        while (said.Length == 0 && !patience.IsCancellationRequested);
        said.ShouldHaveSingleItem().ShouldContain(".00 ");
    }

    // The timer's own row is in the journal before the turn that follows from it.
    private async Task RunOutAsync(ConversationId id)
    {
        var past = DateTimeOffset.UtcNow.AddMinutes(-1).ToUnixTimeMilliseconds();
        await server.Services.GetRequiredService<Database>().WriteAsync(async (session, cancel) =>
            await session.Statement("update approval set due = @past where conversation_id = @id").Set("@past", past).Set("@id", id.Value).ExecuteAsync(cancel)
            + await session.Statement("update clock set due_at = @past where kind = 'approval-over' and conversation_id = @id").Set("@past", past).Set("@id", id.Value).ExecuteAsync(cancel), default);
        await server.Services.GetRequiredService<ClockWorker>().FireAsync(default);
    }

    [Fact]
    public async Task An_agent_neither_sees_nor_decides_what_supervisors_decide()
    {
        using var agent = await server.OpenAsync("Asker 5");
        using var supervisor = await server.OpenAsync("Sees", AgentRole.Supervisor);
        var (id, _) = await AskedAsync(agent, "mine");
        var approval = (string)(await FindAsync(supervisor, id.Value))["id"]!;

        (await agent.Http.GetAsync(new Uri("/api/desk/approvals", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await agent.ActAsync($"approvals/{approval}/decide", new { isApproved = true })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task<(ConversationId Id, long Amount)> AskedAsync(DeskPage agent, string why)
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "Hello?");
        await agent.ActAsync($"conversations/{id}/accept");
        var authority = (await agent.GetAsync($"conversations/{id}"))["authority"]!;
        var amount = (long)authority["minorUnits"]! + 50_00;
        var answer = await agent.ActAsync($"conversations/{id}/approvals", new { amount = new { minorUnits = amount, currency = (string)authority["currency"]! }, why, key = "ask" });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (id, amount);
    }

    private static async Task<List<JsonNode>> OpenAsync(DeskPage page, string conversation) =>
        [.. (await page.Http.GetFromJsonAsync<JsonArray>(new Uri("/api/desk/approvals", UriKind.Relative)))!.OfType<JsonNode>().Where(a => (string)a["conversation"]! == conversation)];

    private static async Task<JsonNode> FindAsync(DeskPage page, string conversation) => (await OpenAsync(page, conversation)).ShouldHaveSingleItem();

    private static async Task<List<string>> NoticesAsync(DeskPage page, string conversation) =>
        [.. (await page.GetAsync($"conversations/{conversation}/transcript"))["messages"]!.AsArray().Where(m => (string)m!["from"]! == "notice").Select(m => (string)m!["text"]!)];
}
