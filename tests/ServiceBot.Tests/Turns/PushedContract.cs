using System.Collections.Concurrent;
using System.Text;
using ServiceBot.Protocol;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class SqlitePushedTests(Stores.Sqlite stores) : PushedContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresPushedTests(Stores.Postgres stores) : PushedContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>What is said on a channel that cannot read the feed leaves by the outbox; the test's channel stands for it.</summary>
public abstract class PushedContract(Stores stores)
{
    [Fact]
    public async Task All_that_bot_agent_and_system_say_is_sent_in_its_order_and_nothing_else()
    {
        var channel = new Recording();
        await using var spine = await Spine.OpenAsync(stores, channel);
        var id = await spine.PushedAsync();
        await spine.SayAsync(id, "where is my parcel SF1234567890123");
        await spine.RunAsync(id);
        await DeliverAsync(spine);
        await spine.Desk.AcceptAsync(id, Spine.Lin, default);
        await spine.Desk.SayAsync(id, Spine.Lin, "I am looking into it.", null, default);
        await DeliverAsync(spine);

        var said = (await spine.RolesAsync(id)).Where(a => a.Role != "customer").Select(a => a.Seq).ToList();
        channel.Sent.Select(t => ChannelTask.Read(t.Payload).SendSeq!.Value).ShouldBe(said);
        (await spine.RolesAsync(id)).Select(a => a.Role).ShouldContain("notice");
    }

    [Fact]
    public async Task Direct_line_needs_no_row()
    {
        await using var spine = await Spine.OpenAsync(stores, new Recording());
        var id = await spine.ConversationAsync();
        await spine.SayAsync(id, "where is my parcel SF1234567890123");
        await spine.RunAsync(id);

        (await spine.CountAsync("select count(*) from outbox where channel = 'botframework'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_take_over_drops_what_the_bot_said_and_what_has_not_left_and_tells_the_desk()
    {
        var channel = new Recording();
        await using var spine = await Spine.OpenAsync(stores, channel);
        var id = await spine.PushedAsync();
        await spine.SayAsync(id, "where is my parcel SF1234567890123");
        await spine.RunAsync(id);

        await spine.Desk.AcceptAsync(id, Spine.Lin, default);
        await DeliverAsync(spine);

        channel.Sent.Select(t => t.Id).ShouldHaveSingleItem();
        (await spine.RolesAsync(id)).Last().Role.ShouldBe("notice");
        (await spine.CountAsync("select count(*) from outbox where status = 'dropped' and said_by = 'bot'")).ShouldBe((await spine.RolesAsync(id)).Count(a => a.Role == "bot"));
        (await spine.CountAsync("select count(*) from journal where kind = 'unsent'")).ShouldBe(1);
    }

    [Fact]
    public async Task What_an_agent_said_leaves_also_after_the_chat_has_changed_hands()
    {
        var channel = new Recording();
        await using var spine = await Spine.OpenAsync(stores, channel);
        var id = await spine.PushedAsync();
        await spine.Desk.AcceptAsync(id, Spine.Lin, default);
        await spine.Desk.SayAsync(id, Spine.Lin, "One moment please.", null, default);
        await spine.Desk.TransferAsync(id, Spine.Lin, Spine.Wei, default);

        await DeliverAsync(spine);

        channel.Sent.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_commit_wakes_the_sender_which_gets_the_activity_without_reading_it()
    {
        var channel = new Recording();
        await using var spine = await Spine.OpenAsync(stores, channel);
        var id = await spine.PushedAsync();
        var worker = spine.Get<OutboxWorker>();
        await worker.StartAsync(default);
        await spine.SayAsync(id, "where is my parcel SF1234567890123");

        await spine.RunAsync(id);
        // The clock of this test stands still: no poll can have found it.
        var first = await channel.NextAsync();

        Encoding.UTF8.GetString(first.Said!.Value.Span).ShouldContain(id.Value);
        await worker.StopAsync(default);
        (await spine.CountAsync("select count(*) from outbox where channel = 'botframework' and status <> 'sent'")).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_on_its_way_when_the_program_died_may_have_arrived_and_is_sent_again()
    {
        var channel = new Recording();
        await using var spine = await Spine.OpenAsync(stores, channel);
        var id = await spine.PushedAsync();
        await spine.Desk.AcceptAsync(id, Spine.Lin, default);
        var book = new OutboxBook(spine.Database, spine.Time);
        await book.TurnAsync([], [new OutboxLane(id, ChannelRows.Channel)], () => 0, default);

        await DeliverAsync(spine);
        var whileLeased = channel.Sent.Count;
        spine.Time.Advance(TimeSpan.FromMinutes(2));
        await book.RecoverAsync(all: false, default);
        var unknown = await spine.CountAsync("select count(*) from outbox where status = 'unknown' and tries = 1");
        await DeliverAsync(spine);

        whileLeased.ShouldBe(0);
        unknown.ShouldBe(1);
        channel.Sent.ShouldHaveSingleItem().Tries.ShouldBe(1);
    }

    [Fact]
    public async Task Replies_that_a_caller_waits_for_have_no_row_until_nobody_has_taken_them_in_time()
    {
        var channel = new Recording();
        await using var spine = await Spine.OpenAsync(stores, channel);
        var id = await spine.PushedAsync();
        await ExpectAsync(spine, id);

        await DeliverAsync(spine);
        var (early, rows) = (channel.Sent.Count, await spine.CountAsync("select count(*) from outbox where channel = 'botframework'"));
        spine.Time.Advance(TimeSpan.FromSeconds(13));
        await DeliverAsync(spine);

        (early, rows).ShouldBe((0, 0));
        channel.Sent.Select(t => ChannelTask.Read(t.Payload).SendSeq!.Value).ShouldBe(await SaidByBotAsync(spine, id));
        (await spine.CountAsync("select count(*) from awaited_reply")).ShouldBe(0);
    }

    [Fact]
    public async Task Replies_that_their_caller_has_are_never_sent()
    {
        var channel = new Recording();
        await using var spine = await Spine.OpenAsync(stores, channel);
        var id = await spine.PushedAsync();
        await ExpectAsync(spine, id);
        var said = await SaidByBotAsync(spine, id);

        await spine.Database.WriteAsync(async (session, cancel) =>
        {
            await AwaitedReplies.TakenAsync(session, new AwaitedReply(id, said[0], said[^1]), cancel);
            return true;
        }, default);
        spine.Time.Advance(TimeSpan.FromSeconds(13));
        await DeliverAsync(spine);

        channel.Sent.ShouldBeEmpty();
        (await spine.CountAsync("select count(*) from awaited_reply")).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_said_behind_replies_that_a_caller_still_waits_for_is_sent_behind_them()
    {
        var channel = new Recording();
        await using var spine = await Spine.OpenAsync(stores, channel);
        var id = await spine.PushedAsync();
        await ExpectAsync(spine, id);
        await spine.SayAsync(id, "when are you open?");
        await spine.RunAsync(id);

        await DeliverAsync(spine);
        var early = channel.Sent.Count;
        spine.Time.Advance(TimeSpan.FromSeconds(13));
        await DeliverAsync(spine);

        early.ShouldBe(0);
        channel.Sent.Select(t => ChannelTask.Read(t.Payload)).Where(t => t.SendSeq is not null).Select(t => t.SendSeq!.Value).ShouldBe(await SaidByBotAsync(spine, id));
    }

    [Fact]
    public async Task A_take_over_drops_replies_that_nobody_has_taken_and_tells_the_desk()
    {
        var channel = new Recording();
        await using var spine = await Spine.OpenAsync(stores, channel);
        var id = await spine.PushedAsync();
        await ExpectAsync(spine, id);

        await spine.Desk.AcceptAsync(id, Spine.Lin, default);
        spine.Time.Advance(TimeSpan.FromSeconds(13));
        await DeliverAsync(spine);

        // The notice of who has taken over.
        channel.Sent.ShouldHaveSingleItem();
        (await spine.CountAsync("select count(*) from awaited_reply")).ShouldBe(0);
        (await spine.CountAsync("select count(*) from journal where kind = 'unsent'")).ShouldBe(1);
    }

    private static async Task ExpectAsync(Spine spine, ConversationId id)
    {
        await spine.Inbox.AcceptAsync(new IncomingActivity(id, new Activity { Type = ActivityTypes.Message, Text = "where is my parcel SF1234567890123", DeliveryMode = DeliveryModes.ExpectReplies }, null), default);
        await spine.RunAsync(id);
    }

    private static async Task<List<long>> SaidByBotAsync(Spine spine, ConversationId id) => [.. (await spine.RolesAsync(id)).Where(a => a.Role == "bot").Select(a => a.Seq)];

    private static async Task DeliverAsync(Spine spine)
    {
        while (await spine.Get<OutboxWorker>().DeliverDueAsync(default) > 0) { }
    }

    private sealed class Recording : IChannel
    {
        private readonly System.Threading.Channels.Channel<Delivery> next = System.Threading.Channels.Channel.CreateUnbounded<Delivery>();

        public string Name => ChannelRows.Channel;

        public ConcurrentQueue<Delivery> Sent { get; } = [];

        public async Task<Delivery> NextAsync()
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            return await next.Reader.ReadAsync(patience.Token);
        }

        public ValueTask<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellation)
        {
            Sent.Enqueue(delivery);
            next.Writer.TryWrite(delivery);
            return ValueTask.FromResult<DeliveryOutcome>(new DeliveryOutcome.Sent());
        }
    }
}
