using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Knowledge;
using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Tests.Dialogs;

// What the dialogs ask, answered from what a test has laid down.
internal sealed partial class Talk : IDialogWorld
{
    KnowledgeIndex IDialogWorld.Knowledge => KnowledgeIndex.Of(Articles);

    CauseFinding IDialogWorld.FindCause(ComplaintKind kind, Fact? fact) => CauseFinder.Find(kind, fact, Incidents, Pack.Causes, Pack.Gazetteer, Now);

    Incident? IDialogWorld.FindIncident(string id) => null;

    ValueTask<CustomerHistory> IDialogWorld.HistoryAsync(string kind, Fact? fact, string? incident, CancellationToken cancellation) => ValueTask.FromResult(History);

    ValueTask<ClaimReview> IDialogWorld.ReviewAsync(ComplaintCase matter, Fact? fact, CustomerHistory history, CancellationToken cancellation) =>
        ValueTask.FromResult(new ClaimReview(matter.Id, Customer.Id, Scrutiny, [], []));

    ValueTask<bool> IDialogWorld.IsProofShutAsync(string subject, CancellationToken cancellation) => ValueTask.FromResult(IsProofShut);

    public IReadOnlyList<CouponStanding> Coupons { get; set; } = [];

    ValueTask<IReadOnlyList<CouponStanding>> IDialogWorld.CouponsAsync(CancellationToken cancellation) => ValueTask.FromResult(Coupons);

    RemedyDecision IDialogWorld.Decide(ServiceFailure failure)
    {
        var kind = Pack.Complaint(failure.ComplaintKind)!;
        return RemedyPolicy.Decide(failure, kind, Pack.Standards.FirstOrDefault(s => s.Id == kind.Standard), Pack.Policy, new PolicyMoment(Now, "CNY", "p1", new Money(500_000, "CNY")));
    }
}
