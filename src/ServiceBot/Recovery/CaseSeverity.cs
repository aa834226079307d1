using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>0..4 from the pack's number and the facts; mood plays no part, since money follows severity.</summary>
public static class CaseSeverity
{
    // Later than a week a late thing is as good as lost.
    private const double AsGoodAsLostHours = 7 * 24;

    /// <param name="late">By how much the promised time was missed; zero or less is not late.</param>
    /// <param name="isConfirmed">The company's data show the failure.</param>
    public static int Of(ComplaintKind kind, PolicyTable policy, TimeSpan late, bool isConfirmed)
    {
        var severity = kind.Failure switch
        {
            { IsClocked: true } when late <= TimeSpan.Zero => 0,
            { IsClocked: true } when late.TotalHours <= (double)policy.GoodwillAfterHours => Math.Min(kind.Severity, 1),
            { IsClocked: true } => Math.Max(kind.Severity, late.TotalHours > AsGoodAsLostHours ? 3 : 2),
            { ShownBy.Count: > 0 } when !isConfirmed => Math.Min(kind.Severity, 2),
            _ => kind.Severity,
        };
        return Math.Clamp(severity, 0, 4);
    }
}
