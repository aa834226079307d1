namespace ServiceBot.Server.Evaluation;

/// <summary>The field's measures of guesses against what is right.</summary>
internal static class Measures
{
    /// <summary>Mean of the F1 of every label that is right somewhere or guessed somewhere.</summary>
    public static double MacroF1(IReadOnlyList<(string Right, string Guess)> pairs)
    {
        var labels = pairs.SelectMany(p => new[] { p.Right, p.Guess }).Distinct(StringComparer.Ordinal);
        return labels.Select(label => F1(pairs, label).F1).DefaultIfEmpty().Average();
    }

    public static (double Precision, double Recall, double F1) F1(IReadOnlyList<(string Right, string Guess)> pairs, string label)
    {
        int both = 0, right = 0, guessed = 0;
        foreach (var pair in pairs)
        {
            if (pair.Right == label) right++;
            if (pair.Guess == label) guessed++;
            if (pair.Right == label && pair.Guess == label) both++;
        }

        return (Ratio(both, guessed), Ratio(both, right), Ratio(2 * both, right + guessed));
    }

    /// <summary>How likely something positive stands above something negative; a tie counts half. NaN when one kind is missing.</summary>
    public static double Auc(IEnumerable<(double Score, bool IsPositive)> scores)
    {
        var sorted = scores.OrderBy(s => s.Score).ToArray();
        double ranks = 0;
        long positives = 0;
        for (var i = 0; i < sorted.Length;)
        {
            var end = i;
            while (end < sorted.Length && sorted[end].Score.Equals(sorted[i].Score)) end++;
            for (var k = i; k < end; k++)
            {
                if (!sorted[k].IsPositive) continue;
                positives++;
                ranks += (i + 1 + end) / 2.0;
            }

            i = end;
        }

        var negatives = sorted.Length - positives;
        return positives == 0 || negatives == 0 ? double.NaN : (ranks - positives * (positives + 1) / 2.0) / ((double)positives * negatives);
    }

    /// <summary>Expected calibration error: how far what is said to be sure is from what is right, over fifteen bins of equal width.</summary>
    public static double CalibrationError(IReadOnlyList<(double Confidence, bool IsRight)> guesses)
    {
        const int bins = 15;
        return guesses.GroupBy(g => Math.Min(bins - 1, (int)(g.Confidence * bins)))
            .Sum(bin => Math.Abs(bin.Sum(g => g.Confidence) - bin.Count(g => g.IsRight))) / Math.Max(1, guesses.Count);
    }

    public static double Share(int count, int of) => of == 0 ? double.NaN : (double)count / of;

    private static double Ratio(int part, int of) => of == 0 ? 0 : (double)part / of;
}
