using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

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
        complaint.IsRootKnown(pack.Complaint(complaint.Kind)),
        complaint.Dimension,
        complaint.FailedAt,
        (WitnessWord)complaint.Witness,
        (ConfidenceWord)complaint.Confidence,
        (RecurrenceWord)complaint.Recurrence,
        complaint.Said.Urgency,
        [.. Enum.GetValues<Want>().Where(want => want != Want.None && complaint.Said.Wants.HasFlag(want)).Select(want => Enum.Parse<WantWord>(want.ToString()))],
        complaint.Loss is { } loss ? new LossView(loss.Resource, loss.Money is { } money ? MoneyView.Of(money) : null, loss.Late is { } late ? (long)late.TotalMinutes : null) : null,
        new ExpectationView((ExpectationWord)complaint.Said.Expects, complaint.Tier is { } tier ? (TierWord)tier : null, complaint.ExpectationWords),
        [.. complaint.Evidence.Select(line => new EvidenceView(line.Text, line.At))],
        complaint.Unknowns,
        [.. complaint.Offered.Select(Bundle)],
        [.. complaint.Given.Select(Remedy)],
        [.. complaint.Prepared.Select(Bundle)],
        complaint.Reason is { } reason ? ReasonWords.Of(reason, pack) : null,
        complaint.Apologies,
        complaint.IsClosed,
        complaint.OpenedAt);

    /// <summary>The incident's own cause, or the name of the kind of cause; null when nothing is known.</summary>
    private static LocalizedText? CauseName(string cause, Pack pack) =>
        pack.Incidents.FirstOrDefault(incident => incident.Id == cause)?.Cause
        ?? pack.Sample?.Incidents.FirstOrDefault(incident => incident.Id == cause)?.Cause
        ?? pack.Causes.Kinds.GetValueOrDefault(cause)?.Name;

    internal static IReadOnlyList<RemedyView> Bundle(RemedyBundle bundle) => [.. bundle.Remedies.Select(Remedy)];

    private static RemedyView Remedy(Remedy remedy) => new(Ledger.Kind(remedy), remedy switch
    {
        Recovery.Remedy.Coupon coupon => MoneyView.Of(coupon.Amount),
        Recovery.Remedy.Refund refund => MoneyView.Of(refund.Amount),
        _ => null,
    });
}
