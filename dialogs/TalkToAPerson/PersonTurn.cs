using System.Globalization;
using System.Text.RegularExpressions;
using ServiceBot.Dialogs.Complaint;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.TalkToAPerson;

/// <summary>One turn on the way to a person.</summary>
internal sealed partial class PersonTurn(DialogContext context, PersonState state)
{
    public const string LeaveMessage = "message";
    public const string Callback = "callback";

    // The next one in the queue, with an agent who is free: no number to give.
    private static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(1);

    // Somebody may just be taking the chat.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    // "never mind, but tell them…" is a message.
    private const int LongestWayOut = 20;
    private const int ShortestPhone = 7;
    private const int ShortestTold = 4;
    private const int LongestBubble = 280;
    private const int LongestBubbleInEnglish = 600;

    private const EmotionFlags InDanger = EmotionFlags.Danger | EmotionFlags.Urgent;

    private bool isQueued = state.IsQueued;
    private DateTimeOffset? toldAt = state.ToldAt;
    private DateTimeOffset? toldUntil = state.ToldUntil;
    private bool hasOverrun = state.HasOverrun;
    private bool needsCare = state.NeedsCare;

    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("person.because.asked"), new("person.because.tolerance"), new("person.because.duty"), new("person.because.second-failure"), new("person.because.promise-broken"),
        new("person.because.authority"), new("person.because.bot-failed"), new("person.because.rule"), new("person.because.outage"), new("person.because.spent"),
        new("person.because.agent-lost"), new("person.because.agent-left"), new("person.another"),
        new("duty.self-harm"), new("duty.self-harm.waiting"), new("duty.self-harm.alone"), new("person.waiting.question"), new("person.waiting.file"), new("person.words.how-long"), new("person.words.first"), new("person.words.appeal"), new("person.words.before-coming"), new("person.words.unanswered"), new("person.words.approved"), new("person.waiting.approval"), new("person.waiting.appeal"), new("person.waiting.solved"), new("person.waiting.first", "issue"), new("duty.danger"), new("duty.urgent"), new("duty.grief"), new("duty.violence"), new("duty.minor"), new("duty.legal"),
        new("person.now", "name"), new("person.queued", "name", "place", "wait"),
        new("person.nobody", "opens"), new("person.nobody.open"), new("person.nobody.choose"), new("person.nobody.again"), new("person.kept", "due"), new("person.kept.choose"),
        new("person.message.ask"), new("person.message.again"), new("person.message.taken", "due"),
        new("person.phone.ask"), new("person.phone.again"), new("person.callback.taken", "due", "phone"),
        new("person.place", "place", "wait"), new("person.place.next", "name"), new("person.place.closed", "due"), new("person.place.unknown"), new("person.place.overran", "announced"), new("person.place.ways"),
        new("choice.message"), new("choice.callback"), new("choice.words.message") { IsOptional = true }, new("choice.words.callback") { IsOptional = true },
    ];

    public DialogStep Begin()
    {
        needsCare |= (context.Heard.Flags & EmotionFlags.SelfHarm) != 0;
        var why = context.Heard.IsOtherLanguage ? "" : Because();
        if (context.Desk.Place is not null)
        {
            SayInOne(why, Place());
            return Next(PersonStep.Waiting);
        }
        if (context.Desk.OnDuty > 0)
        {
            context.Output.Handoff = new HandoffRequest(state.Because);
            SayInOne(why, Queued());
            return Next(PersonStep.Waiting);
        }
        if (state.Because == HandoffCause.Asked && HasMessage(context)) return TakeAsMessage();
        if (state.Because == HandoffCause.Asked && context.Heard.LeavesMessage) return HearChoice();
        // A rule sends it to a person, whatever the customer now chooses: it must not wait for a choice.
        if (state.Because is HandoffCause.Asked or HandoffCause.Tolerance or HandoffCause.BotFailed) SayInOne(state.Because == HandoffCause.Asked ? "" : why, Nobody(), context.Render("person.nobody.choose"));
        else
        {
            context.Output.Handoff = new HandoffRequest(state.Because, Queue: false);
            isQueued = true;
            SayInOne(why, Nobody(), context.Render("person.kept", ("due", Phrase.When(context, Promise(PromiseMaker.MessageAnswered)))), state.Because == HandoffCause.Duty ? "" : context.Render("person.kept.choose"));
        }
        OfferWays();
        return Next(PersonStep.Choosing);
    }

    public DialogStep HearChoice()
    {
        if (context.Reason == TurnReason.Resumed) return isQueued ? Next(PersonStep.Choosing) : AskAgain("person.nobody.choose");
        if (context.Picked == Callback || Names(context, Callback) || Phone(context) is not null) return Phone(context) is null ? AskForPhone("person.phone.ask") : HearPhone();
        if (!isQueued && HasMessage(context)) return TakeAsMessage();
        if (context.Picked == LeaveMessage || Names(context, LeaveMessage))
        {
            context.Say("person.message.ask");
            return Next(PersonStep.Message);
        }
        if (NeedsCareNow) return StayBeside();
        if (isQueued && (IsInDanger || Appeals || !AsksForPerson()))
        {
            SayWaiting();
            OfferWays();
            return Next(PersonStep.Choosing);
        }
        if (!isQueued && context.Desk.OnDuty == 0 && Tells()) return TakeAsMessage();
        if (!AsksForPerson() && (context.Heard.IsQuestion || context.Heard.IsHeated))
        {
            context.SayText(context.Heard.IsHeated ? context.Render("complaint.feeling.angry") : "", Nobody(), context.Render("person.nobody.again"));
            OfferWays();
            return Next(PersonStep.Choosing);
        }
        if (LetsItBe && FirstPromise() is { } promised)
        {
            context.Say("complaint.close.promised", ("due", Phrase.When(context, promised.Due)));
            return new DialogStep.Done();
        }
        if (!AsksForPerson()) return AskAgain("person.nobody.again");
        if (context.Desk.OnDuty > 0 && !isQueued) return Begin();
        context.SayText(isQueued ? Place() : Phrase.Join(context.Locale, Nobody(), context.Render("person.nobody.again")));
        OfferWays();
        return Next(PersonStep.Choosing);
    }

    /// <summary>"留个言：麻烦师傅放门口": the message is there already.</summary>
    public static bool HasMessage(DialogContext context) => context.Picked is null && MessageAfter().IsMatch(context.Heard.Text);

    [GeneratedRegex(
        @"(留言|留个言|留個言|留句话|留句話|留个话|留個話)(吧|好了|啦|一下|哈)?[：:，, ]+\S{4,}" +
        @"|\bleave (you )?(a |the )?(message|note)( then)?[,.:;]\s*\S.{8,}" +
        @"|\b(message|note)( for (you|them|him|her|your (team|colleagues?)|the \w+))?\s*:\s*\S.{8,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex MessageAfter();

    // Who is offered ways to a person and goes on telling, or insists, has chosen: it goes to the person as it stands.
    private bool Tells() => context.Files > 0 || (context.Picked is null or Choice.Person && (AsksForPerson() || (context.Heard.Act is DialogAct.None or DialogAct.Nudge or DialogAct.WantsMoney or DialogAct.AsksMoney or DialogAct.AsksReason && context.Heard.TextWithoutNumbers.Count(char.IsLetter) >= (context.Locale == Locale.En ? ShortestTold : ShortestTold - 1))));

    // "All right, I'll wait for the news": what was promised stands, and no way to a person is wanted.
    private bool LetsItBe => !isQueued && context.Picked is null && context.Heard is { IsQuestion: false, Act: DialogAct.Yes or DialogAct.Thanks or DialogAct.NeverMind or DialogAct.Goodbye };

    private Promise? FirstPromise() => context.CurrentPromises.Where(static p => p.Status == Recovery.PromiseStatus.Open).MinBy(static p => p.Due);

    private DialogStep.Wait TakeAsMessage()
    {
        if (context.Heard.Text.Length > 0) NoteMessage();
        context.Output.Handoff = new HandoffRequest(state.Because, Queue: false);
        isQueued = true;
        context.SayText(Nobody(), context.Render("person.kept", ("due", Phrase.When(context, Promise(PromiseMaker.MessageAnswered)))), context.Render("person.kept.choose"));
        OfferWays();
        return Next(PersonStep.Choosing);
    }

    public DialogStep HearMessage()
    {
        if (context.Heard.Act == DialogAct.NeverMind && context.Heard.Text.Length <= LongestWayOut) return AskAgain("person.nobody.again");
        if (context.Reason == TurnReason.Resumed || (context.Files == 0 && context.Heard.Text.Trim().Length < 2))
        {
            context.Say("person.message.again");
            return Next(PersonStep.Message);
        }
        NoteMessage();
        // "Please call me tomorrow morning on 139…" wants a call and no answer on a page.
        if (context.Heard.All<Entity.Phone>().Any() && Phone(context) is not null) return HearPhone();
        context.Output.Handoff = new HandoffRequest(state.Because, Queue: false);
        context.Say("person.message.taken", ("due", Phrase.When(context, Promise(PromiseMaker.MessageAnswered))));
        return Next(PersonStep.Waiting);
    }

    private void NoteMessage() => context.Output.Notes.Add(BotNote.MessageLeft(context.Heard.Text));

    public DialogStep HearPhone()
    {
        if (context.Reason == TurnReason.Resumed) return AskForPhone("person.phone.again");
        if (Phone(context) is not { } phone) return context.Heard.Act is DialogAct.No or DialogAct.DontKnow or DialogAct.NeverMind ? AskAgain("person.nobody.again") : AskForPhone("person.phone.again");
        context.Output.Notes.Add(BotNote.CallbackWanted(phone));
        context.Output.Handoff = new HandoffRequest(state.Because, Queue: false);
        context.Say("person.callback.taken", ("due", Phrase.When(context, Promise(PromiseMaker.Callback))), ("phone", phone));
        return Next(PersonStep.Waiting);
    }

    /// <summary>Asked once more, the place is told; what else is said stands in the transcript for the person.</summary>
    public DialogStep Wait()
    {
        if (HasOverrun() is { } share) return AdmitOverrun(share);
        if (context.Reason == TurnReason.Resumed) return Next(PersonStep.Waiting);
        // An older button: who waits may still leave a message or a number.
        if (context.Picked is LeaveMessage or Callback) return HearChoice();
        if (NeedsCareNow) return StayBeside();
        if (AsksForPerson() && !IsInDanger && !Appeals) context.SayText(Place());
        else SayWaiting();
        return Next(PersonStep.Waiting);
    }

    /// <summary>The agent who had the customer is gone: why nobody answers any more, and how long it takes now; where nobody else is there, by when somebody answers.</summary>
    public DialogStep AwaitAnother(HandoffCause gone)
    {
        // What was announced before an agent came is over.
        hasOverrun = false;
        var why = context.Render($"person.because.{gone.Name()}");
        if (context.Desk.OnDuty > 0) context.SayText(why, context.Render("person.another"), Place());
        else context.SayText(why, Nobody(), context.Render("person.kept", ("due", Phrase.When(context, Promise(PromiseMaker.MessageAnswered)))), needsCare ? context.Render("duty.self-harm.alone") : "");
        return Next(PersonStep.Waiting);
    }

    /// <summary>The time that was announced has come and gone: said by the bot before the customer has to ask, once.</summary>
    public DialogStep WaitOver() =>
        state.Step == PersonStep.Waiting && !hasOverrun && context.Desk.Place is not null && toldAt is { } at && toldUntil is { } until && context.Now > until
            ? AdmitOverrun((context.Now - until) / (until - at))
            : Next(state.Step);

    private DialogStep.Wait AdmitOverrun(double share)
    {
        context.Note(new ToleranceEvent.WaitOverran(share));
        var announced = Phrase.Lasting(context.Locale, toldUntil!.Value - toldAt!.Value);
        (toldAt, toldUntil, hasOverrun) = (null, null, true);
        context.SayText(context.Render("person.place.overran", ("announced", announced)), Place(), context.Render("person.place.ways"));
        OfferWays();
        context.Output.Asked = null;
        return Next(PersonStep.Waiting);
    }

    /// <summary>"算了，我留言吧": a way that is named in a short sentence is taken, whatever opens it.</summary>
    public static bool Names(DialogContext context, string way)
    {
        // "Phone me before you come": whoever comes is to call, and not we.
        if (context.Hears("person.words.before-coming")) return false;
        if (context.Picked is not null || context.Heard.Text.Length > (context.Locale == Locale.En ? LongestBubble / 5 : LongestWayOut)) return false;
        var title = context.Render($"choice.{way}");
        return (context.Heard.Text.Contains(title, StringComparison.OrdinalIgnoreCase) || context.Words($"choice.words.{way}").Any(word => context.Heard.Text.Contains(word, StringComparison.OrdinalIgnoreCase))) && !Refusal().IsMatch(context.Heard.Text);
    }

    [GeneratedRegex(
        @"[不别別唔]\s?(想|要|用|使|必|会|會)?(再)?(留言|约|約|回电|回電|打)" +
        @"|\b(not|don['’]?t|no)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Refusal();

    /// <summary>A number to call: an entity, or digits enough for one.</summary>
    public static string? Phone(DialogContext context) =>
        context.Heard.All<Entity.Phone>().Select(p => p.Value).FirstOrDefault(p => p.Count(char.IsAsciiDigit) >= ShortestPhone)
        ?? Digits.Runs(context.Heard.TextWithoutNumbers).FirstOrDefault(d => d.Length is >= ShortestPhone and <= 15);

    private bool NeedsCareNow => needsCare || (context.Heard.Flags & EmotionFlags.SelfHarm) != 0;

    // Nobody who may be in danger is told that a message was noted, or that a button has to be chosen.
    private DialogStep.Wait StayBeside()
    {
        var isInQueue = context.Desk is { OnDuty: > 0, Place: not null };
        if (needsCare) context.SayText(context.Render("duty.self-harm.waiting"), isInQueue ? Place() : context.Render("duty.self-harm.alone"));
        else
        {
            // Said only now, while a person was awaited for something else: the number to ring comes first, and somebody sooner.
            needsCare = true;
            if (!isInQueue && !isQueued) context.Output.Handoff = new HandoffRequest(HandoffCause.Duty, Queue: false);
            isQueued = true;
            context.SayText(context.Render("duty.self-harm"), isInQueue ? Place() : context.Render("person.kept", ("due", Phrase.When(context, Promise(PromiseMaker.MessageAnswered)))));
        }

        return Next(state.Step);
    }

    // What is said stands in the transcript for the person; who asks, or is angry, is also told when somebody answers.
    private void SayWaiting()
    {
        // Said once more each time: whoever is in danger must not wait for us.
        if ((context.Heard.Flags & InDanger) != 0) context.SayText(Because(), Place());
        else if (context.Files > 0 && context.Heard.Text.Length == 0) context.Say("person.waiting.file");
        else if (Sayings.IsSolved(context.Heard) || Sayings.HasTurnedUp(context)) context.Say("person.waiting.solved");
        else if (Appeals) context.SayText(context.Render("person.waiting.appeal"), Place());
        else if (AsksWhetherApproved()) context.SayText(context.Render("person.waiting.approval"), Place());
        else if (context.Heard.Act is DialogAct.Nudge or DialogAct.Yes || AsksHowLong() || (context.Heard.IsQuestion && context.Heard.AsksToBeTold)) context.SayText(Place());
        else if (Supposition.Answer(context, inHand: null) is { } promised) context.SayText(promised, context.Render("person.waiting.question"), Place());
        else if (context.Heard.IsQuestion) context.SayText(context.Render("person.waiting.question"), Place());
        else if (context.Heard.IsHeated) context.SayText(context.Render("person.waiting.noted"), Place());
        else context.Say("person.waiting.noted");
    }

    private bool AsksHowLong() => context.Words("person.words.how-long")
        .Any(w => context.Heard.Text.Contains(w, StringComparison.OrdinalIgnoreCase));

    /// <summary>"我要申诉", "I want to appeal": the case is on its way to somebody who decides anew.</summary>
    private bool Appeals => context.Picked is null && context.Hears("person.words.appeal");

    /// <summary>"批了吗？", where a supervisor's decision is awaited: what is known of it, and nothing in their name.</summary>
    private bool AsksWhetherApproved() => context.CurrentCases.Any(static c => !c.IsClosed && c.Prepared.Count > 0) && context.Hears("person.words.approved");

    private bool AsksForPerson() => context.Picked == Choice.Person || context.Heard.Messages.Any(m => m.Intents.Any(i => IssueFinder.WantsPerson(context.Pack, i.Intent)));

    private string Because()
    {
        var flags = context.Heard.Flags;
        if (context.Rule == Handoff.HandoffPolicy.ToolOutage) return context.Render("person.because.outage");
        if (context.Rule == Handoff.HandoffPolicy.LedgerRefused) return context.Render("person.because.spent");
        if (state.Because != HandoffCause.Duty && (flags & InDanger) == 0) return context.Render($"person.because.{state.Because.Name()}");
        if ((flags & EmotionFlags.SelfHarm) != 0) return context.Render("duty.self-harm");
        if ((flags & EmotionFlags.Danger) != 0) return context.Render("duty.danger");
        if ((flags & EmotionFlags.Urgent) != 0) return context.Render("duty.urgent");
        if ((flags & EmotionFlags.ThreatViolence) != 0) return context.Render("duty.violence");
        if ((flags & EmotionFlags.Minor) != 0) return context.Render("duty.minor");
        if ((flags & EmotionFlags.Grief) != 0) return context.Render("duty.grief");
        return context.Render((flags & EmotionFlags.Threats) != 0 ? "duty.legal" : "person.because.duty");
    }

    /// <returns>By what share of the time that was announced the customer has waited longer; null while it has not run out.</returns>
    private double? HasOverrun() =>
        context.Desk is { OnDuty: > 0, Place: not null } && toldAt is { } at && toldUntil is { } until && context.Now > until ? (context.Now - until) / (until - at) : null;

    private string Queued() => Taker is { } name && context.Desk.Wait < AtOnce
        ? context.Render("person.now", ("name", name))
        : context.Render("person.queued", ("name", Taker ?? ""), ("place", $"{context.Desk.Waiting + 1}"), ("wait", Wait(context.Desk.Wait)));

    // Whoever is free next may be the very one whom a matter that was not solved does not go back to.
    private string? Taker => context.Output.NeedsAnotherAgent || context.Desk.Waiting > 0 ? null : context.Desk.Next;

    private string Place()
    {
        if (context.Desk.OnDuty == 0)
        {
            var promise = context.CurrentPromises.Where(p => p.Status == Recovery.PromiseStatus.Open && p.What is PromiseMaker.MessageAnswered or PromiseMaker.Callback).MinBy(p => p.Due);
            return promise is null ? context.Render("person.place.unknown") : context.Render("person.place.closed", ("due", Phrase.When(context, promise.Due)));
        }
        return context.Desk is { Place: 1, Next: { } name } && context.Desk.Wait < AtOnce && !hasOverrun
            ? context.Render("person.place.next", ("name", name))
            : context.Render("person.place", ("place", $"{context.Desk.Place ?? context.Desk.Waiting + 1}"), ("wait", hasOverrun ? "" : Wait(context.Desk.Wait)));
    }

    private string Wait(TimeSpan wait)
    {
        var announced = wait < AtOnce ? AtOnce : wait;
        (toldAt, toldUntil) = (context.Now, context.Now + announced);
        context.Output.Alarms.Add(new Alarm(AlarmKind.WaitOver, "", toldUntil + Grace));
        return Phrase.Lasting(context.Locale, announced);
    }

    private string Nobody() => context.Desk.OpensAt is { } opens ? context.Render("person.nobody", ("opens", Phrase.When(context, opens))) : context.Render("person.nobody.open");

    private DateTimeOffset Promise(string what)
    {
        var quote = Quote(what);
        if (context.CurrentPromises.FirstOrDefault(p => p.Status == Recovery.PromiseStatus.Open && p.What is PromiseMaker.MessageAnswered or PromiseMaker.Callback) is { } open)
        {
            open = open with { What = what, Due = quote.Due < open.Due && IsInDanger ? quote.Due : open.Due };
            context.Put(open);
            return open.Due;
        }
        var matter = context.CurrentCases.LastOrDefault(c => !c.IsClosed)?.Id;
        return PromiseMaker.Make(context, matter, what, context.Subject, quote).Due;
    }

    private PromiseQuote Quote(string what)
    {
        if (!IsInDanger) return PromiseQuote.For(context, what, context.Pack.Policy.MessageHours, "message-hours");
        var hours = Math.Min(context.Pack.Policy.UrgentHours, context.Pack.Policy.MessageHours);
        return new PromiseQuote(OpeningClock.Add(context, PromiseMaker.Hours(hours)), string.Create(CultureInfo.InvariantCulture, $"policy urgent-hours {hours:0.##}"));
    }

    private bool IsInDanger => (context.Heard.Flags & (InDanger | EmotionFlags.SelfHarm)) != 0;

    private DialogStep.Wait AskAgain(string key)
    {
        context.Say(key);
        OfferWays();
        return Next(PersonStep.Choosing);
    }

    private DialogStep.Wait AskForPhone(string key)
    {
        // A number that others read along is asked for in private only.
        if (context.InGroup) return AskAgain("group.private");
        context.Ask("phone", context.Render(key));
        return Next(PersonStep.Phone);
    }

    private void OfferWays()
    {
        context.Output.Asked = "choice";
        context.Output.Bubbles[^1] = context.Output.Bubbles[^1] with
        {
            Choices = context.InGroup ? [Way("choice.message", LeaveMessage), Way("choice.bot", Choice.Bot)] : [Way("choice.message", LeaveMessage), Way("choice.callback", Callback), Way("choice.bot", Choice.Bot)],
        };
    }

    private Choice Way(string title, string value) => new(context.Render(title), value);

    // A hand-over is one message with what leads to it. "I did not understand" does not lead to it: it is left out.
    private void SayInOne(params ReadOnlySpan<string> sentences)
    {
        var bubbles = context.Output.Bubbles;
        if (state.Because == HandoffCause.BotFailed && context.Rule != Handoff.HandoffPolicy.ToolOutage) bubbles.Clear();
        var text = Phrase.Join(context.Locale, sentences);
        var before = string.Join('\n', bubbles.Select(b => b.Text));
        context.Output.Asked = null;
        if (before.Length + text.Length > (context.Locale == Locale.En ? LongestBubbleInEnglish : LongestBubble))
        {
            bubbles.Add(new Bubble(text));
            return;
        }
        var coupon = bubbles.Select(b => b.Coupon).LastOrDefault(c => c is not null);
        bubbles.Clear();
        bubbles.Add(new Bubble(before.Length == 0 ? text : $"{before}\n{text}") { Coupon = coupon });
    }

    private DialogStep.Wait Next(PersonStep step) => new(state with { Step = step, IsQueued = isQueued, ToldAt = toldAt, ToldUntil = toldUntil, HasOverrun = hasOverrun, NeedsCare = needsCare });
}
