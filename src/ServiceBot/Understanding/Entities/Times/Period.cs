namespace ServiceBot.Understanding.Entities.Times;

/// <summary>A time that reaches over a while.</summary>
/// <param name="Edge">Of a limit the moment that is named; of a range ("周一到周五") where the last of it begins.</param>
internal readonly record struct Period(Days.Span Span, TimeLimit Limit = TimeLimit.None, DateTime? Edge = null)
{
    /// <summary>Hands out a period without limits and returns the token after it, as readers do.</summary>
    public static int Put(Days.Span span, int end, out Period period)
    {
        period = new Period(span);
        return end;
    }
}
