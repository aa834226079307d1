using ServiceBot.Handoff;
using ServiceBot.Recovery;
using ServiceBot.Remedies;
using ServiceBot.Tests.Storage;
using ServiceBot.Tests.Turns;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Remedies;

/// <summary>Nobody is asked whether it is solved while it is still being arranged.</summary>
public sealed class AskedWhenDoneTests(Stores.Sqlite stores) : IClassFixture<Stores.Sqlite>
{
    private const string Question = "really solved";

    [Fact]
    public async Task A_refund_that_takes_longer_than_a_day_is_asked_about_a_day_after_it_is_done()
    {
        await using var arranged = await StartAsync(promisedHours: 72);

        await arranged.WaitAsync(TimeSpan.FromHours(25));
        var early = await arranged.SaidAsync();
        await arranged.WaitAsync(TimeSpan.FromHours(20));
        await arranged.SettleAsync(RemedyStatus.Done);
        await arranged.WaitAsync(TimeSpan.FromHours(23));
        var beforeADay = await arranged.SaidAsync();
        await arranged.WaitAsync(TimeSpan.FromHours(14));

        early.ShouldNotContain(Question);
        beforeADay.ShouldNotContain(Question);
        (await arranged.SaidAsync()).ShouldContain(Question);
    }

    [Fact]
    public async Task One_that_is_done_within_the_day_is_asked_about_once()
    {
        await using var arranged = await StartAsync(promisedHours: 24);

        await arranged.WaitAsync(TimeSpan.FromHours(2));
        await arranged.SettleAsync(RemedyStatus.Done);
        await arranged.WaitAsync(TimeSpan.FromHours(30));
        await arranged.WaitAsync(TimeSpan.FromHours(30));

        (await arranged.SaidAsync()).Split(Question).Length.ShouldBe(2);
    }

    // An agent takes the conversation, sees that all is under way and resolves it.
    private async Task<Arranged> StartAsync(int promisedHours)
    {
        var arranged = await Arranged.StartAsync(stores, _ => new BuiltInRemedies());
        await arranged.OrderAsync(hours: promisedHours);
        await arranged.Spine.Desk.AcceptAsync(arranged.Conversation, Spine.Lin, default);
        (await arranged.Spine.Get<Resolving>().ResolveAsync(arranged.Conversation, Spine.Lin, Resolution.With("process"), default)).ShouldBeOfType<DeskOutcome.Done>();
        await arranged.DeliverAsync();
        return arranged;
    }
}
