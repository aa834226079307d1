using ServiceBot.Protocol;
using ServiceBot.Tests.Storage;
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
    public async Task A_listener_is_woken_by_what_is_said_after_it_began_to_listen()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = await spine.ConversationAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var listening = spine.Feed.Subscribe(conversation);

        var woken = listening.WaitBeyondAsync(0, patience.Token);
        await spine.SayAsync(conversation, "hello");

        (await woken).ShouldBe(1);
    }
}
