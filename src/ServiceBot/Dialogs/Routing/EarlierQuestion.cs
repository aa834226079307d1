using System.Text.RegularExpressions;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Routing;

/// <summary>
/// What a message means after the bot's last question. "A, B or C?" is seldom answered by A, B or C: people go on telling, send the photo, or say what they want for it.
/// What they say now and what they said before are read as one.
/// </summary>
internal readonly partial struct EarlierQuestion(Agenda agenda)
{
    /// <summary>Letters within which a remedy is taken and nothing else is said; a third of it in Chinese.</summary>
    public const int LongestChoice = 60;

    private const int LongestTold = 160;

    // "No, the coupon isn't what I came for" tells more than no.
    private const int ShortestTelling = 36;

    private DialogContext Context => agenda.Context;

    private Question? Asked => agenda.Before.Asked;

    /// <summary>What "is it about X?" was asked about; null when the last question was another.</summary>
    private PendingIssue? Doubtful => Asked?.About is { Intent.Length: 0 } about ? about : null;

    /// <summary>The matter of two messages together, of which neither said it surely alone.</summary>
    public List<PendingIssue> Continued()
    {
        var heard = Context.Heard;
        if (Doubtful is not { Text.Length: > 0 } about || heard.Text.Length == 0 || Heard.Recalls(heard.Act)
            || (heard.Act is DialogAct.No or DialogAct.NeverMind && heard.Text.Length < InChinese(ShortestTelling)) || heard.Act is DialogAct.SomethingElse or DialogAct.Goodbye or DialogAct.Greeting or DialogAct.Thanks or DialogAct.StayWithBot) return [];
        if (Context.World.Read($"{about.Text}\n{heard.Text}") is not { } whole) return [];
        var number = heard.FirstNumber ?? about.SubjectId;
        List<PendingIssue> found = [];
        if (whole.Certainty == Certainty.Sure)
            foreach (var intent in whole.Intents)
                if (intent.Intent != IssueFinder.SmallTalk && !IssueFinder.WantsPerson(Context.Pack, intent.Intent) && (IssueFinder.IsComplaint(Context.Pack, intent.Intent) || Context.Pack.Enquiry(intent.Intent) is not null) && !found.Exists(f => f.Intent == intent.Intent)) found.Add(new PendingIssue(intent.Intent, number, Told(about)) { HasPhoto = about.HasPhoto });
        if (found.Count > 0 || heard.IsQuestion || heard.IsRefusal || heard.Flags != EmotionFlags.None) return found;
        return Offered() is [var only] && IssueFinder.IsComplaint(Context.Pack, only) && whole.Candidates is [{ Intent: var likeliest }, ..] && likeliest == only ? [new PendingIssue(only, number, Told(about)) { HasPhoto = about.HasPhoto }] : [];
    }

    /// <summary>"Is it about X?" is answered by a photo of it, by "a refund then" or another remedy of X: X it is, whatever the words alone would mean.</summary>
    public PendingIssue? TakenUp(List<PendingIssue> found)
    {
        if (agenda.Frames.Count > 0 || Context.Picked is not null || Doubtful is not { } about) return null;
        var hasPhoto = Context.Files > 0 && found.Count == 0;
        var isShort = Context.Heard.Text.Length <= InChinese(LongestChoice);
        if (!hasPhoto && !isShort) return null;
        var (context, wantsMoney) = (Context, Context.Heard.Act == DialogAct.WantsMoney);
        var meant = Offered().FindAll(intent => context.Pack.Complaint(intent) is { } kind && (hasPhoto ? kind.Needs.Contains("photo") : wantsMoney || ChoiceWords.NamesRemedy(kind.Remedies, context)));
        return meant is [var only] ? new PendingIssue(only, Context.Heard.FirstNumber ?? about.SubjectId, about.Text) { HasPhoto = hasPhoto || about.HasPhoto } : null;
    }

    /// <summary>"Is the broken one another matter?", and its photo comes or is looked for, or "just the lamp, yeah": it is, however the yes is said.</summary>
    public string? TakenAsAnother()
    {
        if (Context.Pressed is not null || Doubtful is null || Offered() is not [var only]) return null;
        var heard = Context.Heard;
        var isShown = Context.Pack.Complaint(only)?.Needs.Contains("photo") == true && (Context.Files > 0 || (heard.AsksToWait && Photo().IsMatch(heard.Text)));
        var isYes = agenda.Frames.Count > 0 && heard is { IsQuestion: false, IsRefusal: false } && heard.Text.Length <= InChinese(LongestChoice) && Yes().IsMatch(heard.Text);
        return isShown || isYes ? Choice.IntentPrefix + only : null;
    }

    [GeneratedRegex(@"[照相图圖]片|拍|\b(photos?|pictures?|pics?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Photo();

    [GeneratedRegex(
        @"(^|[^不])[对對]|^[嗯是系係]|一起|一並|一并|顺便|順便" +
        @"|\b(yes|yeah|yep|yup|sure|too|as well|please do)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Yes();

    /// <summary>"Is that another matter?" "No": what is in hand goes on.</summary>
    public bool IsNoOtherMatter => Doubtful is not null && (Context.Picked == Choice.SomethingElse || (Context.Picked is null && Context.Heard.Act == DialogAct.No));

    // Asked once about one message, and nobody who asks, answers or rages himself.
    public bool MayAskWhether => Context.Heard is { Act: DialogAct.None, IsQuestion: false, IsHeated: false } && !agenda.IsForPerson && Doubtful is null;

    /// <summary>"Will the freight be refunded?" asks for money and not how to send; after "shall I take up the delay?" it takes up the delay.</summary>
    public List<PendingIssue> OrOffered(List<PendingIssue> found)
    {
        if (OfferedAgain(found) is { } again) return [again];
        if (!Heard.Recalls(Context.Heard.Act) || Context.Picked is not null) return found;
        var kept = new List<PendingIssue>(found.Count);
        foreach (var issue in found)
            if (agenda.IsComplaint(issue) || agenda.IsAboutSubject(issue)) kept.Add(issue);
        return kept.Count == 0 && agenda.Frames.Count == 0 && Asked?.About is { Intent.Length: > 0 } offered && agenda.IsComplaint(offered) ? [offered] : kept;
    }

    /// <summary>"Is it back?" after the company's system did not answer: looked up once more.</summary>
    public List<PendingIssue>? OutageAsked()
    {
        var pack = Context.Pack;
        return agenda.Before.Outages > 0 && Context.Heard is { Act: DialogAct.None or DialogAct.Nudge } heard && (heard.IsQuestion || heard.AsksNews || heard.Act == DialogAct.Nudge)
            && heard.Candidates.All(c => c.Probability < Articles.LikelyComplaint || !IssueFinder.IsComplaint(pack, c.Intent)) && IssueFinder.AboutSubject(pack) is { } enquiry
                ? [new PendingIssue(enquiry.Id, Context.Heard.FirstNumber ?? Context.Subject, "")]
                : null;
    }

    /// <summary>"等下我找找": looks for the number or the photo that was asked for, and not for somebody.</summary>
    public bool IsSearched => Asked?.What is "order-number" or "photo" && Context.Heard.AsksToWait && !Meant.IsToTalk(Context.Heard.Text);

    /// <summary>"Nobody there? Then you look": what is to be looked at is in the same sentence, and is no message for somebody else.</summary>
    public bool IsLeftToBot => Context.Picked is null && !agenda.IsButton && Context.Desk.Place is null && Context.Heard.AsksBotMeanwhile && Asked?.Choices.Any(static c => c.Value == Choice.Bot) == true;

    /// <summary>"It is late, shall I take it up?" and the customer asks for it once more, or sends its number: asked a second time that would be a wall.</summary>
    private PendingIssue? OfferedAgain(List<PendingIssue> found)
    {
        if (Context.Pressed is not null || agenda.Frames.Count > 0) return null;
        if (Asked?.About is not { Intent.Length: > 0, SubjectId: { } number } offered || !IssueFinder.IsAboutArrival(Context.Pack, offered.Intent)) return null;
        // "I don't have the number" turns nothing down: it is known already.
        if (found.Count == 0 && Context.Heard is { IsRefusal: true, IsQuestion: false } && LacksNumber().IsMatch(Context.Heard.Text)) return offered;
        if (Context.Picked is not null || Context.Heard.Act is not (DialogAct.None or DialogAct.Nudge)) return null;
        var table = agenda;
        var isMeant = found.Count == 0
            ? (Context.Heard.FirstNumber is { } said && number.EndsWith(said, StringComparison.Ordinal)) || Context.Heard.AsksWhen
            : found.TrueForAll(i => table.IsAboutSubject(i) && number.EndsWith(i.SubjectId ?? number, StringComparison.Ordinal));
        return isMeant ? offered : null;
    }

    [GeneratedRegex(
        @"(没有?|沒有?|冇|不知道|不记得|不記得|唔知|唔記得|找不到|搵唔到|忘了|忘記).{0,6}([单單户戶房编編][号號]|号码|號碼)|([单單户戶房编編][号號]|号码|號碼).{0,4}(没有?|沒有?|冇|不知道|不记得|不記得|唔知|唔記得|找不到|搵唔到|忘了|忘記)" +
        @"|(\b(no|not|never|without)\b|n['’]?t\b|\blost\b|\bforgot).{0,24}\bnumber\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex LacksNumber();

    // What was told, not what was sighed: "the plates are in pieces" and not "hello?".
    private string Told(PendingIssue about) => Context.Heard.Act == DialogAct.None && about.Text.Length + Context.Heard.Text.Length < LongestTold ? $"{about.Text}\n{Context.Heard.Text}" : about.Text;

    // "Is it about X?" and the customer goes on without a no: it is about X.
    private List<string> Offered() => [.. Asked!.Choices.Where(c => c.Value.StartsWith(Choice.IntentPrefix, StringComparison.Ordinal)).Select(c => c.Value[Choice.IntentPrefix.Length..])];

    private int InChinese(int letters) => Context.Locale == Locale.En ? letters : letters / 3;
}
