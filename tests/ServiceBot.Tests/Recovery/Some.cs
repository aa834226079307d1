using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Tests.Recovery;

/// <summary>A company's policy, its kinds of complaint and failures, with numbers of their own.</summary>
internal static class Some
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8));

    public static PolicyTable Policy { get; } = new()
    {
        GestureRate = 0.3m, RestoreRate = 1m, HumanRate = 1.2m, TimeValuePerDay = 0m, GoodwillRate = 0.2m, GoodwillAfterHours = 12m,
        Sincerity = 5m, RudenessToken = 0m, Floor = 2m, Cap = 150m, CapOfPrice = 1.5m, BotAuthority = 200m, AgentAuthority = 500m, SupervisorAuthority = 5000m,
        DayBudget = 1000m, CouponValidDays = 60, CoolDownDays = 14, SecondFailureDays = 30, SerialClaims = 3, SerialDays = 90, CustomerCap = 400m,
        Holdout = 0m, LoyalTiers = ["gold", "platinum"], FindingHours = 4m, UpdateHours = 24m, ArrangeHours = 24m, MessageHours = 4m, Brand = 0m, MinutesPerWaiting = 4m,
    };

    public static PolicyMoment Moment { get; } = new(Now, "CNY", "v1", Yuan(1000));

    public static ServiceStandard DeliveryBy { get; } = new("delivery-by", "delivery", new LocalizedText("按时送达", "準時送達", "On time"), ["weather", "traffic", "carrier"], "refund-freight");

    public static ComplaintKind Kind(FailureKind failure) => new()
    {
        Id = failure.Id,
        Name = new LocalizedText("延误", "延誤", "A failure"),
        Failure = failure,
        Needs = [],
        Causes = ["weather", "sorting", "carrier"],
        Standard = null,
        Dimension = "reliability",
        Root = "process",
        Resource = failure.Id switch { "rude" => "respect", "damaged" or "lost" => "product", _ => "time" },
        Severity = 2,
        Remedies = ["explanation", "apology", "replacement", "refund", "coupon", "priority", "points"],
        NextNeeds = [],
        Examples = [],
    };

    public static ServiceFailure Failure(FailureKind kind, Attribution attribution = Attribution.Firm) => new()
    {
        ComplaintKind = kind.Id,
        Failure = kind,
        SubjectId = "P1",
        Cause = Cause(attribution),
        CauseKind = Cause(attribution),
        Attribution = attribution,
        Severity = 2,
        Late = kind.IsClocked ? TimeSpan.FromHours(26) : TimeSpan.Zero,
        Freight = Yuan(18),
        Value = Yuan(120),
        IsProven = true,
        History = CustomerHistory.Empty("CNY"),
    };

    public static ServiceBot.Facts.Fact Fact(params (string Name, string Value)[] values) =>
        new("order", "P1", null, values.ToDictionary(v => v.Name, v => v.Value), Now);

    public static Money Yuan(decimal amount) => Money.FromDecimal(amount, "CNY");

    private static string Cause(Attribution attribution) => attribution switch
    {
        Attribution.Nature => "weather",
        Attribution.Firm => "sorting",
        Attribution.Partner => "carrier",
        Attribution.Customer => "customer",
        _ => "unknown",
    };
}
