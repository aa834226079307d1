using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Llm;

/// <summary>What a language model said, as far as it may say anything. Pure; nothing of an answer is repaired or guessed.</summary>
internal abstract record LlmAnswer
{
    /// <summary>What it says instead of an id.</summary>
    public const string NoneOfThem = "none";

    private const int LongestContent = 512;

    private LlmAnswer() { }

    /// <param name="Intent">One of those that were offered.</param>
    public sealed record Chosen(string Intent) : LlmAnswer;

    public sealed record None : LlmAnswer;

    /// <param name="Why">Without a word of the answer: that may hold anything, and this is logged.</param>
    public sealed record Unusable(string Why) : LlmAnswer;

    public static LlmAnswer Read(ReadOnlySpan<byte> body, IReadOnlyList<LlmOption> offered)
    {
        try
        {
            if (JsonSerializer.Deserialize(body, LlmJson.Default.LlmReply) is not { Choices: [{ Message.Content: { } content } choice] }) return new Unusable("the answer is no chat completion with one choice of text");
            if (choice.FinishReason is not (null or "stop")) return new Unusable("the answer was not finished");
            if (content.Length > LongestContent) return new Unusable("the answer is longer than an id");
            return JsonSerializer.Deserialize(content, LlmJson.Default.LlmContent)?.Intent switch
            {
                null => new Unusable("the answer names nothing"),
                NoneOfThem => new None(),
                var id when offered.Any(option => option.Id == id) => new Chosen(id),
                _ => new Unusable("the answer names an id that was not offered"),
            };
        }
        catch (JsonException)
        {
            return new Unusable("the answer is not the JSON that was asked for");
        }
    }
}

// The frame is the service's and may hold more (id, usage…).
internal sealed record LlmReply(IReadOnlyList<LlmReplyChoice?>? Choices);

internal sealed record LlmReplyChoice(LlmReplyMessage? Message, [property: JsonPropertyName("finish_reason")] string? FinishReason);

internal sealed record LlmReplyMessage(string? Content);

/// <summary>What the model itself writes holds this and nothing else.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record LlmContent([property: JsonRequired] string? Intent);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(LlmReply))]
[JsonSerializable(typeof(LlmContent))]
internal sealed partial class LlmJson : JsonSerializerContext;
