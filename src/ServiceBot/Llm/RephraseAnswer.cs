using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Llm;

/// <summary>The texts that a language model worded anew, as far as their form is what was asked for. Pure; nothing is repaired or guessed.</summary>
internal static class RephraseAnswer
{
    /// <returns>Why it is of no use; null when it is.</returns>
    public static string? Read(ReadOnlySpan<byte> body, int count, out IReadOnlyList<string>? texts)
    {
        texts = null;
        try
        {
            if (JsonSerializer.Deserialize(body, LlmJson.Default.LlmReply) is not { Choices: [{ Message.Content: { } content } choice] }) return "the answer is no chat completion with one choice of text";
            if (choice.FinishReason is not (null or "stop")) return "the answer was not finished";
            if (JsonSerializer.Deserialize(content, RephraseJson.Default.RephrasedTexts)?.Texts is not { } said || said.Count != count || said.Any(string.IsNullOrWhiteSpace)) return "the answer holds not as many texts as were given";
            texts = said!;
            return null;
        }
        catch (JsonException)
        {
            return "the answer is not the JSON that was asked for";
        }
    }
}

/// <summary>What the model itself writes holds this and nothing else.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RephrasedTexts([property: JsonRequired] IReadOnlyList<string?>? Texts);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(RephrasedTexts))]
internal sealed partial class RephraseJson : JsonSerializerContext;
