namespace ServiceBot.Recovery;

/// <summary>What is compensated once, whoever reports it.</summary>
internal static class SettledFailures
{
    /// <summary>A room has other guests by then, and the same fault of the same room is another one.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(90);

    /// <summary>Stands in <c>settled_failure</c> for all customers of a site.</summary>
    public static string Anybody(string site) => $"site:{site}";
}
