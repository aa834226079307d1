using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Complaint;

/// <summary>
/// The ten soothing moves (handbook S2), as the pack words them: one a turn, each once a case, chosen by the feeling.
/// A move alone is a vague promise and soothes nobody (Halperin et al. 2022), so it is made only of a sentence with a date: <see cref="Before"/>.
/// </summary>
internal static class Soothing
{
    private static readonly string[] All = ["listen", "repeat", "feeling", "thank", "own", "pause", "matters", "choices", "commit", "change"];

    public static IReadOnlyList<WordingKey> Keys { get; } = [.. All.Select(m => new WordingKey($"soothe.{m}", "kind") { IsOptional = true })];

    /// <param name="dated">The next step with its time; without one nothing is soothed.</param>
    public static (string Text, ComplaintCase Matter) Before(DialogContext context, ComplaintKind kind, ComplaintCase matter, string dated)
    {
        if (dated.Length == 0) return ("", matter);
        foreach (var move in For(context.Heard))
        {
            var key = $"soothe.{move}";
            if (!context.Pack.Wording.Has(key) || NextNeeds.IsTold(context, matter, key)) continue;
            return (Phrase.Join(context.Locale, context.Render(key, ("kind", Phrase.Lower(context.Locale, kind.Name[context.Locale]))), dated), NextNeeds.Told(matter, key));
        }
        return (dated, matter);
    }

    // Whoever is angry wants an owner and a way out, no warm words; whoever is afraid a time; whoever is let down to have been heard (recovery.md §3, §6).
    private static string[] For(Heard heard) => heard.Emotion.Class switch
    {
        _ when heard.IsHeated => ["own", "commit", "choices", "change"],
        EmotionClass.Anxious => ["commit", "own", "matters"],
        EmotionClass.Disappointed => ["thank", "own", "commit", "repeat"],
        EmotionClass.Sad => ["listen", "feeling", "own", "pause"],
        _ => [],
    };
}
