using System.Diagnostics;

namespace ServiceBot.Turns;

/// <summary>
/// Places where the fault tests kill this very process as `kill -9` would (guarantees.md F1). Nothing happens unless SERVICEBOT_CRASH_AT
/// names the point, and then at its n-th passing: "turn:before-commit#3".
/// </summary>
internal static class CrashPoint
{
    private static readonly string? Wanted = Environment.GetEnvironmentVariable("SERVICEBOT_CRASH_AT");
    private static readonly string? Name = Wanted?.Split('#')[0];
    private static int left = Wanted is not null && Wanted.Contains('#') && int.TryParse(Wanted.Split('#')[1], out var n) ? n : 1;

    public static void Reached(string point)
    {
        if (Name is null || !string.Equals(Name, point, StringComparison.Ordinal)) return;
        if (Interlocked.Decrement(ref left) == 0) Process.GetCurrentProcess().Kill();
    }
}
