using ServiceBot.Packs;
using ServiceBot.Understanding.Intents;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Emotions;

/// <summary>The sentences of feelings.tsv, which every model of feelings learns, with those of the pack that hold no word of feeling: facts of a complaint are neutral.</summary>
internal static class FeelingSentences
{
    public const string Neutral = "neutral";
    public const string Sarcasm = "sarcasm";
    public const string SelfHarm = "self-harm";

    // Of each kind and language: enough to know the matter of the pack by, few enough that a start does not wait for it.
    private const int MostOfKind = 12;

    /// <param name="matters">What the pack's customers ask and complain about.</param>
    /// <param name="isCalm">No word of the sentence feels anything.</param>
    public static IReadOnlyList<IntentSource> With(IReadOnlyList<IntentSource> matters, Func<string, bool> isCalm)
    {
        var shipped = Resource.Rows("feelings.tsv").GroupBy(row => row[0], StringComparer.Ordinal).ToDictionary(of => of.Key, of => of.SelectMany(Of).ToList(), StringComparer.Ordinal);
        var facts = matters.Where(matter => !matter.IsChatter).SelectMany(matter => matter.Examples.GroupBy(e => e.Locale).SelectMany(of => of.Where(e => isCalm(e.Text)).Take(MostOfKind)));
        shipped[Neutral].AddRange(facts);
        // Questions about the weather and recipes are no feelings either.
        foreach (var isChinese in (bool[])[true, false])
            shipped[Neutral].AddRange(Background.Sentences(isChinese).Select(s => new Example(isChinese ? Locale.ZhHans : Locale.En, s.Text)));
        return [.. shipped.OrderBy(of => of.Key, StringComparer.Ordinal).Select(of => new IntentSource(of.Key, of.Value, []))];
    }

    /// <param name="row">Of feelings.tsv.</param>
    public static IEnumerable<Example> Of(string[] row) => row[2].Split('|').Select(text => new Example(row[1] == "en" ? Locale.En : Locale.ZhHans, text));
}
