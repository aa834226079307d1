using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Intents;

/// <summary>"不是要投诉，只是问问", "it's not lost, it's late": what is denied names a matter that is none.</summary>
internal static class Denial
{
    /// <summary>Takes denied clauses away.</summary>
    /// <returns>Where the message begins to count: behind the last one.</returns>
    public static int Drop(Lexicon lexicon, List<Hit> hits, List<Clause> clauses)
    {
        var from = 0;
        for (var i = clauses.Count - 2; i >= 0; i--)
        {
            if (!Has(lexicon, hits, ClauseCue.Denial, clauses[i].Start, clauses[i].End) || !Begins(lexicon, hits, clauses[i + 1].Start)) continue;
            from = Math.Max(from, clauses[i].End);
            clauses.RemoveAt(i);
        }

        return from;
    }

    private static bool Begins(Lexicon lexicon, List<Hit> hits, int start) => Has(lexicon, hits, ClauseCue.Instead, start, start + 1);

    private static bool Has(Lexicon lexicon, List<Hit> hits, ClauseCue kind, int start, int end)
    {
        foreach (var hit in hits)
        {
            if (hit.Start >= end) return false;
            if (hit.Start >= start && lexicon[hit.Cue].Kind == (int)kind) return true;
        }

        return false;
    }
}
