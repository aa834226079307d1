using ServiceBot.Understanding;

namespace ServiceBot.Tolerance;

/// <summary>
/// What a customer's message itself says about tolerance. What the bot does (asks for the known, misses, apologises, explains, gives)
/// is noted by whoever does it; a pressed button is no message and gives no signal.
/// </summary>
public static class Signals
{
    /// <summary>Share of 16 minhash values from which two messages are the same said twice; one value more or less is the sketch's own noise.</summary>
    public const double SameSaidTwice = 0.5;

    // Shorter ones ("怎么办？") look alike by chance.
    private const int ShortestRepetition = 5;

    /// <param name="similarity">The greatest likeness to an earlier message of this customer in this conversation, 0..1.</param>
    public static IReadOnlyList<ToleranceEvent> Of(UnderstoodMessage message, double similarity)
    {
        var events = new List<ToleranceEvent>(3);
        var emotion = Felt(message.Emotion);
        // An objection ("you didn't answer") says by itself that the bot missed; said again it is a second miss, not a repetition.
        if (message.Act == DialogAct.NotAnswered) events.Add(new ToleranceEvent.BotMissed());
        else if (similarity >= SameSaidTwice && SaysSomething(message)) events.Add(new ToleranceEvent.Repeated(similarity));
        events.Add(new ToleranceEvent.EmotionShown(emotion));
        if (IsRelief(message, emotion)) events.Add(new ToleranceEvent.Relieved());
        return events;
    }

    /// <summary>0..2, for the start: how pressing the matter is for the customer.</summary>
    public static double Urgency(IReadOnlyList<UnderstoodMessage> messages)
    {
        var urgency = 0;
        foreach (var message in messages)
            if (message.Emotion is { Class: EmotionClass.Anxious, Intensity: var intensity }) urgency = Math.Max(urgency, Math.Clamp(intensity, 0, 2));
        return urgency;
    }

    /// <summary>"Great service, three days late" is anger at the firm, whatever its words; so is abuse.</summary>
    public static Emotion Felt(Emotion emotion) =>
        (emotion.Flags & (EmotionFlags.Sarcasm | EmotionFlags.Abuse)) == 0
            ? emotion
            : emotion with
            {
                Class = EmotionClass.Angry,
                Intensity = Math.Max(1, emotion.Intensity),
                Target = emotion.Target is EmotionTarget.Bot or EmotionTarget.Agent ? emotion.Target : EmotionTarget.Company,
            };

    private static bool IsRelief(UnderstoodMessage message, Emotion felt) =>
        felt.Class is not EmotionClass.Angry
        && (felt.Flags.HasFlag(EmotionFlags.Relief) || felt.Class is EmotionClass.Grateful or EmotionClass.Satisfied || message.Act == DialogAct.Thanks);

    // The number again, a yes, a thanks or a "hello?" is an answer or a courtesy, not the complaint told again.
    private static bool SaysSomething(UnderstoodMessage message)
    {
        if (message.Act != DialogAct.None) return false;
        var covered = message.Entities.Sum(e => e.Length);
        var letters = message.Text.Count(char.IsLetterOrDigit) - covered;
        return letters >= ShortestRepetition;
    }
}
