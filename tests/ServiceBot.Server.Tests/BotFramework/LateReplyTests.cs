using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServiceBot.Server.Chat;
using ServiceBot.Storage;
using ServiceBot.Turns;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>
/// protocol.md §1.3: channels give up after 10 to 15 seconds. After a first message and its answer no turn runs in these tests until they say so; their clock is their own.
/// The conversation is made a cold one: what is at rest and known is answered with the message itself.
/// </summary>
public sealed class LateReplyTests : IAsyncLifetime
{
    private readonly ManualTime time = new(DateTimeOffset.UtcNow);
    private RunningServer server = null!;
    private LoopbackConnector connector = null!;
    private BotLine line = null!;

    public async Task InitializeAsync()
    {
        connector = await LoopbackConnector.StartAsync();
        server = await RunningServer.StartAsync(time: time);
        line = BotLine.New(server) with { ServiceUrl = connector.ServiceUrl };
        await line.SayAsync("hello");
        await line.TranscriptAsync(atLeast: 2);
        await WhileTimePassesAsync(NextMessageAsync(), TimeSpan.FromSeconds(30));
        await Turns.StopAsync(default);
        server.Services.GetRequiredService<HotConversations>().Forget(await ConversationAsync());
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await connector.DisposeAsync();
    }

    [Fact]
    public async Task Row_1_3_the_answer_is_200_once_the_message_is_durable_however_long_the_turn_takes()
    {
        var before = connector.Calls.Count;

        var answer = await line.SayAsync("Where is my parcel?");

        answer.Status.ShouldBe(200);
        (await line.TranscriptAsync())[2..].ShouldBe(["customer: Where is my parcel?"]);
        connector.Calls.Count.ShouldBe(before);
    }

    [Fact]
    public async Task Row_1_3_who_expects_replies_gets_none_after_ten_seconds_and_the_rest_by_the_connector()
    {
        var asked = line.SayAsync("Where is my parcel?", new { deliveryMode = "expectReplies" });
        await line.TranscriptAsync(atLeast: 3);
        var early = asked.IsCompleted;
        var answer = await WhileTimePassesAsync(asked, TimeSpan.FromSeconds(11));

        await Turns.StartAsync(default);
        server.Services.GetRequiredService<ServiceBot.Clustering.TurnSignal>().Raise(await ConversationAsync());
        var reply = await WhileTimePassesAsync(NextMessageAsync(), TimeSpan.FromSeconds(30));

        early.ShouldBeFalse();
        (answer.Status, answer.Body.GetRawText()).ShouldBe((200, """{"activities":[]}"""));
        $"bot: {reply.Text}".ShouldBe((await line.TranscriptAsync(atLeast: 4))[3]);
    }

    // So much time has passed that the customer was shown "typing" as well.
    private async Task<LoopbackConnector.Call> NextMessageAsync()
    {
        while (true)
            if (await connector.NextAsync() is { Text: not null } call) return call;
    }

    private async Task<ConversationId> ConversationAsync() =>
        new((await line.RowsAsync("select id from conversation where channel_conversation_id = @conversation", row => row.GetString(0))).Single());

    private TurnWorker Turns => server.Services.GetServices<IHostedService>().OfType<TurnWorker>().Single();

    /// <summary>In steps, as timers begin while others end.</summary>
    private async Task<T> WhileTimePassesAsync<T>(Task<T> waited, TimeSpan most)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var passed = TimeSpan.Zero; !waited.IsCompleted && passed < most; passed += TimeSpan.FromMilliseconds(500))
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(20, patience.Token);
        }

        return await waited.WaitAsync(patience.Token);
    }
}
