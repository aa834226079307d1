using System.Globalization;
using System.Text;

namespace ServiceBot.Packs;

/// <summary>One thing that two policies have differently.</summary>
/// <param name="Before">Null: it was not there.</param>
/// <param name="After">Null: it is not there any more.</param>
public sealed record PolicyChange(string What, string? Before, string? After);

/// <summary>What changed from one policy to another, in words.</summary>
public static class PolicyDiff
{
    public static IReadOnlyList<PolicyChange> Between(PolicyTable before, PolicyTable after)
    {
        var changes = new List<PolicyChange>();
        foreach (var field in PolicyFields.All)
            if (field.Show(before) is var was && field.Show(after) is var becomes && was != becomes) changes.Add(new PolicyChange(field.Key, was, becomes));
        if (before.Prices != after.Prices) changes.Add(new PolicyChange("prices", $"{before.Prices}", $"{after.Prices}"));
        if ($"{before.CouponTerms}" != $"{after.CouponTerms}") changes.Add(new PolicyChange("coupon-terms", $"{before.CouponTerms}", $"{after.CouponTerms}"));
        Named("coupon-name", before.CouponNames, after.CouponNames, n => n.Name, n => DecisionText.Each(n.Text));
        Named("budget", before.Budgets, after.Budgets, b => b.Name, DecisionText.Budget);
        Named("failure", before.Decisions.Failures, after.Decisions.Failures, f => f.Id, DecisionText.Failure);
        Named("rule", before.Decisions.Rows, after.Decisions.Rows, r => r.Id, r => $"when {DecisionText.When(r.When)}: {DecisionText.Gives(r.Gives)}{DecisionText.Because(r.Gives)}");
        Named("currency", before.Currencies, after.Currencies, c => c.Currency, DecisionText.Currency);
        Moved(before.Decisions.Rows, after.Decisions.Rows);
        return changes;

        void Named<T>(string what, IReadOnlyList<T> old, IReadOnlyList<T> young, Func<T, string> id, Func<T, string> words)
            where T : class
        {
            foreach (var one in old)
            {
                var other = young.FirstOrDefault(y => id(y) == id(one));
                if (other is null || words(other) != words(one)) changes.Add(new PolicyChange($"{what} {id(one)}", words(one), other is null ? null : words(other)));
            }
            foreach (var one in young)
                if (old.All(o => id(o) != id(one))) changes.Add(new PolicyChange($"{what} {id(one)}", null, words(one)));
        }

        // The order decides as much as what stands in a row.
        void Moved(IReadOnlyList<DecisionRow> old, IReadOnlyList<DecisionRow> young)
        {
            var was = old.Select(r => r.Id).Where(id => young.Any(y => y.Id == id)).ToList();
            var becomes = young.Select(r => r.Id).Where(was.Contains).ToList();
            if (!was.SequenceEqual(becomes)) changes.Add(new PolicyChange("order of the rules", string.Join(", ", was), string.Join(", ", becomes)));
        }
    }

    public static string Text(IReadOnlyList<PolicyChange> changes)
    {
        if (changes.Count == 0) return "The two say the same.\n";
        var text = new StringBuilder();
        foreach (var (what, before, after) in changes)
        {
            if (before is null) text.AppendLine(CultureInfo.InvariantCulture, $"+ {what}: {after}");
            else if (after is null) text.AppendLine(CultureInfo.InvariantCulture, $"- {what}: {before}");
            else text.AppendLine(CultureInfo.InvariantCulture, $"~ {what}: {before} > {after}");
        }
        return text.ToString();
    }
}
