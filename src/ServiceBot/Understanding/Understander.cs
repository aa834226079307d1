using ServiceBot.Packs;

namespace ServiceBot.Understanding;

public sealed class Understander(Pack pack)
{
    public static Understander For(Pack pack) => new(pack);

    public UnderstoodMessage Understand(string text, UnderstandingContext context) => new()
    {
        Text = text,
        Language = new DetectedLanguage(context.Locale ?? Locale.En, 0),
        Intents = [.. pack.Enquiries.Where(e => text.Contains(e.Id, StringComparison.Ordinal)).Select(e => new FoundIntent(e.Id, 1, 0, text.Length))],
        Candidates = [],
        Certainty = Certainty.Unknown,
        Entities = [],
        Emotion = Emotion.Neutral,
        Act = DialogAct.None,
        Signature = MessageSignature.Empty,
    };
}
