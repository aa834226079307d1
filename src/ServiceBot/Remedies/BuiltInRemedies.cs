using ServiceBot.Recovery;

namespace ServiceBot.Remedies;

/// <summary>Without a system of the company: coupons are our own ledger's, everything else is work for people, who say at the desk when it is done.</summary>
public sealed class BuiltInRemedies : IRemedyExecutor
{
    public bool Takes(RemedyKind kind) => kind is not (RemedyKind.Coupon or RemedyKind.Explanation or RemedyKind.Apology or RemedyKind.Person);

    public bool IsByPeople(RemedyKind kind) => Takes(kind);

    public ValueTask<RemedyOutcome> ExecuteAsync(RemedyRequest request, CancellationToken cancellation) =>
        ValueTask.FromResult<RemedyOutcome>(new RemedyOutcome.Accepted(ByPeople: true));
}
