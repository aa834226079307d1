namespace ServiceBot.Benchmarks.Load;

/// <summary>Late parcels for one server's customers, each with an owner and a phone of its own: one failure is made good once, whoever complains of it.</summary>
/// <param name="count">How many its pack has.</param>
internal sealed class LoadOrders(int count)
{
    /// <summary>As many as a file of a pack may hold.</summary>
    public const int Most = 11_000;

    private const int OfWarmUp = 1_000;

    private int taken;
    private int kept;

    /// <summary>What was complained of so far is left alone from now on, as long as there are others.</summary>
    public void BeginFresh()
    {
        kept = Math.Min(OfWarmUp, count - 1);
        taken = 0;
    }

    public LoadOrder Next()
    {
        var turn = Interlocked.Increment(ref taken) - 1;
        return new LoadOrder(kept > 0 ? kept + (turn % (count - kept)) : turn % Math.Min(OfWarmUp, count));
    }
}

internal readonly record struct LoadOrder(int Index)
{
    public string Number => $"SF7{Index:D12}";

    /// <summary>The end of the phone number that the order's owner knows.</summary>
    public string PhoneEnd => $"{Index % 10_000:D4}";
}
