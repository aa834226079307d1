using ServiceBot.Customers;
using ServiceBot.Handoff;
using ServiceBot.Server.Chat;
using ServiceBot.Storage;
using ServiceBot.Tests.Storage;
using ServiceBot.Tests.Turns;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Handoff;

public sealed class SqliteWaitingQueueTests(Stores.Sqlite stores) : WaitingQueueContract(stores), IClassFixture<Stores.Sqlite>
{
    [Fact]
    public async Task Who_waits_is_read_without_going_through_the_other_conversations_of_the_site()
    {
        await using var database = await Open();

        var plan = await database.ReadAsync((session, cancel) => session.Statement($"explain query plan {WaitingQueue.Waiting}").ListAsync(row => row.GetString(3), cancel), default);

        plan.ShouldBe(["SEARCH conversation USING INDEX conversation_waiting (site=? AND queued_at>?)"]);
    }
}

public sealed class PostgresWaitingQueueTests(Stores.Postgres stores) : WaitingQueueContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>Places in the queue: what this node commits counts at once, what others commit two seconds later, and a long line costs a turn nothing.</summary>
public abstract class WaitingQueueContract(Stores stores)
{
    private protected Task<Database> Open() => stores.OpenAsync();

    [Fact]
    public async Task Places_follow_who_comes_and_who_is_taken_at_once()
    {
        await using var spine = await Spine.OpenAsync(stores);
        spine.Get<Presence>().Connect(Spine.Lin);
        var queue = spine.Get<WaitingQueue>();
        (await queue.CountAsync("main", default)).ShouldBe(0);

        var first = await QueueAsync(spine);
        var second = await QueueAsync(spine);
        var third = await QueueAsync(spine);
        (await PlacesAsync(first, second, third)).ShouldBe([1, 2, 3]);

        await spine.Desk.AcceptAsync(first, Spine.Lin, default);
        (await PlacesAsync(second, third)).ShouldBe([1, 2]);
        (await queue.CountAsync("main", default)).ShouldBe(2);

        spine.Time.Advance(TimeSpan.FromMilliseconds(5));
        await spine.Desk.RequeueAsync(first, Spine.Lin, default);
        (await PlacesAsync(second, third, first)).ShouldBe([1, 2, 3]);

        async Task<List<int>> PlacesAsync(params ConversationId[] conversations)
        {
            List<int> places = [];
            foreach (var conversation in conversations) places.Add(await queue.PlaceAsync(await spine.RowAsync(conversation), default));
            return places;
        }
    }

    [Fact]
    public async Task A_place_among_three_thousand_is_told_without_asking_the_database()
    {
        var time = new ManualTime(Spine.Start);
        var database = await stores.OpenAsync();
        await WaitAsync(database, 0, 3_000);
        var queue = new WaitingQueue(database, new Presence(), time);
        (await queue.CountAsync("main", default)).ShouldBe(3_000);

        // Nobody is there to be asked any more.
        await database.DisposeAsync();

        (await queue.PlaceAsync(Waiter(1_234), default)).ShouldBe(1_235);
        queue.Moved(Waiter(7) with { Owner = Owner.Agent, QueuedAt = null });
        queue.Moved(Waiter(3_000));
        (await queue.PlaceAsync(Waiter(1_234), default)).ShouldBe(1_234);
        (await queue.PlaceAsync(Waiter(3_000), default)).ShouldBe(3_000);
        queue.Moved(Waiter(2_000) with { IsUrgent = true });
        (await queue.PlaceAsync(Waiter(2_000) with { IsUrgent = true }, default)).ShouldBe(1);
        (await queue.PlaceAsync(Waiter(1_234), default)).ShouldBe(1_235);
        (await queue.CountAsync("main", default)).ShouldBe(3_000);
    }

    [Fact]
    public async Task Whom_another_node_has_queued_is_counted_two_seconds_later()
    {
        var time = new ManualTime(Spine.Start);
        await using var database = await stores.OpenAsync();
        var queue = new WaitingQueue(database, new Presence(), time);
        (await queue.CountAsync("main", default)).ShouldBe(0);
        await WaitAsync(database, 0, 2);

        (await queue.CountAsync("main", default)).ShouldBe(0);
        time.Advance(TimeSpan.FromSeconds(2));

        (await queue.CountAsync("main", default)).ShouldBe(2);
        (await queue.CountAsync("other", default)).ShouldBe(0);
        (await queue.PlaceAsync(Waiter(1), default)).ShouldBe(2);
    }

    private static ValueTask<bool> WaitAsync(Database database, int from, int to) => database.WriteLongAsync(async (session, cancel) =>
    {
        for (var i = from; i < to; i++)
        {
            var waiter = Waiter(i);
            await ConversationRows.InsertAsync(session, waiter.Id, waiter.Customer, new NewConversation("main", "directline", null, Proof.None, Locale.En, new NewCustomer(null)), Spine.Start, cancel);
            await session.Statement("update conversation set owner = 'queue', queued_at = @at where id = @id").Set("@id", waiter.Id.Value).Set("@at", waiter.QueuedAt!.Value.ToUnixTimeMilliseconds()).ExecuteAsync(cancel);
        }

        return true;
    }, default);

    private static Conversation Waiter(int n) => new()
    {
        Id = new ConversationId($"cv_{n:D6}"),
        Site = "main",
        Channel = "directline",
        ChannelConversationId = $"cv_{n:D6}",
        Customer = new CustomerId($"cu_{n:D6}"),
        Proof = Proof.None,
        Locale = Locale.En,
        Status = ConversationStatus.Waiting,
        Owner = Owner.Queue,
        QueuedAt = Spine.Start.AddMilliseconds(n),
        State = "",
    };

    private static async Task<ConversationId> QueueAsync(Spine spine)
    {
        spine.Time.Advance(TimeSpan.FromMilliseconds(5));
        var id = await spine.ConversationAsync();
        await spine.SayAsync(id, "I want to speak to a person");
        await spine.RunAsync(id);
        return id;
    }
}
