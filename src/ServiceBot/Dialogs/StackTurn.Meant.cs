using System.Text.RegularExpressions;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

// What is meant when it is not said outright: money and reasons of a case, an offer taken up, a guess that needs no question, a bare number.
internal sealed partial class StackTurn
{
    /// <summary>Letters within which a remedy is taken and nothing else is said; a third of it in Chinese.</summary>
    private const int LongestChoice = 60;

    /// <summary>"Will the freight be refunded?" asks for money and not how to send; after "shall I take up the delay?" it takes up the delay.</summary>
    private List<PendingIssue> OrOffered(List<PendingIssue> found)
    {
        if (AsksOfferedAgain(found) is { } again) return [again];
        if (!Heard.Recalls(context.Heard.Act) || context.Picked is not null) return found;
        var kept = new List<PendingIssue>(found.Count);
        foreach (var issue in found)
            if (IssueFinder.IsComplaint(context.Pack, issue.Intent) || IsAboutSubject(issue)) kept.Add(issue);
        return kept.Count == 0 && frames.Count == 0 && before.Asked?.About is { Intent.Length: > 0 } offered && IssueFinder.IsComplaint(context.Pack, offered.Intent) ? [offered] : kept;
    }

    /// <summary>"It is late, shall I take it up?" and the customer asks for it once more, or sends its number: asked a second time that would be a wall.</summary>
    private PendingIssue? AsksOfferedAgain(List<PendingIssue> found) =>
        context.Picked is null && frames.Count == 0 && context.Heard.Act is DialogAct.None or DialogAct.Nudge
        && before.Asked?.About is { Intent.Length: > 0, SubjectId: { } number } offered && IssueFinder.IsAboutArrival(context.Pack, offered.Intent)
        && (found.Count == 0 ? (context.Heard.FirstNumber is { } said && number.EndsWith(said, StringComparison.Ordinal)) || context.Heard.AsksWhen : found.TrueForAll(i => IsAboutSubject(i) && number.EndsWith(i.SubjectId ?? number, StringComparison.Ordinal)))
            ? offered
            : null;

    /// <summary>The promise that "you broke your word" is about. What is complained of besides, and is neither somebody's conduct nor in hand, comes first.</summary>
    private Promise? Doubted(List<PendingIssue> found)
    {
        if (context.Picked is not null || isButton || (Top is { } top && top.Dialog.TakesEverything(top.State)) || BrokenWord.Meant(context) is not { } promise) return null;
        foreach (var issue in found)
            if (context.Pack.Complaint(issue.Intent) is { } kind && kind.Failure.Matter != FailureMatter.Conduct && CaseBook.Find(context, issue.Intent, issue.SubjectId) is null && !IsInHand(issue)) return null;
        return promise;
    }

    /// <summary>The case that "is it refunded yet?" is about, when no dialog has it in hand: the last one of which something was told.</summary>
    private ComplaintCase? ToRecall(List<PendingIssue> found)
    {
        if (!Heard.Recalls(context.Heard.Act) || context.Picked is not null || (frames.Count > 0 && !Top!.Dialog.IsForPerson)) return null;
        if (Top is { } top && top.Dialog.TakesEverything(top.State)) return null;
        foreach (var issue in found)
            if (!IssueFinder.IsAboutArrival(context.Pack, issue.Intent) && CaseBook.Find(context, issue.Intent, issue.SubjectId) is null) return null;
        return context.CurrentCases.LastOrDefault(CaseBook.IsInHand);
    }

    /// <summary>"Late, lost, or where is it?" is no question worth asking: what the system says of the parcel answers all three.</summary>
    private List<PendingIssue> Guessed()
    {
        var candidates = context.Heard.Candidates;
        // Whoever has complained of one that has not come, and writes angrily again, is not asked what it is about.
        if (context.Heard.IsHeated && context.Subject is { } spokenOf && IssueFinder.AboutSubject(context.Pack) is { } status && context.CurrentCases.Any(c => !c.IsClosed && c.SubjectId == spokenOf && IssueFinder.IsAboutArrival(context.Pack, c.Kind))
            && candidates.Any(c => c.Intent == status.Id || IssueFinder.IsAboutArrival(context.Pack, c.Intent)))
            return [new PendingIssue(status.Id, context.Heard.FirstNumber ?? spokenOf, "")];
        foreach (var candidate in candidates)
            if (!IssueFinder.IsAboutArrival(context.Pack, candidate.Intent) && context.Pack.Enquiry(candidate.Intent)?.Needs.Contains("subject") != true) return [];
        return [new PendingIssue(candidates[0].Intent, context.Heard.FirstNumber, context.Heard.Text)];
    }

    /// <summary>"A new one please" takes one of the choices offered, though it sounds a little like asking for a person.</summary>
    private bool IsRatherAnAnswer()
    {
        if (context.Picked is not { } picked || !picked.Contains(':', StringComparison.Ordinal)) return false;
        foreach (var part in context.Heard.Parts)
            foreach (var intent in part.Intents)
                if (IssueFinder.WantsPerson(context.Pack, intent.Intent) && intent.Probability >= IssueFinder.ClearlyAnother) return false;
        return true;
    }

    /// <summary>"What time are they coming?" in the middle of a complaint is no question about opening hours, nor about anything but the person while one is awaited, unless it is very clearly one.</summary>
    private bool IsAboutTheMatter => frames.Count > 0 && context.Heard.AsksWhen;

    private bool IsDoubtfulQuestion(PendingIssue issue) =>
        (issue.Intent == IssueFinder.OpeningHours || (Top!.Dialog.IsForPerson && context.Pack.Enquiry(issue.Intent) is { Needs.Count: 0 })) && !context.Heard.Parts.Any(p => p.Intents.Any(i => i.Intent == issue.Intent && i.Probability >= IssueFinder.ClearlyAnother));

    /// <summary>"Send somebody to look at it", where the company sends technicians, asks for one and not for somebody to talk to.</summary>
    private bool IsForVisit() => context.Pack.Complaints.Any(static c => c.Remedies.Contains("visit")) && !ToTalk().IsMatch(context.Heard.Text)
        && (context.Words("choice.words.visit").Any(word => ChoiceMatch.Says(context.Heard.Text, word)) || (frames.Count > 0 && context.Heard.All<Entity.Date>().Any()));

    /// <summary>"等下我找找": looks for the number or the photo that was asked for, and not for somebody.</summary>
    private bool IsSearching => before.Asked?.What is "order-number" or "photo" && context.Heard.AsksToWait && !ToTalk().IsMatch(context.Heard.Text);

    /// <summary>"Are you even a person?" asks who is there, and not to be passed on.</summary>
    private bool OnlyAsksWhoIsThere() => context.Heard.AsksWhoIsThere && !Demands().IsMatch(context.Heard.Text);

    [GeneratedRegex(@"转|轉|换|換|找|叫|要|给我|給我|\b(get|give|want|need|let me|transfer|put me|pass me|connect)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Demands();

    [GeneratedRegex(@"人工|真人|客服|经理|經理|主管|领导|領導|负责|負責|投诉|投訴|电话|電話|\b(human|person|agent|representative|manager|supervisor|boss|talk|speak|call|ring|phone)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ToTalk();

    /// <summary>"Forget it, the money back" takes the refund and does not complain that one is missing; what is said of it besides taking it is another matter.</summary>
    private bool IsOnlyTheChoice(PendingIssue issue)
    {
        if (issue.SubjectId is not null || before.Asked?.Choices.FirstOrDefault(c => c.Value == context.Picked) is not { } choice) return false;
        var rest = issue.Text.Length == 0 ? context.Heard.Text : context.Heard.Text.Replace(issue.Text, "\n", StringComparison.Ordinal);
        return ChoiceWords.Names(choice, issue.Text, context) && !ChoiceWords.Names(choice, rest, context) && context.Heard.Text.Length <= (context.Locale == Locale.En ? LongestChoice : LongestChoice / 3);
    }

    // Asked once about one message, and nobody who asks, answers or rages himself.
    private bool MayAskWhether => context.Heard is { Act: DialogAct.None, IsQuestion: false, IsHeated: false } && !Top!.Dialog.IsForPerson && before.Asked?.About is not { Intent.Length: 0 };

    /// <summary>"Is the broken one another matter?", and its photo comes: it is.</summary>
    private string? ShownByPhoto() =>
        context.Files > 0 && before.Asked?.About is { Intent.Length: 0 } && Offered() is [var only] && context.Pack.Complaint(only)?.Needs.Contains("photo") == true ? Choice.IntentPrefix + only : null;

    /// <summary>"Is that another matter?" "No": what is in hand goes on.</summary>
    private bool IsNoOtherMatter => before.Asked?.About is { Intent.Length: 0 } && (context.Picked == Choice.SomethingElse || (context.Picked is null && context.Heard.Act == DialogAct.No));

    /// <summary>"Any news?" is about what was spoken of: the company's data say how it stands, and not only when the next word was promised.</summary>
    private List<PendingIssue>? NewsAsked() =>
        context.Heard is { Act: DialogAct.Nudge, AsksNews: true } && context.Subject is { } spokenOf && IssueFinder.AboutSubject(context.Pack) is { } enquiry
            ? [new PendingIssue(enquiry.Id, spokenOf, "")]
            : null;

    /// <summary>"Is it back?" after the company's system did not answer: looked up once more.</summary>
    private List<PendingIssue>? OutageAsked() =>
        before.Outages > 0 && context.Heard is { Act: DialogAct.None or DialogAct.Nudge } heard && (heard.IsQuestion || heard.AsksNews || heard.Act == DialogAct.Nudge) && heard.Candidates.All(c => c.Probability < LikelyComplaint || !IssueFinder.IsComplaint(context.Pack, c.Intent)) && IssueFinder.AboutSubject(context.Pack) is { } enquiry
            ? [new PendingIssue(enquiry.Id, context.Heard.FirstNumber ?? context.Subject, "")]
            : null;

    private List<PendingIssue> BareNumbers() => IssueFinder.AboutSubject(context.Pack) is { } enquiry
        ? [.. context.Heard.Numbers.Take(IssueFinder.Most).Select(n => new PendingIssue(enquiry.Id, n, ""))]
        : [];
}
