namespace ServiceBot.Facts;

/// <summary>What a company's system said to one question, before anyone knows whether it was "which?" or "which all?".</summary>
internal abstract record FactAnswer
{
    private FactAnswer() { }

    /// <param name="Facts">Empty: there is none.</param>
    public sealed record Known(IReadOnlyList<Fact> Facts, DateTimeOffset? StaleSince = null) : FactAnswer;

    public sealed record Failed(string Reason) : FactAnswer;
}
