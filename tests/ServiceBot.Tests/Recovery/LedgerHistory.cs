using ServiceBot.Recovery;

namespace ServiceBot.Tests.Recovery;

/// <summary>Generated histories of the ledger: claims twice, budgets changed, coupons ended before they were given, in any order.</summary>
internal static class LedgerHistory
{
    public const long CustomerCap = 60_00;
    public const long Campaign = 150_00;
    public const long LargestBudget = 400_00;

    /// <param name="End">Null: a claim.</param>
    public sealed record Act(string Case, int Customer, long Amount, long Budget, bool DrawsOnCampaign, CouponEnd? End);

    public static IEnumerable<Act> Generate(int seed, int acts)
    {
        var random = new Random(seed);
        for (var n = 0; n < acts; n++)
        {
            var number = random.Next(acts * 2 / 3);
            yield return new Act(
                $"cs_{number}",
                number % 15,
                random.Next(1, 12_00),
                random.Next(4) == 0 ? LargestBudget / 2 : LargestBudget,
                random.Next(2) == 0,
                random.Next(4) == 0 ? (CouponEnd)random.Next(3) : null);
        }
    }
}
