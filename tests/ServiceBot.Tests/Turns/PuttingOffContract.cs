using ServiceBot.Handoff;
using ServiceBot.Recovery;
using ServiceBot.Tests.Storage;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class SqlitePuttingOffTests(Stores.Sqlite stores) : PuttingOffContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresPuttingOffTests(Stores.Postgres stores) : PuttingOffContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>An agent's promise gets another time: once, before it is late.</summary>
public abstract class PuttingOffContract(Stores stores)
{
    private static readonly TimeSpan Given = TimeSpan.FromHours(4);

    [Fact]
    public async Task The_customer_hears_the_new_time_and_the_reason_and_the_clock_rings_then()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var (conversation, promise) = await PromisedAsync(spine);

        var done = await PutOffAsync(spine, conversation, promise, Spine.Start.AddHours(30), "k1");
        var again = await PutOffAsync(spine, conversation, promise, Spine.Start.AddHours(30), "k1");

        done.ShouldBeOfType<DeskOutcome.Done>();
        again.ShouldBeOfType<DeskOutcome.Done>();
        (await spine.CountAsync("select count(*) from activity where role = 'agent' and json like '%I call you about it%' and json like '%16:00%' and json like '%the depot is closed%'")).ShouldBe(1);
        (await spine.CountAsync("select due_at from clock where kind = 'promise-due'")).ShouldBe(Spine.Start.AddHours(30).ToUnixTimeMilliseconds());
        (await spine.CountAsync("select count(*) from journal where kind = 'promise-put-off'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_second_time_is_refused()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var (conversation, promise) = await PromisedAsync(spine);
        await PutOffAsync(spine, conversation, promise, Spine.Start.AddHours(30), "k1");

        var second = await PutOffAsync(spine, conversation, promise, Spine.Start.AddHours(60), "k2");

        second.ShouldBeOfType<DeskOutcome.Refused>().Because.ShouldBe(RefusedBecause.PutOffBefore);
        (await spine.CountAsync("select due from promise")).ShouldBe(Spine.Start.AddHours(30).ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData(5, 30)]
    [InlineData(1, 3)]
    [InlineData(1, 24 * 100)]
    public async Task Too_late_sooner_than_before_and_too_far_off_are_refused(int afterHours, int dueHours)
    {
        await using var spine = await Spine.OpenAsync(stores);
        var (conversation, promise) = await PromisedAsync(spine);
        spine.Time.Advance(TimeSpan.FromHours(afterHours));

        (await PutOffAsync(spine, conversation, promise, Spine.Start.AddHours(dueHours), "k1")).ShouldBeOfType<DeskOutcome.Refused>().Because.ShouldBe(RefusedBecause.WrongTime);

        (await spine.CountAsync("select due from promise")).ShouldBe((Spine.Start + Given).ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Whoever_does_not_have_the_conversation_puts_nothing_off()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var (conversation, promise) = await PromisedAsync(spine);

        var other = await spine.Get<PuttingOff>().PutOffAsync(conversation, Spine.Wei, promise, Spine.Start.AddHours(30), null, "k1", default);

        other.ShouldBeOfType<DeskOutcome.Lost>();
    }

    private static async Task<(ConversationId, PromiseId)> PromisedAsync(Spine spine)
    {
        var conversation = await spine.ConversationAsync();
        await spine.Desk.AcceptAsync(conversation, Spine.Lin, default);
        await spine.Get<AgentActs>().PromiseAsync(conversation, Spine.Lin, "I call you about it", Given, "p", default);
        return (conversation, new PromiseId((string)(await spine.Database.ReadAsync((session, cancel) => session.Statement("select id from promise").ScalarAsync(cancel), default))!));
    }

    private static ValueTask<DeskOutcome> PutOffAsync(Spine spine, ConversationId conversation, PromiseId promise, DateTimeOffset due, string key) =>
        spine.Get<PuttingOff>().PutOffAsync(conversation, Spine.Lin, promise, due, "the depot is closed", key, default);
}
