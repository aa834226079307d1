using System.Globalization;
using System.Text;
using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>Why a failure gets what it gets, for a manager: every rule in its order, the one that fired, the arithmetic, the limits, the reason.</summary>
public static class DecisionExplanation
{
    public static string Of(ServiceFailure failure, ComplaintKind kind, ServiceStandard? standard, PolicyTable policy, PolicyMoment moment)
    {
        var claim = new Claim(failure, kind, standard, policy, moment.Currency, moment.Now);
        var text = new StringBuilder();
        text.AppendLine("Rules, in their order:");
        var hasFired = false;
        foreach (var row in policy.Decisions.Rows)
        {
            var missing = DecisionMatch.Missing(row.When, claim);
            var sign = missing is not null ? "-" : hasFired ? " " : ">";
            var what = missing is not null ? Missing(missing, row.When, claim) : hasFired ? "fits too, but an earlier one decided" : $"decides: {DecisionText.Gives(row.Gives)}";
            hasFired |= missing is null;
            text.AppendLine(CultureInfo.InvariantCulture, $"  {sign} {row.Id}: {what}");
        }

        var decision = RemedyPolicy.Decide(failure, kind, standard, policy, moment);
        if (decision.Basis is { } basis)
        {
            text.AppendLine("Arithmetic:");
            text.AppendLine(CultureInfo.InvariantCulture, $"  {basis.Rule}: {(basis.Rate is { } rate ? $"{Reasons.Percent(rate)} % of {basis.Loss?.ToString() ?? "nothing"}{Beside(basis)}" : "a fixed amount")} = {basis.Amount}{(basis.LimitedBy is { } by ? $", bound by {by}" : ", within all limits")}");
        }
        text.AppendLine("Limits:");
        text.AppendLine(CultureInfo.InvariantCulture, $"  floor {policy.Floor:0.00}, cap {policy.Cap:0.00}, cap of price {Reasons.Percent(policy.CapOfPrice)} %, bot's authority {policy.BotAuthority:0.00}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  customer in 90 days: {failure.History.Given} of {policy.CustomerCap:0.00} given; budget left: {moment.BudgetLeft}{(decision.Budgets.Count > 0 ? $", and that of {string.Join(", ", decision.Budgets)}" : "")}");
        text.AppendLine("Outcome:");
        text.AppendLine(CultureInfo.InvariantCulture, $"  rung {decision.Rung}; {Options(decision)}");
        if (decision.NeedsProof) text.AppendLine("  only to somebody who has shown who they are");
        if (decision.EvidenceFirst is { } evidence) text.AppendLine(CultureInfo.InvariantCulture, $"  a {evidence} first");
        if (decision.Person is { } person) text.AppendLine(CultureInfo.InvariantCulture, $"  a person decides ({DecisionText.Word(person)})");
        if (decision.FindWithin is { } within) text.AppendLine(CultureInfo.InvariantCulture, $"  the finding is promised within {within.TotalHours:0.##} h");
        text.AppendLine(CultureInfo.InvariantCulture, $"  apology: {DecisionText.Word(decision.Apology)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"Reason: {decision.Reason}");
        return text.ToString();
    }

    // What goes with it for next time: a share alone would not add up.
    private static string Beside(AmountBasis basis) =>
        basis is { LimitedBy: null, Loss: { } loss, Rate: { } rate } && basis.Amount.Amount - loss.Amount * rate is var coupon && Money.FromDecimal(coupon, loss.Currency) is { MinorUnits: > 0 } beside ? $" and a coupon of {beside}" : "";

    private static string Options(RemedyDecision decision) => decision.Options.Count == 0
        ? "nothing is given"
        : string.Join(" or ", decision.Options.Select(b => string.Join(" and ", b.Remedies.Select(r => r switch
        {
            Remedy.Coupon c => $"a coupon of {c.Amount} for {c.ValidDays} days{(c.Terms is { } terms ? $" ({terms})" : "")}",
            Remedy.Refund f => $"a refund of {f.Amount}",
            _ => DecisionText.Word(r.Kind),
        }))));

    private static string Missing(string condition, DecisionConditions when, Claim claim)
    {
        var failure = claim.Failure;
        var (needs, has) = condition switch
        {
            "failure" => (Any(when.Failures), failure.Failure.Id),
            "complaint" => (Any(when.Complaints), claim.Kind.Id),
            "fault" => (Any(when.Attributions), DecisionText.Word(failure.Attribution)),
            "cause" => (Any(when.Causes), failure.CauseKind),
            "resource" => (Any(when.Resources), claim.Kind.Resource),
            "excused" => (YesNo(when.IsExcused), YesNo(DecisionMatch.IsExcused(claim))),
            "standard" => (YesNo(when.HasStandard), YesNo(claim.Standard is not null)),
            "measured" => (when.Measured ?? "", failure.MeetsStandard is null ? "unread or not measured" : failure.MeetsStandard == true ? "kept" : "missed"),
            "confirmed" => (YesNo(when.IsConfirmed), YesNo(failure.IsConfirmed)),
            "again" => (YesNo(when.IsRecurring), YesNo(claim.IsRecurring)),
            "late-hours" => (when.LateHours!.ToString(), failure.Late.TotalHours.ToString("0.##", CultureInfo.InvariantCulture)),
            "severity" => (when.Severity!.ToString(), failure.Severity.ToString(CultureInfo.InvariantCulture)),
            _ => (string.Join(", ", when.Facts.Where(t => t.Fact == condition)), failure.Facts.TryGetValue(condition, out var value) ? value : "not known"),
        };
        return $"{condition} is {has}, asked for is {needs}";
    }

    private static string Any(IReadOnlyList<string> words) => string.Join(" or ", words);

    private static string YesNo(bool? value) => value == true ? "yes" : "no";
}
