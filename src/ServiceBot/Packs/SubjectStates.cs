using ServiceBot.Facts;

namespace ServiceBot.Packs;

/// <summary>What the words of the fact <c>status</c> mean to the rules: packs name them as their company does. A subject without a status is open.</summary>
/// <param name="Done">It has come, been done, been paid: <c>delivered</c> says when.</param>
/// <param name="Underway">It is coming now.</param>
/// <param name="Over">It will not come any more: sent back, cancelled, lost.</param>
public sealed record SubjectStates(IReadOnlyList<string> Done, IReadOnlyList<string> Underway, IReadOnlyList<string> Over)
{
    public bool IsDone(Fact fact) => Is(fact, Done);

    public bool IsUnderway(Fact fact) => Is(fact, Underway);

    public bool IsOver(Fact fact) => Is(fact, Over);

    public bool IsOpen(Fact fact) => !IsDone(fact) && !IsOver(fact);

    private static bool Is(Fact fact, IReadOnlyList<string> words)
    {
        if (fact.Text("status") is not { } status) return false;
        for (var i = 0; i < words.Count; i++)
            if (words[i] == status) return true;
        return false;
    }
}
