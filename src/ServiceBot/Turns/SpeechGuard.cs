using ServiceBot.Dialogs;
using ServiceBot.Guards;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Turns;

/// <summary>
/// The last look at what the bot is about to say, whoever worded it: dialog, pack or model. Nothing says done before it is done, nobody is told sorry twice for one
/// failure without something new, nobody is promised that we will do better, and who is angry is answered plainly. What was changed stands in the journal.
/// </summary>
internal static class SpeechGuard
{
    public static IReadOnlyList<WordingKey> Keys { get; } = [new("guard.arranging", "remedy"), new("guard.arranging.refund"), new("guard.not-confirmed")];

    /// <param name="before">Cases as the turn found them.</param>
    /// <param name="after">The same with what the turn did.</param>
    /// <param name="note">For the desk: what was taken out.</param>
    /// <returns>The case whose one apology a free text has made; null when none did, or the dialog has counted it itself.</returns>
    public static ComplaintCase? Check(List<Bubble> bubbles, Pack pack, Heard heard, IReadOnlyList<ComplaintCase> before, IReadOnlyList<ComplaintCase> after, Action<BotNote> note)
    {
        if (bubbles.Count == 0) return null;
        Func<Deed, bool, bool>? isTrue = null;
        ApologyAllowance? apologies = null;
        for (var i = 0; i < bubbles.Count; i++)
        {
            var text = bubbles[i].Text;
            var claims = bubbles[i].IsFact ? [] : Claims(text, pack, isTrue ??= (deed, isOrdered) => Deeds.IsTrue(after, deed, isOrdered));
            if (claims.Count > 0) text = Honest(text, claims, pack, heard.Locale, after, note);
            text = Without(text, ApologyFinder.EmptyPromises(text), static _ => "", BotNote.EmptyPromise, note);
            if (ApologyFinder.Apologies(text) is { Count: > 0 } sorry) text = Governed(text, sorry, apologies ??= new ApologyAllowance(before, after), note);
            if (IsAngry(heard)) text = PlainStyle.Of(text);
            if (ReferenceEquals(text, bubbles[i].Text)) continue;
            text = text.Trim();
            // Nothing but what must not be said: an empty bubble is none, unless a question's buttons hang on it.
            if (text.Length == 0 && (bubbles[i].Choices.Count > 0 || bubbles[i].Coupon is not null || bubbles.Count == 1)) text = pack.Wording.Render("guard.not-confirmed", heard.Locale, 0);
            bubbles[i] = bubbles[i] with { Text = text };
        }

        bubbles.RemoveAll(static bubble => bubble.Text.Length == 0);
        return apologies?.Made;
    }

    /// <summary>The same for what an agent wrote, which has left: the desk is told, nothing is changed.</summary>
    public static void Watch(string text, IReadOnlyList<ComplaintCase> cases, Action<string> warn)
    {
        foreach (var claim in ClaimFinder.AnyUntrue(text, (deed, isOrdered) => deed is Deed.Called or Deed.Changed or Deed.Done or Deed.Priority or Deed.Visit || Deeds.IsTrue(cases, deed, isOrdered)))
            warn($"claim:{claim.Deed.ToString().ToLowerInvariant()}");
        if (ApologyFinder.Apologies(text).Count > 0 && cases.Any(static c => !c.IsClosed && c.Apologies > 0)) warn("apology:again");
        if (ApologyFinder.EmptyPromises(text).Count > 0) warn("apology:better");
    }

    // What names its deed is found wherever it comes from; what a pack says in other ways, where it says so.
    private static IReadOnlyList<SaidDeed> Claims(string text, Pack pack, Func<Deed, bool, bool> isTrue)
    {
        var named = ClaimFinder.Untrue(text, isTrue);
        var written = WordingClaims.Of(pack).Untrue(text, isTrue);
        if (written.Count == 0) return named;
        return [.. named.Concat(written.Where(claim => !named.Any(known => known.Start == claim.Start))).OrderBy(claim => claim.Start)];
    }

    private static string Honest(string text, IReadOnlyList<SaidDeed> claims, Pack pack, Locale locale, IReadOnlyList<ComplaintCase> cases, Action<BotNote> note)
    {
        var said = new HashSet<string>();
        for (var i = claims.Count - 1; i >= 0; i--)
        {
            var (deed, _, start, length) = claims[i];
            note(BotNote.NotDone(text.Substring(start, length).Trim()));
            var instead = Deeds.Ordered(cases, deed) switch
            {
                RemedyKind.Refund => pack.Wording.Render("guard.arranging.refund", locale, 0),
                { } ordered => pack.Wording.Render("guard.arranging", locale, 0, ("remedy", pack.Wording.Render($"remedy.title.{ordered.ToString().ToLowerInvariant()}", locale, 0))),
                null => pack.Wording.Render("guard.not-confirmed", locale, 0),
            };
            var tail = TrailingSpace(text, start, length);
            text = string.Concat(text.AsSpan(0, start), said.Add(instead) ? instead : "", tail, text.AsSpan(start + length));
        }

        return text;
    }

    private static string Governed(string text, IReadOnlyList<Range> found, ApologyAllowance allowance, Action<BotNote> note)
    {
        List<Range>? surplus = null;
        foreach (var sentence in found)
            if (!allowance.Take()) (surplus ??= []).Add(sentence);
        return surplus is null ? text : Without(text, surplus, ApologyFinder.WithoutApology, BotNote.FurtherApology, note);
    }

    private static string Without(string text, IReadOnlyList<Range> sentences, Func<string, string> instead, Func<string, BotNote> why, Action<BotNote> note)
    {
        for (var i = sentences.Count - 1; i >= 0; i--)
        {
            var (start, length) = sentences[i].GetOffsetAndLength(text.Length);
            note(why(text.Substring(start, length).Trim()));
            var left = instead(text.Substring(start, length));
            text = string.Concat(text.AsSpan(0, start), left, left.Length > 0 ? TrailingSpace(text, start, length) : "", text.AsSpan(start + length));
        }

        return text;
    }

    private static string TrailingSpace(string text, int start, int length)
    {
        var end = start + length;
        var from = end;
        while (from > start && char.IsWhiteSpace(text[from - 1])) from--;
        return text[from..end];
    }

    private static bool IsAngry(Heard heard)
    {
        foreach (var message in heard.Spoken)
            if (message.Emotion is { Class: EmotionClass.Angry, Intensity: > 0 }) return true;
        return false;
    }
}
