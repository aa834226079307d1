namespace ServiceBot.Guards;

/// <summary>What a sentence may say was done.</summary>
public enum Deed
{
    Refund,
    Coupon,
    /// <summary>A replacement or a new delivery has left.</summary>
    Goods,
    /// <summary>A visit, an appointment, somebody on the way.</summary>
    Visit,
    Points,
    Priority,
    /// <summary>Somebody was called, or reached otherwise.</summary>
    Called,
    /// <summary>An order, an address, a date was changed or cancelled.</summary>
    Changed,
    /// <summary>"It is all done": without a word what.</summary>
    Done,
}

/// <summary>A sentence that says that something was done.</summary>
/// <param name="IsOrdered">It says no more than that it was set going ("a refund was requested").</param>
/// <param name="Start">Where the sentence begins in the text.</param>
/// <param name="Length">With its full stop.</param>
public readonly record struct SaidDeed(Deed Deed, bool IsOrdered, int Start, int Length);
