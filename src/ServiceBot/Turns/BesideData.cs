using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Dialogs;
using ServiceBot.Protocol;

namespace ServiceBot.Turns;

/// <param name="Id">Of the question, and of the field that its answer comes back in.</param>
internal sealed record BesideQuestion(string Id, string Text, IReadOnlyList<BesideChoice> Choices);

internal sealed record BesideChoice(string Title, string Value);

/// <summary>Questions beside a message's buttons, as they are kept with it for channels that show a card (<see cref="Bubble.Beside"/>).</summary>
internal static class BesideData
{
    private const string Field = "servicebot:beside";

    public static JsonElement Of(IReadOnlyList<SideQuestion> questions) => JsonSerializer.SerializeToElement(
        new Dictionary<string, List<BesideQuestion>> { [Field] = [.. questions.Select(question => new BesideQuestion(question.Id, question.Text, [.. question.Choices.Select(choice => new BesideChoice(choice.Title, choice.Value))]))] },
        BesideJson.Default.DictionaryStringListBesideQuestion);

    public static IReadOnlyList<BesideQuestion> In(Activity said) =>
        said.ChannelData is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty(Field, out var questions) ? questions.Deserialize(BesideJson.Default.ListBesideQuestion) ?? [] : [];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Dictionary<string, List<BesideQuestion>>))]
[JsonSerializable(typeof(List<BesideQuestion>))]
internal sealed partial class BesideJson : JsonSerializerContext;
