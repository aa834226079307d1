using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

// "A, B or C?" is seldom answered by A, B or C: people go on telling. What they say now and what they said before are read as one.
internal sealed partial class StackTurn
{
    /// <summary>The matter of two messages together, of which neither said it surely alone.</summary>
    private List<PendingIssue> Continued()
    {
        var heard = context.Heard;
        if (before.Asked?.About is not { Intent.Length: 0, Text.Length: > 0 } about || context.Read is not { } read || heard.Text.Length == 0 || Heard.Recalls(heard.Act)
            || (heard.Act is DialogAct.No or DialogAct.NeverMind && heard.Text.Length < (context.Locale == Locale.En ? ShortestTelling : ShortestTelling / 3)) || heard.Act is DialogAct.SomethingElse or DialogAct.Goodbye or DialogAct.Greeting or DialogAct.Thanks or DialogAct.StayWithBot) return [];
        var whole = read($"{about.Text}\n{heard.Text}");
        var number = heard.FirstNumber ?? about.SubjectId;
        List<PendingIssue> found = [];
        if (whole.Certainty == Certainty.Sure)
            foreach (var intent in whole.Intents)
                if (intent.Intent != IssueFinder.SmallTalk && !IssueFinder.WantsPerson(context.Pack, intent.Intent) && (IssueFinder.IsComplaint(context.Pack, intent.Intent) || context.Pack.Enquiry(intent.Intent) is not null) && !found.Exists(f => f.Intent == intent.Intent)) found.Add(new PendingIssue(intent.Intent, number, Told(about)) { HasPhoto = about.HasPhoto });
        if (found.Count > 0 || heard.IsQuestion || heard.IsRefusal || heard.Flags != EmotionFlags.None) return found;
        return Offered() is [var only] && IssueFinder.IsComplaint(context.Pack, only) && whole.Candidates is [{ Intent: var likeliest }, ..] && likeliest == only ? [new PendingIssue(only, number, Told(about)) { HasPhoto = about.HasPhoto }] : [];
    }

    /// <summary>"Is it about X?" is answered by a photo of it, or by "a refund then": X it is, whatever the words alone would mean.</summary>
    private PendingIssue? TakenUp(List<PendingIssue> found)
    {
        if (frames.Count > 0 || context.Picked is not null || before.Asked?.About is not { Intent.Length: 0 } about) return null;
        var hasPhoto = context.Files > 0 && found.Count == 0;
        if (!hasPhoto && (context.Heard.Act != DialogAct.WantsMoney || context.Heard.Text.Length > (context.Locale == Locale.En ? LongestChoice : LongestChoice / 3))) return null;
        var meant = Offered().FindAll(intent => context.Pack.Complaint(intent) is { } kind && (!hasPhoto || kind.Needs.Contains("photo")));
        return meant is [var only] ? new PendingIssue(only, context.Heard.FirstNumber ?? about.SubjectId, about.Text) { HasPhoto = hasPhoto || about.HasPhoto } : null;
    }

    // What was told, not what was sighed: "the plates are in pieces" and not "hello?".
    private string Told(PendingIssue about) => context.Heard.Act == DialogAct.None && about.Text.Length + context.Heard.Text.Length < LongestTold ? $"{about.Text}\n{context.Heard.Text}" : about.Text;

    // "Is it about X?" and the customer goes on without a no: it is about X.
    private List<string> Offered() => [.. before.Asked!.Choices.Where(c => c.Value.StartsWith(Choice.IntentPrefix, StringComparison.Ordinal)).Select(c => c.Value[Choice.IntentPrefix.Length..])];

    private const int LongestTold = 160;

    // "No, the coupon isn't what I came for" tells more than no.
    private const int ShortestTelling = 36;
}
