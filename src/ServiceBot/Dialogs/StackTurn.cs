using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>One turn of the stack: what is on it, what waits, and who goes on with what was heard.</summary>
internal sealed partial class StackTurn
{
    // A dialog that begins another that begins another… is a mistake in the dialogs, found by the first test that meets it.
    private const int MostSteps = 16;
    private const int MostFrames = 4;

    private readonly DialogState before;
    private readonly DialogContext context;
    private readonly DialogSet dialogs;
    private readonly RootReplies root;
    private readonly List<DialogFrame> frames;
    private readonly List<PendingIssue> issues;
    private readonly bool isButton;

    public StackTurn(DialogState state, DialogContext context, DialogSet dialogs)
    {
        before = state;
        this.context = context;
        this.dialogs = dialogs;
        frames = [.. state.Frames];
        issues = context.Output.Issues;
        issues.AddRange(state.Issues);
        context.Subject ??= state.Subject;
        context.ProofMisses = state.ProofMisses;
        context.Picked = ChoiceMatch.Find(state.Asked, context) ?? ShownByPhoto();
        isButton = ChoiceMatch.IsButton(state.Asked, context);
        root = new RootReplies(state, context);
    }

    private DialogFrame? Top => frames.Count > 0 ? frames[^1] : null;

    public void Welcome() => root.Welcome();

    /// <summary>A rule or tolerance takes the conversation to a person; what the customer has just brought up goes with it.</summary>
    public async ValueTask HandOffAsync(HandoffCause because, CancellationToken cancellation)
    {
        // A rule has spoken before the dialog and again after it: one hand-over is enough.
        if (Top?.Dialog.IsForPerson == true && context.Output.Bubbles.Count > 0)
        {
            context.Output.Asked = before.Asked?.What;
            return;
        }
        frames.RemoveAll(f => f.Dialog.IsForPerson);
        KeepForPerson(Fresh(IssueFinder.Find(context.Heard, context.Pack)));
        await BeginPersonAsync(because, cancellation);
    }

    public async ValueTask FollowUpAsync(Matter news, CancellationToken cancellation)
    {
        // The customer may be in the middle of something else: the news is told, and the open question stays as it is.
        var open = frames.Count;
        Push(dialogs.Begin(news, context));
        await RunTopAsync(TurnReason.PromiseDue, open, cancellation);
    }

    /// <summary>Who waits longer than was announced hears it before they have to ask.</summary>
    public async ValueTask AdmitWaitAsync(CancellationToken cancellation)
    {
        if (Top?.Dialog.IsForPerson == true) await RunTopAsync(TurnReason.WaitOver, frames.Count - 1, cancellation);
    }

    /// <summary>Nobody is asked how it went in the middle of something else.</summary>
    public async ValueTask AskSolvedAsync(CancellationToken cancellation)
    {
        DropWhatIsOver();
        if (issues.Count > 0 || !frames.TrueForAll(frame => frame.Dialog.CanBeLeft(frame.State))) return;
        frames.Clear();
        Push(dialogs.Begin(new Matter.Closed(context.TimesAsked), context));
        await RunTopAsync(TurnReason.AskSolved, 0, cancellation);
    }

    public async ValueTask TakeBackAsync(CancellationToken cancellation)
    {
        frames.RemoveAll(f => f.Dialog.IsForPerson);
        issues.RemoveAll(i => IssueFinder.IsComplaint(context.Pack, i.Intent) && context.CurrentCases.Any(c => c.IsClosed && c.Kind == i.Intent && c.SubjectId == i.SubjectId));
        context.Say("person.returned");
        if (frames.Count > 0) await RunTopAsync(TurnReason.Resumed, 0, cancellation);
        else if (issues.Count > 0) await BeginNextAsync(cancellation);
    }

    public async ValueTask ListenAsync(CancellationToken cancellation)
    {
        var heard = context.Heard;
        DropWhatIsOver();
        if (before.Asked?.What != "phone" && Top?.Dialog.TakesEverything(Top.State) != true && dialogs.TryBegin(new Matter.Aside(), context) is { } aside)
        {
            var below = frames.Count;
            Push(aside);
            await RunTopAsync(TurnReason.Message, below, cancellation);
            if (below > 0) await RunTopAsync(TurnReason.Resumed, 0, cancellation);
            return;
        }
        var found = isButton ? [] : IssueFinder.Find(heard, context.Pack);
        // What might happen is no case; what is told with another number, or beside the supposition, has happened.
        if (frames.Count > 0 && heard.IsQuestion) found.RemoveAll(i => IsAnother(i) && (i.SubjectId is null || i.SubjectId == context.Subject) && Heard.IsSupposed(i.Text));
        // What is about a matter in hand need not be so clear; what would be another one must.
        PendingIssue? perhaps = null;
        if (frames.Count > 0 && found.Any(IsAnother))
        {
            List<PendingIssue> clear = [.. IssueFinder.Find(heard, context.Pack, IssueFinder.ClearlyAnother).Where(IsAnother)];
            perhaps = found.Find(i => IsAnother(i) && clear.TrueForAll(c => c.Intent != i.Intent));
            found = [.. found.Where(i => !IsAnother(i)), .. clear];
        }
        var wantsPerson = (found.RemoveAll(i => IssueFinder.WantsPerson(context.Pack, i.Intent)) > 0 && !IsRatherAnAnswer() && !IsForVisit() && !OnlyAsksWhoIsThere()) || context.Picked == Choice.Person || (context.Picked is null && !isButton && (heard.TurnsDownBot || heard.LeavesMessage));
        if (context.Picked is null && (heard.AsksLanguage || heard.AsksToBeTold || IsSearching || (wantsPerson && found.Count == 0 && AsksForAService))) wantsPerson = false;
        if ((root.Chosen() ?? TakenUp(found)) is { } chosen) found = [chosen];
        found = LessWhatAnArticleAnswers(OrOffered(found));
        if (frames.Count > 0) found.RemoveAll(i => IsAboutSubject(i) && heard.SpeaksOfMoneyToCome);
        if (IsAboutTheMatter) found.RemoveAll(IsDoubtfulQuestion);
        // "bye" is small talk to the model and a goodbye to the root, which answers better.
        // And nobody who is angry wants to chat (recovery.md §3.6).
        if (heard.Act != DialogAct.None || heard.IsHeated || (!context.HasGreeted && frames.Count == 0) || IsNoTimeToChat) found.RemoveAll(static i => i.Intent == IssueFinder.SmallTalk);
        // Who waits for a person and asks for a status meanwhile has said already that they want the person.
        if (wantsPerson && context.Picked is null && Top is { Dialog.IsForPerson: true } waiting && !waiting.Dialog.TakesEverything(waiting.State) && found.Exists(IsAboutSubject)) wantsPerson = false;
        if (heard.IsOtherLanguage && context.Picked is null)
        {
            root.OtherLanguage();
            await BeginPersonAsync(HandoffCause.Rule, cancellation);
        }
        else if (heard.OnlyAsksLanguage && context.Picked is null)
        {
            context.Say("root.language");
            if (frames.Count > 0) await RunTopAsync(TurnReason.Resumed, 0, cancellation);
        }
        else if (!wantsPerson && IsLeftToBot) await StayAsync(IssueFinder.Find(heard, context.Pack), cancellation);
        else if (context.Picked == Choice.Bot || heard.Act == DialogAct.StayWithBot) await StayAsync(null, cancellation);
        else if (!wantsPerson && Doubted(found) is { } promise)
        {
            var open = frames.Count;
            Push(dialogs.Begin(new Matter.PromiseDoubted(promise), context));
            await RunTopAsync(TurnReason.Message, open, cancellation);
        }
        else if (!wantsPerson && ToRecall(found) is { } matter)
        {
            var open = frames.Count;
            Push(dialogs.Begin(new Matter.Recalled(matter), context));
            await RunTopAsync(TurnReason.Message, open, cancellation);
            if (open > 0) await RunTopAsync(TurnReason.Resumed, 0, cancellation);
        }
        else if (wantsPerson)
        {
            KeepForPerson(Fresh(found));
            await BeginPersonAsync(HandoffCause.Asked, cancellation);
        }
        else
        {
            if (frames.Count == 0 && context.Desk.Place is not null) Push(dialogs.Begin(new Matter.Person(HandoffCause.Rule, IsWaiting: true), context));
            if (frames.Count == 0) await BeginAsync(found, cancellation);
            else await GoOnAsync(found, perhaps, cancellation);
        }
    }

    // "What are you going to do about it?" in the middle of a matter is no chat, unless it is very clearly one ("are you a bot?").
    private bool IsNoTimeToChat =>
        (frames.Count > 0 || context.Desk.Place is not null) && (context.Heard.AsksNews || Top is { Dialog.IsForPerson: true } || !context.Heard.Parts.Any(p => p.Intents.Any(i => i.Intent == IssueFinder.SmallTalk && i.Probability >= IssueFinder.ClearlyAnother)));

    // Else its dialog would find nothing left to do, and who writes after it would be answered with silence.
    private void DropWhatIsOver() => frames.RemoveAll(frame => frame.Dialog.IsOver(context, frame.State));

    /// <summary>Nothing is in hand: what was brought up is taken in order, the customer is told the order.</summary>
    private async ValueTask BeginAsync(List<PendingIssue> found, CancellationToken cancellation)
    {
        if (found.Count == 0 && context.Picked is null) found = Continued();
        if (found.Count == 0 && context.Picked is null) found = OutageAsked() ?? NewsAsked() ?? (context.Heard.Candidates.Count == 0 ? BareNumbers() : Guessed());
        if (found.Count == 0 && issues.Count == 0)
        {
            if (context.Picked is null && OnlyAsksWhoIsThere())
            {
                root.Welcome();
                return;
            }
            if (AnswersByArticle()) return;
            if (await ChosenOutsideAsync(cancellation) is not { } chosen)
            {
                root.Reply();
                return;
            }

            if (IssueFinder.WantsPerson(context.Pack, chosen.Intent))
            {
                await BeginPersonAsync(HandoffCause.Asked, cancellation);
                return;
            }

            found = [chosen];
        }
        var fresh = Fresh(found);
        // A question that one sentence answers comes first, unless somebody is angry: then the complaint does.
        Keep(fresh.Count < 2 ? fresh : [.. fresh.OrderBy(i => IssueFinder.IsComplaint(context.Pack, i.Intent) != context.Heard.IsHeated)]);
        if (issues.Count > 1 && (context.Heard.IsHeated || issues.Count(i => IssueFinder.IsComplaint(context.Pack, i.Intent)) > 1)) root.SayOrder(issues);
        await BeginNextAsync(cancellation);
        if (Top?.Dialog.IsForPerson == true && !Top.Dialog.TakesEverything(Top.State)) await AnswerBesideAsync(cancellation);
    }

    // The complaint went to a person; "and how do I pay online?" needs none and would wait for nothing.
    private async ValueTask AnswerBesideAsync(CancellationToken cancellation)
    {
        if (context.Output.Bubbles.Count == 0 || (context.Heard.Flags & (EmotionFlags.Danger | EmotionFlags.Urgent | EmotionFlags.SelfHarm | EmotionFlags.Grief)) != 0) return;
        var (last, asked) = (context.Output.Bubbles[^1], context.Output.Asked);
        foreach (var plain in issues.Where(i => context.Pack.Enquiry(i.Intent) is { Needs.Count: 0 } && i.Intent != IssueFinder.SmallTalk).Take(1).ToList())
        {
            issues.Remove(plain);
            context.Output.Bubbles.RemoveAt(context.Output.Bubbles.Count - 1);
            await AnswerAsync([plain], usable: false, cancellation);
            // What the person does comes last, with its buttons.
            context.Output.Bubbles.Add(last);
            context.Output.Asked = asked;
        }
    }

    /// <summary>Something is in hand: new complaints are queued, enquiries answered in between, and the matter goes on with what is its own, or asks again.</summary>
    /// <param name="perhaps">Another complaint that was heard, not clearly: asked about before it is lost.</param>
    private async ValueTask GoOnAsync(List<PendingIssue> found, PendingIssue? perhaps, CancellationToken cancellation)
    {
        if (IsNoOtherMatter)
        {
            await RunTopAsync(TurnReason.Resumed, 0, cancellation);
            return;
        }
        if (await TurnsAsync(cancellation)) return;
        if (Top!.Dialog.TakesEverything(Top.State) && context.Pressed is null)
        {
            await RunTopAsync(TurnReason.Message, 0, cancellation);
            return;
        }
        // Whoever is in danger is told once more what to do, and not that a report was noted.
        if (Top.Dialog.IsForPerson && context.Pressed is null && (context.Heard.Flags & (EmotionFlags.Danger | EmotionFlags.Urgent)) != 0)
        {
            Keep([.. Fresh(found).Where(i => IssueFinder.IsComplaint(context.Pack, i.Intent))]);
            await RunTopAsync(TurnReason.Message, 0, cancellation);
            return;
        }
        if (found.Count == 0 && context.Picked is null && OnlyAsksWhoIsThere())
        {
            context.Say("bot.intro.plain");
            await RunTopAsync(TurnReason.Resumed, 0, cancellation);
            return;
        }
        var usable = Top.Dialog.CanUse(context, Top.State);
        var fresh = Fresh(found);
        // Whoever waits for a person may ask again for what is queued with the person.
        var complaints = (Top.Dialog.IsForPerson ? found : fresh).Where(i => IssueFinder.IsComplaint(context.Pack, i.Intent)).ToList();
        if (context.Heard.IsExclamation) fresh.RemoveAll(i => !IssueFinder.IsComplaint(context.Pack, i.Intent) && !IsAboutSubject(i));
        // "Send me a new one" chooses; it asks nothing about sending.
        var hasChosenRemedy = usable && context.Picked?.StartsWith("remedy:", StringComparison.Ordinal) == true;
        if (hasChosenRemedy) complaints.RemoveAll(IsOnlyTheChoice);
        var hasChosenSubject = usable && context.Picked?.StartsWith(Choice.SubjectPrefix, StringComparison.Ordinal) == true;
        var enquiries = fresh.Where(i => !IssueFinder.IsComplaint(context.Pack, i.Intent) && !(usable && i.Intent == IssueFinder.SmallTalk) && !hasChosenRemedy && !(hasChosenSubject && IsAboutSubject(i))).ToList();
        if (context.Pressed is not null && !usable && found.Count == 0)
        {
            context.Say("choice.stale");
            await RunTopAsync(TurnReason.Resumed, 0, cancellation);
            return;
        }
        if (complaints.Count > 0 && Top.Dialog.IsForPerson)
        {
            // More about what the person knows of is a note; only a new matter is named.
            var known = complaints.Where(i => CaseBook.Find(context, i.Intent, i.SubjectId) is not null).ToList();
            foreach (var issue in known) CaseBook.Add(context, issue);
            var further = complaints.Except(known).ToList();
            Keep(further);
            if (further.Count > 0) context.Say("person.noted", ("issues", root.Labels(further)));
            // "Call me on 139…, and one came broken": the way that was chosen is not asked for again.
            if (usable) await RunTopAsync(TurnReason.Message, 0, cancellation);
            else if (further.Count == 0) await InformAsync(known, enquiries, cancellation);
            else await RunTopAsync(TurnReason.Resumed, 0, cancellation);
            return;
        }
        if (complaints.Count > 0 && !usable && Top.Dialog.CanBeLeft(Top.State))
        {
            Keep(complaints);
            await RunTopAsync(TurnReason.Left, 0, cancellation);
            return;
        }
        if (complaints.Count > 0)
        {
            Keep(complaints);
            root.SayQueued(complaints);
        }
        if (await AnswerAsync(enquiries, usable, cancellation)) return;
        if (perhaps is not null && !usable && fresh.Count == 0 && MayAskWhether) root.AskWhether(perhaps);
        else if (usable || found.Count > fresh.Count) await RunTopAsync(TurnReason.Message, 0, cancellation);
        else if (fresh.Count > 0 || AnswersAsideByArticle()) await RunTopAsync(TurnReason.Resumed, 0, cancellation);
        else switch (root.ReplyInBetween(Top.Dialog.IsForPerson))
        {
            case InBetween.Replied:
                await RunTopAsync(TurnReason.Resumed, 0, cancellation);
                break;
            case InBetween.NotMine:
                await RunTopAsync(TurnReason.Message, 0, cancellation);
                break;
        }
    }

    /// <summary>What is with a person already is not noted twice; who asks for the parcel meanwhile is told how it stands (recovery.md §9).</summary>
    private async ValueTask InformAsync(IReadOnlyList<PendingIssue> complaints, List<PendingIssue> enquiries, CancellationToken cancellation)
    {
        var arrival = complaints.FirstOrDefault(i => IssueFinder.IsAboutArrival(context.Pack, i.Intent));
        if (arrival is not null && enquiries.Count == 0 && IssueFinder.AboutSubject(context.Pack) is { } status)
            enquiries = [new PendingIssue(status.Id, arrival.SubjectId, arrival.Text)];
        if (enquiries.Count == 0) await RunTopAsync(TurnReason.Message, 0, cancellation);
        else if (!await AnswerAsync(enquiries, usable: false, cancellation)) await RunTopAsync(TurnReason.Resumed, 0, cancellation);
    }

    private bool IsAboutSubject(PendingIssue issue) => context.Pack.Enquiry(issue.Intent)?.Needs.Contains("subject") == true;

    /// <returns>True when an enquiry has to ask something itself: the turn ends with its question.</returns>
    private async ValueTask<bool> AnswerAsync(IReadOnlyList<PendingIssue> enquiries, bool usable, CancellationToken cancellation)
    {
        foreach (var enquiry in enquiries)
        {
            var (open, said) = (frames.Count, context.Output.Bubbles.Count);
            context.IsInterruption = true;
            Push(dialogs.Begin(new Matter.Issue(enquiry), context));
            await RunTopAsync(TurnReason.Message, open, cancellation);
            context.IsInterruption = false;
            if (frames.Count <= open) continue;
            if (!usable && open < MostFrames) return true;
            // The message also answers the question in hand: that goes first, and the enquiry keeps for later.
            frames.RemoveRange(open, frames.Count - open);
            context.Output.Bubbles.RemoveRange(said, context.Output.Bubbles.Count - said);
            context.Output.Asked = null;
            Keep([enquiry]);
        }
        return false;
    }

    private async ValueTask BeginPersonAsync(HandoffCause because, CancellationToken cancellation)
    {
        if (Top?.Dialog.IsForPerson != true) Push(dialogs.Begin(new Matter.Person(because, context.Desk.Place is not null), context));
        await RunTopAsync(TurnReason.Message, 0, cancellation);
    }

    // "Nobody there? Then you look": what is to be looked at is in the same sentence, and is no message for somebody else.
    private bool IsLeftToBot => context.Picked is null && !isButton && context.Desk.Place is null && context.Heard.AsksBotMeanwhile && before.Asked?.Choices.Any(static c => c.Value == Choice.Bot) == true;

    private async ValueTask StayAsync(List<PendingIssue>? asked, CancellationToken cancellation)
    {
        context.Output.StayWithBot = true;
        frames.RemoveAll(f => f.Dialog.IsForPerson);
        root.SayStay();
        if (asked is not null)
        {
            if (frames.Count == 0) await BeginAsync(asked, cancellation);
            else await GoOnAsync(asked, null, cancellation);
            return;
        }
        // "Don't pass me around, just tell me when": the question is answered, not put off.
        if (frames.Count > 0) await RunTopAsync(context.Heard.IsQuestion && Top!.Dialog.CanBeLeft(Top.State) ? TurnReason.Message : TurnReason.Resumed, 0, cancellation);
        else if (issues.Count > 0) await BeginNextAsync(cancellation);
    }

    private async ValueTask BeginNextAsync(CancellationToken cancellation)
    {
        var issue = issues[0];
        issues.RemoveAt(0);
        Push(dialogs.Begin(new Matter.Issue(issue), context));
        await RunTopAsync(TurnReason.Message, 0, cancellation);
    }

    /// <summary>Runs the top dialog, then what it uncovers, until one waits; never below <paramref name="floor"/> frames.</summary>
    private async ValueTask RunTopAsync(TurnReason reason, int floor, CancellationToken cancellation)
    {
        for (var steps = 0; steps < MostSteps && frames.Count > floor; steps++)
        {
            var frame = frames[^1];
            context.Reason = reason;
            context.About = null;
            var step = await frame.Dialog.RunAsync(context, frame.State, cancellation);
            context.About = null;
            switch (step)
            {
                case DialogStep.Wait wait:
                    frames[^1] = frame with { State = wait.State };
                    return;
                case DialogStep.Begin begin:
                    frames[^1] = frame with { State = begin.State };
                    Push(dialogs.Begin(begin.Matter, context));
                    reason = TurnReason.Message;
                    break;
                case DialogStep.Replace replace:
                    frames[^1] = dialogs.Begin(replace.Matter, context);
                    reason = TurnReason.Message;
                    break;
                case DialogStep.Done:
                    frames.RemoveAt(frames.Count - 1);
                    context.Output.Asked = null;
                    if (floor > 0 || reason == TurnReason.PromiseDue) return;
                    if (frames.Count > 0) reason = TurnReason.Resumed;
                    else if (TakeNext()) reason = TurnReason.Message;
                    else return;
                    break;
            }
        }
    }

    private bool TakeNext()
    {
        if (issues.Count == 0) return false;
        var issue = issues[0];
        issues.RemoveAt(0);
        // A question is answered without being announced.
        if (IssueFinder.IsComplaint(context.Pack, issue.Intent)) root.SayNext(issue);
        Push(dialogs.Begin(new Matter.Issue(issue), context));
        return true;
    }

    private void Push(DialogFrame frame) => frames.Add(frame);

    /// <summary>What is neither in hand nor queued. A question that waits and is asked again waits no longer.</summary>
    private List<PendingIssue> Fresh(List<PendingIssue> found)
    {
        if (frames.Count > 0 && issues.Count > 0) DropAskedAgain(found);
        var fresh = new List<PendingIssue>(found.Count);
        foreach (var issue in found)
            if (!IsInHand(issue) && !IsQueued(issue)) fresh.Add(issue);
        return fresh;
    }

    private void DropAskedAgain(List<PendingIssue> found) =>
        issues.RemoveAll(q => !IssueFinder.IsComplaint(context.Pack, q.Intent) && found.Any(i => i.Intent == q.Intent));

    private bool IsInHand(PendingIssue issue)
    {
        foreach (var frame in frames)
            if (frame.Dialog.IsAbout(context, frame.State, issue)) return true;
        return false;
    }

    private bool IsQueued(PendingIssue issue)
    {
        foreach (var queued in issues)
            if (queued.Intent == issue.Intent && (issue.SubjectId is null || queued.SubjectId == issue.SubjectId)) return true;
        return false;
    }

    // A complaint is a case from the moment it was heard, so that it is not lost when a person takes over.
    private void Keep(IReadOnlyList<PendingIssue> fresh)
    {
        foreach (var issue in fresh)
        {
            var kind = context.Pack.Complaint(issue.Intent);
            if (kind is not null) CaseBook.Open(context, issue);
            if (issues.Count < IssueFinder.Most) issues.Add(issue with { HasPhoto = issue.HasPhoto || (context.Files > 0 && kind?.Needs.Contains("photo") == true) });
        }
    }

    private bool IsAnother(PendingIssue issue) => IssueFinder.IsComplaint(context.Pack, issue.Intent) && !IsInHand(issue);

    // What the customer complains of on the way to a person is said to have been heard.
    private void KeepForPerson(IReadOnlyList<PendingIssue> fresh)
    {
        var complaints = fresh.Where(i => IssueFinder.IsComplaint(context.Pack, i.Intent)).ToList();
        Keep(complaints);
        // Who speaks of ending it all, or smells gas, is not told that a late parcel has been noted.
        if (complaints.Count > 0 && (context.Heard.Flags & (EmotionFlags.SelfHarm | EmotionFlags.Danger)) == 0) context.Say("person.heard", ("issues", root.Labels(complaints)));
    }

    public DialogState Finish() => new TurnEnd(before, context, root).State(frames);
}
