using ServiceBot.Tests.Storage;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class SqliteOutboxTests(Stores.Sqlite stores) : OutboxContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresOutboxTests(Stores.Postgres stores) : OutboxContract(stores), IClassFixture<Stores.Postgres>;

public abstract class OutboxContract(Stores stores)
{
    [Fact]
    public async Task Deliveries_of_a_conversation_leave_in_order_and_a_failed_one_holds_back_only_its_own()
    {
        var channel = new Scripted(payload => payload == "a1" ? new DeliveryOutcome.Failed("not now") : new DeliveryOutcome.Sent());
        await using var spine = await Spine.OpenAsync(stores, channel);
        await AddAsync(spine, "cv_a", "a1", "a2");
        await AddAsync(spine, "cv_b", "b1", "b2");

        while (await spine.Get<OutboxWorker>().DeliverDueAsync(default) > 0) { }

        channel.Tried.Where(p => p.StartsWith('b')).ShouldBe(["b1", "b2"]);
        channel.Tried.Where(p => p.StartsWith('a')).ShouldBe(["a1"]);
    }

    [Fact]
    public async Task A_delivery_that_fails_eight_times_is_parked_and_can_be_put_back()
    {
        var works = false;
        var channel = new Scripted(_ => works ? new DeliveryOutcome.Sent() : throw new HttpRequestException("no route"));
        await using var spine = await Spine.OpenAsync(stores, channel);
        await AddAsync(spine, "cv_a", "a1");
        for (var tries = 0; tries < 8; tries++)
        {
            await spine.Get<OutboxWorker>().DeliverDueAsync(default);
            spine.Time.Advance(TimeSpan.FromMinutes(10));
        }

        var parked = await ParkedRows.ListAsync(spine.Database, default);
        works = true;
        await ParkedRows.PutBackAsync(spine.Database, parked[0], spine.Time, default);
        await spine.Get<OutboxWorker>().DeliverDueAsync(default);

        parked.ShouldHaveSingleItem().Error.ShouldBe("HttpRequestException: no route");
        channel.Tried.Count.ShouldBe(9);
        (await ParkedRows.ListAsync(spine.Database, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_delivery_is_parked_at_once_and_the_next_one_goes()
    {
        var channel = new Scripted(payload => payload == "a1" ? new DeliveryOutcome.Refused("410") : new DeliveryOutcome.Sent());
        await using var spine = await Spine.OpenAsync(stores, channel);
        await AddAsync(spine, "cv_a", "a1", "a2");

        while (await spine.Get<OutboxWorker>().DeliverDueAsync(default) > 0) { }

        channel.Tried.ShouldBe(["a1", "a2"]);
        (await ParkedRows.ListAsync(spine.Database, default)).ShouldHaveSingleItem().Error.ShouldBe("410");
    }

    private static async Task AddAsync(Spine spine, string conversation, params string[] payloads)
    {
        foreach (var (payload, n) in payloads.Select((p, i) => (p, (long)i)))
        {
            await spine.Database.WriteAsync(async (session, cancel) =>
            {
                await OutboxRows.AddAsync(session, $"ob_{payload}", new ConversationId(conversation), n, new OutboxItem("test", payload), 0, Spine.Start.ToUnixTimeMilliseconds(), cancel);
                return true;
            }, default);
        }
    }

    private sealed class Scripted(Func<string, DeliveryOutcome> answer) : IChannel
    {
        public string Name => "test";

        public List<string> Tried { get; } = [];

        public ValueTask<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellation)
        {
            lock (Tried) Tried.Add(delivery.Payload);
            return ValueTask.FromResult(answer(delivery.Payload));
        }
    }
}
