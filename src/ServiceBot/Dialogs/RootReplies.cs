using ServiceBot.Knowledge;
using ServiceBot.Understanding;
using ServiceBot.Tolerance;

namespace ServiceBot.Dialogs;

/// <summary>What the bot says when no dialog speaks: greetings and thanks, "A, B or C?", "I did not understand", the order of several matters.</summary>
internal sealed class RootReplies(DialogState before, DialogContext context)
{
    private const int MostCandidates = 3;
    private const int LongestKept = 160;
    private const int LongestChat = 24;

    public int Misses { get; private set; }
    public int Fallbacks { get; private set; } = before.Fallbacks;
    public bool IsPersonOffered { get; private set; } = before.IsPersonOffered;

    public void Welcome()
    {
        var enquiries = context.Pack.Enquiries.Where(e => e.Needs.Contains("subject")).Take(1).Select(e => new Choice(e.Name[context.Locale], Choice.IntentPrefix + e.Id));
        var complaints = context.Pack.Complaints.Take(1).Select(c => new Choice(c.Name[context.Locale], Choice.IntentPrefix + c.Id));
        context.IsIntroduced = true;
        context.Ask(null, context.Render("bot.welcome"), [.. enquiries, .. complaints, PersonChoice()]);
    }

    /// <summary>The matter chosen from "A, B or C?", with the number and the words it was asked about.</summary>
    public PendingIssue? Chosen()
    {
        if (context.Picked is not { } picked || !picked.StartsWith(Choice.IntentPrefix, StringComparison.Ordinal)) return null;
        var intent = picked[Choice.IntentPrefix.Length..];
        if (context.Pack.Complaint(intent) is null && context.Pack.Enquiry(intent) is null) return null;
        var about = before.Asked?.About;
        return new PendingIssue(intent, context.Heard.FirstNumber ?? about?.SubjectId, about?.Text ?? "") { HasPhoto = about?.HasPhoto == true };
    }

    /// <summary>Nothing is in hand and nothing was brought up.</summary>
    public void Reply()
    {
        if (context.Picked == Choice.SomethingElse) context.Say("fallback.rephrase");
        else if (context.Picked == Choice.No) context.Say("root.fine");
        else if (context.Picked is not null) context.Say("choice.stale");
        else if (context.Files > 0 && context.Heard.Text.Length == 0) AskAboutFile();
        else if (Heard.Recalls(context.Heard.Act)) AskWhatHappened();
        else if (context.Heard.Candidates.Count > 0 && !IsAskedAgain && !IsRanting && !IsOnlyAbuse) Disambiguate();
        else if (!RepliesToAct() && !IsChatter() && !OffersAgain()) Fallback();
    }

    /// <summary><see cref="Reply"/> would ask "A, B or C?" or say that it has not understood.</summary>
    public bool IsLost
    {
        get
        {
            var heard = context.Heard;
            if (context.Picked is not null || heard.Text.Length == 0 || Heard.Recalls(heard.Act)) return false;
            return (heard.Candidates.Count > 0 && !IsAskedAgain) || (heard.Act == DialogAct.None && !IsSmallTalk && Reoffered is null);
        }
    }

    /// <summary>What "A, B or C?" would name; empty when nothing would be.</summary>
    public List<string> Disputed() => IsAskedAgain ? [] : [.. Named().Select(c => c.Intent)];

    /// <summary>A matter is in hand and the message is none of it.</summary>
    public InBetween ReplyInBetween(bool isForPerson)
    {
        switch (context.Heard.Act)
        {
            case DialogAct.Greeting when !context.HasGreeted:
                return InBetween.Replied;
            // "I'll wait then. How long?" is for whoever brings the person.
            case DialogAct.Nudge when context.Heard.AsksWhen || (isForPerson && context.Heard.IsQuestion):
                return InBetween.NotMine;
            case DialogAct.Nudge when SoonestNews() is { } due:
                context.Say("root.here.promised", ("due", due));
                return InBetween.Replied;
            case DialogAct.Greeting or DialogAct.Nudge:
                context.Say("root.here");
                return InBetween.Replied;
            case DialogAct.Thanks:
                context.Say("root.thanks");
                return InBetween.Replied;
            case DialogAct.Goodbye:
                context.Say("root.goodbye");
                return InBetween.Ended;
            case DialogAct.NotAnswered:
                NotAnswered();
                return InBetween.Replied;
            default:
                return InBetween.NotMine;
        }
    }

    public void SayOrder(IReadOnlyList<PendingIssue> all) => context.Say("issues.order",
        ("first", Label(all[0])), ("rest", Labels([.. all.Skip(1)])));

    public void SayQueued(IReadOnlyList<PendingIssue> queued) => context.Say("issues.queued", ("issues", Labels(queued)));

    public string Labels(IReadOnlyList<PendingIssue> some) => Phrase.And(context.Locale, [.. some.Select(Label)]);

    /// <summary>In the middle of one matter another one was heard, not clearly enough to take it up unasked.</summary>
    public void AskWhether(PendingIssue issue)
    {
        context.Output.About = new PendingIssue("", issue.SubjectId, issue.Text) { HasPhoto = issue.HasPhoto };
        context.Ask("choice", context.Render(issue.HasPhoto ? "issues.also.photo" : "issues.also", ("issue", Label(issue))),
            [new Choice(context.Render("choice.also"), Choice.IntentPrefix + issue.Intent), new Choice(context.Render("choice.not-also"), Choice.SomethingElse)]);
    }

    public void SayFirst(PendingIssue issue) => context.Say("issues.first", ("issue", Label(issue)));

    public void SayNext(PendingIssue issue) => context.Say("issues.next", ("issue", Label(issue)));

    public void SayStay()
    {
        context.Say("person.stay");
        IsPersonOffered = false;
    }

    /// <summary>In English and in Chinese, for whoever reads at least one of them.</summary>
    public void OtherLanguage()
    {
        context.IsIntroduced = true;
        var chinese = context.Locale == Locale.ZhHant ? Locale.ZhHant : Locale.ZhHans;
        var wording = context.Pack.Wording;
        context.Output.Bubbles.Add(new Bubble($"{wording.Render("language.other", Locale.En, context.VariantSeed)}\n{wording.Render("language.other", chinese, context.VariantSeed)}"));
    }

    /// <summary>Added to the last bubble, once in a matter.</summary>
    public void OfferPerson()
    {
        IsPersonOffered = true;
        var last = context.Output.Bubbles[^1];
        context.Output.Bubbles[^1] = last with
        {
            Text = Phrase.Join(context.Locale, last.Text, context.Render("person.offer")),
            Choices = [.. last.Choices.Where(c => c.Value is not (Choice.Person or Choice.Bot)), PersonChoice(), BotChoice()],
        };
    }

    public void ForgetOffer() => IsPersonOffered = false;

    // "Your company won't last" after a promise: what still holds is said, no list is offered.
    private bool IsRanting => context.Heard is { IsHeated: true, IsQuestion: false, FirstNumber: null } && before.Misses == 0 && SoonestNews() is not null;

    // "破机器人，滚" brings up no matter, whatever its words sound like.
    private bool IsOnlyAbuse => context.Heard is { IsQuestion: false, FirstNumber: null, Emotion: { Class: EmotionClass.Angry, Target: EmotionTarget.Bot } } && context.Heard.Text.Length <= (context.Locale == Locale.En ? 2 * LongestChat : LongestChat / 2);

    private bool IsAskedAgain => before.Asked is { What: "choice", About.Intent.Length: 0 };

    private bool RepliesToAct()
    {
        var key = context.Heard.Act switch
        {
            DialogAct.Greeting => "bot.welcome",
            DialogAct.Thanks => "root.thanks",
            DialogAct.Goodbye => "root.goodbye",
            DialogAct.Nudge => "root.here",
            DialogAct.SomethingElse => "root.go-ahead",
            // "嗯" before anything was brought up: listening.
            DialogAct.Yes when context.CurrentCases.Count == 0 && before.Subject is null => "root.go-ahead",
            // Nothing was asked: "好的谢谢" ends what was said before.
            DialogAct.Yes or DialogAct.No or DialogAct.NeverMind or DialogAct.DontKnow => "root.fine",
            _ => null,
        };
        if (context.Heard.Act == DialogAct.NotAnswered) NotAnswered();
        // "Where do I find the number?": nothing was asked yet, and it will be.
        else if (context.Heard is { Act: DialogAct.DontKnow, IsQuestion: true }) context.Say("subject.where", ("subject", Phrase.Lower(context.Locale, context.Pack.Subject.Name[context.Locale])));
        else if (key == "root.here" && SoonestNews() is { } due) context.Say("root.here.promised", ("due", due));
        else if (key == "bot.welcome") Welcome();
        else if (key is not null) context.Say(key);
        else return false;
        return true;
    }

    // "Three days already!" after "shall I take it up?": the offer still stands, once.
    private bool OffersAgain()
    {
        if (Reoffered is not { } about) return false;
        Misses = 1;
        context.Output.About = about;
        context.Ask(null, context.Render("offer.again", ("issue", Label(about))), [.. before.Asked!.Choices]);
        return true;
    }

    private PendingIssue? Reoffered => before is { Misses: 0, Asked.About: { Intent.Length: > 0 } about } ? about : null;

    // "who are you?" as the first words of all.
    private bool IsChatter()
    {
        if (!IsSmallTalk) return false;
        Welcome();
        return true;
    }

    // Who tells a long story has a matter, however kindly it begins.
    private bool IsSmallTalk => !context.HasGreeted && context.Heard.Text.Length <= (context.Locale == Locale.En ? 3 * LongestChat : LongestChat) && IssueFinder.Find(context.Heard, context.Pack).Any(i => i.Intent == IssueFinder.SmallTalk);

    private void Disambiguate()
    {
        var choices = Named();
        if (choices.Count == 0)
        {
            Fallback();
            return;
        }
        var article = ArticleReply.Find(context, context.Heard.Text) is { Strength: >= KnowledgeMatch.WorthNaming } match ? match.Article : null;
        if (article is not null && choices.Count == MostCandidates) choices.RemoveAt(choices.Count - 1);
        List<string> names = [.. choices.Select(c => Name(c.Intent)!), .. article is null ? Array.Empty<string>() : [article.Title]];
        context.Output.About = new PendingIssue("", context.Heard.FirstNumber ?? before.Asked?.About?.SubjectId, context.Heard.Text);
        context.Ask("choice",
            names.Count == 1 ? context.Render("disambiguate.one", ("issue", names[0])) : context.Render("disambiguate.several", ("issues", Phrase.Or(context.Locale, names))),
            [.. choices.Select((c, i) => new Choice(names[i], WantsPerson(c.Intent) ? Choice.Person : Choice.IntentPrefix + c.Intent)), .. article is null ? Array.Empty<Choice>() : [new Choice(article.Title, Choice.ArticlePrefix + article.Id)], new Choice(context.Render("choice.else"), Choice.SomethingElse)]);
    }

    private List<IntentScore> Named() => [.. context.Heard.Candidates.Where(c => c.Intent != IssueFinder.SmallTalk && Name(c.Intent) is not null).Take(MostCandidates)];

    // "Give me my money back!" as the first words: what is due depends on what happened.
    private void AskWhatHappened()
    {
        context.Output.About = new PendingIssue("", context.Heard.FirstNumber ?? before.Subject, "");
        context.Ask("choice", context.Render(context.Heard.Act == DialogAct.AsksReason ? "root.reason" : "root.money"),
            [.. context.Pack.Complaints.Select(c => new Choice(Phrase.Lower(context.Locale, c.Name[context.Locale]), Choice.IntentPrefix + c.Id)), PersonChoice()]);
    }

    private void AskAboutFile()
    {
        var withPhoto = context.Pack.Complaints.Where(c => c.Needs.Contains("photo")).ToList();
        context.Output.About = new PendingIssue("", null, "") { HasPhoto = true };
        context.Ask("choice", context.Render("file.unasked"),
            [.. withPhoto.Select(c => new Choice(c.Name[context.Locale], Choice.IntentPrefix + c.Id)), new Choice(context.Render("choice.else"), Choice.SomethingElse)]);
    }

    // The key changes with each miss in a row and the variant with each miss of the conversation: never the same sentence twice in a row.
    private void Fallback()
    {
        Misses = before.Misses + 1;
        context.Note(new ToleranceEvent.BotMissed());
        if (Misses == 1 && context.Heard.Emotion is { Class: EmotionClass.Angry, Intensity: > 0 })
        {
            SayMiss(SoonestNews() is { } due ? Miss("fallback.angry.promised", ("due", due)) : Miss("fallback.angry"));
            return;
        }
        var key = Misses switch
        {
            // A question may well be understood, and not be in what was written for us.
            1 when context.Heard.IsQuestion && !context.World.Knowledge.IsEmpty => "knowledge.none",
            1 => "fallback.first",
            2 => "fallback.second",
            _ => "fallback.third",
        };
        SayMiss(Miss(key));
    }

    private void NotAnswered()
    {
        Misses = before.Misses + 1;
        SayMiss(Miss(Misses == 1 ? "not-answered.first" : "not-answered.again"));
    }

    private string Miss(string key, params ReadOnlySpan<(string Name, string Value)> values) => context.Pack.Wording.Render(key, context.Locale, Fallbacks++, values);

    // Who is angry is told what still holds, not that the words were not understood.
    private string? SoonestNews()
    {
        Recovery.Promise? soonest = null;
        foreach (var promise in context.CurrentPromises)
            if (promise.Status == Recovery.PromiseStatus.Open && (soonest is null || promise.Due < soonest.Due)) soonest = promise;
        return soonest is null ? null : Phrase.When(context, soonest.Due);
    }

    private void SayMiss(string text)
    {
        IReadOnlyList<Choice> choices = Misses > 1 ? [PersonChoice(), BotChoice()] : [PersonChoice()];
        IsPersonOffered |= Misses > 1;
        // Kept for what comes next: two messages together may say what neither says alone.
        if (Misses == 1 && context.Heard.Text.Count(char.IsLetterOrDigit) is > 3 and < LongestKept) context.Output.About = new PendingIssue("", context.Heard.FirstNumber, context.Heard.Text);
        context.Ask(null, text, choices);
    }

    private string Label(PendingIssue issue)
    {
        var name = Name(issue.Intent) ?? issue.Intent;
        return issue.SubjectId is { } number ? context.Render("issues.with-number", ("issue", name), ("number", number)) : name;
    }

    private string? Name(string intent) => Phrase.Lower(context.Locale, (context.Pack.Complaint(intent)?.Name ?? context.Pack.Enquiry(intent)?.Name)?[context.Locale]);

    private bool WantsPerson(string intent) => IssueFinder.WantsPerson(context.Pack, intent);

    private Choice PersonChoice() => new(context.Render("choice.person"), Choice.Person);

    private Choice BotChoice() => new(context.Render("choice.bot"), Choice.Bot);
}

internal enum InBetween
{
    /// <summary>The matter in hand has to make of it what it can.</summary>
    NotMine,
    /// <summary>Answered; the matter asks again.</summary>
    Replied,
    /// <summary>The customer has left; nothing is asked.</summary>
    Ended,
}
