using System.Globalization;

namespace ServiceBot.Packs;

/// <summary>Reads <c>budgets</c> of policy.yaml: <c>snow-relief: {amount: 1000.00, per: campaign, from: 2026-11-20, until: 2026-12-05, when: {cause: weather}}</c>.</summary>
internal static class BudgetSection
{
    public static IReadOnlyList<PolicyBudget> Read(YamlNode? node, string file, IReadOnlyCollection<string> failures, DecisionReferences known, Problems problems)
    {
        if (node is null) return [];
        var budgets = new List<PolicyBudget>();
        foreach (var entry in new Fields(node, file, "'budgets'", problems).Entries)
        {
            PackIds.Check(entry.Key, entry.Line, file, problems);
            if (entry.Key == "day") problems.Error(file, entry.Line, "the day has a budget already", "write 'day-budget: …' above, and another name here");
            var fields = new Fields(entry.Value, file, $"the budget '{entry.Key}'", problems);
            var budget = new PolicyBudget(
                entry.Key,
                Amount(fields, file, problems),
                Enum.TryParse<BudgetPeriod>(fields.OneOf("per", ["day", "month", "campaign"], "day"), ignoreCase: true, out var per) ? per : BudgetPeriod.Day,
                Day("from", fields, file, problems),
                Day("until", fields, file, problems),
                DecisionSection.Conditions(fields.Node("when"), file, failures, known, problems));
            fields.Done();
            if (budget.Until < budget.From) problems.Error(file, entry.Line, $"the budget '{entry.Key}' ends before it begins", "write a later day as 'until'");
            budgets.Add(budget);
        }
        return budgets;
    }

    private static decimal Amount(Fields fields, string file, Problems problems)
    {
        var text = fields.Text("amount", "1000.00");
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount <= 10_000_000 && decimal.Round(amount, 2) == amount) return amount;
        if (text.Length > 0) problems.Error(file, fields.Node("amount")!.Line, $"'amount' is '{text}'", "write an amount in the site's currency without its name, such as 1000.00");
        return 0;
    }

    private static DateOnly? Day(string name, Fields fields, string file, Problems problems)
    {
        if (fields.OptionalText(name) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        problems.Error(file, fields.Node(name)!.Line, $"'{name}' is '{text}'", "write a day such as 2026-11-20");
        return null;
    }
}
