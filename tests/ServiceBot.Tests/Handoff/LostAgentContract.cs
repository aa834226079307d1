using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Handoff;
using ServiceBot.Recovery;
using ServiceBot.Server.Desk;
using ServiceBot.Storage;
using ServiceBot.Tests.Storage;
using ServiceBot.Tests.Turns;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Handoff;

public sealed class SqliteLostAgentTests(Stores.Sqlite stores) : LostAgentContract(stores), IClassFixture<Stores.Sqlite>
{
    [Fact]
    public async Task What_is_looked_for_every_two_seconds_is_found_among_what_agents_have_in_hand()
    {
        await using var database = await stores.OpenAsync();

        var plan = await database.ReadAsync((session, cancel) => session.Statement($"explain query plan {AgentSeats.Sql.Deserted}").Set("@silent", 0L).ListAsync(row => row.GetString(3), cancel), default);

        plan[0].ShouldContain("conversation_agent");
    }
}

public sealed class PostgresLostAgentTests(Stores.Postgres stores) : LostAgentContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>G7: an agent who is gone keeps no customer.</summary>
public abstract class LostAgentContract(Stores stores)
{
    private static readonly AgentRef Lin = Spine.Lin with { Seat = Seat.Desk };
    private static readonly AgentRef Wei = Spine.Wei with { Seat = Seat.Desk };
    private static readonly TimeSpan Lease = DeskSettings.Usual.Lease;

    [Fact]
    public async Task Whoever_is_silent_for_longer_than_the_lease_loses_the_conversation_and_its_late_message_is_refused()
    {
        await using var spine = await OpenAsync();
        var id = await TakenAsync(spine, Lin);

        spine.Time.Advance(Lease);
        (await SweepAsync(spine)).ShouldBe(0);
        spine.Time.Advance(TimeSpan.FromMilliseconds(1));
        (await SweepAsync(spine)).ShouldBe(1);

        (await spine.RowAsync(id)).ShouldSatisfyAllConditions(
            row => row.Owner.ShouldBe(Owner.Queue), row => row.Status.ShouldBe(ConversationStatus.Waiting), row => row.OwnerAgent.ShouldBeNull(), row => row.Handoff.ShouldBe("agent-lost"));
        (await spine.Desk.SayAsync(id, Lin, "Sorry, I was away", null, default)).ShouldBe(new DeskOutcome.Lost(Owner.Queue, null));
        (await SweepAsync(spine)).ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_is_heard_of_again_in_time_keeps_it()
    {
        await using var spine = await OpenAsync();
        var id = await TakenAsync(spine, Lin);

        spine.Time.Advance(Lease);
        await HereAsync(spine, Lin);
        spine.Time.Advance(Lease);

        (await SweepAsync(spine)).ShouldBe(0);
        (await spine.RowAsync(id)).OwnerAgent.ShouldBe(Lin.Id);
    }

    [Fact]
    public async Task Who_comes_back_between_the_look_and_the_act_keeps_it()
    {
        await using var spine = await OpenAsync();
        var id = await TakenAsync(spine, Lin);
        spine.Time.Advance(Lease + Lease);
        var found = (await spine.Get<AgentSeats>().FindAsync(default)).ShouldHaveSingleItem();
        await HereAsync(spine, Lin);

        (await spine.Get<AgentSeats>().RequeueAsync(found, default)).ShouldBeNull();

        (await spine.RowAsync(id)).OwnerAgent.ShouldBe(Lin.Id);
    }

    [Fact]
    public async Task Of_many_nodes_that_notice_it_at_once_one_puts_it_back_and_the_customer_is_told_once()
    {
        await using var spine = await OpenAsync();
        var id = await TakenAsync(spine, Lin);
        spine.Time.Advance(Lease + Lease);
        var found = (await spine.Get<AgentSeats>().FindAsync(default)).ShouldHaveSingleItem();

        var causes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => spine.Get<AgentSeats>().RequeueAsync(found, default).AsTask()));
        await spine.RunAsync(id);

        causes.Count(cause => cause == HandoffCause.AgentLost).ShouldBe(1);
        (await SaidByBotAsync(spine, id)).Count(text => text.Contains("has broken off", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData(Locale.En, "has broken off", "4 minutes")]
    [InlineData(Locale.ZhHans, "网络中断", "4 分钟")]
    [InlineData(Locale.ZhHant, "連線中斷", "4 分鐘")]
    public async Task The_customer_reads_one_message_that_says_what_happened_and_how_long_it_takes(Locale locale, string what, string wait)
    {
        await using var spine = await OpenAsync();
        spine.Get<Presence>().Connect(Wei);
        var id = await TakenAsync(spine, Lin, locale);
        var before = (await SaidByBotAsync(spine, id)).Count;
        await LoseAllAsync(spine);

        await spine.RunAsync(id);

        var said = (await SaidByBotAsync(spine, id)).Skip(before).ShouldHaveSingleItem();
        said.ShouldContain(what);
        said.ShouldContain(wait);
    }

    [Theory]
    [InlineData(Locale.En, "is no longer online")]
    [InlineData(Locale.ZhHans, "接待您的同事现在不在线")]
    [InlineData(Locale.ZhHant, "服務您的客服人員目前不在線上")]
    public async Task Of_an_agent_who_has_left_the_customer_reads_no_word_of_a_broken_line(Locale locale, string what)
    {
        await using var spine = await OpenAsync();
        var id = await TakenAsync(spine, Lin, locale);
        await ExecuteAsync(spine, "delete from agent_session where agent_id = 'ag_lin'");
        await SweepAsync(spine);

        await spine.RunAsync(id);

        (await SaidByBotAsync(spine, id))[^1].ShouldContain(what);
    }

    [Fact]
    public async Task Where_nobody_else_is_on_duty_the_customer_is_promised_an_answer()
    {
        await using var spine = await OpenAsync();
        var id = await TakenAsync(spine, Lin);
        await LoseAllAsync(spine);

        await spine.RunAsync(id);

        (await SaidByBotAsync(spine, id))[^1].ShouldContain("None of my colleagues is online right now.");
        (await PromisesAsync(spine, id)).ShouldHaveSingleItem().What.ShouldBe("message-answered");
    }

    [Fact]
    public async Task It_waits_where_it_waited_before_ahead_of_who_came_later()
    {
        await using var spine = await OpenAsync();
        var first = await WaitingAsync(spine);
        spine.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await WaitingAsync(spine);
        var since = (await spine.RowAsync(first)).QueuedAt;
        await TakeAsync(spine, first, Lin);
        await spine.Desk.TransferAsync(first, Lin, Wei, default);
        await HereAsync(spine, Wei);
        await LoseAllAsync(spine);

        (await spine.RowAsync(first)).QueuedAt.ShouldBe(since);
        (await spine.Get<WaitingQueue>().PlaceAsync(await spine.RowAsync(first), default)).ShouldBe(1);
        (await spine.Get<WaitingQueue>().PlaceAsync(await spine.RowAsync(second), default)).ShouldBe(2);
    }

    [Fact]
    public async Task What_an_agent_took_from_the_bot_waits_since_then()
    {
        await using var spine = await OpenAsync();
        var id = await spine.ConversationAsync();
        await TakeAsync(spine, id, Lin);
        var since = spine.Time.GetUtcNow();
        await LoseAllAsync(spine);

        (await spine.RowAsync(id)).QueuedAt.ShouldBe(since);
    }

    [Fact]
    public async Task What_is_resolved_or_given_back_is_nobodys_to_lose()
    {
        await using var spine = await OpenAsync();
        var resolved = await TakenAsync(spine, Lin);
        (await spine.Get<Resolving>().ResolveAsync(resolved, Lin, Resolution.AsOnRecord, default)).ShouldBeOfType<DeskOutcome.Done>();
        var returned = await TakenAsync(spine, Lin);
        await spine.Desk.ReleaseAsync(returned, Lin, null, default);

        spine.Time.Advance(Lease + Lease);

        (await SweepAsync(spine)).ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_signs_out_everywhere_or_is_no_agent_any_more_loses_it_at_once()
    {
        await using var spine = await OpenAsync();
        var signedOut = await TakenAsync(spine, Lin);
        var removed = await TakenAsync(spine, Wei);

        await ExecuteAsync(spine, "delete from agent_session where agent_id = 'ag_lin'");
        await ExecuteAsync(spine, "delete from agent where id = 'ag_wei'");

        (await SweepAsync(spine)).ShouldBe(2);
        (await spine.RowAsync(signedOut)).Handoff.ShouldBe("agent-left");
        (await spine.RowAsync(removed)).Handoff.ShouldBe("agent-left");
    }

    [Fact]
    public async Task Whoever_signs_out_in_one_of_two_browsers_keeps_it()
    {
        await using var spine = await OpenAsync();
        await TakenAsync(spine, Lin);
        await ExecuteAsync(spine, "insert into agent_session (id, agent_id, created_at, seen_at, address, browser) values ('se_other', 'ag_lin', 0, 0, '', '')");
        await ExecuteAsync(spine, "delete from agent_session where id = 'se_lin'");

        (await SweepAsync(spine)).ShouldBe(0);
    }

    [Fact]
    public async Task An_agent_in_Teams_needs_no_desk_but_loses_it_with_the_mapping()
    {
        await using var spine = await OpenAsync();
        await ExecuteAsync(spine, "update agent set teams_id = 'aad' where id = 'ag_lin'");
        await HereAsync(spine, Lin);
        var id = await TakenAsync(spine, Lin with { Seat = Seat.Teams });
        await ExecuteAsync(spine, "delete from agent_session where agent_id = 'ag_lin'");
        spine.Time.Advance(TimeSpan.FromHours(1));
        (await SweepAsync(spine)).ShouldBe(0);

        await ExecuteAsync(spine, "update agent set teams_id = null where id = 'ag_lin'");

        (await SweepAsync(spine)).ShouldBe(1);
        (await spine.RowAsync(id)).Handoff.ShouldBe("agent-left");
    }

    [Fact]
    public async Task An_agent_who_goes_on_in_Teams_leaves_the_desk_and_is_held_to_it_no_longer()
    {
        await using var spine = await OpenAsync();
        await ExecuteAsync(spine, "update agent set teams_id = 'aad' where id = 'ag_lin'");
        var id = await TakenAsync(spine, Lin);
        await spine.Desk.SayAsync(id, Lin with { Seat = Seat.Teams }, "On my phone now", null, default);
        spine.Time.Advance(Lease + Lease);
        (await SweepAsync(spine)).ShouldBe(0);

        await spine.Desk.SayAsync(id, Lin, "And at my desk again", null, default);

        (await SweepAsync(spine)).ShouldBe(1);
    }

    [Fact]
    public async Task A_hub_outside_has_no_seat_and_loses_nothing()
    {
        await using var spine = await OpenAsync();
        var id = await TakenAsync(spine, new AgentRef(new AgentId("ag_hub"), "Hub"));
        spine.Time.Advance(TimeSpan.FromDays(1));

        (await SweepAsync(spine)).ShouldBe(0);
        (await spine.RowAsync(id)).Owner.ShouldBe(Owner.Agent);
    }

    [Fact]
    public async Task What_the_lost_agent_promised_rings_for_whoever_took_over()
    {
        await using var spine = await OpenAsync();
        var id = await TakenAsync(spine, Lin);
        await spine.Get<AgentActs>().PromiseAsync(id, Lin, "I call you back", TimeSpan.FromHours(1), "key", default);
        await spine.RunAsync(id);
        await LoseAllAsync(spine);
        await spine.RunAsync(id);
        await TakeAsync(spine, id, Wei);

        spine.Time.Advance(TimeSpan.FromHours(1));
        await spine.Get<ClockWorker>().FireAsync(default);
        await spine.RunAsync(id);

        (await PromisesAsync(spine, id)).Single(promise => promise.What == "agent-free-text").ShouldSatisfyAllConditions(
            promise => promise.Status.ShouldBe(PromiseStatus.Open), promise => promise.Owner.ShouldBe(Wei.Id.Value));
        (await spine.CountAsync("select count(*) from journal where kind = 'promise-alarm'")).ShouldBe(1);
    }

    private async Task<Spine> OpenAsync()
    {
        var spine = await Spine.OpenAsync(stores, services => services.AddSingleton(DeskSettings.Usual).AddSingleton<AgentSeats>());
        foreach (var agent in (AgentRef[])[Lin, Wei])
        {
            await ExecuteAsync(spine, $"insert into agent (id, name, name_key, role, password, created_at) values ('{agent.Id}', '{agent.Name}', '{agent.Name}', 'agent', '', 0)");
            await ExecuteAsync(spine, $"insert into agent_session (id, agent_id, created_at, seen_at, address, browser) values ('se_{agent.Id.Value[3..]}', '{agent.Id}', 0, 0, '', '')");
        }

        return spine;
    }

    private static async Task<ConversationId> WaitingAsync(Spine spine, Locale locale = Locale.En)
    {
        var id = await spine.ConversationAsync();
        await spine.SayAsync(id, locale switch { Locale.ZhHans => "我要找人工客服处理", Locale.ZhHant => "我要找真人客服處理", _ => "I want to speak to a person" });
        await spine.RunAsync(id);
        if ((await spine.RowAsync(id)).Owner == Owner.Bot) await spine.Database.WriteAsync((session, cancel) =>
            session.Statement("update conversation set owner = 'queue', status = 'waiting', queued_at = @now where id = @id").Set("@id", id.Value).Set("@now", spine.Time.GetUtcNow().ToUnixTimeMilliseconds()).ExecuteAsync(cancel), default);
        return id;
    }

    private static async Task<ConversationId> TakenAsync(Spine spine, AgentRef agent, Locale locale = Locale.En)
    {
        var id = await WaitingAsync(spine, locale);
        await TakeAsync(spine, id, agent);
        return id;
    }

    /// <summary>A hub is no agent who is heard of.</summary>
    private static async Task TakeAsync(Spine spine, ConversationId id, AgentRef agent)
    {
        if (agent.Seat == Seat.Desk) await HereAsync(spine, agent);
        (await spine.Desk.AcceptAsync(id, agent, default)).ShouldBeOfType<DeskOutcome.Done>();
    }

    private static ValueTask HereAsync(Spine spine, AgentRef agent) => spine.Get<AgentSeats>().SeenAsync([(agent.Id, spine.Time.GetUtcNow())], default);

    private static async Task LoseAllAsync(Spine spine)
    {
        spine.Time.Advance(Lease + Lease);
        (await SweepAsync(spine)).ShouldBe(1);
    }

    private static async Task<int> SweepAsync(Spine spine)
    {
        var count = 0;
        foreach (var found in await spine.Get<AgentSeats>().FindAsync(default))
            if (await spine.Get<AgentSeats>().RequeueAsync(found, default) is not null) count++;
        return count;
    }

    private static async Task<List<string>> SaidByBotAsync(Spine spine, ConversationId id) => await spine.Database.ReadAsync((session, cancel) =>
        session.Statement("select json from activity where conversation_id = @id and role = 'bot' order by seq").Set("@id", id.Value)
            .ListAsync(row => System.Text.Json.JsonDocument.Parse(row.GetString(0)).RootElement.GetProperty("text").GetString()!, cancel), default);

    private static async Task<IReadOnlyList<Promise>> PromisesAsync(Spine spine, ConversationId id) =>
        await spine.Database.ReadAsync((session, cancel) => PromiseRows.OfConversationAsync(session, id, cancel), default);

    private static async Task ExecuteAsync(Spine spine, string sql) => await spine.Database.WriteAsync((session, cancel) => session.Statement(sql).ExecuteAsync(cancel), default);
}
