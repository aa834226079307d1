using ServiceBot.Guards;
using ServiceBot.Recovery;

namespace ServiceBot.Turns;

/// <summary>What was done or set going, as the cases of the conversation have it.</summary>
internal static class Deeds
{
    /// <param name="isOrdered">Set going is enough.</param>
    public static bool IsTrue(IReadOnlyList<ComplaintCase> cases, Deed deed, bool isOrdered)
    {
        foreach (var matter in cases)
        {
            foreach (var kind in matter.Done)
                if (Is(kind, deed) || deed == Deed.Done) return true;
            foreach (var given in matter.Given)
                // A coupon exists with the ledger's row.
                if ((isOrdered || given.Kind == RemedyKind.Coupon) && Is(given.Kind, deed)) return true;
        }

        return false;
    }

    /// <summary>The remedy that is being arranged and that a sentence says is done; null when there is none.</summary>
    public static RemedyKind? Ordered(IReadOnlyList<ComplaintCase> cases, Deed deed)
    {
        foreach (var matter in cases)
            foreach (var given in matter.Given)
                if (Is(given.Kind, deed) && !matter.Stuck.Contains(given.Kind)) return given.Kind;
        return null;
    }

    private static bool Is(RemedyKind kind, Deed deed) => deed switch
    {
        Deed.Refund => kind == RemedyKind.Refund,
        Deed.Coupon => kind == RemedyKind.Coupon,
        Deed.Goods => kind is RemedyKind.Replacement or RemedyKind.Redelivery,
        Deed.Visit => kind == RemedyKind.Visit,
        Deed.Points => kind == RemedyKind.Points,
        Deed.Priority => kind == RemedyKind.Priority,
        _ => false,
    };
}
