using System.Diagnostics;
using ServiceBot.Dialogs.Subject;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Complaint;

/// <summary>One turn of one complaint: hears the answer to the open question and goes as far as it can.</summary>
internal sealed partial class ComplaintTurn
{
    private const int MostMisses = 2;

    private readonly DialogContext context;
    private readonly ComplaintKind kind;
    private readonly Step was;
    private ComplaintState state;
    private ComplaintCase matter;

    public ComplaintTurn(DialogContext context, ComplaintState state, ComplaintCase matter, ComplaintKind kind)
    {
        (this.context, this.state, this.matter, this.kind) = (context, state, matter, kind);
        was = state.Step;
        context.About = matter.Id;
    }

    public async ValueTask<DialogStep> RunAsync(CancellationToken cancellation)
    {
        if (context.Reason == TurnReason.Left) return Settle();
        if (context.Reason == TurnReason.Message) matter = CaseBook.Heard(context, matter);
        // What was told counts with what is told while the person is awaited: "it's her insulin", "she's dizzy".
        if (context.Reason == TurnReason.Message && (context.Heard.Flags & (EmotionFlags.Danger | EmotionFlags.Urgent)) != 0) KeepWords();
        if (context.Output.StayWithBot) state = state with { KeepsBot = true };
        if (context.Files > 0 && kind.Needs.Contains("photo")) state = state with { HasPhoto = true };
        // The order was found without the customer when a promise fell due, and the answer is given.
        if (context.Reason == TurnReason.Resumed && state.Step == Step.Order && matter.Reason is not null) return new DialogStep.Done();
        if (context.Reason == TurnReason.Resumed && state.Step != Step.Begin) return await AskAgainAsync(cancellation);
        if (state.Step is not Step.Begin && ComplaintDialog.CorrectsNumber(context, state) is { } corrected)
            return await CorrectAsync(corrected, cancellation);
        if (await HearAsideAsync(cancellation) is { } aside) return aside;
        if (state.Step is Step.Settle or Step.Missing or Step.Received or Step.Photo && context.Reason == TurnReason.Message && context.Picked is null && await OtherMeantAsync(cancellation) is { } meant) return await CorrectAsync(meant, cancellation);
        if (state.Step == Step.Recall || Recalls) return await RecallAsync(cancellation);
        return state.Step switch
        {
            Step.Begin when CaseBook.IsInHand(matter) => await LookAgainAsync(cancellation),
            Step.Begin => await IdentifyAsync(state.Subject, cancellation),
            Step.Again => await LookAgainAsync(cancellation),
            Step.Order => await HearOrderAsync(cancellation),
            Step.Proof => await HearProofAsync(cancellation),
            Step.Photo => await HearPhotoAsync(cancellation),
            Step.Choose => await HearChoiceAsync(cancellation),
            Step.Settle => await HearVerdictAsync(cancellation),
            Step.Missing => HearMissing(),
            Step.Received => await HearReceivedAsync(cancellation),
            Step.Expectation => await HearExpectationAsync(cancellation),
            _ => throw new UnreachableException(),
        };
    }

    // Two answers without anything new are two too many (recovery.md §6); who has chosen the bot keeps it.
    private bool IsInVain => state.Misses > MostMisses && !state.KeepsBot;

    private DialogStep.Wait Wait(Step step)
    {
        context.Put(matter);
        return new DialogStep.Wait(state with { Step = step, Subject = state.Subject ?? matter.SubjectId, IsAcknowledged = true });
    }

    private DialogStep.Wait WaitForOrder(SubjectSearch search)
    {
        state = state with { Search = search };
        return Wait(Step.Order);
    }

    private void Record(Assessment known, CustomerHistory history)
    {
        if (known.Fact is { } fact)
        {
            context.Subject = fact.Id;
            state = state with { Subject = fact.Id, Kind = known.Kind.Id };
        }
        matter = matter.Knowing(known.ForCase(context, history));
    }

    // The same failure of the same parcel, reported once more: one case, one apology, one compensation.
    private ComplaintCase? Earlier(string kindOfFacts, string subject) =>
        context.CurrentCases.FirstOrDefault(c => c.Id != matter.Id && c.Kind == kindOfFacts && c.SubjectId == subject && CaseBook.IsInHand(c));

    // What was late, and settled, is now lost: another failure, with a case and a remedy of its own.
    private void BeginAnew(string kindOfFacts, string subject)
    {
        context.Put(matter with { IsClosed = true });
        matter = CaseBook.Open(context, new PendingIssue(kindOfFacts, subject, "")) with { Apologies = matter.Apologies };
        state = state with { Case = matter.Id.Value };
        context.About = matter.Id;
    }

    private void GoOnWith(ComplaintCase earlier)
    {
        context.Put(matter with { IsClosed = true, SubjectId = earlier.SubjectId, Reason = Reasons.OfSameMatter(earlier.Id) });
        matter = earlier with { IsClosed = false };
        state = state with { Case = earlier.Id.Value };
        context.About = earlier.Id;
    }

    private void KeepWords()
    {
        var text = context.Heard.Text.Trim();
        if (text.Length is > 1 and <= 500) matter = matter.WithWords(text, context.Now);
    }

    private string Lead(string? number = null) => state.IsAcknowledged ? "" : Explanation.Acknowledge(context, kind, matter, number);

    private string Feeling() => state.IsAcknowledged ? "" : Explanation.Feeling(context);

    // Kinds that the data can speak of begin with the facts; others with what was heard.
    private string Opening(Assessment known, bool isDated)
    {
        var feeling = isDated ? Feeling() : "";
        if (was == Step.Photo && state.HasPhoto) return context.Render("photo.thanks");
        if (known.IsAboutArrival && known.Fact is not null)
            return Phrase.Join(context.Locale, feeling, FactText.Stale(context, known.StaleSince), was == Step.Proof ? "" : Explanation.Facts(context, known));
        var told = Phrase.Join(context.Locale, FactText.Stale(context, known.StaleSince), Explanation.Told(context, known, state.Wanted ?? Expectation.Stated(context) ?? ""), Readings.Say(context, known), Clocks.Say(context, known));
        return state.IsAcknowledged ? told : Phrase.Join(context.Locale, feeling, Explanation.Acknowledge(context, kind, matter, known.Fact?.Id), told);
    }

    private Choice PersonChoice() => new(context.Render("choice.person"), Choice.Person);

    private IReadOnlyList<Choice> SettleChoices() => ComplaintAnswer.SettleChoices(context);

    private IReadOnlyList<Choice> YesNo(string yes, string no) => [new Choice(context.Render(yes), Choice.Yes), new Choice(context.Render(no), Choice.No)];
}
