using System.Text.RegularExpressions;
using ServiceBot.Dialogs.Subject;
using ServiceBot.Packs;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Complaint;

// Said when all that was open is "is that all right?": how warm it should be, where it is now, what if it comes broken.
internal sealed partial class ComplaintTurn
{
    /// <summary>"Twenty would do", told only now, or put right: kept, and held against the standard.</summary>
    /// <param name="mustBeStated">After a no a number alone may be a sum: "no, twenty is a joke".</param>
    private async ValueTask<DialogStep?> HearWantedAsync(bool mustBeStated, CancellationToken cancellation)
    {
        if (!kind.Needs.Contains("expectation") || context.Picked is not null || context.Heard.All<Entity.Date>().Any()) return null;
        if ((mustBeStated ? Expectation.Stated(context) : Expectation.Answered(context)) is not { Length: > 0 } wanted || wanted == state.Wanted || state.Subject is not { } number || await SubjectFinder.LookUpAsync(context, number, cancellation) is not SubjectFound.Known found) return null;
        KeepWords();
        state = state with { Wanted = wanted };
        var known = await Assessment.OfAsync(context, kind, found.Fact, found.StaleSince, cancellation);
        context.Ask(null, Phrase.Join(context.Locale, Explanation.Told(context, known, wanted), Readings.Say(context, known), Plan()), SettleChoices());
        return Wait(Step.Settle);
    }

    /// <summary>"Where is it stuck?", "and the other one, is it on time?": the company's system says; this matter goes on afterwards.</summary>
    private async ValueTask<DialogStep?> HearWhereAsync(CancellationToken cancellation)
    {
        if (!context.Heard.IsQuestion || context.Picked is not null || IssueFinder.AboutSubject(context.Pack) is not { } status) return null;
        var number = await SubjectFinder.CalledAsync(context, state.Subject, cancellation) is { } called ? called
            : ComplaintDialog.MeansOther(context, kind.Id) && await SubjectFinder.FindAsync(context, null, [static _ => true], cancellation) is SubjectFound.Known { Fact.Id: var other } && other != state.Subject ? other
            : kind.Failure.IsArrival && Where().IsMatch(context.Heard.Text) && !await HasNewCauseAsync(cancellation) ? state.Subject
            : null;
        if (number is null) return null;
        context.Put(matter);
        return new DialogStep.Begin(state, new Matter.Issue(new PendingIssue(status.Id, number, "")));
    }

    private string? Supposed() => Supposition.Answer(context, kind.Id);

    private DialogStep.Wait SaySupposed(string text)
    {
        KeepWords();
        context.Note(new ToleranceEvent.Unresolved());
        context.Ask(null, Phrase.Join(context.Locale, text, context.Render("complaint.supposed")), SettleChoices());
        return Wait(Step.Settle);
    }

    /// <summary>"Didn't you say three minutes?": the standard that is meant has the same measure in it.</summary>
    private string? Quoted() => context.Picked is null && context.Pack.Standard(kind.Standard)?.Text[context.Locale] is { Length: > 0 } text
        && context.Heard.Messages.Any(m => QuotedMeasure.IsQuote(m.Text) && QuotedMeasure.IsSame(m.Text, text)) ? text : null;

    private DialogStep.Wait SayQuoted(string standard)
    {
        KeepWords();
        context.Note(new ToleranceEvent.Unresolved());
        context.Ask(null, Phrase.Join(context.Locale, context.Render("complaint.standard.quoted", ("standard", standard)), Plan()), SettleChoices());
        return Wait(Step.Settle);
    }

    [GeneratedRegex(
        @"(到|在|卡|停|走|去|送到)(了|咗)?(哪|边|邊)|边度|邊度|哪(里|裡|儿|兒)" +
        @"|\bwhere\b|\bwhich (city|hub|depot|town)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Where();
}
