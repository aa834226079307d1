using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
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
    public async Task A_delivery_that_fails_twelve_times_is_parked_and_can_be_put_back()
    {
        var works = false;
        var channel = new Scripted(_ => works ? new DeliveryOutcome.Sent() : throw new HttpRequestException("no route"));
        var alerts = new Scripted(_ => new DeliveryOutcome.Sent(), "alerts");
        await using var spine = await Spine.OpenAsync(stores, channel, alerts);
        await AddAsync(spine, "cv_a", "a1");
        for (var tries = 0; tries < 12; tries++)
        {
            await spine.Get<OutboxWorker>().DeliverDueAsync(default);
            spine.Time.Advance(TimeSpan.FromMinutes(10));
        }

        var parked = await ParkedRows.ListAsync(spine.Database, default);
        works = true;
        await ParkedRows.PutBackAsync(spine.Database, parked[0], spine.Time, default);
        await spine.Get<OutboxWorker>().DeliverDueAsync(default);

        parked.ShouldHaveSingleItem().Error.ShouldBe("HttpRequestException; the log has its places");
        channel.Tried.Count.ShouldBe(13);
        alerts.Tried.ShouldHaveSingleItem().ShouldContain("delivery-parked");
        (await ParkedRows.ListAsync(spine.Database, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_delivery_is_parked_at_once_and_the_next_one_goes()
    {
        var channel = new Scripted(payload => payload == "a1" ? new DeliveryOutcome.Refused("410") : new DeliveryOutcome.Sent());
        await using var spine = await Spine.OpenAsync(stores, channel, new Scripted(_ => new DeliveryOutcome.Sent(), "alerts"));
        await AddAsync(spine, "cv_a", "a1", "a2");

        while (await spine.Get<OutboxWorker>().DeliverDueAsync(default) > 0) { }

        channel.Tried.ShouldBe(["a1", "a2"]);
        (await ParkedRows.ListAsync(spine.Database, default)).ShouldHaveSingleItem().Error.ShouldBe("410");
    }

    [Fact]
    public async Task What_may_have_arrived_is_sent_again_before_what_comes_after_it()
    {
        var asked = 0;
        var channel = new Scripted(payload => payload == "a1" && asked++ == 0 ? new DeliveryOutcome.Unknown("cut") : new DeliveryOutcome.Sent());
        await using var spine = await Spine.OpenAsync(stores, channel);
        await AddAsync(spine, "cv_a", "a1", "a2");
        await spine.Get<OutboxWorker>().DeliverDueAsync(default);

        var between = await spine.CountAsync("select count(*) from outbox where status = 'unknown' and error = 'cut'");
        spine.Time.Advance(TimeSpan.FromSeconds(5));
        await spine.Get<OutboxWorker>().DeliverDueAsync(default);

        between.ShouldBe(1);
        channel.Tried.ShouldBe(["a1", "a1", "a2"]);
        (await spine.CountAsync("select count(*) from outbox where status = 'sent'")).ShouldBe(2);
    }

    [Fact]
    public async Task A_pause_that_a_limit_asks_for_is_no_try()
    {
        var waits = 30;
        var channel = new Scripted(_ => waits-- > 0 ? new DeliveryOutcome.Postponed(TimeSpan.FromSeconds(1)) : new DeliveryOutcome.Sent());
        await using var spine = await Spine.OpenAsync(stores, channel);
        await AddAsync(spine, "cv_a", "a1");

        for (var second = 0; second < 31; second++)
        {
            await spine.Get<OutboxWorker>().DeliverDueAsync(default);
            spine.Time.Advance(TimeSpan.FromSeconds(1));
        }

        (await spine.CountAsync("select tries from outbox where status = 'sent'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_receiver_that_says_when_is_not_asked_before()
    {
        var channel = new Scripted(_ => new DeliveryOutcome.Failed("429", TimeSpan.FromSeconds(90)));
        await using var spine = await Spine.OpenAsync(stores, channel);
        await AddAsync(spine, "cv_a", "a1");
        await spine.Get<OutboxWorker>().DeliverDueAsync(default);

        spine.Time.Advance(TimeSpan.FromSeconds(89));
        var early = await spine.Get<OutboxWorker>().DeliverDueAsync(default);
        spine.Time.Advance(TimeSpan.FromSeconds(3));
        var then = await spine.Get<OutboxWorker>().DeliverDueAsync(default);

        early.ShouldBe(0);
        then.ShouldBe(1);
    }

    [Fact]
    public async Task The_parts_that_arrived_are_known_at_the_next_try()
    {
        var channel = new Scripted(_ => new DeliveryOutcome.Failed("the second part was refused") { Parts = [new SentPart(7, 0, "r-1")] });
        await using var spine = await Spine.OpenAsync(stores, channel);
        await AddAsync(spine, "cv_a", "a1");

        await spine.Get<OutboxWorker>().DeliverDueAsync(default);

        (await ChannelMessages.OfAsync(spine.Database, new ConversationId("cv_a"), 7, default)).ShouldBe([new SentPart(7, 0, "r-1")]);
    }

    [Fact]
    public async Task What_left_is_kept_for_a_day()
    {
        await using var spine = await Spine.OpenAsync(stores, new Scripted(_ => new DeliveryOutcome.Sent()));
        await AddAsync(spine, "cv_a", "a1");
        await spine.Get<OutboxWorker>().DeliverDueAsync(default);
        var book = new OutboxBook(spine.Database, spine.Time);

        spine.Time.Advance(TimeSpan.FromHours(23));
        var early = await book.PruneAsync(default);
        spine.Time.Advance(TimeSpan.FromHours(2));
        var later = await book.PruneAsync(default);

        early.ShouldBe(0);
        later.ShouldBe(1);
    }

    [Fact]
    public async Task A_thousand_conversations_are_delivered_each_in_its_own_order()
    {
        var channel = new Scripted(_ => new DeliveryOutcome.Sent());
        await using var spine = await Spine.OpenAsync(stores, channel);
        foreach (var some in Enumerable.Range(0, 3000).Chunk(100))
        {
            await spine.Database.WriteAsync(async (session, cancel) =>
            {
                foreach (var i in some)
                    await OutboxRows.AddAsync(session, $"ob_{i}", new ConversationId($"cv_{i % 1000}"), i, new OutboxItem("test", $"{i}"), 0, Spine.Start.ToUnixTimeMilliseconds(), cancel);
                return true;
            }, default);
        }

        while (await spine.Get<OutboxWorker>().DeliverDueAsync(default) > 0) { }

        var numbers = channel.Tried.Select(p => int.Parse(p, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        numbers.Count.ShouldBe(3000);
        numbers.GroupBy(i => i % 1000).ShouldAllBe(own => own.SequenceEqual(own.Order()));
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

    private sealed class Scripted(Func<string, DeliveryOutcome> answer, string name = "test") : IChannel
    {
        public string Name => name;

        public List<string> Tried { get; } = [];

        public ValueTask<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellation)
        {
            lock (Tried) Tried.Add(delivery.Payload);
            return ValueTask.FromResult(answer(delivery.Payload));
        }
    }
}
