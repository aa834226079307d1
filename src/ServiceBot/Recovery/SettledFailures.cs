namespace ServiceBot.Recovery;

/// <summary>What is compensated once, whoever reports it.</summary>
internal static class SettledFailures
{
    /// <summary>A room has other guests by then, and the same fault of the same room is another one.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(90);

    /// <summary>Stands in <c>settled_failure</c> for whoever shows that the order is theirs: for its owner, or for all customers of a site where the company's system names none.</summary>
    public static string Anybody(string site, string? owner) => owner is null ? $"site:{site}" : OrderOwners.Key(site, owner);
}
