using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Customers;
using ServiceBot.Llm;
using ServiceBot.Outbound;
using ServiceBot.Protocol;
using ServiceBot.Tests.Storage;
using ServiceBot.Tests.Turns;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Llm;

/// <summary>The real spine with a language model behind a real socket, whose every byte the test decides. Time moves only when told: nothing times out by itself.</summary>
internal sealed class LlmStage : IAsyncDisposable
{
    /// <summary>Alone the bot asks: damaged or lost?</summary>
    public const string Unsure = "stuff vanished out of a ripped bag";

    /// <summary>Alone the bot says that it has not understood.</summary>
    public const string NotUnderstood = "my sister swears it grew legs";

    /// <summary>A model that is never asked, because the bot has learnt what was doubtful, fails its test and does not hold up all others.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public const string Key = "sk-test-0123456789";

    private LlmStage(Spine spine) => Spine = spine;

    public Spine Spine { get; }

    /// <param name="url">Null: no language model is configured.</param>
    public static async Task<LlmStage> OpenAsync(Stores stores, string? url, bool rephrases = false) => new(await Spine.OpenAsync(stores, services => services
        .AddSingleton<QuickTurns>()
        .AddSingleton(p => new OutboundHttp(new OutboundSettings { AllowHttp = true, PrivateNetworks = [IPNetwork.Parse("127.0.0.0/8")] }, p.GetRequiredService<TimeProvider>()))
        .AddLlm(url is null ? null : new LlmSettings(url + "/v1/chat/completions", "small", Key) { Rephrases = rephrases })));

    /// <summary>A chat completion, as services of this kind write it.</summary>
    public static string Completion(string content, string finish = "stop") =>
        $$$"""{"id":"x","object":"chat.completion","created":1,"model":"small","choices":[{"index":0,"message":{"role":"assistant","content":{{{JsonSerializer.Serialize(content)}}},"refusal":null},"logprobs":null,"finish_reason":"{{{finish}}}"}],"usage":{"total_tokens":9}}""";

    public static string Chooses(string intent) => Completion(JsonSerializer.Serialize(new Dictionary<string, string> { ["intent"] = intent }));

    /// <summary>A conversation that has been greeted; the same name makes the bot choose the same words.</summary>
    public async ValueTask<ConversationId> GreetedAsync(string name = "one", NewCustomer? customer = null)
    {
        var conversation = await Spine.Get<Conversations>().OpenAsync(new NewConversation("main", "directline", name, Proof.None, Locale.En, customer ?? new NewCustomer(null)), default);
        await Spine.SayAsync(conversation, "hello");
        await Spine.RunAsync(conversation);
        return conversation;
    }

    public async ValueTask<LlmTurn> SayAsync(ConversationId conversation, string text)
    {
        await Spine.SayAsync(conversation, text);
        await Spine.RunAsync(conversation);
        return await LastAsync(conversation);
    }

    public async ValueTask<LlmTurn> LastAsync(ConversationId conversation)
    {
        var json = await Spine.Database.ReadAsync((session, cancel) => session.Statement("select json from activity where conversation_id = @id and role = 'bot' and seq > (select max(seq) from activity where conversation_id = @id and role = 'customer') order by seq")
            .Set("@id", conversation.Value).ListAsync(row => row.GetString(0), cancel), default);
        var readings = await Spine.Database.ReadAsync((session, cancel) => ReadingRows.OfAsync(session, conversation, cancel), default);
        return new LlmTurn(string.Join('\n', json.Select(each => ProtocolJson.Parse<Activity>(System.Text.Encoding.UTF8.GetBytes(each)).Text)), readings[^1].Reading);
    }

    public ValueTask DisposeAsync() => Spine.DisposeAsync();
}

/// <param name="Bot">The bubbles' texts, a line each.</param>
internal sealed record LlmTurn(string Bot, TurnReading Reading);
