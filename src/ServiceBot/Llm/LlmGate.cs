namespace ServiceBot.Llm;

/// <summary>
/// Keeps customers from waiting for a model that does not answer: after some failures in a row nobody asks for a minute, then one does and shows whether it is back.
/// And at no time do many wait at once. Any number of threads may use it.
/// </summary>
/// <param name="random">0..1: nodes that were shut out together do not come back together.</param>
internal sealed class LlmGate(TimeProvider time, Func<double> random)
{
    /// <summary>A count and not a share: one asks so seldom that a share of a time window would hardly ever be reached.</summary>
    private const int MostFailures = 3;

    private const int MostAtOnce = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MostJitter = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private int failures;
    private int asking;
    private long shutAt;
    private TimeSpan shutFor;

    /// <summary>Whoever enters leaves by exactly one of <see cref="Succeeded"/>, <see cref="Failed"/> and <see cref="GaveUp"/>.</summary>
    public bool TryEnter()
    {
        lock (gate)
        {
            if (asking >= (failures < MostFailures ? MostAtOnce : 1)) return false;
            if (failures >= MostFailures && time.GetElapsedTime(shutAt) < shutFor) return false;
            asking++;
            return true;
        }
    }

    public void Succeeded()
    {
        lock (gate)
        {
            asking--;
            failures = 0;
        }
    }

    /// <returns>True when the gate has shut with it.</returns>
    public bool Failed()
    {
        lock (gate)
        {
            asking--;
            // Those that were under way when it shut do not make it shut for longer; the one that tries whether it is back does.
            if (failures >= MostFailures && time.GetElapsedTime(shutAt) < shutFor) return false;
            if (++failures < MostFailures) return false;
            failures = MostFailures;
            (shutAt, shutFor) = (time.GetTimestamp(), Pause + (MostJitter * random()));
            return true;
        }
    }

    /// <summary>Nobody waited for the answer: that says nothing about the model.</summary>
    public void GaveUp()
    {
        lock (gate) asking--;
    }
}
