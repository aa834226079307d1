using ServiceBot.Facts;
using ServiceBot.Packs;

namespace ServiceBot.Dialogs.Subject;

/// <summary>Which of a customer's orders a matter is likely about, the likeliest first; the last test takes any.</summary>
internal static class SubjectFits
{
    /// <summary>Who complains of a rude courier has met one lately.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    public static IReadOnlyList<Func<Fact, bool>> For(FailureKind failure, DateTimeOffset now) => failure switch
    {
        { IsLateArrival: true } => [f => IsOnTheWay(f) && IsOverdue(f, now), IsOnTheWay, WasLate, Any],
        { IsGone: true } => [failure.IsShownBy, f => IsOnTheWay(f) && IsOverdue(f, now), IsOnTheWay, Any],
        { Matter: FailureMatter.Goods } => [f => Status(f) == "delivered", Any],
        { Matter: FailureMatter.Conduct } => [f => Status(f) == "out-for-delivery" || now - f.Time("delivered") < Lately, Any],
        { ShownBy.Count: > 0 } => [failure.IsShownBy, Any],
        _ => [Any],
    };

    public static IReadOnlyList<Func<Fact, bool>> ForEnquiry { get; } = [IsOnTheWay, Any];

    public static bool IsOnTheWay(Fact fact) => Status(fact) is not ("delivered" or "returned" or "lost");

    public static string? Status(Fact fact) => fact.Text("status");

    private static bool IsOverdue(Fact fact, DateTimeOffset now) => fact.Time("promised") < now;

    private static bool WasLate(Fact fact) => fact.Time("delivered") > fact.Time("promised");

    private static bool Any(Fact fact) => true;
}
