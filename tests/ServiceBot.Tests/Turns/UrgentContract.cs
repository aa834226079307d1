using ServiceBot.Handoff;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class SqliteUrgentTests(Stores.Sqlite stores) : UrgentContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresUrgentTests(Stores.Postgres stores) : UrgentContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>Who is in danger comes first, also where nobody is on duty.</summary>
public abstract class UrgentContract(Stores stores)
{
    [Fact]
    public async Task Who_is_in_danger_comes_before_who_has_waited_longer()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var patient = await SaysAsync(spine, "我要去法院起诉你们");
        spine.Time.Advance(TimeSpan.FromHours(1));
        var inDanger = await SaysAsync(spine, "你们的车漏煤气，有人晕倒了");

        (await PlaceAsync(spine, inDanger)).ShouldBe(1);
        (await PlaceAsync(spine, patient)).ShouldBe(2);
    }

    [Fact]
    public async Task What_somebody_lives_by_calls_a_person_and_the_facts_are_told_all_the_same()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = await SaysAsync(spine, "包裹里是我妈的胰岛素，还没到，家里已经没药了");

        (await spine.RowAsync(conversation)).ShouldSatisfyAllConditions(row => row.Owner.ShouldBe(Owner.Queue), row => row.IsUrgent.ShouldBeTrue());
    }

    [Theory]
    [InlineData("There is insulin in the parcel and my son needs it tonight", "health", "?")]
    [InlineData("包裹里有胰岛素，孩子今晚要用", "医院", "？")]
    public async Task Whose_health_is_at_stake_is_told_what_helps_and_asked_nothing_first(string text, string helps, string question)
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = await spine.ConversationAsync();
        await spine.SayAsync(conversation, text);

        var result = await spine.Get<TurnPipeline>().RunAsync((await spine.Get<TurnLoader>().LoadAsync(conversation, default))!, default);

        var said = result.Bubbles.ShouldHaveSingleItem().Text!;
        said.ShouldContain(helps);
        said.ShouldNotContain(question);
    }

    [Fact]
    public async Task The_alarm_is_raised_once_and_a_resolved_matter_is_urgent_no_longer()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = await spine.ConversationAsync();
        await spine.SayAsync(conversation, "有人被困在电梯里");

        var alarms = await AlarmsAsync(spine, conversation);
        await spine.RunAsync(conversation);
        await spine.SayAsync(conversation, "还困在电梯里，快点");
        var again = await AlarmsAsync(spine, conversation);
        await spine.RunAsync(conversation);
        await spine.Desk.AcceptAsync(conversation, Spine.Lin, default);
        await spine.Get<Resolving>().ResolveAsync(conversation, Spine.Lin, Resolution.AsOnRecord, default);

        (alarms, again).ShouldBe((1, 0));
        (await spine.RowAsync(conversation)).IsUrgent.ShouldBeFalse();
    }

    private static async Task<int> AlarmsAsync(Spine spine, ConversationId id) =>
        (await spine.Get<TurnPipeline>().RunAsync((await spine.Get<TurnLoader>().LoadAsync(id, default))!, default)).Outbox.Count(item => item.Payload.Contains("customer-in-danger", StringComparison.Ordinal));

    private static async Task<int> PlaceAsync(Spine spine, ConversationId id) => await spine.Get<WaitingQueue>().PlaceAsync(await spine.RowAsync(id), default);

    private static async Task<ConversationId> SaysAsync(Spine spine, string text)
    {
        var conversation = await spine.ConversationAsync();
        await spine.SayAsync(conversation, text);
        await spine.RunAsync(conversation);
        return conversation;
    }
}
