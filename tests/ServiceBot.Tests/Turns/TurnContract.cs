using ServiceBot.Handoff;
using ServiceBot.Protocol;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class SqliteTurnTests(Stores.Sqlite stores) : TurnContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresTurnTests(Stores.Postgres stores) : TurnContract(stores), IClassFixture<Stores.Postgres>;

public abstract class TurnContract(Stores stores)
{
    [Fact]
    public async Task A_turn_answers_all_unread_messages_once_and_leaves_no_gap()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = await spine.ConversationAsync();
        await spine.SayAsync(conversation, "hello");
        await spine.SayAsync(conversation, "my parcel");

        await spine.RunAsync(conversation);
        var said = await spine.RolesAsync(conversation);
        await spine.RunAsync(conversation);

        said.Select(a => a.Seq).ShouldBe(Enumerable.Range(1, said.Count).Select(n => (long)n));
        said.Skip(2).ShouldAllBe(a => a.Role == "bot");
        said.Count.ShouldBeInRange(3, 5);
        (await spine.RolesAsync(conversation)).Count.ShouldBe(said.Count);
        (await spine.CountAsync("select count(*) from conversation where unread_since is not null")).ShouldBe(0);
    }

    [Fact]
    public async Task A_message_that_comes_before_the_commit_makes_the_turn_miss_it()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = await spine.ConversationAsync();
        await spine.SayAsync(conversation, "hello");
        var input = (await spine.Get<TurnLoader>().LoadAsync(conversation, default))!;
        var result = await spine.Get<TurnPipeline>().RunAsync(input, default);
        await spine.SayAsync(conversation, "are you there?");

        var outcome = await spine.Get<TurnCommit>().CommitAsync(input, result, default);

        outcome.ShouldBeOfType<Committed.LostRace>();
        (await spine.RolesAsync(conversation)).ShouldAllBe(a => a.Role == "customer");
    }

    [Fact]
    public async Task An_agent_who_accepts_silences_a_turn_in_flight()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = await spine.ConversationAsync();
        await spine.SayAsync(conversation, "hello");
        var input = (await spine.Get<TurnLoader>().LoadAsync(conversation, default))!;
        var result = await spine.Get<TurnPipeline>().RunAsync(input, default);
        await spine.Desk.AcceptAsync(conversation, Spine.Lin, default);

        var outcome = await spine.Get<TurnCommit>().CommitAsync(input, result, default);
        await spine.RunAsync(conversation);

        outcome.ShouldBeOfType<Committed.LostRace>();
        (await spine.RolesAsync(conversation)).ShouldNotContain(a => a.Role == "bot");
    }

    [Fact]
    public async Task Of_twenty_agents_who_accept_at_once_one_wins_and_the_others_are_told_who()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = await spine.ConversationAsync();
        await spine.SayAsync(conversation, "hello");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
            spine.Desk.AcceptAsync(conversation, new AgentRef(new AgentId($"ag_{n}"), $"Agent {n}"), default).AsTask()));

        var winner = (await spine.RowAsync(conversation)).OwnerName;
        outcomes.OfType<DeskOutcome.Done>().ShouldHaveSingleItem();
        outcomes.OfType<DeskOutcome.Lost>().ShouldAllBe(lost => lost.To == winner);
        outcomes.OfType<DeskOutcome.Lost>().Count().ShouldBe(19);
    }

    [Fact]
    public async Task Only_the_owner_may_answer_and_the_same_message_counts_once()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = await spine.ConversationAsync();
        await spine.SayAsync(conversation, "hello");
        await spine.Desk.AcceptAsync(conversation, Spine.Lin, default);

        var refused = await spine.Desk.SayAsync(conversation, Spine.Wei, "it is mine", "k1", default);
        await spine.Desk.SayAsync(conversation, Spine.Lin, "How can I help?", "k2", default);
        await spine.Desk.SayAsync(conversation, Spine.Lin, "How can I help?", "k2", default);

        refused.ShouldBe(new DeskOutcome.Lost(Owner.Agent, "Lin"));
        (await spine.RolesAsync(conversation)).Select(a => a.Role).ShouldBe(["customer", "notice", "agent"]);
        (await spine.RowAsync(conversation)).Status.ShouldBe(ConversationStatus.Pending);
    }

    [Fact]
    public async Task After_the_return_the_bot_speaks_again()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = await spine.ConversationAsync();
        await spine.SayAsync(conversation, "hello");
        await spine.Desk.AcceptAsync(conversation, Spine.Lin, default);
        await spine.Desk.ReleaseAsync(conversation, Spine.Lin, "please go on", default);

        await spine.RunAsync(conversation);

        (await spine.RowAsync(conversation)).Owner.ShouldBe(Owner.Bot);
        (await spine.RolesAsync(conversation)).ShouldContain(a => a.Role == "bot");
    }

    [Fact]
    public async Task A_coupon_above_the_agents_authority_is_refused_and_nothing_is_said()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = await spine.ConversationAsync();
        await spine.SayAsync(conversation, "hello");
        await spine.Desk.AcceptAsync(conversation, Spine.Lin, default);

        var refused = await spine.Get<AgentActs>().GiveCouponAsync(conversation, Spine.Lin, new Money(50_01, "CNY"), "k1", default);
        var given = await spine.Get<AgentActs>().GiveCouponAsync(conversation, Spine.Lin, new Money(20_00, "CNY"), "k2", default);

        refused.ShouldBeOfType<DeskOutcome.Refused>().Why.ShouldBe("50.01 CNY is above your authority of 50.00 CNY; ask a supervisor.");
        given.ShouldBeOfType<DeskOutcome.Done>();
        (await spine.CountAsync("select sum(amount) from ledger_entry")).ShouldBe(20_00);
        (await spine.RolesAsync(conversation)).Count(a => a.Role == "agent").ShouldBe(1);
    }

    [Fact]
    public async Task A_promise_that_falls_due_is_told_once()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = await spine.ConversationAsync();
        await spine.SayAsync(conversation, "hello");
        await spine.Desk.AcceptAsync(conversation, Spine.Lin, default);
        await spine.Get<AgentActs>().PromiseAsync(conversation, Spine.Lin, "I'll call you tomorrow", TimeSpan.FromHours(24), "k", default);
        spine.Time.Advance(TimeSpan.FromHours(25));

        var fired = await spine.Get<ClockWorker>().FireAsync(default);
        var again = await spine.Get<ClockWorker>().FireAsync(default);
        await spine.RunAsync(conversation);
        var afterTheAlarm = await spine.Get<ClockWorker>().FireAsync(default);

        // The look before it was due, and the due time.
        fired.ShouldBe(2);
        again.ShouldBe(0);
        afterTheAlarm.ShouldBe(0);
        (await spine.CountAsync("select count(*) from journal where kind = 'promise-alarm'")).ShouldBe(1);
    }
}
