using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>How a claim is looked at. It moves who decides and what is asked for first, never how much, and no word of it reaches the customer.</summary>
public enum Scrutiny
{
    /// <summary>By the policy's own count of claims.</summary>
    Ordinary,
    /// <summary>Evidence first, then a person.</summary>
    Closer,
    /// <summary>A person has looked and found nothing wrong: like anybody's first claim.</summary>
    Cleared,
}

/// <summary>Why somebody's claims are looked at more closely. It ends by itself, and an agent can lift it.</summary>
/// <param name="Reason">serial-claims, velocity, shared-phone, shared-address, shared-payment, shared-device.</param>
/// <param name="Claims">How many claims led to it, this one included.</param>
/// <param name="Customers">Of how many customers, this one included.</param>
/// <param name="Days">Within how many days.</param>
public sealed record ClaimFlag(string Id, CustomerId Customer, string Reason, int Claims, int Customers, int Days, DateTimeOffset RaisedAt, DateTimeOffset ExpiresAt)
{
    public DateTimeOffset? LiftedAt { get; init; }

    /// <summary>The agent's id.</summary>
    public string? LiftedBy { get; init; }

    public string? LiftedWhy { get; init; }
}

/// <summary>What a claim has in common with others, as a keyed hash.</summary>
/// <param name="Kind">phone, address, payment, device.</param>
public sealed record ClaimMark(string Kind, string Mark);

/// <summary>How often others have claimed with the same mark.</summary>
public sealed record MarkSeen(string Kind, int Claims, int Customers);

/// <summary>What is known of a customer's claims beside this one.</summary>
/// <param name="Flags">Not expired; lifted ones among them.</param>
/// <param name="LastDay">Claims of the last 24 hours.</param>
public sealed record ClaimSigns(IReadOnlyList<ClaimFlag> Flags, int InWindow, int LastDay, IReadOnlyList<MarkSeen> Seen);

/// <summary>What became of looking at a claim; written in the turn's transaction.</summary>
public sealed record ClaimReview(CaseId Case, CustomerId Customer, Scrutiny Scrutiny, IReadOnlyList<ClaimMark> Marks, IReadOnlyList<ClaimFlag> Raised)
{
    public bool IsAnything => Marks.Count > 0 || Raised.Count > 0;
}

/// <summary>When claims are looked at more closely (recovery.md §4, §9). Pure; quiet: its outcome is a photo asked for in the usual words, and a person.</summary>
public static class ClaimRules
{
    private const int FastClaims = 3;
    // Who lives in one house has one address: it takes more claims, and more people, before that means anything.
    private const int HouseholdFactor = 2;
    private const int Household = 3;

    public static (Scrutiny Scrutiny, IReadOnlyList<ClaimFlag> Raised) Judge(CustomerId customer, ClaimSigns signs, PolicyTable policy, DateTimeOffset now, Func<string> id)
    {
        List<ClaimFlag>? raised = null;
        // Nearly everybody: too few claims for any of the reasons.
        if (signs is { Flags.Count: 0, Seen.Count: 0 } && signs.InWindow + 1 < policy.SerialClaims && signs.LastDay + 1 < FastClaims) return (Scrutiny.Ordinary, []);
        foreach (var (reason, claims, customers, days) in Found(signs, policy))
        {
            // Lifted or not, it stands until it ends: what an agent has lifted is not raised again by the same claims.
            if (signs.Flags.Any(flag => flag.Reason == reason)) continue;
            (raised ??= []).Add(new ClaimFlag(id(), customer, reason, claims, customers, days, now, now.AddDays(policy.SerialDays)));
        }

        var isCloser = raised is not null || signs.Flags.Any(static flag => flag.LiftedAt is null);
        return (isCloser ? Scrutiny.Closer : signs.Flags.Count > 0 ? Scrutiny.Cleared : Scrutiny.Ordinary, raised ?? (IReadOnlyList<ClaimFlag>)[]);
    }

    private static IEnumerable<(string Reason, int Claims, int Customers, int Days)> Found(ClaimSigns signs, PolicyTable policy)
    {
        if (signs.InWindow + 1 >= policy.SerialClaims) yield return ("serial-claims", signs.InWindow + 1, 1, policy.SerialDays);
        if (signs.LastDay + 1 >= FastClaims) yield return ("velocity", signs.LastDay + 1, 1, 1);
        foreach (var (kind, claims, customers) in signs.Seen)
        {
            var isHouse = kind == "address";
            if (claims + 1 < policy.SerialClaims * (isHouse ? HouseholdFactor : 1) || customers < (isHouse ? Household : 1)) continue;
            yield return ($"shared-{kind}", claims + 1, customers + 1, policy.SerialDays);
        }
    }
}
