namespace ServiceBot.Packs;

/// <summary>Whether a table decides everything, and whether each of its rows can ever decide.</summary>
internal static class DecisionWeighing
{
    public static void Check(IReadOnlyList<(DecisionRow Row, int Line)> rows, IReadOnlyCollection<string> failures, string file, int line, Problems problems)
    {
        foreach (var failure in failures)
        {
            if (!rows.Any(r => r.Row.When.IsLastResort && Covers(r.Row.When.Failures, failure)))
                problems.Error(file, line, $"no rule decides '{failure}' when none of the others fits", $"add a last row with only 'when: {{failure: {failure}}}', or one without 'when'");
        }
        for (var i = 0; i < rows.Count; i++)
        {
            var hiding = rows.Take(i).FirstOrDefault(r => Hides(r.Row.When, rows[i].Row.When, failures));
            if (hiding.Row is not null)
                problems.Warn(file, rows[i].Line, $"the rule '{rows[i].Row.Id}' never decides: '{hiding.Row.Id}' above it fits whenever it does", "move it up, or leave one of the two out");
        }
    }

    private static bool Covers(IReadOnlyList<string> wider, string one) => wider.Count == 0 || wider.Contains(one, StringComparer.Ordinal);

    private static bool Hides(DecisionConditions above, DecisionConditions below, IReadOnlyCollection<string> failures) =>
        IsWider(above.Failures, below.Failures.Count > 0 ? below.Failures : [.. failures])
        && IsWider(above.Complaints, below.Complaints)
        && IsWider(above.Attributions, below.Attributions)
        && IsWider(above.Causes, below.Causes)
        && IsWider(above.Resources, below.Resources)
        && (above.IsExcused is null || above.IsExcused == below.IsExcused)
        && (above.HasStandard is null || above.HasStandard == below.HasStandard)
        && (above.Measured is null || above.Measured == below.Measured)
        && (above.IsConfirmed is null || above.IsConfirmed == below.IsConfirmed)
        && (above.IsRecurring is null || above.IsRecurring == below.IsRecurring)
        && (above.LateHours is null || above.LateHours == below.LateHours)
        && (above.Severity is null || above.Severity == below.Severity)
        && above.Facts.All(a => below.Facts.Any(b => b.Fact == a.Fact && b.Number == a.Number && b.Words.SequenceEqual(a.Words)));

    private static bool IsWider(IReadOnlyList<string> above, IReadOnlyList<string> below) =>
        above.Count == 0 || (below.Count > 0 && below.All(b => above.Contains(b, StringComparer.Ordinal)));
}
