using ServiceBot.Handoff;
using ServiceBot.Recovery;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class ResolvingTests(Stores.Sqlite stores) : IClassFixture<Stores.Sqlite>
{
    [Fact]
    public async Task Whoever_resolves_closes_the_cases_with_the_root_cause_that_they_picked()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var (id, matter) = await LateAsync(spine);

        var outcome = await spine.Get<Resolving>().ResolveAsync(id, Spine.Lin, new Resolution("called", new Dictionary<CaseId, string> { [matter.Id] = "communication" }), default);

        outcome.ShouldBeOfType<DeskOutcome.Done>();
        var closed = (await CasesAsync(spine, id)).ShouldHaveSingleItem();
        (closed.IsClosed, closed.Root, closed.RootBy).ShouldBe((true, "communication", "ag_lin"));
        closed.ClosedAt.ShouldBe(Spine.Start);
        closed.Events!.ShouldContain(e => e.What == CaseStep.Closed);
        (await spine.CountAsync("select count(*) from complaint_case where closed = 0")).ShouldBe(0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("laziness")]
    public async Task Without_a_root_cause_nothing_is_resolved_while_the_cause_is_unknown(string? root)
    {
        await using var spine = await Spine.OpenAsync(stores);
        var (id, _) = await LateAsync(spine);

        var outcome = await spine.Get<Resolving>().ResolveAsync(id, Spine.Lin, Resolution.With(root), default);

        outcome.ShouldBeOfType<DeskOutcome.Refused>().Because.ShouldBe(RefusedBecause.RootMissing);
        (await spine.RowAsync(id)).Owner.ShouldBe(Owner.Agent);
        (await CasesAsync(spine, id)).ShouldHaveSingleItem().IsClosed.ShouldBeFalse();
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_the_root_on_record_stands()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var (id, matter) = await LateAsync(spine);

        (await spine.Get<Resolving>().ResolveAsync(id, Spine.Lin, Resolution.AsOnRecord, default)).ShouldBeOfType<DeskOutcome.Done>();

        var closed = (await CasesAsync(spine, id)).ShouldHaveSingleItem();
        (closed.IsClosed, closed.Root, closed.RootBy).ShouldBe((true, matter.Root, null));
    }

    [Fact]
    public async Task A_new_complaint_after_it_is_a_new_case()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var (id, _) = await LateAsync(spine);
        await spine.Get<Resolving>().ResolveAsync(id, Spine.Lin, Resolution.AsOnRecord, default);

        // Cases are read in the order of their opening, which a clock that stands still does not give.
        spine.Time.Advance(TimeSpan.FromMinutes(1));
        await spine.SayAsync(id, "Now my other parcel SF9876543210987 has arrived damaged, the box is crushed");
        await spine.RunAsync(id);

        (await CasesAsync(spine, id)).Select(c => c.IsClosed).ShouldBe([true, false]);
    }

    private static async Task<(ConversationId Id, ComplaintCase Case)> LateAsync(Spine spine)
    {
        var id = await spine.ConversationAsync();
        await spine.SayAsync(id, "My parcel should have come yesterday and it is still not here");
        await spine.RunAsync(id);
        await spine.Desk.AcceptAsync(id, Spine.Lin, default);
        return (id, (await CasesAsync(spine, id)).ShouldHaveSingleItem());
    }

    private static ValueTask<IReadOnlyList<ComplaintCase>> CasesAsync(Spine spine, ConversationId id) =>
        spine.Database.ReadAsync((session, cancel) => CaseRows.OfConversationAsync(session, id, cancel), default);
}
