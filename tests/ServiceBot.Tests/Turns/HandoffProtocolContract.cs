using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Handoff;
using ServiceBot.Protocol;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class SqliteHandoffProtocolTests(Stores.Sqlite stores) : HandoffProtocolContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresHandoffProtocolTests(Stores.Postgres stores) : HandoffProtocolContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>Hand-overs to and from outside, and who follows them, are the same on both databases.</summary>
public abstract class HandoffProtocolContract(Stores stores)
{
    private static readonly AgentHub Hub = new(new AgentRef(new AgentId("hub"), "Night team"), TimeSpan.FromMinutes(10));

    [Fact]
    public async Task A_hub_that_was_asked_accepts_speaks_and_completes()
    {
        await using var spine = await OpenAsync();
        var id = await QueuedAsync(spine);
        var hubs = spine.Get<HubHandoffs>();
        await hubs.AskAsync(id, (await spine.RowAsync(id)).OwnerEpoch, default);

        (await hubs.AcceptAsync(id, default)).ShouldBeOfType<DeskOutcome.Done>();
        (await hubs.SayAsync(id, new Activity { Type = ActivityTypes.Message, Text = "hello" }, "k", default)).ShouldBeOfType<DeskOutcome.Done>();
        (await spine.RowAsync(id)).OwnerName.ShouldBe("Night team");
        (await hubs.CompleteAsync(id, null, default)).ShouldBeOfType<DeskOutcome.Done>();

        ((await hubs.FindAsync(id, default))!.State, (await spine.RowAsync(id)).Owner).ShouldBe((HubState.Completed, Owner.Bot));
    }

    [Fact]
    public async Task Asked_again_for_the_same_wait_a_hub_that_has_failed_stays_failed()
    {
        await using var spine = await OpenAsync();
        var id = await QueuedAsync(spine);
        var hubs = spine.Get<HubHandoffs>();
        var epoch = (await spine.RowAsync(id)).OwnerEpoch;
        await hubs.AskAsync(id, epoch, default);
        await hubs.FailAsync(id, "busy", default);

        await hubs.AskAsync(id, epoch, default);

        (await hubs.FindAsync(id, default))!.State.ShouldBe(HubState.Failed);
        (await hubs.TakesAsync(await spine.RowAsync(id), default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Followers_get_each_change_of_owner_and_what_is_said_meanwhile_in_its_order()
    {
        await using var spine = await OpenAsync();
        var id = await QueuedAsync(spine);
        await spine.Desk.AcceptAsync(id, Spine.Lin, default);
        await spine.SayAsync(id, "are you there?");
        await spine.RunAsync(id);
        await spine.Desk.SayAsync(id, Spine.Lin, "Yes.", "k", default);
        await spine.Get<Resolving>().ResolveAsync(id, Spine.Lin, Resolution.AsOnRecord, default);

        var rows = await spine.Database.ReadAsync((session, cancel) => session.Statement("select payload from outbox where conversation_id = @id and channel = 'hub' order by n").Set("@id", id.Value)
            .ListAsync(row => FollowTask.Read(row.GetString(0)), cancel), default);
        rows.Select(task => task.Owner ?? "said").TakeLast(4).ShouldBe(["agent", "said", "said", "bot"]);
        rows[^1].Status.ShouldBe("resolved");
    }

    [Fact]
    public async Task Another_bots_conversation_waits_here_once_and_goes_back_when_its_time_is_over()
    {
        await using var spine = await OpenAsync();
        var id = await spine.PushedAsync("parcelbot");
        var guests = spine.Get<GuestHandoffs>();
        var handoff = new GuestHandoff("ParcelBot", "a1", ["note"], "https://example.com/t.json");

        await guests.OpenAsync(id, handoff, TimeSpan.FromMinutes(10), default);
        await guests.OpenAsync(id, handoff, TimeSpan.FromMinutes(10), default);
        var waiting = await spine.RowAsync(id);
        spine.Time.Advance(TimeSpan.FromMinutes(11));
        await spine.Get<ServiceBot.Turns.ClockWorker>().FireAsync(default);
        await spine.RunAsync(id);

        (waiting.Owner, waiting.Handoff, waiting.OwnerEpoch).ShouldBe((Owner.Queue, "other-bot", 1));
        (await spine.RowAsync(id)).Owner.ShouldBe(Owner.Bot);
        (await spine.RolesAsync(id)).ShouldBeEmpty();
        (await spine.CountAsync("select count(*) from outbox where channel = 'guest-handoff' and payload like '%fetch%'")).ShouldBe(1);
    }

    private Task<Spine> OpenAsync() => Spine.OpenAsync(stores, services => services
        .AddSingleton(Hub)
        .AddSingleton(new Follower("hub", OfOwn: true, OfGuests: false, Hears: true)));

    private static async Task<ConversationId> QueuedAsync(Spine spine)
    {
        var id = await spine.PushedAsync();
        await spine.Desk.AcceptAsync(id, Spine.Wei, default);
        await spine.Desk.RequeueAsync(id, Spine.Wei, default);
        return id;
    }
}
