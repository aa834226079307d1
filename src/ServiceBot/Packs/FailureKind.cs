using ServiceBot.Facts;

namespace ServiceBot.Packs;

/// <summary>What can fail in a company's trade, as the pack's <c>policy.yaml</c> names it under <c>failures</c>: what shows it in the facts, and who answers for it.</summary>
/// <param name="Id">"late", "too-cold": complaint kinds and rules name it.</param>
public sealed record FailureKind(string Id)
{
    public FailureMatter Matter { get; init; } = FailureMatter.Service;

    /// <summary>A promised time shows it: the facts <c>promised</c> and <c>delivered</c>.</summary>
    public bool IsClocked { get; init; }

    /// <summary>What the facts say where it happened; empty: the clock shows it, or the customer's word counts.</summary>
    public IReadOnlyList<FactTest> ShownBy { get; init; } = [];

    /// <summary>Who answers for it while no cause is known: firm, partner, nature, customer, unknown.</summary>
    public string Fault { get; init; } = "unknown";

    /// <summary>The same once the facts show it; null: as <see cref="Fault"/>.</summary>
    public string? FaultWhenShown { get; init; }

    /// <summary>The customer sees that something has not come.</summary>
    public bool IsArrival => Matter == FailureMatter.Arrival;

    /// <summary>It has not come yet.</summary>
    public bool IsLateArrival => IsArrival && IsClocked;

    /// <summary>It will not come any more.</summary>
    public bool IsGone => IsArrival && !IsClocked;

    public bool IsShownBy(Fact? fact)
    {
        if (fact is null || ShownBy.Count == 0) return false;
        foreach (var test in ShownBy)
            if (!test.Holds(fact.Text(test.Fact))) return false;
        return true;
    }

    /// <summary>The five that the program brings along; a pack may name others.</summary>
    public static FailureKind Late => DecisionTable.BuiltIn.Failure("late")!;

    /// <inheritdoc cref="Late"/>
    public static FailureKind Damaged => DecisionTable.BuiltIn.Failure("damaged")!;

    /// <inheritdoc cref="Late"/>
    public static FailureKind Rude => DecisionTable.BuiltIn.Failure("rude")!;

    /// <inheritdoc cref="Late"/>
    public static FailureKind Lost => DecisionTable.BuiltIn.Failure("lost")!;

    /// <inheritdoc cref="Late"/>
    public static FailureKind Other => DecisionTable.BuiltIn.Failure("other")!;
}

/// <summary>What a failure is about, for the conversation: what else is asked with it, and which of a customer's subjects it is likely about.</summary>
public enum FailureMatter
{
    /// <summary>Something has not come.</summary>
    Arrival,
    /// <summary>Something is broken, wrong or incomplete.</summary>
    Goods,
    /// <summary>Somebody's manner.</summary>
    Conduct,
    /// <summary>Anything else.</summary>
    Service,
}
