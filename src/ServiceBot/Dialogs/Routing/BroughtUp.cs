using ServiceBot.Packs;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Routing;

/// <summary>What the messages of a turn bring up, in the light of what is in hand and of what was asked.</summary>
/// <param name="Issues">In the order of the text.</param>
/// <param name="Perhaps">Another complaint that was heard, not clearly: asked about before it is lost.</param>
/// <param name="WantsPerson">The customer wants somebody to talk to.</param>
internal sealed record BroughtUp(List<PendingIssue> Issues, PendingIssue? Perhaps, bool WantsPerson)
{
    private static readonly string[] ForGoods = ["replacement", "refund", "redelivery"];

    public static BroughtUp Read(Agenda agenda, RootReplies root)
    {
        var found = agenda.IsButton ? [] : IssueFinder.Find(agenda.Context.Heard, agenda.Context.Pack);
        LeaveOutSupposed(found, agenda);
        if (found.Exists(agenda.IsOfConduct) && new Meant(agenda).Praises) found.RemoveAll(agenda.IsOfConduct);
        LeaveOutRemedies(found, agenda);
        LeaveOutQuoted(found, agenda);
        var perhaps = LeaveOutUnclear(found, agenda);
        // "Swap it, please", while the photo of a wrong one is awaited: says what is wanted in the matter in hand. And what lies ahead ("my flight is at six tomorrow") has not failed.
        if (perhaps is { SubjectId: null } && (ChoiceWords.NamesRemedy(ForGoods, agenda.Context) || agenda.Context.Heard.LiesAhead(agenda.Context.Now))) perhaps = null;
        var chosen = root.Chosen() ?? new EarlierQuestion(agenda).TakenUp(found);
        // "轉房啦", after "is the room not clean?": the room is to be changed, and not who answers.
        var wantsPerson = TakePerson(found, agenda) && (chosen is null || agenda.Context.Picked is not null);
        if (chosen is not null) found = [chosen];
        found = new Articles(agenda).LessWhatIsAnswered(new EarlierQuestion(agenda).OrOffered(found));
        LeaveOutWhatIsOfTheMatter(found, agenda);
        return new BroughtUp(found, perhaps, wantsPerson && !OnlyAsksMeanwhile(found, agenda));
    }

    // What might happen is no case; what is told with another number, or beside the supposition, has happened.
    private static void LeaveOutSupposed(List<PendingIssue> found, Agenda agenda)
    {
        if (agenda.Frames.Count == 0 || !agenda.Context.Heard.IsQuestion) return;
        // "How long until somebody comes?" asks of what is in hand, unless they say that nobody has.
        if (agenda.Context.Heard is { AsksWhen: true, SaysNotYet: false }) found.RemoveAll(i => agenda.IsAnother(i) && i.SubjectId is null && IssueFinder.IsAboutArrival(agenda.Context.Pack, i.Intent));
        found.RemoveAll(i => agenda.IsAnother(i) && (i.SubjectId is null || i.SubjectId == agenda.Context.Subject) && Heard.IsSupposed(i.Text));
    }

    // "It died after one day, I'd like my money back": what is wanted for the goods is no refund that has not come.
    private static void LeaveOutRemedies(List<PendingIssue> found, Agenda agenda)
    {
        var pack = agenda.Context.Pack;
        if (found.Count < 2 || !found.Exists(i => pack.Complaint(i.Intent)?.Failure.Matter == FailureMatter.Goods)) return;
        found.RemoveAll(i => pack.Complaint(i.Intent) is { Resource: "money", Failure.IsArrival: false } && !Heard.IsNotYet(i.Text) && ChoiceWords.WantsRefund(i.Text, agenda.Context));
    }

    // "Checking in took a quarter of an hour, didn't you say three minutes?" is one complaint, and what it is measured by.
    private static void LeaveOutQuoted(List<PendingIssue> found, Agenda agenda)
    {
        if (agenda.Frames.Count > 0 || found.Count > 1) found.RemoveAll(i => agenda.IsAnother(i) && QuotedMeasure.IsQuote(i.Text) && (agenda.Frames.Count > 0 || found.Exists(o => !QuotedMeasure.IsQuote(o.Text))));
    }

    // What is about a matter in hand need not be so clear; what would be another one must.
    private static PendingIssue? LeaveOutUnclear(List<PendingIssue> found, Agenda agenda)
    {
        if (agenda.Frames.Count == 0 || !found.Exists(agenda.IsAnother)) return null;
        var clear = IssueFinder.Find(agenda.Context.Heard, agenda.Context.Pack, NamesAnother(found, agenda) ? 0 : IssueFinder.ClearlyAnother).FindAll(agenda.IsAnother);
        var perhaps = found.Find(i => agenda.IsAnother(i) && clear.TrueForAll(c => c.Intent != i.Intent));
        found.RemoveAll(agenda.IsAnother);
        found.AddRange(clear);
        // Nobody who rages is asked; but that something came broken is no manner of speaking.
        if (perhaps is null || !agenda.Context.Heard.IsHeated || agenda.Context.Pack.Complaint(perhaps.Intent)?.Failure.Matter != FailureMatter.Goods) return perhaps;
        found.Add(perhaps);
        return null;
    }

    // "The other one, SF…999, came broken": of another thing it need not be so clear.
    private static bool NamesAnother(List<PendingIssue> found, Agenda agenda) =>
        agenda.Context.Hears("subject.words.another") || found.Exists(i => agenda.IsAnother(i) && i.SubjectId is { } own && agenda.Context.Subject is { } spokenOf && own != spokenOf);

    private static bool TakePerson(List<PendingIssue> found, Agenda agenda)
    {
        var (context, heard) = (agenda.Context, agenda.Context.Heard);
        var meant = new Meant(agenda);
        var isAsked = found.RemoveAll(i => IssueFinder.WantsPerson(context.Pack, i.Intent)) > 0;
        if (context.Picked == Choice.Person) return true;
        if (meant.Appeals)
        {
            found.RemoveAll(meant.IsOnlyTheAppeal);
            if (!found.Exists(agenda.IsAnother)) return true;
        }

        var wants = (isAsked && !meant.IsRatherAnAnswer && !meant.IsForVisit && !meant.OnlyAsksWhoIsThere && !meant.OnlyKnocks && !meant.OnlyEndsIt && !meant.TellsNobodyAnswers(found))
            || (context.Picked is null && !agenda.IsButton && (heard.TurnsDownBot || heard.LeavesMessage));
        return wants && (context.Picked is not null || !(heard.AsksLanguage || heard.AsksToBeTold || new EarlierQuestion(agenda).IsSearched || (found.Count == 0 && new Articles(agenda).AsksForAService)));
    }

    private static void LeaveOutWhatIsOfTheMatter(List<PendingIssue> found, Agenda agenda)
    {
        var heard = agenda.Context.Heard;
        var meant = new Meant(agenda);
        if (agenda.Frames.Count > 0) found.RemoveAll(i => agenda.IsAboutSubject(i) && (heard.SpeaksOfMoneyToCome || meant.AsksWhenOfRemedy(i)));
        // "When does he come?", to whoever waits for a person about a leak: the person knows, and the company's record does not.
        if (agenda.IsForPerson && heard.AsksWhen && !agenda.Context.CurrentCases.Any(c => !c.IsClosed && IssueFinder.IsAboutArrival(agenda.Context.Pack, c.Kind))) found.RemoveAll(i => agenda.IsAboutSubject(i) && heard.FirstNumber is null);
        // "Where is the valve?" while water runs asks nothing about paying by the app.
        if (agenda.Frames.Count > 0 && new Articles(agenda).IsAboutTheDanger) found.RemoveAll(i => agenda.Context.Pack.Enquiry(i.Intent) is { Needs.Count: 0 } && i.Intent != IssueFinder.SmallTalk);
        if (agenda.Frames.Count > 0) found.RemoveAll(i => (meant.IsAboutTheMatter || i.Intent == IssueFinder.OpeningHours) && meant.IsDoubtfulQuestion(i));
        // "bye" is small talk to the model and a goodbye to the root, which answers better.
        // And nobody who is angry wants to chat (recovery.md §3.6).
        if (heard.Act != DialogAct.None || heard.IsHeated || (!agenda.Context.HasGreeted && agenda.Frames.Count == 0) || meant.IsNoTimeToChat) found.RemoveAll(static i => i.Intent == IssueFinder.SmallTalk);
    }

    // Who waits for a person and asks for a status meanwhile has said already that they want the person.
    private static bool OnlyAsksMeanwhile(List<PendingIssue> found, Agenda agenda) =>
        agenda.Context.Picked is null && agenda.IsForPerson && !agenda.TakesEverything && found.Exists(agenda.IsAboutSubject);
}
