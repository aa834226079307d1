using System.Text.Json;
using ServiceBot.Handoff;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class SqliteCardTests(Stores.Sqlite stores) : CardContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresCardTests(Stores.Postgres stores) : CardContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>A promise and a place in the queue are cards beside the words that say them, and are shown anew in their place when the matter changes.</summary>
public abstract class CardContract(Stores stores)
{
    [Fact]
    public async Task A_promise_of_the_bot_is_a_card_with_its_time_beside_the_words_that_say_it()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var id = await spine.PushedAsync();

        await LeaveMessageAsync(spine, id);

        var (said, _) = await LastCardAsync(spine, id);
        var card = said.Attachments!.ShouldHaveSingleItem().Content!.Value;
        Texts(card).ShouldBe(["Answering your message", "In progress", "By", Moment((await PromisesAsync(spine, id)).Single().Due)]);
        card.TryGetProperty("fallbackText", out _).ShouldBeFalse();
        said.Text!.ShouldContain("14:00 today");
    }

    [Fact]
    public async Task A_promise_that_is_kept_broken_or_dropped_shows_it_in_the_same_place_after_its_row_was_cleared_away()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var id = await spine.PushedAsync();
        await spine.Desk.AcceptAsync(id, Spine.Lin, default);
        await spine.Get<AgentActs>().PromiseAsync(id, Spine.Lin, "I will call you back.", TimeSpan.FromHours(30), "k", default);
        var (said, seq) = await LastCardAsync(spine, id);
        said.Attachments![0].Content!.Value.GetProperty("fallbackText").GetString().ShouldBe("I will call you back.: In progress\nBy: 16:00 on 22 Nov");
        await SentLongAgoAsync(spine, id, seq);

        await spine.Get<AgentActs>().SettlePromiseAsync(id, Spine.Lin, (await PromisesAsync(spine, id)).Single().Id, PromiseStatus.Kept, default);

        (await UpdatesAsync(spine, id)).ShouldBe([seq]);
        Texts(await NowAsync(spine, id, seq, said)).ShouldBe(["I will call you back.", "✓ Kept", "By", "16:00 on 22 Nov"]);
    }

    [Fact]
    public async Task A_place_in_the_queue_is_a_card_that_moves_and_says_who_has_taken_over()
    {
        await using var spine = await Spine.OpenAsync(stores);
        spine.Get<Presence>().Connect(Spine.Lin);
        var first = await QueueAsync(spine);
        var second = await QueueAsync(spine);
        var (said, seq) = await LastCardAsync(spine, second);
        Texts(said.Attachments!.Single().Content!.Value)[..4].ShouldBe(["Waiting for a person", "In the queue", "Place in the queue", "2"]);

        await spine.Desk.AcceptAsync(first, Spine.Lin, default);
        (await spine.Get<QueueCardWorker>().ShowAsync(default)).ShouldBe(1);
        (await spine.Get<QueueCardWorker>().ShowAsync(default)).ShouldBe(0);
        Texts(await NowAsync(spine, second, seq, said))[3].ShouldBe("1");

        await spine.Desk.AcceptAsync(second, Spine.Wei, default);
        (await UpdatesAsync(spine, second)).Distinct().ShouldBe([seq]);
        Texts(await NowAsync(spine, second, seq, said)).ShouldBe(["Waiting for a person", "✓ A person has taken over", "Agent", "Wei"]);
        (await spine.Get<QueueCardWorker>().ShowAsync(default)).ShouldBe(0);
    }

    [Fact]
    public async Task Who_stays_with_the_bot_waits_no_more_on_the_card_either()
    {
        await using var spine = await Spine.OpenAsync(stores);
        spine.Get<Presence>().Connect(Spine.Lin);
        await QueueAsync(spine);
        var id = await QueueAsync(spine);
        var (said, seq) = await LastCardAsync(spine, id);

        await PressAsync(spine, id, "bot");

        (await spine.RowAsync(id)).Owner.ShouldBe(Owner.Bot);
        (await UpdatesAsync(spine, id)).ShouldContain(seq);
        Texts(await NowAsync(spine, id, seq, said)).ShouldBe(["Waiting for a person", "No longer waiting"]);
    }

    [Fact]
    public async Task Where_nothing_is_shown_anew_nothing_is_kept_about_cards()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var id = await spine.ConversationAsync();

        await LeaveMessageAsync(spine, id);

        (await LastCardAsync(spine, id)).Said.Attachments!.Count.ShouldBe(1);
        (await spine.CountAsync($"select count(*) from card where conversation_id = '{id.Value}'")).ShouldBe(0);
    }

    private static async Task<ConversationId> QueueAsync(Spine spine)
    {
        var id = await spine.PushedAsync();
        await spine.SayAsync(id, "I want to speak to a person");
        await spine.RunAsync(id);
        return id;
    }

    private static async Task LeaveMessageAsync(Spine spine, ConversationId id)
    {
        await spine.SayAsync(id, "I want to speak to a person");
        await spine.RunAsync(id);
        await PressAsync(spine, id, "message");
        await spine.SayAsync(id, "Please tell the courier to ring twice.");
        await spine.RunAsync(id);
    }

    private static async Task PressAsync(Spine spine, ConversationId id, string choice)
    {
        var press = new Activity { Type = ActivityTypes.Message, Text = choice, Value = JsonSerializer.SerializeToElement(new { choice }) };
        await spine.Inbox.AcceptAsync(new IncomingActivity(id, press, null), default);
        await spine.RunAsync(id);
    }

    /// <summary>The channel has it, and its row of the outbox is gone.</summary>
    private static async Task SentLongAgoAsync(Spine spine, ConversationId id, long seq) => await spine.Database.WriteAsync(async (session, cancel) =>
    {
        await ChannelMessages.PutAsync(session, id, new SentPart(seq, 0, "m1"), 0, cancel);
        return await session.Statement("delete from outbox where conversation_id = @id").Set("@id", id.Value).ExecuteAsync(cancel);
    }, default);

    private static ValueTask<IReadOnlyList<Promise>> PromisesAsync(Spine spine, ConversationId id) => spine.Database.ReadAsync((session, cancel) => PromiseRows.OfConversationAsync(session, id, cancel), default);

    private static ValueTask<List<long>> UpdatesAsync(Spine spine, ConversationId id) => spine.Database.ReadAsync(async (session, cancel) =>
        (await session.Statement("select payload from outbox where conversation_id = @id and channel = 'botframework' order by n").Set("@id", id.Value).ListAsync(row => ChannelTask.Read(row.GetString(0)).UpdateSeq, cancel))
            .OfType<long>().ToList(), default);

    private static async Task<(Activity Said, long Seq)> LastCardAsync(Spine spine, ConversationId id) => (await spine.Database.ReadAsync((session, cancel) =>
        session.Statement("select json, seq from activity where conversation_id = @id order by seq").Set("@id", id.Value).ListAsync(row => (ProtocolJson.Parse<Activity>(row.GetUtf8(0)), row.GetInt64(1)), cancel), default))
        .Last(row => row.Item1.Attachments is { Count: > 0 });

    private static async Task<JsonElement> NowAsync(Spine spine, ConversationId id, long seq, Activity said) => (await spine.Get<CardStates>().NowAsync(id, seq, said, default)).Attachments![0].Content!.Value;

    private static string Moment(DateTimeOffset due) => ServiceBot.Dialogs.Phrase.Moment(Locale.En, due, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    /// <summary>All that a reader of the card reads, from the top.</summary>
    private static List<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => [.. element.EnumerateObject().SelectMany(p => p is { Name: "text", Value.ValueKind: JsonValueKind.String } ? [p.Value.GetString()!] : Texts(p.Value))],
        JsonValueKind.Array => [.. element.EnumerateArray().SelectMany(Texts)],
        _ => [],
    };
}
