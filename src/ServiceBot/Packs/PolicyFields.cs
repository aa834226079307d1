using System.Globalization;

namespace ServiceBot.Packs;

/// <summary>One number of the policy: its name in policy.yaml and in <c>@policy KEY=VALUE</c>, what may stand there, where it goes.</summary>
/// <param name="Example">What to write, for the sentence that says it is missing.</param>
/// <param name="Number">What stands there now; null for what is not a number.</param>
/// <param name="Show">The same as a manager would write it.</param>
internal sealed record PolicyField(string Key, string Example, Func<PolicyTable, string, PolicyEdit> Set, Func<PolicyTable, decimal>? Number, Func<PolicyTable, string> Show)
{
    /// <summary>A pack written before there was this number has its usual value.</summary>
    public bool IsOptional { get; init; }
}

/// <summary>The outcome of setting one value of the policy.</summary>
public abstract record PolicyEdit
{
    private PolicyEdit() { }

    public sealed record Accepted(PolicyTable Policy) : PolicyEdit;

    /// <param name="What">What is wrong, without a full stop.</param>
    /// <param name="Instead">What to write instead.</param>
    public sealed record Refused(string What, string Instead) : PolicyEdit;
}

internal static class PolicyFields
{
    /// <summary>Every number of the policy, in the order of the courier pack's policy.yaml.</summary>
    public static IReadOnlyList<PolicyField> All { get; } =
    [
        Share("gesture-rate", "20%", 1m, p => p.GestureRate, (p, v) => p with { GestureRate = v }),
        Share("restore-rate", "100%", 1.5m, p => p.RestoreRate, (p, v) => p with { RestoreRate = v }),
        Share("human-rate", "100%", 1.5m, p => p.HumanRate, (p, v) => p with { HumanRate = v }),
        Amount("time-value-per-day", "0.00", p => p.TimeValuePerDay, (p, v) => p with { TimeValuePerDay = v }),
        Share("goodwill-rate", "20%", 1m, p => p.GoodwillRate, (p, v) => p with { GoodwillRate = v }),
        Number("goodwill-after-hours", "12", 0, 24 * 90, p => p.GoodwillAfterHours, (p, v) => p with { GoodwillAfterHours = v }),
        Amount("sincerity", "5.00", p => p.Sincerity, (p, v) => p with { Sincerity = v }),
        Amount("rudeness-token", "0.00", p => p.RudenessToken, (p, v) => p with { RudenessToken = v }),
        Amount("floor", "2.00", p => p.Floor, (p, v) => p with { Floor = v }),
        Amount("cap", "100.00", p => p.Cap, (p, v) => p with { Cap = v }),
        Share("cap-of-price", "150%", 2m, p => p.CapOfPrice, (p, v) => p with { CapOfPrice = v }),
        Amount("bot-authority", "50.00", p => p.BotAuthority, (p, v) => p with { BotAuthority = v }),
        Amount("agent-authority", "200.00", p => p.AgentAuthority, (p, v) => p with { AgentAuthority = v }),
        Amount("supervisor-authority", "1000.00", p => p.SupervisorAuthority, (p, v) => p with { SupervisorAuthority = v }),
        Amount("day-budget", "2000.00", p => p.DayBudget, (p, v) => p with { DayBudget = v }),
        Amount("customer-cap", "200.00", p => p.CustomerCap, (p, v) => p with { CustomerCap = v }),
        Count("cool-down-days", "14", 0, 365, p => p.CoolDownDays, (p, v) => p with { CoolDownDays = v }),
        Count("second-failure-days", "30", 0, 365, p => p.SecondFailureDays, (p, v) => p with { SecondFailureDays = v }),
        Count("after-recovery-days", "180", 0, 3650, p => p.AfterRecoveryDays, (p, v) => p with { AfterRecoveryDays = v }) with { IsOptional = true },
        Count("serial-claims", "3", 1, 1000, p => p.SerialClaims, (p, v) => p with { SerialClaims = v }),
        Count("serial-days", "90", 1, 3650, p => p.SerialDays, (p, v) => p with { SerialDays = v }),
        Count("coupon-valid-days", "60", 1, 3650, p => p.CouponValidDays, (p, v) => p with { CouponValidDays = v }),
        Share("holdout", "0%", 1m, p => p.Holdout, (p, v) => p with { Holdout = v }),
        new("loyal-tiers", "[gold]", (p, v) => new PolicyEdit.Accepted(p with { LoyalTiers = v.Split([',', ' ', '[', ']'], StringSplitOptions.RemoveEmptyEntries) }),
            Number: null, p => $"[{string.Join(", ", p.LoyalTiers)}]"),
        Number("finding-hours", "4", 0.05m, 24 * 30, p => p.FindingHours, (p, v) => p with { FindingHours = v }),
        Number("update-hours", "24", 0.05m, 24 * 30, p => p.UpdateHours, (p, v) => p with { UpdateHours = v }),
        Number("arrange-hours", "24", 0.05m, 24 * 30, p => p.ArrangeHours, (p, v) => p with { ArrangeHours = v }),
        Number("message-hours", "4", 0.05m, 24 * 30, p => p.MessageHours, (p, v) => p with { MessageHours = v }),
        Number("urgent-hours", "0.5", 0.05m, 24, p => p.UrgentHours, (p, v) => p with { UrgentHours = v }) with { IsOptional = true },
        Number("minutes-per-waiting", "4", 0.1m, 24 * 60, p => p.MinutesPerWaiting, (p, v) => p with { MinutesPerWaiting = v }),
        Number("brand", "0", -5, 5, p => p.Brand, (p, v) => p with { Brand = v }),
    ];

    public static PolicyTable Empty { get; } = new()
    {
        GestureRate = 0, RestoreRate = 0, HumanRate = 0, TimeValuePerDay = 0, GoodwillRate = 0, GoodwillAfterHours = 0, Sincerity = 0, RudenessToken = 0,
        Floor = 0, Cap = 0, CapOfPrice = 0, BotAuthority = 0, AgentAuthority = 0, SupervisorAuthority = 0, DayBudget = 0, CustomerCap = 0, CoolDownDays = 0,
        SecondFailureDays = 0, SerialClaims = 1, SerialDays = 1, CouponValidDays = 1, Holdout = 0, LoyalTiers = [], FindingHours = 1, UpdateHours = 1,
        ArrangeHours = 1, MessageHours = 1, MinutesPerWaiting = 1, Brand = 0,
    };

    public static PolicyEdit Set(PolicyTable policy, string key, string value) =>
        All.FirstOrDefault(f => f.Key == key) is { } field
            ? field.Set(policy, value.Trim())
            : new PolicyEdit.Refused($"'{key}' is not known in the policy", Spelling.Instead(key, All.Select(f => f.Key)));

    /// <returns>Null when the policy has no number of this name.</returns>
    public static PolicyField? Numeric(string key) => All.FirstOrDefault(f => f.Key == key && f.Number is not null);

    // 0.2 and 20% are the same share.
    private static PolicyField Share(string key, string example, decimal most, Func<PolicyTable, decimal> get, Func<PolicyTable, decimal, PolicyTable> set) => new(key, example, (policy, value) =>
        Decimal(value.TrimEnd('%')) is { } number && (value.EndsWith('%') ? number / 100m : number) is var share && share >= 0 && share <= most
            ? new PolicyEdit.Accepted(set(policy, share))
            : Refuse(key, value, string.Create(CultureInfo.InvariantCulture, $"write a share from 0% to {most:0%}, such as {example}")),
        get, p => string.Create(CultureInfo.InvariantCulture, $"{get(p) * 100:0.##}%"));

    private static PolicyField Amount(string key, string example, Func<PolicyTable, decimal> get, Func<PolicyTable, decimal, PolicyTable> set) => new(key, example, (policy, value) =>
        Decimal(value) is { } amount && amount is >= 0 and <= 10_000_000 && decimal.Round(amount, 2) == amount
            ? new PolicyEdit.Accepted(set(policy, amount))
            : Refuse(key, value, $"write an amount in the site's currency without its name, such as {example}"),
        get, p => get(p).ToString("0.00", CultureInfo.InvariantCulture));

    private static PolicyField Number(string key, string example, decimal least, decimal most, Func<PolicyTable, decimal> get, Func<PolicyTable, decimal, PolicyTable> set) => new(key, example, (policy, value) =>
        Decimal(value) is { } number && number >= least && number <= most
            ? new PolicyEdit.Accepted(set(policy, number))
            : Refuse(key, value, string.Create(CultureInfo.InvariantCulture, $"write a number from {least} to {most}, such as {example}")),
        get, p => get(p).ToString("0.##", CultureInfo.InvariantCulture));

    private static PolicyField Count(string key, string example, int least, int most, Func<PolicyTable, int> get, Func<PolicyTable, int, PolicyTable> set) => new(key, example, (policy, value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? new PolicyEdit.Accepted(set(policy, number))
            : Refuse(key, value, $"write a whole number from {least} to {most}, such as {example}"),
        p => get(p), p => get(p).ToString(CultureInfo.InvariantCulture));

    // No thousands separators: '1,000' is one thousand to some and one to others.
    private static decimal? Decimal(string value) =>
        decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static PolicyEdit.Refused Refuse(string key, string value, string instead) => new($"'{key}' is '{value}'", instead);
}
