using ServiceBot.Handoff;
using ServiceBot.Storage;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

/// <summary>"Is it really solved?" "No.": another agent than before takes it, while one is on duty.</summary>
public sealed class AnotherAgentTests(Stores.Sqlite stores) : IClassFixture<Stores.Sqlite>
{
    [Fact]
    public async Task Whoever_settled_it_before_is_refused_while_a_colleague_is_on_duty()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var id = await ReopenedAsync(spine, Spine.Lin, Spine.Wei);

        var outcome = await spine.Desk.AcceptAsync(id, Spine.Lin, default);

        outcome.ShouldBeOfType<DeskOutcome.Refused>().Because.ShouldBe(RefusedBecause.HadItBefore);
        (await spine.RowAsync(id)).Owner.ShouldBe(Owner.Queue);
        (await spine.Desk.AcceptAsync(id, Spine.Wei, default)).ShouldBeOfType<DeskOutcome.Done>();
    }

    [Fact]
    public async Task Better_the_same_agent_than_nobody()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var id = await ReopenedAsync(spine, Spine.Lin);

        (await spine.Desk.AcceptAsync(id, Spine.Lin, default)).ShouldBeOfType<DeskOutcome.Done>();
    }

    [Fact]
    public async Task Once_another_has_had_it_anybody_may_have_it()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var id = await ReopenedAsync(spine, Spine.Lin, Spine.Wei);
        await spine.Desk.AcceptAsync(id, Spine.Wei, default);
        await spine.Desk.RequeueAsync(id, Spine.Wei, default);

        (await spine.Desk.AcceptAsync(id, Spine.Lin, default)).ShouldBeOfType<DeskOutcome.Done>();
    }

    private static async Task<ConversationId> ReopenedAsync(Spine spine, params AgentRef[] onDuty)
    {
        foreach (var agent in onDuty) spine.Get<Presence>().Connect(agent);
        var id = await spine.ConversationAsync();
        await spine.SayAsync(id, "My parcel should have come yesterday and it is still not here");
        await spine.RunAsync(id);
        await spine.Desk.AcceptAsync(id, Spine.Lin, default);
        (await spine.Get<Resolving>().ResolveAsync(id, Spine.Lin, Resolution.AsOnRecord, default)).ShouldBeOfType<DeskOutcome.Done>();
        spine.Time.Advance(TimeSpan.FromDays(2));
        (await spine.Get<ClockWorker>().FireAsync(default)).ShouldBe(1);
        await spine.RunAsync(id);
        await spine.SayAsync(id, "no, it is still not solved");
        await spine.RunAsync(id);
        (await spine.RowAsync(id)).Owner.ShouldBe(Owner.Queue);
        return id;
    }
}
