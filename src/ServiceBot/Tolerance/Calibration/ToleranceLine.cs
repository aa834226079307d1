namespace ServiceBot.Tolerance.Calibration;

/// <summary>How often the line was crossed too late or too early, judged by how conversations ended.</summary>
/// <param name="Late">Of the bad outcomes, those before which the line was never crossed: false containment.</param>
/// <param name="Early">Of the good ones, those in which it was.</param>
/// <param name="Timely">How near the crossing was to the last turn of a bad one, 0..1, within two turns (GT-II of MHCH, Liu et al. 2021).</param>
public readonly record struct LineErrors(double Late, double Early, double Timely);

/// <summary>Where A has to lie (recovery.md §7).</summary>
public static class ToleranceLine
{
    private const int TurnsAround = 2;

    public static LineErrors Errors(IReadOnlyList<PastConversation> past, ToleranceWeights weights)
    {
        int bad = 0, good = 0, late = 0, early = 0;
        var timely = 0.0;
        foreach (var conversation in past)
        {
            var crossed = conversation.Crossed(weights);
            if (!conversation.IsBad)
            {
                good++;
                if (crossed is not null) early++;
                continue;
            }

            bad++;
            if (crossed is not { } at) late++;
            else timely += Math.Exp(-Math.Pow(at - (conversation.Turns.Count - 1), 2) / (2 * TurnsAround * TurnsAround));
        }

        return new LineErrors(Share(late, bad), Share(early, good), bad == 0 ? 0 : timely / bad);
    }

    /// <summary>What is to be added to A so that no more than <paramref name="missed"/> of the bad outcomes are missed at the least price; where none does, the least of both errors.</summary>
    public static double Shift(IReadOnlyList<PastConversation> past, ToleranceWeights weights, double missed)
    {
        var tried = Enumerable.Range(-(int)ToleranceWeights.MostShift, 2 * (int)ToleranceWeights.MostShift + 1)
            .Select(shift => (Shift: (double)shift, Errors: Errors(past, weights with { Shift = shift })))
            .OrderBy(t => Math.Abs(t.Shift)).ToList();
        var enough = tried.FindAll(t => t.Errors.Late <= missed);
        return enough.Count > 0 ? enough.MinBy(t => t.Errors.Early).Shift : tried.MinBy(t => t.Errors.Late + t.Errors.Early).Shift;
    }

    private static double Share(int part, int of) => of == 0 ? 0 : (double)part / of;
}
