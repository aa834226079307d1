using ServiceBot.Guards;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>
/// What the company's side has done to tolerance in a turn without a dialog having noted it: a bot that repeats itself or asks for what it was just given,
/// a further matter that failed, and all that a person says or leaves unsaid.
/// </summary>
internal static class CompanySide
{
    /// <summary>A chat that nobody answers for so long is a wait, and a person has announced none.</summary>
    public static readonly TimeSpan SilenceThatIsAWait = TimeSpan.FromMinutes(5);

    // Recovery.md §1: similar, or within so many days.
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    /// <summary>After the dialogs of a turn.</summary>
    public static void JudgeBot(TurnDraft turn)
    {
        foreach (var matter in FurtherFailures(turn)) Feel(turn, new ToleranceEvent.FailedAgain(IsSimilarOrRecent(turn, matter)), matter);
        if (!turn.Heard.IsAnything || turn.Bubbles.Count == 0) return;
        turn.Company = turn.Company with { Unanswered = 0 };
        var answer = CompanyMemory.Hash(turn.Bubbles);
        if (turn.Company.HasAnswered(answer)) Feel(turn, new ToleranceEvent.BotRepeated(), null);
        turn.Company = turn.Company.Answered(answer);
        if (AsksForKnown(turn)) Feel(turn, new ToleranceEvent.AskedForKnown(), null);
        if (turn.Bubbles.Exists(static bubble => !bubble.IsFact && JustificationFinder.Justifies(bubble.Text))) Feel(turn, new ToleranceEvent.Justified(), OpenCase(turn));
    }

    /// <summary>While a person owns the conversation, or somebody is waited for.</summary>
    public static void JudgePerson(TurnDraft turn)
    {
        foreach (var unread in turn.Input.Unread)
        {
            switch (unread)
            {
                case Unread.Visible { Role: Role.Customer }:
                    Wait(turn);
                    break;
                case Unread.Visible { Role: Role.Agent, Activity.Text: { Length: > 0 } text } when turn.Tolerance is not null:
                    Hear(turn, text);
                    break;
            }
        }
    }

    // Told at once, or waiting behind another matter since: not a further failure.
    private static IEnumerable<ComplaintCase> FurtherFailures(TurnDraft turn) =>
        turn.Input.Cases.Count == 0 || !turn.Heard.IsAnything
            ? []
            : turn.Cases.Where(matter => matter is { IsClosed: false, Attribution: not Attribution.Customer }
                && !turn.Input.Cases.Any(before => before.Id == matter.Id)
                && !turn.Input.State.Dialog.Issues.Any(issue => issue.Intent == matter.Kind));

    private static bool IsSimilarOrRecent(TurnDraft turn, ComplaintCase matter) =>
        turn.Input.Cases.Any(before => before.Kind == matter.Kind || matter.OpenedAt - before.OpenedAt < Recent);

    // The same question again, although this turn brought what it asks for.
    private static bool AsksForKnown(TurnDraft turn)
    {
        if (turn.Asked is not { } asked || turn.Input.State.Dialog.Asked?.What != asked) return false;
        return asked switch
        {
            "order-number" => turn.Heard.Texts.Any(message => message.All<Understanding.Entity.OrderNumber>().Any(number => !number.IsPartial && IsKnown(turn, number.Value))),
            "photo" => turn.Heard.Files > 0,
            _ => false,
        };
    }

    private static bool IsKnown(TurnDraft turn, string number) =>
        turn.Input.State.Dialog.Subject == number || turn.Input.Cases.Any(matter => matter.SubjectId == number);

    private static void Wait(TurnDraft turn)
    {
        var now = turn.Now.ToUnixTimeMilliseconds();
        var since = turn.Company.Unanswered;
        if (since == 0) turn.Company = turn.Company with { Unanswered = now };
        else if (since > 0 && now - since >= SilenceThatIsAWait.TotalMilliseconds)
        {
            turn.Company = turn.Company with { Unanswered = -since };
            Feel(turn, new ToleranceEvent.WaitOverran(null), null);
        }
    }

    private static void Hear(TurnDraft turn, string text)
    {
        turn.Company = turn.Company with { Unanswered = 0 };
        var matter = OpenCase(turn);
        var asksAgain = QuestionFinder.AsksForStory(text) && matter is not null
            || QuestionFinder.AsksForNumber(text) && (turn.Dialog.Subject ?? matter?.SubjectId) is not null;
        var epoch = turn.Input.Conversation.OwnerEpoch;
        if (asksAgain) Feel(turn, new ToleranceEvent.PersonNamed(HasContext: false), matter);
        // The desk shows a person the whole story, and the notice has said the name: the first words are where the customer feels it.
        else if (turn.Company.SpokenEpoch != epoch) Feel(turn, new ToleranceEvent.PersonNamed(HasContext: true), matter);
        turn.Company = turn.Company with { SpokenEpoch = epoch };
        if (ApologyFinder.Apologies(text).Count > 0) Feel(turn, new ToleranceEvent.Apologised(PromisesToImprove: ApologyFinder.EmptyPromises(text).Count > 0), matter);
        if (JustificationFinder.Justifies(text)) Feel(turn, new ToleranceEvent.Justified(), matter);
    }

    private static ComplaintCase? OpenCase(TurnDraft turn) => turn.Cases.LastOrDefault(static matter => !matter.IsClosed);

    private static void Feel(TurnDraft turn, ToleranceEvent happened, ComplaintCase? about) => turn.Patience.Feel([(happened, about?.Id)]);
}
