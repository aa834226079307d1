using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>When a delivery is tried again, and when it is given up.</summary>
internal static class Backoff
{
    /// <summary>With <see cref="Longest"/> about twenty minutes: longer than a restart, shorter than a customer waits for an answer.</summary>
    public const int MostTries = 12;

    /// <summary>About a day: whoever has left the page waits for the mail and for nothing else, and mail servers are down for hours.</summary>
    public const int MostTriesToReach = 290;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    // A receiver that names a day would park a conversation for a day.
    private static readonly TimeSpan LongestWish = TimeSpan.FromMinutes(15);

    public static bool GivesUp(string channel, int tries) => tries >= (channel == ReachRows.Channel ? MostTriesToReach : MostTries);

    /// <param name="tries">Including the one that failed.</param>
    /// <param name="wish">What the receiver asked for (Retry-After).</param>
    /// <param name="jitter">0..1: spreads those that failed together over half the pause.</param>
    public static TimeSpan After(int tries, TimeSpan? wish, double jitter)
    {
        var pause = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(tries, 16)), Longest.TotalSeconds));
        if (wish is { } asked && asked > pause) return asked < LongestWish ? asked + (TimeSpan.FromSeconds(1) * jitter) : LongestWish;
        return pause * (0.75 + (jitter / 2));
    }
}
