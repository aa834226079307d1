using System.Globalization;

namespace ServiceBot.Packs;

/// <summary>A number that is written out in a rule, or one of the policy's by its name.</summary>
public sealed record Figure(string? Name, decimal Written)
{
    private readonly Func<PolicyTable, decimal>? named = Name is null ? null : PolicyFields.Numeric(Name)?.Number;

    public decimal Of(PolicyTable policy) => named is null ? Written : named(policy);

    public override string ToString() => Name ?? Written.ToString("0.##", CultureInfo.InvariantCulture);
}

public enum Comparison
{
    Is,
    Over,
    Under,
    AtLeast,
    AtMost,
}

/// <summary>"over 12", "at most goodwill-after-hours", "under 18".</summary>
public sealed record NumberTest(Comparison Comparison, Figure Than)
{
    public bool Holds(decimal number, PolicyTable policy)
    {
        var than = Than.Of(policy);
        return Comparison switch
        {
            Comparison.Over => number > than,
            Comparison.Under => number < than,
            Comparison.AtLeast => number >= than,
            Comparison.AtMost => number <= than,
            _ => number == than,
        };
    }

    /// <summary>"&gt;", for the sentence of a reason.</summary>
    public string Sign => Comparison switch
    {
        Comparison.Over => ">",
        Comparison.Under => "<",
        Comparison.AtLeast => ">=",
        Comparison.AtMost => "<=",
        _ => "=",
    };

    public override string ToString() => Comparison switch
    {
        Comparison.Over => $"over {Than}",
        Comparison.Under => $"under {Than}",
        Comparison.AtLeast => $"at least {Than}",
        Comparison.AtMost => $"at most {Than}",
        _ => Than.ToString(),
    };
}

/// <summary>What a fact of the subject has to say: one of some words (<c>status: [lost, returned]</c>), or a number (<c>reading: under 18</c>). A fact that is not known passes no test.</summary>
public sealed record FactTest(string Fact, IReadOnlyList<string> Words, NumberTest? Number)
{
    public bool Holds(string? value) => Holds(value, PolicyFields.Empty);

    public bool Holds(string? value, PolicyTable policy)
    {
        if (string.IsNullOrEmpty(value)) return false;
        if (Number is not null) return decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && Number.Holds(number, policy);
        for (var i = 0; i < Words.Count; i++)
            if (string.Equals(Words[i], value, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    public override string ToString() => Number is not null ? $"{Fact} {Number}" : $"{Fact} {string.Join(" or ", Words)}";
}
