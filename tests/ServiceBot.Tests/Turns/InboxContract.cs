using ServiceBot.Clustering;
using ServiceBot.Protocol;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class SqliteInboxTests(Stores.Sqlite stores) : InboxContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresInboxTests(Stores.Postgres stores) : InboxContract(stores), IClassFixture<Stores.Postgres>;

public abstract class InboxContract(Stores stores)
{
    [Fact]
    public async Task Messages_sent_at_once_get_numbers_without_gaps()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = await spine.ConversationAsync();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => spine.SayAsync(conversation, $"message {n}").AsTask()));

        (await spine.RolesAsync(conversation)).Select(a => a.Seq).ShouldBe(Enumerable.Range(1, 40).Select(n => (long)n));
    }

    [Fact]
    public async Task The_same_key_has_one_effect_and_the_same_answer()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = await spine.ConversationAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => spine.SayAsync(conversation, "hello", key: "client-1").AsTask()));
        var next = await spine.SayAsync(conversation, "hello", key: "client-2");

        answers.Select(a => a.ActivityId).Distinct().ShouldHaveSingleItem();
        answers.Count(a => !a.IsDuplicate).ShouldBe(1);
        next.Seq.ShouldBe(2);
    }

    [Fact]
    public async Task The_same_text_without_a_key_is_said_twice()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = await spine.ConversationAsync();

        await spine.SayAsync(conversation, "hello?");
        await spine.SayAsync(conversation, "hello?");

        (await spine.RolesAsync(conversation)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_unknown_conversation_takes_nothing()
    {
        await using var spine = await Spine.OpenAsync(stores);

        var answer = await spine.Inbox.AcceptAsync(new IncomingActivity(new ConversationId("cv_NOBODY"), new Activity { Type = ActivityTypes.Message, Text = "hello" }, null), default);

        answer.ShouldBeOfType<Acceptance.UnknownConversation>();
        (await spine.CountAsync("select count(*) from activity")).ShouldBe(0);
    }

    [Fact]
    public async Task A_reader_gets_exactly_what_lies_beyond_its_cursor()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = await spine.ConversationAsync();
        foreach (var n in Enumerable.Range(1, 5)) await spine.SayAsync(conversation, $"message {n}");

        var page = await spine.Feed.ReadAsync(conversation, after: 2, limit: 2, default);

        page.Select(item => item.Seq).ShouldBe([3, 4]);
    }

    [Fact]
    public async Task Who_listens_is_handed_what_is_said_until_they_leave()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = await spine.ConversationAsync();
        var listener = new Listener();

        spine.Feed.Join(conversation, listener);
        await spine.SayAsync(conversation, "hello");
        spine.Feed.Leave(conversation, listener);
        await spine.SayAsync(conversation, "is anybody there?");

        listener.Heads.ShouldBe([1]);
        listener.Seqs.ShouldBe([1]);
    }

    [Fact]
    public async Task A_conversation_is_abandoned_when_the_last_listener_leaves()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = await spine.ConversationAsync();
        List<ConversationId> abandoned = [];
        spine.Feed.Abandoned += abandoned.Add;
        var (page, phone) = (new Listener(), new Listener());
        spine.Feed.Join(conversation, page);
        spine.Feed.Join(conversation, phone);

        spine.Feed.Leave(conversation, page);
        var afterOne = abandoned.Count;
        spine.Feed.Leave(conversation, phone);

        afterOne.ShouldBe(0);
        abandoned.ShouldBe([conversation]);
    }

    [Fact]
    public async Task A_conversation_is_opened_once_and_greeted_once()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = new ConversationId($"cv_{Guid.NewGuid():N}");

        var opened = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => spine.OpenAsync(conversation, new NewCustomer(null)).AsTask()));
        await spine.RunAsync(conversation);

        opened.Count(isNew => isNew).ShouldBe(1);
        (await spine.RolesAsync(conversation)).Select(a => a.Role).Distinct().ShouldBe(["bot"]);
        (await spine.RowAsync(conversation)).Turn.ShouldBe(1);
    }

    [Fact]
    public async Task A_customer_who_is_known_is_greeted_as_such()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var external = $"shop-{Guid.NewGuid():N}";
        var (first, second) = (new ConversationId($"cv_{Guid.NewGuid():N}"), new ConversationId($"cv_{Guid.NewGuid():N}"));
        await spine.OpenAsync(first, new NewCustomer(external, "Fang Wang"));

        await spine.OpenAsync(second, new NewCustomer(external));
        await spine.RunAsync(second);

        (await spine.RowAsync(second)).Customer.ShouldBe((await spine.RowAsync(first)).Customer);
        (await spine.RowAsync(second)).Turn.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_stranger_says_at_once_is_answered_with_the_greeting()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = new ConversationId($"cv_{Guid.NewGuid():N}");

        await spine.OpenAsync(conversation, new NewCustomer(null));
        await spine.SayAsync(conversation, "what are your opening hours?");
        await spine.RunAsync(conversation);

        (await spine.RowAsync(conversation)).Turn.ShouldBe(1);
        (await spine.RowAsync(conversation)).HandledSeq.ShouldBe((await spine.RowAsync(conversation)).Seq);
    }

    private sealed class Listener : IFeedListener
    {
        public void LookAgain() => throw new InvalidOperationException("The database was not away.");

        public List<long> Heads { get; } = [];
        public List<long> Seqs { get; } = [];

        public void Reached(long head, IReadOnlyList<FeedItem> items)
        {
            Heads.Add(head);
            Seqs.AddRange(items.Select(item => item.Seq));
        }
    }
}
