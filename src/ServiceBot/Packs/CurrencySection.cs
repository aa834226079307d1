using System.Globalization;

namespace ServiceBot.Packs;

/// <summary>Reads <c>currencies</c> of policy.yaml: <c>USD: {supervisor-authority: 700.00, day-budget: 700.00}</c>.</summary>
internal static class CurrencySection
{
    public static IReadOnlyList<CurrencyLimits> Read(YamlNode? node, string file, Problems problems)
    {
        if (node is null) return [];
        var all = new List<CurrencyLimits>();
        foreach (var entry in new Fields(node, file, "'currencies'", problems).Entries)
        {
            if (entry.Key.Length != 3 || !entry.Key.All(char.IsAsciiLetterUpper)) problems.Error(file, entry.Line, $"'{entry.Key}' is not a currency", "write its three capital letters, such as USD");
            var fields = new Fields(entry.Value, file, $"the currency '{entry.Key}'", problems);
            all.Add(new CurrencyLimits(entry.Key, Amount("supervisor-authority"), Amount("day-budget")));
            fields.Done();

            decimal Amount(string name)
            {
                var text = fields.Text(name, "700.00");
                if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount <= 10_000_000 && decimal.Round(amount, 2) == amount) return amount;
                if (text.Length > 0) problems.Error(file, fields.Node(name)!.Line, $"'{name}' is '{text}'", $"write an amount in {entry.Key} without its name, such as 700.00");
                return 0;
            }
        }

        return all;
    }
}
