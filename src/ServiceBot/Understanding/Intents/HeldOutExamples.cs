using ServiceBot.Packs;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Intents;

/// <summary>What each example is taken for by a model that has not seen it: who writes examples learns which of them lead astray.</summary>
internal static class HeldOutExamples
{
    private const int Folds = 4;
    private static readonly UnderstandingContext context = new() { Now = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero), Zone = TimeZoneInfo.Utc };

    public static IReadOnlyList<HeldOutExample> Judge(UnderstandingSource source)
    {
        var folds = source.Intents.Select(intent => intent.Examples.Select(e => Fold(e.Text)).ToArray()).ToArray();
        var judged = new List<HeldOutExample>();
        var odds = new float[source.Intents.Count + 1];
        for (var fold = 0; fold < Folds; fold++)
        {
            var understander = Understander.Train(source with { Intents = [.. source.Intents.Select((intent, i) => intent with { Examples = [.. intent.Examples.Where((_, e) => folds[i][e] != fold)] })] });
            for (var i = 0; i < source.Intents.Count; i++)
                for (var e = 0; e < folds[i].Length; e++)
                {
                    if (folds[i][e] != fold) continue;
                    Array.Clear(odds);
                    var guess = understander.Guess(source.Intents[i].Examples[e].Text, context, source.Intents[i].Examples[e].Locale, odds);
                    judged.Add(new HeldOutExample(source.Intents[i].Id, source.Intents[i].Examples[e], source.Intents[guess.Intent].Id, odds[i], odds[guess.Intent]));
                }
        }

        return judged;
    }

    // The same sentence in both Chinese scripts is held out together.
    private static int Fold(string text)
    {
        var normal = new NormalText();
        normal.Read(text);
        var hash = 0x811C9DC5;
        foreach (var c in normal.Chars)
            if (char.IsLetterOrDigit(c)) hash = (hash ^ c) * 0x01000193;
        return (int)((hash ^ (hash >> 16)) % Folds);
    }
}

/// <param name="Own">Probability of its own kind.</param>
/// <param name="Odds">Of the kind it is taken for.</param>
internal sealed record HeldOutExample(string Intent, Example Example, string Guessed, double Own, double Odds);
