using ServiceBot.Recovery;

namespace ServiceBot.Remedies;

/// <summary>
/// Does what was decided: refunds, sends again, books points. Two do: the people at our desk (<see cref="BuiltInRemedies"/>) and the company's own system
/// over signed HTTP (<see cref="HttpRemedies"/>); the configuration says which. Called after the turn is committed, and again whenever it is not
/// known what became of the call before: the same key is done once.
/// </summary>
public interface IRemedyExecutor
{
    /// <summary>False: nothing has to be done beyond the ledger's row, as for a coupon that our own ledger honours.</summary>
    bool Takes(RemedyKind kind);

    /// <summary>Nobody has to be called: it is in the hands of people as soon as it is decided.</summary>
    bool IsByPeople(RemedyKind kind);

    ValueTask<RemedyOutcome> ExecuteAsync(RemedyRequest request, CancellationToken cancellation);
}

/// <param name="Key">case/failure/remedy: the same key is the same remedy, however often it comes.</param>
/// <param name="Amount">Of a coupon or refund; null for what is not money.</param>
/// <param name="What">Of a refund: freight, value, value-and-freight.</param>
/// <param name="Subject">The order, room or stay it is about.</param>
/// <param name="Customer">As the company knows the customer; null for a stranger.</param>
public sealed record RemedyRequest(
    string Id, string Key, RemedyKind Kind, Money? Amount, string? What, string? Subject, string? Customer, string Site, CaseId Case, ConversationId Conversation,
    string? Code, DateTimeOffset? ExpiresAt, DateTimeOffset OrderedAt)
{
    /// <summary>Of a coupon; null: good for anything.</summary>
    public CouponTerms? Terms { get; init; }
}

public abstract record RemedyOutcome
{
    private RemedyOutcome() { }

    /// <param name="Reference">The company's own, for the customer to name.</param>
    public sealed record Done(string? Reference) : RemedyOutcome;

    /// <summary>Taken on; the result comes later.</summary>
    /// <param name="ByPeople">Somebody at the desk has to do it and say so.</param>
    public sealed record Accepted(bool ByPeople) : RemedyOutcome;

    /// <summary>It will not be done this way; a person has to find another.</summary>
    /// <param name="Why">For the desk, never for the customer.</param>
    public sealed record Refused(string Why) : RemedyOutcome;

    /// <summary>Nothing was done yet; try again.</summary>
    public sealed record Failed(string Why, TimeSpan? After = null) : RemedyOutcome;

    /// <summary>It may have been done. Asked again with the same key, which is safe.</summary>
    public sealed record Unknown(string Why, TimeSpan? After = null) : RemedyOutcome;
}
