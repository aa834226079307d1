using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Clustering;
using ServiceBot.Facts;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class SqliteQuickTurnTests(Stores.Sqlite stores) : QuickTurnContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresQuickTurnTests(Stores.Postgres stores) : QuickTurnContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>A message and its answer in one commit, where nothing outside has to be asked; and every way in which that does not work out.</summary>
public abstract class QuickTurnContract(Stores stores)
{
    private const string Unread = "select count(*) from conversation where unread_since is not null";

    [Fact]
    public async Task A_message_to_a_conversation_at_rest_is_stored_with_its_answer()
    {
        await using var spine = await OpenAsync();
        var conversation = await GreetedAsync(spine);
        var reader = new Reader();
        spine.Feed.Join(conversation, reader);

        var accepted = await spine.SayAsync(conversation, "what are your opening hours?", "k1");

        var roles = await spine.RolesAsync(conversation);
        roles.Select(row => row.Role).ShouldBe(["bot", "customer", "bot"]);
        accepted.ShouldBe(new Acceptance.Accepted(2, StoredActivity.Id(conversation, 2), IsDuplicate: false));
        reader.Seqs.ShouldBe([2, 3]);
        (await spine.CountAsync(Unread)).ShouldBe(0);
        var row = await spine.RowAsync(conversation);
        (row.Seq, row.HandledSeq, row.Turn).ShouldBe((3, 3, 2));
    }

    [Fact]
    public async Task The_same_message_again_gets_the_first_answer_and_no_second_turn()
    {
        await using var spine = await OpenAsync();
        var conversation = await GreetedAsync(spine);
        await spine.SayAsync(conversation, "what are your opening hours?", "k1");

        var again = await spine.SayAsync(conversation, "what are your opening hours?", "k1");

        again.ShouldBe(new Acceptance.Accepted(2, StoredActivity.Id(conversation, 2), IsDuplicate: true));
        await spine.RunAsync(conversation);
        (await spine.RolesAsync(conversation)).Count.ShouldBe(3);
        (await spine.CountAsync(Unread)).ShouldBe(0);
    }

    [Fact]
    public async Task Many_at_once_and_each_twice_are_each_stored_once_without_gaps_and_answered()
    {
        await using var spine = await OpenAsync();
        var conversation = await GreetedAsync(spine);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Task.Run(async () => await spine.SayAsync(conversation, $"what are your opening hours, {n / 2}?", $"k{n / 2}"))));
        await spine.RunAsync(conversation);

        var roles = await spine.RolesAsync(conversation);
        roles.Select(row => row.Seq).ShouldBe(Enumerable.Range(1, roles.Count).Select(n => (long)n));
        roles.Count(row => row.Role == "customer").ShouldBe(20);
        roles[^1].Role.ShouldBe("bot");
        answers.Select(answer => answer.Seq).Distinct().Count().ShouldBe(20);
        var row = await spine.RowAsync(conversation);
        row.HandledSeq.ShouldBe(row.Seq);
    }

    [Fact]
    public async Task What_another_node_has_done_meanwhile_sends_the_message_the_usual_way()
    {
        await using var spine = await OpenAsync();
        var conversation = await GreetedAsync(spine);
        await spine.Database.WriteAsync((session, cancel) => session.Statement("update conversation set version = version + 1 where id = @id").Set("@id", conversation.Value).ExecuteAsync(cancel), default);

        var accepted = await spine.SayAsync(conversation, "what are your opening hours?");

        accepted.Seq.ShouldBe(2);
        (await spine.RolesAsync(conversation)).Select(row => row.Role).ShouldBe(["bot", "customer"]);
        await spine.RunAsync(conversation);
        (await spine.RolesAsync(conversation)).Select(row => row.Role).ShouldBe(["bot", "customer", "bot"]);
    }

    [Fact]
    public async Task A_message_is_acknowledged_before_the_order_system_answers_which_is_asked_once()
    {
        var orders = new SlowOrders();
        await using var spine = await OpenAsync(orders);
        var conversation = await GreetedAsync(spine);

        var accepted = await spine.SayAsync(conversation, "where is my parcel SF1234567890123?");
        (await spine.RolesAsync(conversation)).Select(row => row.Role).ShouldBe(["bot", "customer"]);
        var turn = spine.RunAsync(conversation).AsTask();
        turn.IsCompleted.ShouldBeFalse();
        orders.Answer.SetResult(new FactLookup.NotFound());
        await turn;

        accepted.Seq.ShouldBe(2);
        orders.Asked.ShouldBe(1);
        (await spine.RolesAsync(conversation))[^1].Role.ShouldBe("bot");
    }

    [Fact]
    public async Task What_was_begun_for_one_message_is_not_said_when_a_second_has_come()
    {
        var orders = new SlowOrders();
        await using var spine = await OpenAsync(orders);
        var conversation = await GreetedAsync(spine);
        await spine.SayAsync(conversation, "where is my parcel SF1234567890123?");

        await spine.SayAsync(conversation, "and when do you open?");
        orders.Answer.SetResult(new FactLookup.NotFound());
        await spine.RunAsync(conversation);

        orders.Asked.ShouldBe(2);
        var row = await spine.RowAsync(conversation);
        (row.HandledSeq, row.Turn).ShouldBe((row.Seq, 2));
    }

    private Task<Spine> OpenAsync(IFactSource? orders = null) => Spine.OpenAsync(stores, services =>
    {
        services.AddSingleton<QuickTurns>();
        if (orders is null) return;
        var usual = (Func<string, SiteView>)services.Last(service => service.ServiceType == typeof(Func<string, SiteView>)).ImplementationInstance!;
        services.AddSingleton<Func<string, SiteView>>(site => usual(site) with { Facts = orders });
    });

    private static async Task<ConversationId> GreetedAsync(Spine spine)
    {
        var conversation = new ConversationId($"cv_{Guid.NewGuid():N}");
        await spine.OpenAsync(conversation, new NewCustomer(null));
        await spine.RunAsync(conversation);
        return conversation;
    }

    private sealed class Reader : IFeedListener
    {
        public List<long> Seqs { get; } = [];

        public void Reached(long head, IReadOnlyList<FeedItem> items) => Seqs.AddRange(items.Select(item => item.Seq));

        public void LookAgain() => throw new InvalidOperationException("The database was not away.");
    }

    private sealed class SlowOrders : IFactSource
    {
        public TaskCompletionSource<FactLookup> Answer { get; } = new();
        public int Asked { get; private set; }

        public async ValueTask<FactLookup> FindAsync(string kind, string id, CancellationToken cancellation)
        {
            Asked++;
            return await Answer.Task;
        }

        public ValueTask<FactList> OfCustomerAsync(string kind, string customerExternalId, CancellationToken cancellation) => throw new NotSupportedException("A stranger has no orders.");
    }
}
