using ServiceBot.Knowledge;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Routing;

/// <summary>What no intent takes for its own may be something that an article answers. Looked for only then: a turn that asks nothing pays nothing.</summary>
internal readonly struct Articles(Agenda agenda)
{
    /// <summary>In the middle of a matter most questions are about it: only what an article answers outright is.</summary>
    private const double OutrightFrom = 0.5;

    /// <summary>"How long will that take?" asks of the matter, unless an article speaks of little else than what was asked.</summary>
    private const double BesideTheMatterFrom = 0.7;

    /// <summary>An article of this strength goes before an intent that is not quite sure; before one that the pack answers itself, and where nothing is asked, only a stronger one.</summary>
    private const double BeforeAGuessFrom = 0.6;
    private const double BeforeAnAnswerFrom = 0.75;

    /// <summary>From here on a guess that somebody complains is worth asking about.</summary>
    public const double LikelyComplaint = 0.35;

    private const int Gravest = 3;

    // "咋还没发货": a question in form only.
    private bool Tells => Context.Heard is { IsQuestion: false, Wishes: false } or { SaysNotYet: true, AsksWhen: false, GivesUp: false };

    private DialogContext Context => agenda.Context;

    /// <summary>Nothing is in hand, and nothing was understood surely.</summary>
    public bool Answers()
    {
        if (ChosenArticle() is { } chosen)
        {
            ArticleReply.Say(Context, chosen);
            return true;
        }

        if (!MayAskArticles() || (LikelyComplains() && Tells)) return false;
        var found = ArticleReply.FindAll(Context, Asked, KnowledgeMatch.AnswersFrom);
        foreach (var match in found) ArticleReply.Say(Context, match);
        return found.Count > 0;
    }

    /// <summary>The same where the words are of the matter in hand too.</summary>
    public bool AnswersBesideTheMatter() => AnswersAside(BesideTheMatterFrom);

    /// <summary>A question beside the matter in hand; the matter asks again after it.</summary>
    public bool AnswersAside(double from = OutrightFrom)
    {
        if (IsAboutTheDanger || Context.Heard.AsksToBeTold || (agenda.Before.Asked?.What == "order-number" && Context.Heard.AsksWhereItStands)) return false;
        if (!Context.Heard.IsQuestion || Context.Heard.Act != DialogAct.None || agenda.Before.Asked?.What == "phone" || IsUpset || EchoesTheMatter() || !MayAskArticles() || LikelyComplains() || ArticleReply.Find(Context, Context.Heard.TextWithoutTime) is not { } match || match.Strength < (Context.Heard.AsksWhen ? agenda.IsForPerson ? BeforeAnAnswerFrom : BesideTheMatterFrom : agenda.IsForPerson ? Math.Max(from, BesideTheMatterFrom) : from)) return false;
        ArticleReply.Say(Context, match);
        return true;
    }

    /// <summary>Something was chosen; a sentence beside it may ask what an article answers outright.</summary>
    public void AnswerBesideTheChoice()
    {
        foreach (var sentence in ChoiceWords.Sentences(Context.Heard.Text))
            if (Heard.Asks(sentence) && ArticleReply.Find(Context, sentence) is { } match && match.Strength >= OutrightFrom)
            {
                ArticleReply.Say(Context, match);
                return;
            }
    }

    /// <summary>"How long until I get the deposit back?", "could I cancel it then?" in the middle of a matter: an article that speaks of little else goes before what the words may wish for.</summary>
    public bool AnswersOutright(List<PendingIssue> found)
    {
        var (heard, table) = (Context.Heard, agenda);
        if (Context.Picked is not null || agenda.IsButton || agenda.TakesEverything || !heard.IsQuestion || heard.FirstNumber is not null || IsUpset || IsAboutTheDanger || !(heard.GivesUp || heard.Act == DialogAct.AsksMoney)
            || found.Exists(i => !table.IsComplaint(i) || table.IsAnother(i)) || ArticleReply.Find(Context, heard.TextWithoutTime) is not { } match || match.Strength < BeforeAGuessFrom) return false;
        ArticleReply.Say(Context, match);
        return true;
    }

    /// <summary>"When does the gym open?" asks of the gym and not of us: an article that speaks of little else than what was said goes before a guess.</summary>
    public List<PendingIssue> LessWhatIsAnswered(List<PendingIssue> found) =>
        found is [var only] && (agenda.Frames.Count == 0 || only.Intent is IssueFinder.OpeningHours) && IsForArticle(only.Intent is IssueFinder.OpeningHours || (Context.Heard.IsQuestion && (agenda.IsComplaint(only) || only.Intent is IssueFinder.SmallTalk)) ? BeforeAGuessFrom : BeforeAnAnswerFrom)
            && (only.Intent is IssueFinder.OpeningHours || !IssueFinder.IsClear(Context.Heard, intent => intent == only.Intent)) && !agenda.IsAboutSubject(only)
            ? []
            : found;

    // "Will somebody mount it for me?" asks for a service and not for a person to talk to.
    public bool AsksForAService => agenda.Frames.Count == 0 && Context.Heard.IsQuestion && !Meant.IsToTalk(Context.Heard.Text) && IsForArticle(BeforeAGuessFrom);

    private bool IsForArticle(double from) => !Context.Heard.IsHeated && MayAskArticles() && ArticleReply.Find(Context, Context.Heard.Text) is { } match && match.Strength >= from;

    private KnowledgeMatch? ChosenArticle() =>
        Context.Picked is { } picked && picked.StartsWith(Choice.ArticlePrefix, StringComparison.Ordinal)
            ? ArticleReply.Chosen(Context, picked[Choice.ArticlePrefix.Length..], agenda.Before.Asked?.About?.Text ?? "")
            : null;

    // "No, don't cancel it; can I change the address?": the question alone.
    private string Asked => Context.Heard.Act == DialogAct.NeverMind && ChoiceWords.Questions(Context.Heard.Text) is [var only] ? only : Context.Heard.Text;

    // Somebody's own order, a wish about money, a yes or a no, and who is in danger are no matter for an article.
    private bool MayAskArticles()
    {
        var heard = Context.Heard;
        return Context.Picked is null && !agenda.IsButton && (heard.Act is DialogAct.None or DialogAct.AsksMoney || heard is { Act: DialogAct.NeverMind, GivesUp: true } or { Act: DialogAct.NeverMind, IsQuestion: true }) && !heard.IsOtherLanguage && heard.FirstNumber is null && heard.PartialNumber is null
            && (heard.Flags & (EmotionFlags.SelfHarm | EmotionFlags.ThreatViolence | EmotionFlags.Minor | EmotionFlags.Danger)) == 0;
    }

    // Water runs, somebody is hurt: what an article says of valves and pipes in general is not what is to be done now.
    public bool IsAboutTheDanger => Context.CurrentCases.Any(c => !c.IsClosed && c.Severity >= Gravest);

    // Who grieves or rages in the middle of a matter speaks of it, whatever words they use.
    private bool IsUpset => Context.Heard.IsHeated || Context.Heard.Emotion is { Class: EmotionClass.Angry or EmotionClass.Sad or EmotionClass.Disappointed, Intensity: > 0 };

    // "Lost?!", to whoever has just been told so, asks nothing about insurance.
    private bool EchoesTheMatter()
    {
        var said = Context.Heard.Text.AsSpan().Trim("?!？！.。… ");
        if (said.IsEmpty) return false;
        foreach (var matter in Context.CurrentCases)
            if (!matter.IsClosed && Context.Pack.Complaint(matter.Kind)?.Name[Context.Locale].AsSpan().Contains(said, StringComparison.OrdinalIgnoreCase) == true) return true;
        return false;
    }

    private bool LikelyComplains()
    {
        foreach (var candidate in Context.Heard.Candidates)
            if (candidate.Probability >= LikelyComplaint && IssueFinder.IsComplaint(Context.Pack, candidate.Intent) && !agenda.IsInHand(new PendingIssue(candidate.Intent, null, ""))) return true;
        return false;
    }
}
