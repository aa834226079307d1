using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

/// <summary>Understood messages made by hand: what the understanding of a message came to, without its model.</summary>
internal static class Said
{
    /// <summary>A message that says one thing surely; numbers that begin with SF are found in the text.</summary>
    public static UnderstoodMessage Issue(string text, params string[] intents) => Message(text) with
    {
        Intents = [.. intents.Select((intent, i) => new FoundIntent(intent, 0.97, i * text.Length / intents.Length, text.Length / intents.Length))],
        Candidates = [.. intents.Select(i => new IntentScore(i, 0.97))],
        Certainty = Certainty.Sure,
    };

    public static UnderstoodMessage Act(string text, DialogAct act) => Message(text) with { Act = act };

    /// <summary>Nothing in it was understood.</summary>
    public static UnderstoodMessage Unknown(string text) => Message(text);

    public static UnderstoodMessage Unsure(string text, params string[] candidates) => Message(text) with
    {
        Candidates = [.. candidates.Select((c, i) => new IntentScore(c, 0.4 - i * 0.05))],
        Certainty = Certainty.Unsure,
    };

    public static UnderstoodMessage InNoneOfTheThree(string text) => Message(text) with { Language = new DetectedLanguage(Locale.Other, 0.9) };

    public static UnderstoodMessage Feeling(this UnderstoodMessage message, EmotionClass feeling, int intensity = 2, EmotionFlags flags = EmotionFlags.None) =>
        message with { Emotion = new Emotion(feeling, intensity, EmotionTarget.Company, flags) };

    private static UnderstoodMessage Message(string text) => new()
    {
        Text = text,
        Language = new DetectedLanguage(text.Any(c => c > '\u2e80') ? Locale.ZhHans : Locale.En, 0.9),
        Intents = [],
        Candidates = [],
        Certainty = Certainty.Unknown,
        Entities = [.. Numbers(text)],
        Emotion = Emotion.Neutral,
        Act = DialogAct.None,
        Signature = MessageSignature.Empty,
    };

    private static IEnumerable<Entity> Numbers(string text)
    {
        for (var at = text.IndexOf("SF", StringComparison.Ordinal); at >= 0; at = text.IndexOf("SF", at + 2, StringComparison.Ordinal))
        {
            var length = text[(at + 2)..].TakeWhile(char.IsAsciiDigit).Count();
            if (length > 2) yield return new Entity.OrderNumber(at, length + 2, text.Substring(at, length + 2), IsPartial: length is not (12 or 13));
        }
        if (int.TryParse(text, out var n)) yield return new Entity.Number(0, text.Length, n);
    }
}
