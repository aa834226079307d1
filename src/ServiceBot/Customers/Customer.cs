namespace ServiceBot.Customers;

/// <param name="ExternalId">The id the host page, the channel or the order system knows; null for a stranger.</param>
/// <param name="Orders">How many orders so far; part of equity.</param>
public sealed record Customer(CustomerId Id, string? ExternalId, string? Name, string? Tier, DateOnly? Since, int Orders)
{
    /// <summary>Customers that this one has brought.</summary>
    public int Referrals { get; init; }

    /// <summary>In how many of the last twelve months there was contact or a purchase: regular, not once.</summary>
    public int ContactMonths { get; init; }

    /// <summary>When the company's system was last asked about this customer.</summary>
    public DateTimeOffset? SourceReadAt { get; init; }
}

/// <summary>How we know who speaks (decisions.md 15); a field of the conversation.</summary>
public enum Proof
{
    /// <summary>Status and times only: no personal data, no money.</summary>
    None,
    /// <summary>Signed by the host page.</summary>
    HostPage,
    /// <summary>Authenticated by the channel.</summary>
    Channel,
    /// <summary>Knows what the order's owner knows; holds for that order only.</summary>
    OrderPhone,
}

/// <summary>A customer as a channel knows them (decisions.md 15).</summary>
/// <param name="IsVerified">A token of the channel has said so. What nobody has proved never leads to the record of somebody who has.</param>
public sealed record CustomerAddress(string Channel, string ExternalId, bool IsVerified);
