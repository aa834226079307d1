using ServiceBot.Understanding;

namespace ServiceBot.Recovery;

/// <summary>What a customer's words say of a matter beside what happened: what is wanted, how pressing it is, since when, and what was expected.</summary>
internal readonly record struct CaseWords(Stated Said, string? Expectation, Recurrence Recurrence, DateTimeOffset? FailedAt, ExpectationTier? Tier)
{
    private const int LongestQuote = 160;

    /// <param name="when">A past moment that the words name; null for none.</param>
    /// <param name="loss">Of the case; null until the facts were looked at.</param>
    public CaseWords With(string words, Stated stated, DateTimeOffset? when, CaseLoss? loss)
    {
        if (!stated.IsAnything && when is null) return this;
        var said = Said.With(stated);
        return new CaseWords(
            said,
            stated.Expects > Said.Expects ? Short(words) : Expectation,
            stated.IsAgain && Recurrence == Recurrence.First ? Recurrence.Said : Recurrence,
            FailedAt ?? when,
            said.IsAboutRegard && loss?.Resource is null or "respect" ? ExpectationTier.Emotional : Tier);
    }

    private static string Short(string words) => words.Length <= LongestQuote ? words : string.Concat(words.AsSpan(0, LongestQuote), "…");
}
