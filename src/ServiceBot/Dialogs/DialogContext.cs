using System.Collections.ObjectModel;
using ServiceBot.Customers;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Remedies;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>
/// One turn as a dialog sees it: what came in, what is known, and where to leave what goes out.
/// Everything left here stands or falls with the turn's one transaction.
/// </summary>
public sealed class DialogContext
{
    // ── what came in ──
    /// <summary>Set by the pipeline for the turn; the stack sets it again before each dialog that it runs.</summary>
    public required TurnReason Reason { get; set; }

    /// <summary>Unread customer messages of this turn, in order, understood; empty on a timer.</summary>
    public required IReadOnlyList<UnderstoodMessage> Messages { get; init; }

    /// <summary>All messages of the turn understood as one text, when there are several ("你好" / "我的快递" / "还没到"); null when there is one.</summary>
    public UnderstoodMessage? Together { get; init; }

    /// <summary>The value of a pressed suggested action or card button, as this bot made it; null when none.</summary>
    public string? Pressed { get; init; }

    /// <summary>How many files came with this turn's messages.</summary>
    public int Files { get; init; }

    /// <summary>The promise that has fallen due, when <see cref="Reason"/> is <see cref="TurnReason.PromiseDue"/>.</summary>
    public Promise? Due { get; init; }

    /// <summary>What became of a remedy; the bot speaks of its own accord, as when a promise falls due.</summary>
    public RemedyNews? News { get; init; }

    /// <summary>The promise in <see cref="Due"/> is not due yet: the bot looks again, and speaks only where it will be late or something else is to be said now.</summary>
    public bool IsCheck { get; init; }

    /// <summary>How often the customer was asked before whether it is solved, when <see cref="Reason"/> is <see cref="TurnReason.AskSolved"/>.</summary>
    public int TimesAsked { get; init; }

    /// <summary>What the company's data show: the bot speaks first, and nobody has asked.</summary>
    public CompanyNews? Company { get; init; }

    /// <summary>Why a person has to take over, when <see cref="Reason"/> is <see cref="TurnReason.Handoff"/>.</summary>
    public HandoffCause? Because { get; init; }

    /// <summary>The rule of the hand-over policy behind <see cref="Because"/>, by its stable name; null when a dialog asked for the person.</summary>
    public string? Rule { get; init; }

    /// <summary>A soft rule or the forecast of tolerance: a person is offered at the end of this turn, unless one was offered just before.</summary>
    public bool OfferPerson { get; init; }

    /// <summary>The conversation's, where what is promised is told.</summary>
    public string? Channel { get; init; }

    /// <summary>Until when the customer's channel takes what we say, unless they write again; null: for ever.</summary>
    public DateTimeOffset? ReachableUntil { get; init; }

    /// <summary>How the customer may be reached when the page is closed; null where nothing is configured.</summary>
    public ReachView? Reach { get; init; }

    /// <summary>Something promised in this turn falls due when the channel is closed for us: a person, who may reach the customer elsewhere, is offered.</summary>
    public bool IsOutOfReach { get; set; }

    /// <summary>They were asked in this conversation whether they want to be spoken to first.</summary>
    public bool WasAskedForNews { get; init; }

    /// <summary>At the end of this turn they are asked whether they want such news, unless another question is open: the key of the question.</summary>
    public string? NewsQuestion { get; set; }

    /// <summary>The turn's messages as one.</summary>
    public Heard Heard => heard ??= new Heard(this);

    /// <summary>The value of the choice that the customer took by a press, a number or words; set by the stack.</summary>
    public string? Picked { get; internal set; }

    /// <summary>The customer asks in the middle of another matter: answer, and open no question of its own.</summary>
    public bool IsInterruption { get; internal set; }

    /// <summary>A bubble of this turn says by itself that this is a bot.</summary>
    public bool IsIntroduced { get; set; }

    // ── what is known ──
    public required DateTimeOffset Now { get; init; }
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>What the bot answers in: never <see cref="Locale.Other"/>.</summary>
    public required Locale Locale { get; init; }

    /// <summary>Several people read along.</summary>
    public bool InGroup { get; init; }

    public required Pack Pack { get; init; }
    public required Customer Customer { get; init; }
    public required Proof Proof { get; set; }

    /// <summary>The subject <see cref="Customers.Proof.OrderPhone"/> holds for.</summary>
    public string? ProvenSubject { get; set; }

    /// <summary>The number last spoken of in this conversation; kept by the stack.</summary>
    public string? Subject { get; set; }

    /// <summary>Wrong proofs in this conversation; kept by the stack.</summary>
    public int ProofMisses { get; set; }

    /// <summary>Did the company's system answer in this turn? Null when it was not asked.</summary>
    public bool? HasFacts { get; set; }

    /// <summary>Issues behind the one in hand; kept by the stack.</summary>
    public IReadOnlyList<PendingIssue> Issues => Output.Issues;

    public required ToleranceState Tolerance { get; init; }
    public required DeskStatus Desk { get; init; }

    /// <summary>Cases of this conversation, open and closed, oldest first; change through <see cref="Put(ComplaintCase)"/>.</summary>
    public required IReadOnlyList<ComplaintCase> Cases { get; init; }

    /// <summary>Promises of this conversation; change through <see cref="Put(Promise)"/>.</summary>
    public required IReadOnlyList<Promise> Promises { get; init; }

    /// <summary>True once a bubble of this conversation has said that this is a bot.</summary>
    public required bool HasGreeted { get; init; }

    /// <summary>Of the day's budget, in the site's currency.</summary>
    public Money BudgetLeft { get; init; }

    /// <summary>By kind of promise, how long it took on this site.</summary>
    public IReadOnlyDictionary<string, PastDurations> Past { get; init; } = ReadOnlyDictionary<string, PastDurations>.Empty;

    /// <summary>What this site's customers asked next, some minutes old at most.</summary>
    public AskedNextCounts AskedNext { get; init; } = AskedNextCounts.None;

    // ── look-ups (may be awaited; a failure is a value) ──
    public required IFactSource Facts { get; init; }

    /// <summary>Everything else that may be asked.</summary>
    public required IDialogWorld World { get; init; }

    public required IdSource Ids { get; init; }

    // ── what goes out ──
    public TurnOutput Output { get; } = new();

    /// <summary>Says one bubble from the pack's wording. More than three in a turn are put together by the stack.</summary>
    public void Say(string key, params ReadOnlySpan<(string Name, string Value)> values) => SayText(Render(key, values));

    /// <summary>Says one bubble of several sentences; empty ones are left out, and nothing is said when all are.</summary>
    public void SayText(params ReadOnlySpan<string> sentences)
    {
        var text = Phrase.Join(Locale, sentences);
        if (text.Length > 0) Output.Bubbles.Add(new Bubble(text));
    }

    /// <summary>Says one bubble that asks for something. The stack remembers it, resolves an answer by press, number or words to <see cref="Picked"/>, and asks again after an interruption.</summary>
    /// <param name="what">order-number, photo, phone, choice; null when it asks for none of these.</param>
    public void Ask(string? what, string text, params IReadOnlyList<Choice> choices)
    {
        Output.Bubbles.Add(new Bubble(text) { Choices = choices });
        Output.Asked = what;
    }

    /// <summary>Offers to take up a matter of which nothing will have to be asked again: yes begins it, anything else leaves it.</summary>
    public void OfferMatter(PendingIssue matter, string text, string yes, string no)
    {
        Output.About = matter;
        Ask(null, text, new Choice(yes, Choice.IntentPrefix + matter.Intent), new Choice(no, Choice.No));
    }

    /// <summary>The pack's text for a key in the customer's language; variants alternate by conversation and turn, never at random.</summary>
    public string Render(string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        if (PutIn is not null)
            foreach (var (_, value) in values) PutIn.Add(value);
        return Pack.Wording.Render(key, Locale, VariantSeed + Output.Bubbles.Count, values);
    }

    /// <summary>Gets the values that wordings are rendered with; null where nobody asks.</summary>
    public List<string>? PutIn { get; init; }

    /// <summary>A wording that lists words, with commas between them.</summary>
    public string[] Words(string key) => Pack.Wording.Words(key, Locale);

    /// <summary>The customer says one of the words that the wording lists under this key.</summary>
    public bool Hears(string key) => Hears(key, Heard.Text);

    /// <summary>The same of a part of what they say.</summary>
    public bool Hears(string key, string text) => SaidWords.AnyIn(text, Words(key));

    /// <summary>As <see cref="Render"/>, by <c>key.suffix</c> where the pack has it, else by <c>key</c>: "complaint.acknowledge.late-delivery".</summary>
    public string RenderFor(string key, string suffix, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var own = $"{key}.{suffix}";
        return Render(Pack.Wording.Has(own) ? own : key, values);
    }

    /// <summary>Changes with conversation and turn.</summary>
    public required int VariantSeed { get; init; }

    /// <summary>A case, promise… as it is after this turn; replaces an earlier one with the same id.</summary>
    public void Put(ComplaintCase value)
    {
        foreach (var known in CurrentCases)
            if (known.Id == value.Id) value = value.Following(known, Now);
        Output.Cases.Put(value);
        (currentCases ??= [.. Cases]).Put(value);
    }

    public void Put(Promise value)
    {
        Output.Promises.Put(value);
        (currentPromises ??= [.. Promises]).Put(value);
    }

    /// <summary>Moves the tolerance of the case that is spoken of.</summary>
    public void Note(ToleranceEvent happened)
    {
        // A complaint that is answered notes five or six.
        Output.Happened.EnsureCapacity(6);
        Output.Happened.Add((happened, About));
    }

    /// <summary>The case that the running dialog speaks of, set by it; null moves the tolerance of all.</summary>
    public CaseId? About { get; set; }

    /// <summary>Cases with what this turn has done to them so far, oldest first.</summary>
    public IReadOnlyList<ComplaintCase> CurrentCases => currentCases ?? Cases;

    /// <summary>Promises with what this turn has done to them so far.</summary>
    public IReadOnlyList<Promise> CurrentPromises => currentPromises ?? Promises;

    private List<ComplaintCase>? currentCases;
    private List<Promise>? currentPromises;
    private Heard? heard;
}

public enum TurnReason
{
    /// <summary>The customer wrote.</summary>
    Message,
    /// <summary>A dialog above this one finished, or an interruption was answered: take up the matter again (ask again).</summary>
    Resumed,
    /// <summary>The bot speaks of its own accord: a promise has fallen due, news of a remedy has come, or the company's data show a failure.</summary>
    PromiseDue,
    /// <summary>The conversation has begun and nobody has said anything yet.</summary>
    Started,
    /// <summary>A person has given the conversation back.</summary>
    Returned,
    /// <summary>The customer has turned to something new while only a courtesy question was open: finish quietly.</summary>
    Left,
    /// <summary>The wait that was announced to a customer in the queue is over.</summary>
    WaitOver,
    /// <summary>A matter was closed some time ago: is it really solved?</summary>
    AskSolved,
    /// <summary>The agent who had the conversation is gone: it waits for another.</summary>
    AgentGone,
    /// <summary>A person has to take over by rule or tolerance; the talk-to-a-person dialog says so.</summary>
    Handoff,
}

/// <param name="OnDuty">Agents connected and within business hours.</param>
/// <param name="Waiting">Conversations in the queue before this one.</param>
/// <param name="IsOpen">Within business hours.</param>
/// <param name="OpensAt">When business hours begin next; null when open or never.</param>
/// <param name="Wait">Honest estimate for the next in the queue.</param>
/// <param name="Place">This conversation's own place in the queue, from 1; null when it is not waiting. While it waits the bot gives information and commits to nothing.</param>
/// <param name="Next">Name of the agent who will most likely take the next one; null when nobody is on duty.</param>
public sealed record DeskStatus(int OnDuty, int Waiting, bool IsOpen, DateTimeOffset? OpensAt, TimeSpan Wait, int? Place = null, string? Next = null);

/// <summary>All a turn wants to leave behind.</summary>
public sealed class TurnOutput
{
    public List<Bubble> Bubbles { get; } = [];
    public List<ComplaintCase> Cases { get; } = [];
    public List<Promise> Promises { get; } = [];
    public List<RemedyOrder> Remedies { get; } = [];

    /// <summary>What was judged as proof in this turn; the commit counts it over all conversations.</summary>
    public List<ProofTry> ProofTries => (rest ??= new()).ProofTries;

    public List<(ToleranceEvent Event, CaseId? About)> Happened { get; } = [];
    public HandoffRequest? Handoff { get; set; }

    /// <summary>The customer wants to stay with the bot: an offer is cancelled, a place in the queue given up.</summary>
    public bool StayWithBot { get; set; }

    /// <summary>What the last bubble asks for: order-number, photo, phone, choice; null for nothing.</summary>
    public string? Asked { get; set; }

    /// <summary>The customer's matters that wait behind the one in hand.</summary>
    public List<PendingIssue> Issues { get; } = [];

    /// <summary>The article that a question of this turn was answered with.</summary>
    public string? Article { get; set; }

    /// <summary>The intent that <see cref="IDialogWorld.ChooseIntentAsync"/> chose, where the bot itself was unsure.</summary>
    public string? ChosenOutside { get; set; }

    /// <summary>What the message is taken for by what came before it, or by what is not in hand; its words alone do not say it.</summary>
    public string? Meant { get; set; }

    /// <summary>What a choice of matters offered in this turn is about.</summary>
    internal PendingIssue? About { get; set; }

    /// <summary>Claims that were looked at.</summary>
    public List<ClaimReview> Reviews => (rest ??= new()).Reviews;

    /// <summary>What happens to the customer's address for when the page is closed; null: nothing.</summary>
    public ReachChange? Reach { get; set; }

    /// <summary>The customer was asked for an address in this turn.</summary>
    public bool HasAskedReach { get; set; }

    /// <summary>The customer has said whether they want to be spoken to first; null: nothing about it.</summary>
    public bool? WantsNews { get; set; }

    /// <summary>They were asked in this turn.</summary>
    public bool HasAskedForNews { get; set; }

    /// <summary>Timers of the conversation to be set or stopped.</summary>
    public List<Alarm> Alarms => (rest ??= new()).Alarms;

    /// <summary>What the customer answered about a matter that was closed.</summary>
    public List<Feedback> Feedback => (rest ??= new()).Feedback;

    /// <summary>What the agent before had settled is not solved: another one is to take it.</summary>
    public bool NeedsAnotherAgent { get; set; }

    /// <summary>Notes for the desk only.</summary>
    public List<BotNote> Notes => (rest ??= new()).Notes;

    /// <summary>Null where the turn leaves nothing of it, as most do.</summary>
    internal OutputRest? Rest => rest;

    private OutputRest? rest;

    internal sealed class OutputRest
    {
        public List<ProofTry> ProofTries { get; } = [];
        public List<ClaimReview> Reviews { get; } = [];
        public List<Alarm> Alarms { get; } = [];
        public List<Feedback> Feedback { get; } = [];
        public List<BotNote> Notes { get; } = [];
    }
}

/// <summary>One bubble = one Activity. Text is plain with simple markdown; a card carries its own text form.</summary>
public sealed record Bubble(string Text)
{
    public IReadOnlyList<Choice> Choices { get; init; } = [];
    public CouponCard? Coupon { get; init; }

    /// <summary>What may be answered with the same press, where a card can show it; elsewhere it is asked one after the other.</summary>
    public IReadOnlyList<SideQuestion> Beside { get; init; } = [];

    /// <summary>Tells what the company's data say of a subject: no claim of ours.</summary>
    public bool IsFact { get; init; }
}

/// <param name="Id">Under which its answer comes back (<see cref="SideAnswers"/>).</param>
public sealed record SideQuestion(string Id, string Text, params IReadOnlyList<Choice> Choices);

/// <param name="Title">What the customer sees and may also type.</param>
/// <param name="Value">What comes back in <see cref="DialogContext.Pressed"/>: stable, language-free ("remedy:2").</param>
public sealed record Choice(string Title, string Value)
{
    /// <summary>"a person, please": understood in every state.</summary>
    public const string Person = "person";

    /// <summary>Stay with the bot.</summary>
    public const string Bot = "bot";

    public const string SomethingElse = "else";
    public const string Yes = "yes";
    public const string No = "no";

    /// <summary>Value of the choice of a matter: "intent:late-delivery".</summary>
    public const string IntentPrefix = "intent:";
    public const string SubjectPrefix = "order:";
    public const string ArticlePrefix = "article:";

    /// <summary>Wants to be spoken to first.</summary>
    public const string News = "news:yes";

    /// <summary>Does not want to be spoken to first.</summary>
    public const string NoNews = "news:no";

    /// <summary>There is no photo to send.</summary>
    public const string NoPhoto = "no-photo";
}

/// <summary>Text form: code, value, expiry, scope, a line each.</summary>
public sealed record CouponCard(string Code, Money Value, DateTimeOffset ExpiresAt, string Terms);

/// <param name="Intent">Complaint or enquiry id.</param>
/// <param name="SubjectId">The number that stood with it, if any.</param>
/// <param name="Text">The clause, so that nothing has to be asked again.</param>
public sealed record PendingIssue(string Intent, string? SubjectId, string Text)
{
    /// <summary>A file came with it.</summary>
    public bool HasPhoto { get; init; }
}

/// <param name="Queue">False: leave a message or callback was chosen, the conversation still waits for a person but nobody is on duty.</param>
public sealed record HandoffRequest(HandoffCause Reason, bool Queue = true);
