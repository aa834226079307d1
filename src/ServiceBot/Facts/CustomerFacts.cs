using ServiceBot.Packs;

namespace ServiceBot.Facts;

/// <summary>Customers as a kind of fact: the section <c>Facts:Customer</c> asks the company's system as it is asked for orders, and the sample knows its own.</summary>
public static class CustomerFacts
{
    public const string Kind = "customer";

    public static IReadOnlyList<FactType> Types { get; } =
    [
        Of("name", "text"), Of("tier", "text"), Of("since", "time"), Of("orders", "number"),
        // Customers that this one has brought; months of the last twelve with contact or a purchase.
        Of("referrals", "number"), Of("contact-months", "number"),
    ];

    private static FactType Of(string name, string type) => new(name, type, [], IsPersonal: true);
}
