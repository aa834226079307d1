using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Understanding;

namespace ServiceBot.Tolerance;

/// <summary>
/// Events as the journal keeps them: the name of what happened under <c>e</c>, beside it what is not zero, false or neutral. The names never change.
/// Written by hand because every turn writes eight or nine: by the serializer's own polymorphism each takes 200 bytes and 0.4 µs.
/// </summary>
internal sealed class ToleranceEventJson : JsonConverter<ToleranceEvent>
{
    public override void Write(Utf8JsonWriter writer, ToleranceEvent value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("e", Name(value));
        switch (value)
        {
            case ToleranceEvent.Repeated said: WriteNumber(writer, "Similarity", said.Similarity); break;
            case ToleranceEvent.WaitOverran { Share: { } share }: writer.WriteNumber("Share", share); break;
            case ToleranceEvent.EmotionShown shown: WriteEmotion(writer, shown.Emotion); break;
            case ToleranceEvent.FailedAgain again: WriteTrue(writer, "IsSimilarOrRecent", again.IsSimilarOrRecent); break;
            case ToleranceEvent.Apologised sorry: WriteTrue(writer, "PromisesToImprove", sorry.PromisesToImprove); break;
            case ToleranceEvent.CauseExplained cause:
                WriteTrue(writer, "IsExternal", cause.IsExternal);
                WriteTrue(writer, "HasEvidence", cause.HasEvidence);
                break;
            case ToleranceEvent.ChoiceGiven choice: WriteNumber(writer, "Options", choice.Options); break;
            case ToleranceEvent.RemedyGiven remedy:
                WriteTrue(writer, "MatchesLoss", remedy.MatchesLoss);
                WriteTrue(writer, "IsNow", remedy.IsNow);
                break;
            case ToleranceEvent.PersonNamed person: WriteTrue(writer, "HasContext", person.HasContext); break;
        }

        writer.WriteEndObject();
    }

    /// <exception cref="JsonException">It is no event, or one that this version does not know.</exception>
    public override ToleranceEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var json = document.RootElement;
        return json.GetProperty("e").GetString() switch
        {
            "bot-missed" => new ToleranceEvent.BotMissed(),
            "bot-repeated" => new ToleranceEvent.BotRepeated(),
            "repeated" => new ToleranceEvent.Repeated(Number(json, "Similarity") ?? 0),
            "asked-for-known" => new ToleranceEvent.AskedForKnown(),
            "wait" => new ToleranceEvent.WaitOverran(Number(json, "Share")),
            "emotion" => new ToleranceEvent.EmotionShown(ReadEmotion(json)),
            "failed-again" => new ToleranceEvent.FailedAgain(IsTrue(json, "IsSimilarOrRecent")),
            "promise-broken" => new ToleranceEvent.PromiseBroken(),
            "promise-kept" => new ToleranceEvent.PromiseKept(),
            "apology" => new ToleranceEvent.Apologised(IsTrue(json, "PromisesToImprove")),
            "justified" => new ToleranceEvent.Justified(),
            "cause" => new ToleranceEvent.CauseExplained(IsTrue(json, "IsExternal"), IsTrue(json, "HasEvidence")),
            "status" => new ToleranceEvent.StatusGiven(),
            "choice" => new ToleranceEvent.ChoiceGiven((int)(Number(json, "Options") ?? 0)),
            "remedy" => new ToleranceEvent.RemedyGiven(IsTrue(json, "MatchesLoss"), IsTrue(json, "IsNow")),
            "rejected" => new ToleranceEvent.RemedyRejected(),
            "unresolved" => new ToleranceEvent.Unresolved(),
            "person" => new ToleranceEvent.PersonNamed(IsTrue(json, "HasContext")),
            "relieved" => new ToleranceEvent.Relieved(),
            var other => throw new JsonException($"The journal tells of an event '{other}', which this program does not know; use the program that wrote it."),
        };
    }

    private static string Name(ToleranceEvent value) => value switch
    {
        ToleranceEvent.BotMissed => "bot-missed",
        ToleranceEvent.BotRepeated => "bot-repeated",
        ToleranceEvent.Repeated => "repeated",
        ToleranceEvent.AskedForKnown => "asked-for-known",
        ToleranceEvent.WaitOverran => "wait",
        ToleranceEvent.EmotionShown => "emotion",
        ToleranceEvent.FailedAgain => "failed-again",
        ToleranceEvent.PromiseBroken => "promise-broken",
        ToleranceEvent.PromiseKept => "promise-kept",
        ToleranceEvent.Apologised => "apology",
        ToleranceEvent.Justified => "justified",
        ToleranceEvent.CauseExplained => "cause",
        ToleranceEvent.StatusGiven => "status",
        ToleranceEvent.ChoiceGiven => "choice",
        ToleranceEvent.RemedyGiven => "remedy",
        ToleranceEvent.RemedyRejected => "rejected",
        ToleranceEvent.Unresolved => "unresolved",
        ToleranceEvent.PersonNamed => "person",
        ToleranceEvent.Relieved => "relieved",
        _ => throw new UnreachableException(),
    };

    private static void WriteEmotion(Utf8JsonWriter writer, Emotion emotion)
    {
        writer.WriteStartObject("Emotion");
        if (emotion.Class != default) writer.WriteString("Class", emotion.Class.ToString());
        if (emotion.Intensity != 0) writer.WriteNumber("Intensity", emotion.Intensity);
        if (emotion.Target != default) writer.WriteString("Target", emotion.Target.ToString());
        if (emotion.Flags != default) writer.WriteString("Flags", emotion.Flags.ToString());
        writer.WriteEndObject();
    }

    private static Emotion ReadEmotion(JsonElement json)
    {
        if (!json.TryGetProperty("Emotion", out var emotion)) return Emotion.Neutral;
        return new Emotion(Named<EmotionClass>(emotion, "Class"), (int)(Number(emotion, "Intensity") ?? 0), Named<EmotionTarget>(emotion, "Target"), Named<EmotionFlags>(emotion, "Flags"));
    }

    private static void WriteTrue(Utf8JsonWriter writer, string name, bool value)
    {
        if (value) writer.WriteBoolean(name, true);
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double value)
    {
        if (value != 0) writer.WriteNumber(name, value);
    }

    private static bool IsTrue(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.GetBoolean();

    private static double? Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static T Named<T>(JsonElement json, string name)
        where T : struct, Enum =>
        json.TryGetProperty(name, out var value) ? Enum.Parse<T>(value.GetString()!) : default;
}
