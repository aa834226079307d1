using System.Globalization;
using System.Text;
using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>Recorded decisions made again under a draft: what would have been another. Pure.</summary>
public static class PolicyReplay
{
    /// <summary>Of one complaint kind and currency, before and with the draft.</summary>
    public sealed record Row(string Complaint, int Count, int Changed, Money Before, Money After, int PersonsBefore, int PersonsAfter, int ApologiesBefore, int ApologiesAfter);

    /// <param name="Skipped">Decisions on complaints that the draft's pack does not have.</param>
    public sealed record Result(IReadOnlyList<Row> Rows, IReadOnlyList<(DecisionRecord Before, DecisionOutcome After)> Changes, int Skipped);

    public static Result Run(IEnumerable<DecisionRecord> records, Pack draft)
    {
        var made = new List<(DecisionRecord Before, DecisionOutcome After)>();
        var skipped = 0;
        foreach (var record in records)
        {
            if (Again(record.Input, draft) is { } after) made.Add((record, after));
            else skipped++;
        }

        var rows = made.GroupBy(m => (m.Before.Input.Complaint, Currency: CurrencyOf(m))).OrderBy(g => g.Key.Complaint, StringComparer.Ordinal).ThenBy(g => g.Key.Currency, StringComparer.Ordinal)
            .Select(g => new Row(g.Key.Complaint, g.Count(), g.Count(IsChanged),
                new Money(g.Sum(m => m.Before.Outcome.Money.MinorUnits), g.Key.Currency), new Money(g.Sum(m => m.After.Money.MinorUnits), g.Key.Currency),
                g.Count(m => m.Before.Outcome.ToPerson), g.Count(m => m.After.ToPerson), g.Count(m => m.Before.Outcome.HasApology), g.Count(m => m.After.HasApology)))
            .ToList();
        return new Result(rows, [.. made.Where(IsChanged)], skipped);
    }

    /// <returns>Null when the pack has no such complaint.</returns>
    public static DecisionOutcome? Again(DecisionInput input, Pack pack)
    {
        if (input.In(pack) is not var (failure, moment)) return null;
        var kind = pack.Complaint(input.Complaint)!;
        // How severe a delay is follows from the policy's hours: a draft may have changed them.
        failure = failure with { Severity = CaseSeverity.Of(kind, pack.Policy, failure.Late, failure.IsConfirmed) };
        return DecisionOutcome.Of(RemedyPolicy.Decide(failure, kind, pack.Standard(kind.Standard), pack.Policy, moment), moment.Currency);
    }

    public static string Text(Result result)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"complaint",-20} {"cases",6} {"changed",8} {"money before",16} {"money after",16} {"to a person",14} {"apologies",12}");
        foreach (var r in result.Rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{r.Complaint,-20} {r.Count,6} {r.Changed,8} {r.Before,16} {r.After,16} {$"{r.PersonsBefore} > {r.PersonsAfter}",14} {$"{r.ApologiesBefore} > {r.ApologiesAfter}",12}");
        }

        foreach (var (before, after) in result.Changes.Take(MostShown))
            text.AppendLine(CultureInfo.InvariantCulture, $"  {before.Input.Complaint}: {before.Outcome.Rule} {before.Outcome.Money} ({before.Outcome.Reason}) > {after.Rule} {after.Money} ({after.Reason})");
        if (result.Changes.Count > MostShown) text.AppendLine(CultureInfo.InvariantCulture, $"  … and {result.Changes.Count - MostShown} more.");
        if (result.Skipped > 0) text.AppendLine(CultureInfo.InvariantCulture, $"{result.Skipped} decisions were on complaints that this pack does not have; they are left out.");
        if (result.Rows.Count == 0) text.AppendLine("No decision was recorded in that time.");
        return text.ToString();
    }

    private const int MostShown = 20;

    // Nothing is nothing in any currency.
    private static string CurrencyOf((DecisionRecord Before, DecisionOutcome After) made) =>
        (made.Before.Outcome.Money.IsZero ? made.After.Money : made.Before.Outcome.Money).Currency;

    private static bool IsChanged((DecisionRecord Before, DecisionOutcome After) made) =>
        made.Before.Outcome.Money != made.After.Money || made.Before.Outcome.ToPerson != made.After.ToPerson || made.Before.Outcome.HasApology != made.After.HasApology;
}
