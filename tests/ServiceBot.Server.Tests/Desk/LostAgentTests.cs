using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Server.Chat;
using ServiceBot.Server.Desk;
using ServiceBot.Server.Tests.DirectLine;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Tests.Desk;

/// <summary>F12: an agent's laptop dies. The whole program over HTTP and real sockets, by a clock of the test's.</summary>
public sealed class LostAgentTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    // F12.
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(45);

    private readonly ManualTime time = new(Start);
    private RunningServer server = null!;

    private readonly Dictionary<string, AgentId> agents = [];

    public async Task InitializeAsync() => server = await StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_line_that_goes_silent_gives_the_customer_back_within_45_seconds_and_the_next_agent_reads_everything()
    {
        using var lin = await SignInAsync("Lin");
        using var wei = await SignInAsync("Wei");
        await using var weis = await LivePage.OpenAsync(wei);
        await PassAsync(BackWithin + BackWithin, "Wei");
        var line = await Line.StartAsync(server);
        await line.SayAsync("I want to speak to a person");
        await line.AtLeastAsync(2);
        await using var wire = new SilentWire(server.Url);
        await using (await LivePage.OpenAsync(lin, wire.Address))
        {
            await PassAsync(Step, "Lin", "Wei");
            await lin.ActAsync($"conversations/{line.Id}/accept");
            await lin.ActAsync($"conversations/{line.Id}/say", new { text = "I am looking into it.", key = "first" });

            wire.Cut();
            var cut = time.GetUtcNow();
            while (await OwnerAsync(line) == Owner.Agent) await PassAsync(Step, "Wei");
            (time.GetUtcNow() - cut).ShouldBeLessThanOrEqualTo(BackWithin);
        }

        (await lin.ActAsync($"conversations/{line.Id}/say", new { text = "Still there?", key = "late" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await UntilAsync(async () => (await TextsAsync(line)).Any(text => text.Contains("has broken off", StringComparison.Ordinal)));
        (await wei.ActAsync($"conversations/{line.Id}/accept")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var transcript = await wei.GetAsync($"conversations/{line.Id}/transcript");
        var texts = transcript["messages"]!.AsArray().Select(message => (string?)message!["text"]).ToList();
        texts.ShouldContain("I want to speak to a person");
        texts.ShouldContain("I am looking into it.");
        texts.ShouldNotContain("Still there?");
        transcript["notes"]!.AsArray().ShouldContain(note => (string)note!["kind"]! == "agent-lost" && (string?)note["agent"] == "Lin");
    }

    [Fact]
    public async Task A_page_that_is_loaded_anew_keeps_its_conversations()
    {
        using var lin = await SignInAsync("Lin");
        var line = await TakenAsync(lin);
        await using (await LivePage.OpenAsync(lin)) await PassAsync(BackWithin + BackWithin, "Lin");

        await PassAsync(TimeSpan.FromSeconds(15));
        await using var second = await LivePage.OpenAsync(lin);
        await PassAsync(BackWithin + BackWithin, "Lin");

        (await OwnerAsync(line)).ShouldBe(Owner.Agent);
    }

    [Fact]
    public async Task A_server_that_starts_again_lets_pages_come_back_first()
    {
        using var lin = await SignInAsync("Lin");
        var line = await TakenAsync(lin);
        await using (await LivePage.OpenAsync(lin)) await PassAsync(BackWithin, "Lin");
        await server.DisposeAsync();
        time.Advance(TimeSpan.FromMinutes(10));
        server = await StartAsync(server);

        await PassAsync(TimeSpan.FromSeconds(30));
        await using var after = await LivePage.OpenAsync(lin);
        await PassAsync(BackWithin + BackWithin, "Lin");

        (await OwnerAsync(line)).ShouldBe(Owner.Agent);
    }

    [Fact]
    public async Task A_program_that_stood_still_or_whose_clock_was_set_takes_nothing_from_anybody()
    {
        using var lin = await SignInAsync("Lin");
        var line = await TakenAsync(lin);
        await using var page = await LivePage.OpenAsync(lin);
        await PassAsync(BackWithin + BackWithin, "Lin");

        time.Advance(TimeSpan.FromHours(1));
        await PassAsync(BackWithin + BackWithin, "Lin");

        (await OwnerAsync(line)).ShouldBe(Owner.Agent);
    }

    [Fact]
    public async Task Signing_out_gives_the_conversations_back_without_waiting_for_the_lease()
    {
        using var lin = await SignInAsync("Lin");
        using var wei = await SignInAsync("Wei");
        await using var weis = await LivePage.OpenAsync(wei);
        await PassAsync(BackWithin + BackWithin, "Wei");
        var line = await TakenAsync(lin);

        (await lin.ActAsync("sign-out")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await PassAsync(TimeSpan.FromSeconds(5), "Wei");

        await UntilAsync(async () => await OwnerAsync(line) == Owner.Queue);
        (await server.Services.GetRequiredService<Conversations>().FindAsync(new ConversationId(line.Id), default))!.Handoff.ShouldBe("agent-left");
    }

    /// <summary>Looks for who is gone when the test says so.</summary>
    private async Task<RunningServer> StartAsync(RunningServer? before = null)
    {
        var started = await RunningServer.StartAsync(before?.Data, before?.Url.ToString(), time);
        await started.Services.GetRequiredService<SeatWorker>().StopAsync(default);
        return started;
    }

    private async Task<DeskPage> SignInAsync(string name)
    {
        agents[name] = (await server.Services.GetRequiredService<AgentAccounts>().AddAsync(name, AgentRole.Agent, null, DeskServer.Password, default)).ShouldBeOfType<AgentAdded.Added>().Agent.Id;
        var page = new DeskPage(server.Url);
        (await page.SignInAsync(name, DeskServer.Password)).EnsureSuccessStatusCode();
        return page;
    }

    private async Task<Line> TakenAsync(DeskPage agent)
    {
        var line = await Line.StartAsync(server);
        await line.SayAsync("Hello");
        await line.AtLeastAsync(2);
        (await agent.ActAsync($"conversations/{line.Id}/accept")).StatusCode.ShouldBe(HttpStatusCode.OK);
        return line;
    }

    /// <summary>
    /// Lets time pass, not faster than pages that are there can answer and turns can be taken: a turn would be cut off by a clock that outruns it, and its next
    /// try would wait for a clock that stands still.
    /// </summary>
    private async Task PassAsync(TimeSpan by, params string[] there)
    {
        for (var passed = TimeSpan.Zero; passed < by; passed += Step)
        {
            await UntilAsync(IsAllReadAsync);
            time.Advance(Step);
            await server.Services.GetRequiredService<SeatWorker>().LookAsync(default);
            foreach (var agent in there) await UntilAsync(() => Connections.HeardSince(time.GetUtcNow() - DeskSettings.Usual.Lease / 3, time.GetUtcNow()).Any(heard => heard.Agent == agents[agent]));
        }
    }

    private ValueTask<bool> IsAllReadAsync() => server.Services.GetRequiredService<Database>().ReadAsync(
        async (session, cancel) => await session.Statement("select 1 from conversation where unread_since is not null limit 1").ScalarAsync(cancel) is null, default);

    private async Task<Owner> OwnerAsync(Line line) => (await server.Services.GetRequiredService<Conversations>().FindAsync(new ConversationId(line.Id), default))!.Owner;

    private static async Task<List<string>> TextsAsync(Line line) =>
        [.. (await line.PollAsync()).Body.GetProperty("activities").EnumerateArray().Select(activity => activity.TryGetProperty("text", out var text) ? text.GetString()! : "")];

    private DeskConnections Connections => server.Services.GetRequiredService<DeskConnections>();

    private static Task UntilAsync(Func<bool> isSo) => UntilAsync(() => ValueTask.FromResult(isSo()));

    private static async Task UntilAsync(Func<ValueTask<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await isSo()) await Task.Delay(5, patience.Token);
    }
}
