using ServiceBot.Recovery;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class SqlitePromiseTests(Stores.Sqlite stores) : PromiseContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresPromiseTests(Stores.Postgres stores) : PromiseContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>Promises in the database: their clocks, what they rest on, and how long they took.</summary>
public abstract class PromiseContract(Stores stores)
{
    [Fact]
    public async Task A_promise_keeps_all_that_it_is_made_of()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var id = await spine.ConversationAsync();
        var promise = new Promise(new PromiseId("pr_1"), null, PromiseKinds.FindCause, null, "SF1", "bot", Spine.Start, Spine.Start.AddHours(4), PromiseStatus.Open, 0)
        {
            Channel = "directline", Evidence = "policy finding-hours 4", Fallback = "priority", CheckAt = Spine.Start.AddHours(3),
        };

        await PutAsync(spine, id, promise);

        (await OfAsync(spine, id)).ShouldHaveSingleItem().ShouldBe(promise);
        (await spine.CountAsync("select count(*) from clock where reference = 'pr_1'")).ShouldBe(2);
    }

    [Fact]
    public async Task A_promise_that_is_settled_rings_no_more()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var id = await spine.ConversationAsync();
        var promise = new Promise(new PromiseId("pr_1"), null, PromiseKinds.FindCause, null, "SF1", "bot", Spine.Start, Spine.Start.AddHours(4), PromiseStatus.Open, 0) { CheckAt = Spine.Start.AddHours(3) };
        await PutAsync(spine, id, promise);

        await PutAsync(spine, id, promise with { Status = PromiseStatus.Kept });

        (await spine.CountAsync("select count(*) from clock")).ShouldBe(0);
    }

    [Fact]
    public async Task A_person_who_answers_keeps_the_promise_and_the_time_it_took_is_counted_in_opening_hours()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var id = await LeaveMessageAsync(spine);
        // The people of the pack go home at nine on a Saturday evening and come at nine on Sunday.
        spine.Time.Advance(TimeSpan.FromHours(24));
        await spine.Desk.AcceptAsync(id, Spine.Lin, default);

        await spine.Desk.SayAsync(id, Spine.Lin, "Done, your address is changed.", null, default);
        await spine.RunAsync(id);

        (await OfAsync(spine, id)).Single().Status.ShouldBe(PromiseStatus.Kept);
        var past = (await spine.Database.ReadAsync((session, cancel) => PromiseDurations.OfSiteAsync(session, "main", cancel), default))[PromiseKinds.MessageAnswered];
        // 10:00 to 21:00 and 9:00 to 10:00.
        past.Steps.ShouldBe([(PastDurations.StepOf(TimeSpan.FromHours(12)), 1L)]);
    }

    [Fact]
    public async Task Old_times_weigh_less_and_less()
    {
        await using var spine = await Spine.OpenAsync(stores);

        for (var i = 0; i < 500; i++) await AddAsync(spine, TimeSpan.FromHours(10));
        for (var i = 0; i < 249; i++) await AddAsync(spine, TimeSpan.FromHours(1));

        var past = (await spine.Database.ReadAsync((session, cancel) => PromiseDurations.OfSiteAsync(session, "main", cancel), default))[PromiseKinds.Callback];
        past.Count.ShouldBe(499);
        past.Steps.ShouldBe([(PastDurations.StepOf(TimeSpan.FromHours(1)), 249L), (PastDurations.StepOf(TimeSpan.FromHours(10)), 250L)]);
    }

    [Fact]
    public async Task After_days_without_power_what_is_due_is_told_once()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var id = await LeaveMessageAsync(spine);
        var before = (await spine.RolesAsync(id)).Count;
        spine.Time.Advance(TimeSpan.FromDays(9));

        (await spine.Get<ClockWorker>().FireAsync(default)).ShouldBe(2);
        await spine.RunAsync(id);

        var promise = (await OfAsync(spine, id)).Single();
        promise.Repromises.ShouldBe(1);
        promise.Due.ShouldBeGreaterThan(spine.Time.GetUtcNow());
        (await spine.RolesAsync(id)).Count.ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_clock_that_was_put_back_after_it_rang_rings_again()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var id = await spine.ConversationAsync();
        await PutAsync(spine, id, new Promise(new PromiseId("pr_1"), null, PromiseKinds.FindCause, null, "SF1", "bot", Spine.Start.AddHours(-4), Spine.Start.AddMinutes(10), PromiseStatus.Open, 0));
        // Ten minutes ago by the clock as it is now, it rang.
        await spine.Database.WriteAsync(async (session, cancel) =>
        {
            await session.Statement("delete from clock").ExecuteAsync(cancel);
            return await InternalEvents.AppendAsync(session, id, PromiseRows.Clock, "pr_1", isInput: true, Spine.Start, cancel);
        }, default);

        await spine.RunAsync(id);

        (await spine.CountAsync("select count(*) from clock where kind = 'promise-due'")).ShouldBe(1);
        (await OfAsync(spine, id)).Single().Status.ShouldBe(PromiseStatus.Open);
    }

    [Fact]
    public async Task What_an_agent_has_said_is_recorded_as_a_promise_once_and_not_said_again()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var id = await spine.ConversationAsync();
        await spine.SayAsync(id, "hello");
        await spine.Desk.AcceptAsync(id, Spine.Lin, default);
        await spine.Desk.SayAsync(id, Spine.Lin, "I'll call you at 5", null, default);
        var said = await spine.RolesAsync(id);
        var seq = said.Single(line => line.Role == "agent").Seq;

        await spine.Get<AgentActs>().PromiseAsync(id, Spine.Lin, "something else", TimeSpan.FromHours(3), "k1", default, seq);
        await spine.Get<AgentActs>().PromiseAsync(id, Spine.Lin, "something else", TimeSpan.FromHours(3), "k2", default, seq);
        var unsaid = await spine.Get<AgentActs>().PromiseAsync(id, Spine.Lin, "I give you a car", TimeSpan.FromHours(3), "k3", default, seq + 7);

        (await OfAsync(spine, id)).ShouldHaveSingleItem().Text.ShouldBe("I'll call you at 5");
        (await spine.RolesAsync(id)).Count.ShouldBe(said.Count);
        unsaid.ShouldBeOfType<ServiceBot.Handoff.DeskOutcome.Refused>();
    }

    private static async Task<ConversationId> LeaveMessageAsync(Spine spine)
    {
        var id = await spine.ConversationAsync();
        foreach (var said in (string[])["I'd like to talk to a person", "leave a message", "Please change the address of my parcel"])
        {
            await spine.SayAsync(id, said);
            await spine.RunAsync(id);
        }

        (await OfAsync(spine, id)).ShouldHaveSingleItem().What.ShouldBe(PromiseKinds.MessageAnswered);
        return id;
    }

    private static ValueTask<IReadOnlyList<Promise>> OfAsync(Spine spine, ConversationId id) =>
        spine.Database.ReadAsync((session, cancel) => PromiseRows.OfConversationAsync(session, id, cancel), default);

    private static async Task PutAsync(Spine spine, ConversationId id, Promise promise) => await spine.Database.WriteAsync(async (session, cancel) =>
    {
        await PromiseRows.PutAsync(session, promise, id, Spine.Start, cancel);
        return true;
    }, default);

    private static async Task AddAsync(Spine spine, TimeSpan took) => await spine.Database.WriteAsync(async (session, cancel) =>
    {
        await PromiseDurations.AddAsync(session, "main", PromiseKinds.Callback, took, cancel);
        return true;
    }, default);
}
