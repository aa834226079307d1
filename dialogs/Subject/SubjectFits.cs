using System.Text.RegularExpressions;
using ServiceBot.Facts;
using ServiceBot.Packs;

namespace ServiceBot.Dialogs.Subject;

/// <summary>Which of a customer's subjects a matter is likely about, the likeliest first; the last test takes any.</summary>
internal static partial class SubjectFits
{
    /// <summary>Who complains of somebody's manner has met him lately.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    public static IReadOnlyList<Func<Fact, bool>> For(DialogContext context, FailureKind failure)
    {
        var (now, states) = (context.Now, context.Pack.Subject.States);
        return failure switch
        {
            { IsLateArrival: true } => [f => states.IsOpen(f) && IsOverdue(f, now), states.IsOpen, WasLate, Any],
            { IsGone: true } => [failure.IsShownBy, f => states.IsOpen(f) && IsOverdue(f, now), states.IsOpen, Any],
            { Matter: FailureMatter.Goods } => [states.IsDone, Any],
            { Matter: FailureMatter.Conduct } => [f => states.IsUnderway(f) || now - f.Time("delivered") < Lately, Any],
            { ShownBy.Count: > 0 } => [failure.IsShownBy, Any],
            _ => [Any],
        };
    }

    /// <summary>Who speaks of what came yesterday asks about none that is still open.</summary>
    public static IReadOnlyList<Func<Fact, bool>> ForEnquiry(DialogContext context) =>
        !context.Heard.IsQuestion && Received().IsMatch(context.Heard.Text) ? [context.Pack.Subject.States.IsDone, Any] : [context.Pack.Subject.States.IsOpen, Any];

    [GeneratedRegex(
        @"(?<![没未沒還还])(收到|拿到|签收|簽收)(?![吗嗎没沒不])" +
        @"|\b(i|we)( have|['’]ve)? (just )?(got|received)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Received();

    private static bool IsOverdue(Fact fact, DateTimeOffset now) => fact.Time("promised") < now;

    private static bool WasLate(Fact fact) => fact.Time("delivered") > fact.Time("promised");

    private static bool Any(Fact fact) => true;
}
