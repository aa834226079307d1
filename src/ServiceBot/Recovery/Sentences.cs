using System.Globalization;
using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>The words of a decision's reason, in English, for the log and for who replays it.</summary>
internal static class Sentences
{
    public static string Late(ServiceFailure failure) => string.Create(CultureInfo.InvariantCulture, $"late by {By(failure)}, {Hours(failure.Late):0.##} h");

    public static string LateWithin(ServiceFailure failure, PolicyTable policy) =>
        string.Create(CultureInfo.InvariantCulture, $"late by {By(failure)}, {Hours(failure.Late):0.##} h <= {policy.GoodwillAfterHours:0.##} h: an explanation, nothing is owed");

    public static string LateBeyond(ServiceFailure failure, PolicyTable policy) =>
        string.Create(CultureInfo.InvariantCulture, $"late by {By(failure)}, {Hours(failure.Late):0.##} h > {policy.GoodwillAfterHours:0.##} h");

    public static string NotOurs(ServiceFailure failure) => failure.CauseKind == "unknown"
        ? "cause unknown: the finding is promised, nothing else is owed"
        : $"caused by {By(failure)}: explanation and help, nothing is owed";

    public static string Restored(ServiceFailure failure, decimal rate, Money? refund, Money? coupon)
    {
        var money = refund is { } r ? $"{Percent(rate)} of value {failure.Value} = {r}" : "value unknown";
        return $"{failure.Failure.ToString().ToLowerInvariant()}: in kind or refund, {money}{(coupon is { } c ? $", with a coupon of {c}" : "")}";
    }

    public static string CoolDown(TimeSpan since, int days) => $"no gesture, the last money was given {Number((decimal)Math.Floor(since.TotalDays))} days ago, cool-down {days} days";

    public static string Person(PersonReason person, ServiceFailure failure, PolicyTable policy, PolicyMoment moment) => person switch
    {
        PersonReason.SecondFailure => $"; second failure within {policy.SecondFailureDays} days: to a person with the amount prepared",
        PersonReason.SerialClaims => $"; {failure.History.ClaimsInWindow + 1} claims within {policy.SerialDays} days: to a person with the amount prepared",
        PersonReason.Severity => $"; severity {failure.Severity}: to a person with the amount prepared",
        PersonReason.BudgetSpent => $"; more than the day's budget has left, {moment.BudgetLeft}: to a person with the amount prepared",
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
