using System.Globalization;
using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>The words of a decision's reason, in English, for the log and for who replays it.</summary>
internal static class Sentences
{
    /// <summary>What of the facts let a row decide: "late by nature, 26 h &gt; 12 h", "too-cold by our fault, reading 15.5 &lt; 18".</summary>
    public static string Why(Claim claim, DecisionRow row)
    {
        if (row.Gives.Because is { } because) return because;
        var (failure, when) = (claim.Failure, row.When);
        if (!failure.Failure.IsClocked && row.Gives.Give == GrantKind.Standard && claim.Standard is { } standard) return $"standard {standard.Id} missed";
        var why = string.Create(CultureInfo.InvariantCulture, $"{failure.Failure.Id} by {By(failure)}");
        if (failure.Failure.IsClocked)
        {
            why = string.Create(CultureInfo.InvariantCulture, $"{why}, {Hours(failure.Late):0.##} h");
            if (when.LateHours is { } late) why = string.Create(CultureInfo.InvariantCulture, $"{why} {late.Sign} {late.Than.Of(claim.Policy):0.##} h");
        }
        foreach (var test in when.Facts)
        {
            why += test.Number is { } number
                ? string.Create(CultureInfo.InvariantCulture, $", {test.Fact} {failure.Facts[test.Fact]} {number.Sign} {number.Than.Of(claim.Policy):0.##}")
                : $", {test.Fact} {failure.Facts[test.Fact]}";
        }
        return why;
    }

    public static string Restored(string why, string what, Money? price, decimal rate, Money? refund, Money? coupon)
    {
        var money = refund is { } r ? $"{Percent(rate)} of {what} {price} = {r}" : $"{what} unknown";
        return $"{why}: in kind or refund, {money}{(coupon is { } c ? $", with a coupon of {c}" : "")}";
    }

    public static string CoolDown(TimeSpan since, int days) => $"no gesture, the last money was given {Number((decimal)Math.Floor(since.TotalDays))} days ago, cool-down {days} days";

    public static string Person(PersonReason person, ServiceFailure failure, PolicyTable policy, PolicyMoment moment) => person switch
    {
        PersonReason.SecondFailure when RemedyPolicy.HasFailedAgain(failure, policy, moment) =>
            $"; failed again {Number((decimal)Math.Floor((moment.Now - failure.History.LastRecovered!.Value).TotalDays))} days after it was made good: to a person with the amount prepared",
        PersonReason.SecondFailure => $"; second failure within {policy.SecondFailureDays} days: to a person with the amount prepared",
        PersonReason.SerialClaims => $"; {failure.History.ClaimsInWindow + 1} claims within {policy.SerialDays} days: to a person with the amount prepared",
        PersonReason.Severity => $"; severity {failure.Severity}: to a person with the amount prepared",
        PersonReason.BudgetSpent => $"; more than the budget has left, {moment.BudgetLeft}: to a person with the amount prepared",
        _ => $"; beyond the bot's authority of {Amount(policy.BotAuthority)} {moment.Currency} or the customer's {Amount(policy.CustomerCap)}: to a person with the amount prepared",
    };

    public static string Percent(decimal rate) => string.Create(CultureInfo.InvariantCulture, $"{rate * 100:0.##} %");

    public static string Amount(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    private static string By(ServiceFailure failure) => failure.Attribution switch
    {
        Attribution.Nature => "nature",
        Attribution.Partner => "a partner",
        Attribution.Firm => "our fault",
        Attribution.Customer => "the customer",
        _ => "an unknown cause",
    };

    private static decimal Hours(TimeSpan time) => Math.Round((decimal)time.TotalHours, 1);

    private static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
