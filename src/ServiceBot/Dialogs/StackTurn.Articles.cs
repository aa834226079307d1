using ServiceBot.Knowledge;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

// What no intent takes for its own may be something that an article answers. Looked for only then: a turn that asks nothing pays nothing.
internal sealed partial class StackTurn
{
    /// <summary>In the middle of a matter most questions are about it: only what an article answers outright is.</summary>
    private const double OutrightFrom = 0.5;

    /// <summary>"How long will that take?" asks of the matter, unless an article speaks of little else than what was asked.</summary>
    private const double BesideTheMatterFrom = 0.7;

    /// <summary>An article of this strength goes before an intent that is not quite sure; before one that the pack answers itself, and where nothing is asked, only a stronger one.</summary>
    private const double BeforeAGuessFrom = 0.6;
    private const double BeforeAnAnswerFrom = 0.75;

    /// <summary>From here on a guess that somebody complains is worth asking about.</summary>
    private const double LikelyComplaint = 0.35;

    /// <summary>Nothing is in hand, and nothing was understood surely.</summary>
    private bool AnswersByArticle()
    {
        if (ChosenArticle() is { } chosen)
        {
            ArticleReply.Say(context, chosen);
            return true;
        }

        if (!MayAskArticles() || (LikelyComplains() && !context.Heard.IsQuestion) || ArticleReply.Find(context, context.Heard.Text) is not { Answers: true } match) return false;
        ArticleReply.Say(context, match);
        return true;
    }

    /// <summary>A question beside the matter in hand; the matter asks again after it.</summary>
    private bool AnswersAsideByArticle()
    {
        if (IsAboutTheDanger || (context.Heard.AsksWhen && Top!.Dialog.IsForPerson)) return false;
        if (!context.Heard.IsQuestion || context.Heard.Act != DialogAct.None || before.Asked?.What == "phone" || IsUpset || !MayAskArticles() || LikelyComplains() || ArticleReply.Find(context, context.Heard.Text) is not { } match || match.Strength < (context.Heard.AsksWhen ? BesideTheMatterFrom : OutrightFrom)) return false;
        ArticleReply.Say(context, match);
        return true;
    }

    /// <summary>"When does the gym open?" asks of the gym and not of us: an article that speaks of little else than what was said goes before a guess.</summary>
    private List<PendingIssue> LessWhatAnArticleAnswers(List<PendingIssue> found) =>
        found is [var only] && IsForArticle(only.Intent is IssueFinder.OpeningHours || (context.Heard.IsQuestion && (IssueFinder.IsComplaint(context.Pack, only.Intent) || only.Intent is IssueFinder.SmallTalk)) ? BeforeAGuessFrom : BeforeAnAnswerFrom)
            && (only.Intent is IssueFinder.OpeningHours || !IsClear(only.Intent)) && !IsAboutSubject(only)
            ? []
            : found;

    // "Will somebody mount it for me?" asks for a service and not for a person to talk to.
    private bool AsksForAService => context.Heard.IsQuestion && !ToTalk().IsMatch(context.Heard.Text) && IsForArticle(BeforeAGuessFrom);

    private bool IsForArticle(double from) => frames.Count == 0 && !context.Heard.IsHeated && MayAskArticles() && ArticleReply.Find(context, context.Heard.Text) is { } match && match.Strength >= from;

    private bool IsClear(string intent)
    {
        foreach (var part in context.Heard.Parts)
            foreach (var heard in part.Intents)
                if (heard.Intent == intent && heard.Probability >= IssueFinder.ClearlyAnother) return true;
        return false;
    }

    private KnowledgeMatch? ChosenArticle() =>
        context.Picked is { } picked && picked.StartsWith(Choice.ArticlePrefix, StringComparison.Ordinal)
            ? ArticleReply.Chosen(context, picked[Choice.ArticlePrefix.Length..], before.Asked?.About?.Text ?? "")
            : null;

    // Somebody's own order, a wish about money, a yes or a no, and who is in danger are no matter for an article.
    private bool MayAskArticles()
    {
        var heard = context.Heard;
        return context.Picked is null && !isButton && heard.Act is DialogAct.None or DialogAct.AsksMoney && !heard.IsOtherLanguage && heard.FirstNumber is null && heard.PartialNumber is null
            && (heard.Flags & (EmotionFlags.SelfHarm | EmotionFlags.ThreatViolence | EmotionFlags.Minor | EmotionFlags.Danger)) == 0;
    }

    // Water runs, somebody is hurt: what an article says of valves and pipes in general is not what is to be done now.
    private bool IsAboutTheDanger => context.CurrentCases.Any(c => !c.IsClosed && c.Severity >= Gravest);

    private const int Gravest = 3;

    // Who grieves or rages in the middle of a matter speaks of it, whatever words they use.
    private bool IsUpset => context.Heard.IsHeated || context.Heard.Emotion is { Class: EmotionClass.Angry or EmotionClass.Sad or EmotionClass.Disappointed, Intensity: > 0 };

    private bool LikelyComplains()
    {
        foreach (var candidate in context.Heard.Candidates)
            if (candidate.Probability >= LikelyComplaint && IssueFinder.IsComplaint(context.Pack, candidate.Intent)) return true;
        return false;
    }
}
