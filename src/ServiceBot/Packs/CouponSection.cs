using System.Globalization;

namespace ServiceBot.Packs;

/// <summary>
/// Reads <c>coupon-names</c>, <c>shipping: {zh-Hans: 运费, zh-Hant: 運費, en: shipping}</c>, and <c>coupon-terms</c> of the policy or of one rule,
/// <c>{good-for: [shipping], not-with: [gift-card], minimum: {CNY: 50.00}}</c>.
/// </summary>
internal static class CouponSection
{
    private const int LongestName = 60;

    public static IReadOnlyList<CouponName> Names(YamlNode? node, string file, Problems problems)
    {
        if (node is null) return [];
        var names = new List<CouponName>();
        var fields = new Fields(node, file, "'coupon-names'", problems);
        foreach (var entry in fields.Entries)
        {
            if (entry.Key.Length > LongestName) problems.Error(file, entry.Line, $"'{entry.Key}' has more than {LongestName} characters", "write the short name that the company's shop sends");
            names.Add(new CouponName(entry.Key, fields.Localized(entry.Key)));
        }

        return names;
    }

    /// <param name="of">"the rule 'late'", "the policy": whose coupons.</param>
    public static CouponConditions? Terms(YamlNode? node, string of, string file, DecisionReferences known, Problems problems)
    {
        if (node is null) return null;
        if (node is YamlText { Value: "none" }) return CouponConditions.None;
        var fields = new Fields(node, file, $"'coupon-terms' of {of}", problems);
        var terms = new CouponConditions { GoodFor = Listed("good-for"), NotWith = Listed("not-with"), Minimum = fields.Node("minimum") is { } minimum ? Minimum(minimum, of, file, known, problems) : [] };
        if (terms.GoodFor.FirstOrDefault(terms.NotWith.Contains) is { } both)
            problems.Error(file, fields.Line, $"the coupons of {of} are good for '{both}' and not good with it", "leave it out of one of the two");
        if (fields.IsGroup && !fields.Entries.Any()) problems.Error(file, node.Line, $"'coupon-terms' of {of} says nothing", "write 'good-for', 'not-with' or 'minimum', or 'coupon-terms: none'");
        fields.Done();
        return terms;

        IReadOnlyList<string> Listed(string name)
        {
            var listed = fields.Texts(name);
            foreach (var unknown in listed.Where(n => known.CouponNames?.Contains(n) == false))
                problems.Error(file, fields.Node(name)!.Line, $"'{name}' of {of} names '{unknown}', which customers have no words for", $"write it under 'coupon-names', '{unknown}: {{zh-Hans: …, zh-Hant: …, en: …}}', or name one of those");
            return [.. listed.Distinct(StringComparer.Ordinal)];
        }
    }

    private static List<Money> Minimum(YamlNode node, string of, string file, DecisionReferences known, Problems problems)
    {
        var example = $"{{{known.Currency ?? "CNY"}: 50.00}}";
        var amounts = new List<Money>();
        if (node is not YamlMap)
        {
            problems.Error(file, node.Line, $"'minimum' of {of} does not say in which currency", $"write 'minimum: {example}'");
            return amounts;
        }

        var fields = new Fields(node, file, $"'minimum' of {of}", problems);
        foreach (var entry in fields.Entries)
        {
            if (entry.Key.Length != 3 || !entry.Key.All(char.IsAsciiLetterUpper))
                problems.Error(file, entry.Line, $"'minimum' of {of} is in '{entry.Key}', which is not a currency", "write its three capital letters, such as USD");
            else if (decimal.TryParse(fields.Text(entry.Key, "50.00"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount is > 0 and <= 10_000_000 && decimal.Round(amount, 2) == amount)
                amounts.Add(Money.FromDecimal(amount, entry.Key));
            else
                problems.Error(file, entry.Line, $"'minimum' of {of} is '{(entry.Value as YamlText)?.Value ?? "…"}' in {entry.Key}", "write an amount above zero, such as 50.00, or leave 'minimum' out");
        }

        // Coupons are in the site's currency: a minimum that is written in others only would never be asked for.
        if (known.Currency is { } sites && amounts.Count > 0 && amounts.All(a => a.Currency != sites))
            problems.Error(file, node.Line, $"'minimum' of {of} is in {string.Join(" and ", amounts.Select(a => a.Currency))}, and coupons of this site are in {sites}", $"write 'minimum: {example}', with other currencies beside it where other sites need them");
        return amounts;
    }
}
