using ServiceBot.Customers;

namespace ServiceBot.Dialogs;

/// <summary>How the customer of this turn may be reached when the page is closed.</summary>
/// <param name="Kinds">What is configured: mail, text.</param>
/// <param name="Known">What the customer has given; null for nothing.</param>
/// <param name="WasAsked">They were asked for an address in this conversation.</param>
public sealed record ReachView(IReadOnlyList<string> Kinds, CustomerReach? Known, bool WasAsked)
{
    public bool Has(string kind) => Kinds.Contains(kind);
}

/// <summary>What a turn does to the customer's address.</summary>
/// <param name="Put">Null: it is removed.</param>
/// <param name="SendsCode">A code goes there with this turn.</param>
public sealed record ReachChange(CustomerReach? Put, bool SendsCode = false);
