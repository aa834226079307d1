using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Server.Desk;

/// <summary>A complaint case in the desk's words.</summary>
internal static class CaseViews
{
    public static CaseView Of(ComplaintCase complaint, Pack pack) => new(
        complaint.Id.Value,
        complaint.Kind,
        BoardReader.NameOf(complaint.Kind, pack),
        complaint.SubjectId,
        complaint.Cause,
        CauseName(complaint.Cause, pack),
        complaint.Attribution.ToString().ToLowerInvariant(),
        complaint.Severity,
        complaint.Root,
        complaint.Evidence,
        complaint.Unknowns,
        [.. complaint.Offered.Select(Bundle)],
        [.. complaint.Given.Select(Remedy)],
        [.. complaint.Prepared.Select(Bundle)],
        complaint.Reason,
        complaint.Apologies,
        complaint.IsClosed,
        complaint.OpenedAt);

    /// <summary>The incident's own cause, or the name of the kind of cause; null when nothing is known.</summary>
    private static LocalizedText? CauseName(string cause, Pack pack) =>
        pack.Incidents.FirstOrDefault(incident => incident.Id == cause)?.Cause
        ?? pack.Sample?.Incidents.FirstOrDefault(incident => incident.Id == cause)?.Cause
        ?? pack.Causes.Kinds.GetValueOrDefault(cause)?.Name;

    private static IReadOnlyList<RemedyView> Bundle(RemedyBundle bundle) => [.. bundle.Remedies.Select(Remedy)];

    private static RemedyView Remedy(Remedy remedy) => new(Ledger.Kind(remedy), remedy switch
    {
        Recovery.Remedy.Coupon coupon => MoneyView.Of(coupon.Amount),
        Recovery.Remedy.Refund refund => MoneyView.Of(refund.Amount),
        _ => null,
    });
}
