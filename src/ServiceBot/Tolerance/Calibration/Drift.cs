namespace ServiceBot.Tolerance.Calibration;

/// <param name="What">A reason's code, or what else is compared.</param>
/// <param name="Before">Share of the conversations then, and <paramref name="Now"/> lately.</param>
/// <param name="Sigmas">How far apart they are beside what chance does.</param>
public readonly record struct DriftLine(string What, double Before, double Now, double Sigmas)
{
    // Some thirty shares are looked at: three would be chance once in a dozen reports.
    private const double FarApart = 3.5;

    public bool HasDrifted => Math.Abs(Sigmas) >= FarApart;
}

/// <summary>Whether conversations lately are like those before. Pure.</summary>
/// <param name="TooLittle">Why nothing can be said; null when something can.</param>
public sealed record Drift(int Before, int Now, IReadOnlyList<DriftLine> Lines, string? TooLittle = null)
{
    private const int Fewest = 30;

    public bool HasDrifted => Lines.Any(line => line.HasDrifted);

    /// <param name="inUse">What was published; null while the priors hold.</param>
    public static Drift Of(IReadOnlyList<PastConversation> before, IReadOnlyList<PastConversation> now, OutcomeModel? inUse)
    {
        if (before.Count < Fewest || now.Count < Fewest)
            return new Drift(before.Count, now.Count, [], $"{before.Count} conversations before and {now.Count} lately are too few to compare; at least {Fewest} of each are needed. Take more days.");
        var lines = new List<DriftLine> { Compare("bad outcome", before, now, p => p.IsBad) };
        if (inUse is not null) lines.Add(Expected(now, inUse));
        foreach (var outcome in Enum.GetValues<Outcomes>())
            if (outcome != Outcomes.None) lines.Add(Compare(outcome.ToString(), before, now, p => p.Outcome.HasFlag(outcome)));
        lines.AddRange(before.Concat(now).SelectMany(p => p.Moved.Keys).Distinct().Order(StringComparer.Ordinal).Select(code => Compare(code, before, now, p => p.Moved.ContainsKey(code))));
        return new Drift(before.Count, now.Count, lines);
    }

    private static DriftLine Compare(string what, IReadOnlyList<PastConversation> before, IReadOnlyList<PastConversation> now, Func<PastConversation, bool> has)
    {
        var (then, lately) = (before.Count(has) / (double)before.Count, now.Count(has) / (double)now.Count);
        // Half a conversation more on each side: a share of 0 is not certain.
        var pooled = (before.Count(has) + now.Count(has) + 1.0) / (before.Count + now.Count + 2.0);
        return new DriftLine(what, then, lately, (lately - then) / Math.Sqrt(pooled * (1 - pooled) * (1.0 / before.Count + 1.0 / now.Count)));
    }

    private static DriftLine Expected(IReadOnlyList<PastConversation> now, OutcomeModel model)
    {
        var odds = now.Select(model.Bad).ToList();
        var was = now.Count(p => p.IsBad) / (double)now.Count;
        return new DriftLine("bad: expected → was", odds.Average(), was, (was - odds.Average()) * now.Count / Math.Sqrt(Math.Max(1e-6, odds.Sum(p => p * (1 - p)))));
    }
}
