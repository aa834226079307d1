using System.Text.RegularExpressions;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Routing;

/// <summary>What is meant when it is not said outright: a promise that was not kept, a case of which something was told, a guess that needs no question, a bare number.</summary>
internal readonly partial struct Meant(Agenda agenda)
{
    private DialogContext Context => agenda.Context;

    /// <summary>Nothing is in hand and nothing was understood surely, yet there is little doubt.</summary>
    public List<PendingIssue> WithNothingInHand() => OtherAsked() ?? NewsAsked() ?? ArrivalAsked() ?? MoneyMissed() ?? (Context.Heard.Candidates.Count == 0 ? BareNumbers() : Guessed());

    // "The other one then", after the status of one of theirs: the same is asked of another.
    private List<PendingIssue>? OtherAsked() =>
        Context.Subject is not null && Context.Heard.Text.Length <= (Context.Locale == Locale.En ? LongestPointed : LongestPointed / 3) && Context.Hears("subject.words.another") && IssueFinder.AboutSubject(Context.Pack) is { } status
            ? [new PendingIssue(status.Id, null, "")]
            : null;

    // "So will it come today?", after the status of one of theirs: asks of that one, and of no transit times in general.
    private List<PendingIssue>? ArrivalAsked() =>
        Context.Subject is { } spokenOf && (Context.Heard.AsksByThen || Context.Heard.AsksWhen) && Context.Heard.Text.Length <= (Context.Locale == Locale.En ? LongestPointed : LongestPointed / 3) && Context.Hears("subject.words.arrives") && IssueFinder.AboutSubject(Context.Pack) is { } status
            ? [new PendingIssue(status.Id, spokenOf, "")]
            : null;

    // Who says more tells something of it.
    private const int LongestPointed = 30;

    /// <summary>The promise that "you broke your word" is about. What is complained of besides, and is neither somebody's conduct nor in hand, comes first.</summary>
    public Promise? Doubted(List<PendingIssue> found)
    {
        if (Context.Picked is not null || agenda.IsButton || agenda.TakesEverything) return null;
        if (NotDone(found) is { } awaited) return awaited;
        if (BrokenWord.Meant(Context) is not { } promise) return null;
        foreach (var issue in found)
            if (Context.Pack.Complaint(issue.Intent) is { } kind && kind.Failure.Matter != FailureMatter.Conduct && CaseBook.Find(Context, issue.Intent, issue.SubjectId) is null && !agenda.IsInHand(issue)) return null;
        return promise;
    }

    // "Nobody came", "still going strong", where somebody is being sent: what was arranged is missed, and no call of theirs.
    private Promise? NotDone(List<PendingIssue> found)
    {
        var (context, table) = (Context, agenda);
        if (agenda.IsForPerson || context.Heard is { SaysNotYet: false, Persists: false } or { IsQuestion: true } || (found.Count == 0 && !context.Heard.Persists)) return null;
        if (!found.TrueForAll(i => table.IsInHand(i) ? context.Heard.Persists : IssueFinder.IsAboutArrival(context.Pack, i.Intent))) return null;
        return context.CurrentPromises.LastOrDefault(p => p.Status is PromiseStatus.Open or PromiseStatus.Broken && p.What is "visit-arranged" or "redelivery-arranged"
            && found.TrueForAll(i => i.SubjectId is null || i.SubjectId == p.SubjectId));
    }

    /// <summary>The case that "is it refunded yet?" is about, when no dialog has it in hand: the last one of which something was told.</summary>
    public ComplaintCase? Recalled(List<PendingIssue> found)
    {
        if (!Heard.Recalls(Context.Heard.Act) || Context.Picked is not null || (agenda.Frames.Count > 0 && !agenda.IsForPerson) || agenda.TakesEverything) return null;
        foreach (var issue in found)
            if (!IssueFinder.IsAboutArrival(Context.Pack, issue.Intent) && CaseBook.Find(Context, issue.Intent, issue.SubjectId) is null) return null;
        return Context.CurrentCases.LastOrDefault(CaseBook.IsInHand);
    }

    /// <summary>"A new one please" takes one of the choices offered, though it sounds a little like asking for a person.</summary>
    public bool IsRatherAnAnswer => Context.Picked is { } picked && picked.Contains(':', StringComparison.Ordinal) && !IssueFinder.IsClear(Context.Heard, IsForPerson);

    /// <summary>"Send somebody to look at it", where the company sends technicians, asks for one and not for somebody to talk to.</summary>
    public bool IsForVisit
    {
        get
        {
            var heard = Context.Heard;
            return Context.Pack.Complaints.Any(static c => c.Remedies.Contains("visit")) && !IsToTalk(heard.Text)
                && (Context.Hears("choice.words.visit") || (agenda.Frames.Count > 0 && heard.All<Entity.Date>().Any()));
        }
    }

    /// <summary>"Are you even a person?" asks who is there, and not to be passed on.</summary>
    public bool OnlyAsksWhoIsThere => Context.Heard.AsksWhoIsThere && !Demands().IsMatch(Context.Heard.Text);

    /// <summary>"有人吗" as the first words knocks at the door; whoever answers may be a bot.</summary>
    public bool OnlyKnocks => Context.Picked is null && agenda.Frames.Count == 0 && Context.Desk.Place is null && Context.Heard.Act == DialogAct.Nudge && !IsToTalk(Context.Heard.Text);

    /// <summary>"Ok, someone will be home", "don't bother, cancel it": says yes to what is open, or gives it up, and asks for nobody.</summary>
    public bool OnlyEndsIt => Context.Heard is { IsQuestion: false } heard && !IsToTalk(heard.Text) && (GivesUpOwn([]) || (agenda.CanBeLeft && !Demands().IsMatch(heard.Text) && (heard.Act is DialogAct.Yes or DialogAct.Thanks || Context.Hears("said.words.agreed"))));

    /// <summary>"Cancel my parcel SF…", "cancel it" after a visit was arranged: something of theirs is not wanted any more, and the bot can stop nothing.</summary>
    /// <param name="found">What the words sound like besides: how it stands is not what is asked for, and who calls a visit off does not complain that nobody came.</param>
    public bool GivesUpOwn(List<PendingIssue> found)
    {
        var (pack, heard, table) = (Context.Pack, Context.Heard, agenda);
        // "That's too slow, cancel it", to who was just told when it comes.
        var isSpokenOf = heard.FirstNumber is null && Context.Subject is not null && Context.CurrentCases.Count == 0;
        return Context.Picked is null && !heard.IsQuestion && (heard.GivesUp || heard.CallsOffAStep) && (heard.FirstNumber is not null || isSpokenOf || Context.CurrentCases.Any(static c => !c.IsClosed))
            && found.TrueForAll(i => table.IsAboutSubject(i) || ((heard.CallsOffAStep || isSpokenOf) && IssueFinder.IsAboutArrival(pack, i.Intent)));
    }

    /// <summary>"I ring and nobody answers, and it is four days late": tells of it, and asks for nobody.</summary>
    public bool TellsNobodyAnswers(List<PendingIssue> found) => found.Exists(agenda.IsComplaint) && Context.Hears("person.words.unanswered") && !IssueFinder.IsClear(Context.Heard, IsForPerson);

    /// <summary>"I appeal against this", where something of theirs is being decided or was: somebody looks at it anew, and no rule again.</summary>
    public bool Appeals => Context.Picked is null && Context.CurrentCases.Count > 0 && Context.Hears("person.words.appeal");

    /// <summary>"I don't accept this, I appeal" sounds like a complaint of somebody's conduct, and is none unless it is very clearly one.</summary>
    public bool IsOnlyTheAppeal(PendingIssue issue) => agenda.IsAnother(issue) && issue.SubjectId is null && Context.Hears("person.words.appeal", issue.Text) && !IssueFinder.IsClear(Context.Heard, intent => intent == issue.Intent);

    /// <summary>"The driver was an absolute star": speaks of somebody's conduct, and complains of nothing.</summary>
    public bool Praises => Context.Heard is { IsHeated: false, IsQuestion: false, IsRefusal: false } heard && (heard.Flags & EmotionFlags.Sarcasm) == 0 && Context.Hears("said.words.praise");

    /// <summary>"How long does that take?" after something was arranged, in a matter of no delay: what was delivered is not waited for.</summary>
    public bool AsksWhenOfRemedy(PendingIssue issue)
    {
        var context = Context;
        return context.Heard.AsksWhen && context.Picked is null && issue.SubjectId is null && !agenda.IsForPerson && agenda.Top is { } top
            && context.CurrentCases.Any(c => !c.IsClosed && context.Pack.Complaint(c.Kind) is { Failure.IsArrival: false } && c.Given.Any(static g => g.Kind is RemedyKind.Refund or RemedyKind.Replacement or RemedyKind.Redelivery or RemedyKind.Visit)
                && top.Dialog.IsAbout(context, top.State, new PendingIssue(c.Kind, c.SubjectId, "")));
    }

    /// <summary>A photo that nobody asked for, in the middle of a matter that needs none: most likely of what is broken.</summary>
    public PendingIssue? Pictured()
    {
        var context = Context;
        if (context.Files == 0 || context.Heard.Text.Length > 0 || !agenda.CanBeLeft) return null;
        return context.Pack.Complaints.Where(static c => c.Needs.Contains("photo")).ToList() is [var only] && !context.CurrentCases.Any(c => !c.IsClosed && c.Kind == only.Id) ? new PendingIssue(only.Id, null, "") { HasPhoto = true } : null;
    }

    /// <summary>"What time are they coming?", or "not tomorrow, the day after", in the middle of a complaint is no question about opening hours, nor about anything but the person while one is awaited, unless it is very clearly one.</summary>
    public bool IsAboutTheMatter => agenda.Frames.Count > 0 && (Context.Heard.AsksWhen || (!Context.Heard.IsQuestion && Context.Heard.All<Entity.Date>().Any()));

    public bool IsDoubtfulQuestion(PendingIssue issue) =>
        (issue.Intent == IssueFinder.OpeningHours || (agenda.IsForPerson && Context.Pack.Enquiry(issue.Intent) is { Needs.Count: 0 })) && !IssueFinder.IsClear(Context.Heard, intent => intent == issue.Intent);

    /// <summary>"What are you going to do about it?" in the middle of a matter is no chat, unless it is very clearly one ("are you a bot?").</summary>
    public bool IsNoTimeToChat =>
        (agenda.Frames.Count > 0 || Context.Desk.Place is not null) && (Context.Heard.AsksNews || agenda.IsForPerson || !IssueFinder.IsClear(Context.Heard, static intent => intent == IssueFinder.SmallTalk));

    /// <summary>"Forget it, the money back" takes the refund and does not complain that one is missing; what is said of it besides taking it is another matter.</summary>
    public bool IsOnlyTheChoice(PendingIssue issue)
    {
        var (picked, text) = (Context.Picked, Context.Heard.Text);
        if (issue.SubjectId is not null || agenda.Before.Asked?.Choices.FirstOrDefault(c => c.Value == picked) is not { } choice) return false;
        var rest = issue.Text.Length == 0 ? text : text.Replace(issue.Text, "\n", StringComparison.Ordinal);
        return ChoiceWords.Names(choice, issue.Text, Context) && !ChoiceWords.Names(choice, rest, Context) && text.Length <= (Context.Locale == Locale.En ? EarlierQuestion.LongestChoice : EarlierQuestion.LongestChoice / 3);
    }

    /// <summary>Somebody to speak with is named.</summary>
    public static bool IsToTalk(string text) => ToTalk().IsMatch(text);

    private bool IsForPerson(string intent) => IssueFinder.WantsPerson(Context.Pack, intent);

    /// <summary>"Late, lost, or where is it?" is no question worth asking: what the system says of the parcel answers all three.</summary>
    private List<PendingIssue> Guessed()
    {
        var (context, candidates) = (Context, Context.Heard.Candidates);
        // Whoever has complained of one that has not come, and writes angrily again, is not asked what it is about.
        if (context.Heard.IsHeated && context.Subject is { } spokenOf && IssueFinder.AboutSubject(context.Pack) is { } status && context.CurrentCases.Any(c => !c.IsClosed && c.SubjectId == spokenOf && IssueFinder.IsAboutArrival(context.Pack, c.Kind))
            && candidates.Any(c => c.Intent == status.Id || IssueFinder.IsAboutArrival(context.Pack, c.Intent)))
            return [new PendingIssue(status.Id, context.Heard.FirstNumber ?? spokenOf, "")];
        // "Hello, it's late, can you look?" is polite besides, and who gives a number asks for no opening hours.
        candidates = [.. candidates.Where(c => c.Intent != IssueFinder.SmallTalk && (c.Intent != IssueFinder.OpeningHours || context.Heard.FirstNumber is null))];
        if (candidates.Count == 0) return [];
        foreach (var candidate in candidates)
            if (!IssueFinder.IsAboutArrival(context.Pack, candidate.Intent) && context.Pack.Enquiry(candidate.Intent)?.Needs.Contains("subject") != true) return [];
        return [new PendingIssue(candidates[0].Intent, context.Heard.FirstNumber, context.Heard.Text)];
    }

    /// <summary>"Any news?" is about what was spoken of: the company's data say how it stands, and not only when the next word was promised.</summary>
    private List<PendingIssue>? NewsAsked() =>
        Context.Heard is { Act: DialogAct.Nudge, AsksNews: true } && Context.Subject is { } spokenOf && IssueFinder.AboutSubject(Context.Pack) is { } enquiry
            ? [new PendingIssue(enquiry.Id, spokenOf, "")]
            : null;

    /// <summary>"Why hasn't the refund come?", said to begin with: nothing that was spoken of is meant by it, and the complaint that it is by itself is.</summary>
    private List<PendingIssue>? MoneyMissed()
    {
        var context = Context;
        return context.Heard is { Act: DialogAct.AsksMoney, SaysNotYet: true } && context.CurrentCases.All(static c => c.IsClosed)
            && context.Heard.Parts.SelectMany(static p => p.Candidates).FirstOrDefault(c => IssueFinder.IsComplaint(context.Pack, c.Intent)) is { } missed
            ? [Taken(missed.Intent)]
            : null;
    }

    private PendingIssue Taken(string intent)
    {
        Context.Output.Meant = intent;
        return new PendingIssue(intent, Context.Heard.FirstNumber, Context.Heard.Text);
    }

    private List<PendingIssue> BareNumbers() => IssueFinder.AboutSubject(Context.Pack) is { } enquiry
        ? [.. Context.Heard.Numbers.Take(IssueFinder.Most).Select(n => new PendingIssue(enquiry.Id, n, ""))]
        : [];

    [GeneratedRegex(@"转|轉|换|換|找|叫|要|给我|給我|\b(get|give|want|need|let me|transfer|put me|pass me|connect)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Demands();

    [GeneratedRegex(
        @"人工|真人|客服|经理|經理|主管|领导|領導|负责|負責|投诉|投訴|电话|電話" +
        @"|\b(human|person|agent|representative|manager|supervisor|boss|talk|speak|call|ring|phone)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ToTalk();
}
