using ServiceBot.Dialogs;
using ServiceBot.Understanding;

namespace ServiceBot.Turns;

/// <summary>Writes down what a turn understood and decided.</summary>
internal static class TurnReadings
{
    public static TurnReading Of(TurnDraft turn)
    {
        var heard = turn.Heard;
        var strongest = Strongest(heard);
        return new TurnReading
        {
            Turn = turn.Input.Conversation.Turn + 1,
            Intents = Intents(heard, turn.Meant),
            Language = heard.Texts.Count > 0 ? heard.Texts[^1].Language.Locale.Tag() : null,
            Emotion = strongest is null ? null : EnumName.Of(strongest.Class),
            Intensity = strongest?.Intensity ?? 0,
            Target = strongest is null ? null : EnumName.Of(strongest.Target),
            Flags = heard.Flags == EmotionFlags.None ? [] : Names(heard.Flags),
            T = Math.Round(turn.Tolerance?.T ?? 0, 1),
            A = Math.Round(turn.Tolerance?.A ?? 0, 1),
            D = Math.Round(turn.Tolerance?.D ?? 0, 1),
            Zone = turn.Tolerance is { } patience ? EnumName.Of(patience.Zone) : null,
            Reasons = turn.Patience.Reasons.ConvertAll(r => new ReadingReason(r.Code, Math.Round(r.Delta, 1))),
            WantsPerson = heard.Pressed == Choice.Person || heard.Texts.Exists(message => message.Intents.Any(found => IssueFinder.WantsPerson(turn.Site.Pack, found.Intent))),
            Weights = turn.Weights?.Version ?? 0,
            Log = turn.Patience.Log.Count > 0 ? turn.Patience.Log : null,
            Asked = turn.Asked,
            Article = turn.Article,
            ChosenByLlm = turn.ChosenOutside,
            Bubbles = turn.Bubbles.Count,
        };
    }

    private static Emotion? Strongest(Heard heard)
    {
        Emotion? strongest = null;
        foreach (var message in heard.Spoken)
            if (strongest is null || message.Emotion.Intensity > strongest.Intensity) strongest = message.Emotion;
        return strongest;
    }

    private static List<string> Intents(Heard heard, string? meant)
    {
        var intents = new List<string>(2);
        for (var i = 0; i < heard.Texts.Count; i++) Add(heard.Texts[i]);
        if (heard.Together is { } together) Add(together);
        if (intents.Count == 0 && heard.Texts.Count > 0) intents.Add(meant ?? "unknown");
        return intents;

        void Add(UnderstoodMessage message)
        {
            for (var i = 0; i < message.Intents.Count; i++)
                if (!intents.Contains(message.Intents[i].Intent)) intents.Add(message.Intents[i].Intent);
        }
    }

    // By itself: what it closes over is made with the call, and most turns have no flag.
    private static List<string> Names(EmotionFlags flags) => [.. AllFlags.Where(f => flags.HasFlag(f.Flag)).Select(f => f.Name)];

    private static readonly (EmotionFlags Flag, string Name)[] AllFlags =
    [
        (EmotionFlags.ThreatLegal, "threat-legal"), (EmotionFlags.ThreatMedia, "threat-media"), (EmotionFlags.ThreatRegulator, "threat-regulator"),
        (EmotionFlags.ThreatViolence, "threat-violence"), (EmotionFlags.SelfHarm, "self-harm"), (EmotionFlags.Minor, "minor"), (EmotionFlags.Abuse, "abuse"),
        (EmotionFlags.Sarcasm, "sarcasm"), (EmotionFlags.Shouting, "shouting"), (EmotionFlags.Relief, "relief"), (EmotionFlags.Danger, "danger"), (EmotionFlags.Urgent, "urgent"), (EmotionFlags.Grief, "grief"),
    ];
}
