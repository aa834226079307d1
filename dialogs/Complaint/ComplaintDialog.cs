using System.Text.Json.Serialization.Metadata;
using ServiceBot.Dialogs.Subject;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Complaint;

/// <summary>
/// Listen → acknowledge → identify the order → proof where money or personal data need it → cause → what happens next and when → remedy → "is that all right?" → close or a person.
/// </summary>
internal sealed class ComplaintDialog : Dialog<ComplaintState>
{
    /// <summary>The way out of "please send a photo".</summary>
    public const string NoPhoto = Choice.NoPhoto;

    public override string Id => "complaint";

    protected override JsonTypeInfo<ComplaintState> State => ComplaintJson.Default.ComplaintState;

    public override object? StateFor(Matter matter, DialogContext context) => matter switch
    {
        Matter.Issue { Value: var issue } when context.Pack.Complaint(issue.Intent) is not null => Begin(context, issue),
        Matter.Reopened { Case: var reopened } => new ComplaintState { Case = reopened.Id.Value, Kind = reopened.Kind, Subject = reopened.SubjectId, Step = Step.Again, IsAcknowledged = true },
        Matter.Recalled { Case: var recalled } => new ComplaintState { Case = recalled.Id.Value, Kind = recalled.Kind, Subject = recalled.SubjectId, Step = Step.Recall, IsAcknowledged = true },
        _ => null,
    };

    protected override async ValueTask<DialogStep> ContinueAsync(DialogContext context, ComplaintState state, CancellationToken cancellation)
    {
        // An agent has closed it in the meantime, or the pack has lost the kind: nothing is left to ask.
        if (CaseBook.Find(context, new CaseId(state.Case)) is not { } matter || (matter.IsClosed && state.Step != Step.Recall) || context.Pack.Complaint(state.Kind) is not { } kind) return new DialogStep.Done();
        return await new ComplaintTurn(context, state, matter, kind).RunAsync(cancellation);
    }

    /// <summary>The number of what is in hand, said once more and nothing else: "parcel SF1…, don't mix it up".</summary>
    public static bool IsNumberAgain(DialogContext context, ComplaintState state) =>
        state is { Subject: { } own, Step: Step.Photo or Step.Choose or Step.Settle or Step.Missing or Step.Received or Step.Expectation } && (context.Heard.FirstNumber == own || IsTailOf(context, own))
        && context.Heard.Act is DialogAct.None && !context.Heard.IsQuestion && context.Heard.TextWithoutNumbers.Count(char.IsLetter) <= (context.Locale == Locale.En ? 3 * FewLetters : FewLetters);

    // "It ends in 7741".
    private static bool IsTailOf(DialogContext context, string own)
    {
        foreach (var digits in Digits.Runs(context.Heard.Text))
            if (digits.Length >= ShortestTail && digits.Length < own.Length && own.EndsWith(digits, StringComparison.Ordinal)) return true;
        return false;
    }

    private const int ShortestTail = 4;

    /// <summary>While nothing is given, "not broken, late" takes the one matter for the other.</summary>
    public static bool MayBeCorrected(DialogContext context, ComplaintState state) =>
        state.Step is Step.Order or Step.Photo or Step.Choose or Step.Expectation or Step.Settle && context.Heard.Corrects;

    /// <summary>"No, SF…2", "sorry, I meant SF…2": another number than the one in hand. Where the number is what was asked for, any is the answer.</summary>
    public static string? CorrectsNumber(DialogContext context, ComplaintState state) =>
        state.Step != Step.Order && (context.Heard.Act == DialogAct.No || context.Heard.Corrects) && context.Heard.FirstNumber is { } number && number != state.Subject ? number : null;

    /// <summary>"No, the other one": the same complaint of another of theirs. "The other one came broken" is a matter of its own.</summary>
    public static bool MeansOther(DialogContext context, string kind) => SubjectPrompt.MeansAnother(context) && !BringsOther(context, kind);

    /// <summary>Where "it's here" is no answer to what was asked.</summary>
    public static bool MayBeSolved(ComplaintState state) => state.Step is not (Step.Begin or Step.Proof or Step.Received or Step.Again or Step.Recall);

    /// <summary>"Cancel it, send it back" after the matter was told.</summary>
    public static bool IsGivenUp(DialogContext context, ComplaintState state) =>
        state.Step is Step.Settle or Step.Missing or Step.Expectation && context.Picked is null && context.Heard.GivesUp;

    /// <summary>"Wait, a new one after all": another remedy than the one that is being arranged.</summary>
    public static bool PrefersAnother(DialogContext context, ComplaintState state) =>
        CaseBook.Find(context, new CaseId(state.Case)) is { } matter && context.Pack.Complaint(state.Kind) is { } kind && RemedyChoice.GivenUpFor(context, state, matter, kind) is not null;

    private const int FewLetters = 10;

    protected override bool IsAbout(DialogContext context, ComplaintState state, PendingIssue issue)
    {
        if (MayBeCorrected(context, state) && IssueFinder.IsComplaint(context.Pack, issue.Intent)) return true;
        // "Neither, I want ten times the price" haggles over what is offered; it complains of no price.
        if (state.Step is Step.Choose && context.Heard.IsRefusal && context.Pack.Complaint(issue.Intent) is { Resource: "money" }) return true;
        // "Yes, send the technician" takes what is being arranged; it does not ask who he is.
        if (state.Step is Step.Settle && context.Pack.Enquiry(issue.Intent) is { Needs: var needs } && !needs.Contains("person") && NamesGiven(context, state)) return true;
        // "I want my money back" says what is wanted in the matter in hand; it reports no refund that has not come.
        if (context.Heard.Act == DialogAct.WantsMoney && issue.SubjectId is null && issue.Intent != state.Kind && context.Pack.Complaint(issue.Intent) is { Resource: "money", Failure.IsArrival: false }) return true;
        if (IsNumberAgain(context, state) && context.Pack.Enquiry(issue.Intent)?.Needs.Contains("subject") == true) return true;
        if (issue.SubjectId is { } other && state.Subject is { } own && other != own) return false;
        if (issue.Intent == state.Kind || context.Pack.Complaint(state.Kind)?.Covers.Contains(issue.Intent) == true) return true;
        // "The bedroom, 15 degrees, 18 would do" answers "what would be right?"; it is neither another complaint nor a question about the standard.
        if (state.Step == Step.Expectation && issue.SubjectId is null && Answers(context, state, issue)) return true;
        // "No, I don't have it" answers the question; it reports no loss.
        if (state.Step is Step.Photo or Step.Proof or Step.Order && (IsNegative(context.Heard.Act) || context.Heard.IsRefusal) && IssueFinder.IsAboutArrival(context.Pack, issue.Intent)) return true;
        var isArrival = context.Pack.Complaint(state.Kind)?.Failure.IsArrival == true;
        if (context.Pack.Complaint(issue.Intent) is { } kind) return isArrival && kind.Failure.IsArrival;
        // "Where is it?" is answered on the way, as long as nothing has been told.
        return isArrival && state.Step is Step.Begin or Step.Order or Step.Proof && context.Pack.Enquiry(issue.Intent)?.Needs.Contains("subject") == true;
    }

    protected override bool CanUse(DialogContext context, ComplaintState state)
    {
        if (CorrectsNumber(context, state) is not null) return true;
        if (Heard.Recalls(context.Heard.Act) && context.Picked is null && !(state.Step == Step.Settle && BringsOther(context, state.Kind))) return true;
        if (context.Picked is null && MayBeSolved(state) && (Sayings.IsSolved(context.Heard) || Sayings.HasTurnedUp(context))) return true;
        if (IsGivenUp(context, state) || PrefersAnother(context, state)) return true;
        return state.Step switch
        {
            Step.Order => SubjectPrompt.IsAnswered(context) || SubjectPrompt.Corrected(context, state.Search) is not null,
            Step.Proof => ProofPrompt.IsAnswered(context),
            Step.Photo => context.Files > 0 || context.Picked == NoPhoto || IsNegative(context.Heard.Act) || Sayings.HasNoPhoto(context.Heard),
            Step.Choose => context.Picked?.StartsWith(RemedyChoice.Prefix, StringComparison.Ordinal) == true || IsNegative(context.Heard.Act) || Sayings.Delegates(context.Heard) || Sayings.Haggles(context.Heard) || Sayings.AsksForOther(context) || Sayings.AsksWhatItCosts(context) || ChoiceWords.RefusesAll(context.Heard.Text),
            Step.Expectation => !context.Heard.IsOtherLanguage,
            Step.Received or Step.Settle or Step.Missing => context.Picked is Choice.Yes or Choice.No || IsVerdict(context.Heard) || (state.Step != Step.Received && (Sayings.Haggles(context.Heard) || Sayings.Concedes(context.Heard) || Sayings.Agrees(context))) || MeansOther(context, state.Kind) || (state.Step == Step.Settle && (context.Heard.AsksNews || NamesGiven(context, state) || AsksOfCoupon(context, state) || Sayings.AsksWhatItCosts(context))),
            _ => false,
        };
    }

    protected override bool CanBeLeft(ComplaintState state) => state.Step == Step.Settle;

    protected override bool IsOver(DialogContext context, ComplaintState state) => state.Step != Step.Recall && CaseBook.Find(context, new CaseId(state.Case)) is { IsClosed: true };

    private static bool BringsOther(DialogContext context, string kind)
    {
        foreach (var issue in IssueFinder.Find(context.Heard, context.Pack))
            if (issue.Intent != kind && context.Pack.Complaint(issue.Intent) is { } other && !(other.Failure.IsArrival && context.Pack.Complaint(kind)?.Failure.IsArrival == true)) return true;
        return false;
    }

    private static bool Answers(DialogContext context, ComplaintState state, PendingIssue issue) => context.Pack.Complaint(issue.Intent) is { } other
        ? other.Failure.Matter == context.Pack.Complaint(state.Kind)?.Failure.Matter
        : context.Heard.All<Entity.Temperature>().Any() && context.Pack.Enquiry(issue.Intent)?.Needs.Count == 0;

    private static ComplaintState Begin(DialogContext context, PendingIssue issue)
    {
        var opened = CaseBook.Open(context, issue);
        return new ComplaintState { Case = opened.Id.Value, Kind = opened.Kind, Subject = issue.SubjectId ?? opened.SubjectId, HasPhoto = issue.HasPhoto };
    }

    /// <summary>"Visit pls", where a visit is being arranged: no other matter.</summary>
    private static bool NamesGiven(DialogContext context, ComplaintState state) =>
        context.Picked is null && !context.Heard.IsQuestion && context.Heard.Text.Length <= LongestNamed && CaseBook.Find(context, new CaseId(state.Case)) is { } matter
        && matter.Given.Any(given => RemedyChoice.IsNamed(context, given.Kind));

    /// <summary>"這30塊能在餐廳用嗎": asks about what was given, and no article.</summary>
    private static bool AsksOfCoupon(DialogContext context, ComplaintState state) =>
        context.Picked is null && context.Heard.IsQuestion && CaseBook.Find(context, new CaseId(state.Case)) is { } matter && RemedyChoice.NamesCoupon(context, matter);

    private const int LongestNamed = 24;

    private static bool IsNegative(DialogAct act) => act is DialogAct.No or DialogAct.DontKnow or DialogAct.NeverMind or DialogAct.SomethingElse;

    private static bool IsVerdict(Heard heard) =>
        heard.Act is DialogAct.Yes or DialogAct.No or DialogAct.Thanks or DialogAct.NeverMind or DialogAct.SomethingElse or DialogAct.Goodbye
        || heard.Emotion.Class is EmotionClass.Satisfied or EmotionClass.Grateful;
}
