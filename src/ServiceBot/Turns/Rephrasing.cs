using ServiceBot.Dialogs;
using ServiceBot.Llm;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Turns;

/// <summary>
/// Has the bot's reply worded anew by a language model, and says its own wherever the new one is not plainly the same (decision 11). Buttons, cards and coupons stay as they are.
/// </summary>
internal static class Rephrasing
{
    // "OK." needs no other words.
    private const int Shortest = 12;

    /// <param name="putIn">What dialogs put into their wordings.</param>
    /// <param name="read">Reads a text as a customer's would be.</param>
    /// <param name="note">For the desk: what the bot's own words were.</param>
    public static async ValueTask RunAsync(List<Bubble> bubbles, Rephraser rephraser, IReadOnlyCollection<string> putIn, Locale locale, Func<string, UnderstoodMessage> read, Action<BotNote> note, CancellationToken cancellation)
    {
        var asked = new List<(int Bubble, MarkedText Marked, UnderstoodMessage Read)>();
        for (var i = 0; i < bubbles.Count; i++)
        {
            if (bubbles[i] is not { Coupon: null, Text.Length: >= Shortest and <= Rephraser.LongestText } bubble) continue;
            var own = read(bubble.Text);
            asked.Add((i, MarkedText.Of(bubble.Text, own.Entities, [.. putIn, .. Titles(bubble)]), own));
        }

        if (asked.Count == 0 || await rephraser.RephraseAsync([.. asked.Select(a => a.Marked.Text)], locale, cancellation) is not { } said) return;
        for (var i = 0; i < asked.Count; i++)
        {
            var (at, marked, own) = asked[i];
            if (marked.Back(said[i].Trim()) is not { } text || text == bubbles[at].Text || !RephraseCheck.SaysTheSame(bubbles[at].Text, text, own, read(text))) continue;
            note(BotNote.Reworded(bubbles[at].Text));
            bubbles[at] = bubbles[at] with { Text = text };
        }
    }

    private static IEnumerable<string> Titles(Bubble bubble) => bubble.Choices.Concat(bubble.Beside.SelectMany(b => b.Choices)).Select(c => c.Title);
}
