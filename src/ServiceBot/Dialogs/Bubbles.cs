namespace ServiceBot.Dialogs;

/// <summary>At most <see cref="Most"/> bubbles a turn: what one dialog says, and what several things that happened at one moment make the bot say.</summary>
internal static class Bubbles
{
    public const int Most = 3;

    /// <summary>The two shortest neighbours become one; a coupon stays the last thing of its bubble, and none is lost.</summary>
    public static void PutTogether(List<Bubble> bubbles)
    {
        while (bubbles.Count > Most && Shortest(bubbles) is { } at)
        {
            var (first, second) = (bubbles[at], bubbles[at + 1]);
            bubbles[at] = second with { Text = $"{first.Text}\n{second.Text}", Coupon = second.Coupon ?? first.Coupon, IsFact = first.IsFact && second.IsFact };
            bubbles.RemoveAt(at + 1);
        }
    }

    private static int? Shortest(List<Bubble> bubbles) => Enumerable.Range(0, bubbles.Count - 1)
        .Where(i => bubbles[i].Coupon is null || bubbles[i + 1].Coupon is null)
        .OrderBy(i => bubbles[i].Coupon is not null)
        .ThenBy(i => bubbles[i].Text.Length + bubbles[i + 1].Text.Length)
        .Cast<int?>()
        .FirstOrDefault();
}
