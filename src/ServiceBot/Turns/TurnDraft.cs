using System.Text.Json;
using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Remedies;
using ServiceBot.Tolerance;
using ServiceBot.Transcripts;
using ServiceBot.Understanding;

namespace ServiceBot.Turns;

/// <summary>A turn while it is being decided: what it starts from, what was heard, and what its steps have left so far.</summary>
internal sealed class TurnDraft(TurnInput input, SiteView site, Heard heard, DateTimeOffset now, TimeZoneInfo zone, ToleranceWeights? weights = null)
{
    // ConversationState.Said.
    private const int MostSaid = 4;

    /// <summary>Among <see cref="Offered"/>: the customer was asked for an address for when the page is closed.</summary>
    public const string AskedForAddress = "reach";

    /// <summary>Among <see cref="Offered"/>: the customer was asked whether they want to be spoken to first.</summary>
    public const string AskedForNews = "news";

    private readonly List<JournalEntry> journal = [];
    private readonly List<ComplaintCase> cases = [];
    private readonly List<Promise> promises = [];
    private List<Feedback>? feedback;
    private bool needsAnotherAgent;
    private List<Alarm>? alarms;
    private List<ClaimReview>? reviews;
    private SeenFacts? looking;
    private ReachChange? reach;
    private bool? wantsNews;
    private string? article;
    private string? chosenOutside;
    private double? equity;
    private Giving? giving;

    public TurnInput Input => input;
    public SiteView Site => site;
    public Heard Heard => heard;
    public DateTimeOffset Now => now;
    public TimeZoneInfo Zone => zone;

    /// <summary>The company's data; what is looked up there is remembered.</summary>
    public IFactSource Looking => looking ??= new SeenFacts(site.Facts, site.Pack.Subject.Kind);

    public DialogState Dialog { get; set; } = input.State.Dialog;
    /// <summary>The conversation's: the lowest over its open cases.</summary>
    public ToleranceState? Tolerance => Patience.Lowest;

    public Proof Proof { get; private set; } = input.Conversation.Proof;
    public string? ProvenSubject { get; private set; } = input.Conversation.ProvenSubject;
    public List<Bubble> Bubbles { get; } = [];

    /// <summary>What dialogs put into their wordings, kept where a model words them anew.</summary>
    public List<string> PutIn { get; } = input.Customer.Name is { } name ? [name] : [];
    public List<RemedyOrder> Remedies { get; } = [];

    public List<DecisionRecord> Decisions { get; } = [];
    public List<Approval> Approvals { get; } = [];
    public List<OutboxItem> Outbox { get; } = [];
    private List<string>? proofTries;
    public OwnerChange? Owner { get; private set; }
    public string? Asked { get; private set; }

    /// <summary>The customer has said "stay with the bot" since tolerance last fell below its line.</summary>
    public bool PrefersBot { get; private set; } = input.State.PrefersBot;

    public IReadOnlyList<string> Offered { get; private set; } = input.State.Offered;
    public bool HasGreeted => input.State.HasGreeted || Bubbles.Count > 0;

    /// <summary>As they are after what was done so far, oldest first.</summary>
    public IReadOnlyList<ComplaintCase> Cases { get; private set; } = input.Cases;

    public IReadOnlyList<Promise> Promises { get; private set; } = input.Promises;

    /// <summary>In the site's zone.</summary>
    public DateOnly Today { get; } = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

    /// <summary>The relationship with this customer, 0..1 (<see cref="Tolerance.Equity"/>).</summary>
    public double Equity => equity ??= Relationship.Of(Customer, site.Pack, Today);

    /// <summary>As the company's system says now.</summary>
    public Customer Customer => Refreshed ?? input.Customer;

    /// <summary>Set when that system has said something new.</summary>
    public Customer? Refreshed { get; set; }

    /// <summary>Where this turn stands when it gives.</summary>
    public Giving Giving => giving ??= new Giving(input.Conversation.Site, input.Conversation.Customer, input.Conversation.Id, "bot", Money.FromDecimal(site.Pack.Policy.DayBudget, site.Pack.Site.Currency), Today)
    {
        Budgets = PolicyBudgets.On(site.Pack, Today),
        CustomerCap = Money.FromDecimal(site.Pack.Policy.CustomerCap, site.Pack.Site.Currency),
        IsOncePerFailure = true,
    };

    /// <summary>Null until the turn asks for it.</summary>
    public DeskStatus? Desk { get; set; }

    public bool IsBots => (Owner?.Owner ?? input.Conversation.Owner) == Transcripts.Owner.Bot;

    /// <summary>What is done about several matters at once is felt for each; see <see cref="ConversationTolerance"/>.</summary>
    public ConversationTolerance Patience { get; } = new(input.State.Tolerance, input.State.Matters, weights);

    /// <summary>What the company's side has said, for <see cref="CompanySide"/>.</summary>
    public CompanyMemory Company { get; set; } = input.State.Company;

    /// <summary>Somebody is in danger: before everybody else in the queue, until a person has settled it.</summary>
    public bool IsUrgent => input.Conversation.IsUrgent || (heard.Flags & FirstFlags) != 0;

    private const EmotionFlags FirstFlags = EmotionFlags.Danger | EmotionFlags.Urgent | EmotionFlags.SelfHarm | EmotionFlags.ThreatViolence;

    public void HasOffered(string rule) => Offered = [.. Offered, rule];

    /// <summary>Where all that was said is which matter, or which order, is meant, it is unsaid. What tells something besides ("it is marked as delivered: did you get it?") stays.</summary>
    public void TakeBackQuestion()
    {
        if (Bubbles is not [{ Coupon: null, Choices: var choices }] || choices.Any(static c => c.Value is Choice.Yes or Choice.No) || !choices.Any(IsWhich)) return;
        Bubbles.Clear();
        Asked = null;
    }

    private static bool IsWhich(Choice choice) => choice.Value.StartsWith(Choice.IntentPrefix, StringComparison.Ordinal) || choice.Value.StartsWith(Choice.SubjectPrefix, StringComparison.Ordinal);

    /// <summary>What was said so far in this turn is for this run to put together with its own.</summary>
    public void GiveBubblesTo(DialogContext context)
    {
        context.Output.Bubbles.AddRange(Bubbles);
        Bubbles.Clear();
    }

    /// <summary>Takes over what one run of the stack has left.</summary>
    public void Take(DialogContext context, DialogState state)
    {
        Dialog = state;
        Proof = context.Proof;
        ProvenSubject = context.ProvenSubject;
        Bubbles.AddRange(context.Output.Bubbles);
        foreach (var changed in context.Output.Cases) cases.Put(changed);
        foreach (var changed in context.Output.Promises) promises.Put(changed.Channel is null ? changed with { Channel = input.Conversation.Channel } : changed);
        Cases = context.CurrentCases;
        Promises = context.CurrentPromises;
        Remedies.AddRange(context.Output.Remedies);
        needsAnotherAgent |= context.Output.NeedsAnotherAgent;
        if (context.Output.Rest is { } rest) Take(rest);
        reach = context.Output.Reach ?? reach;
        if (context.Output.Reach is { SendsCode: true }) Outbox.Add(new OutboxItem(ReachRows.Channel, ReachChannel.Code));
        if (context.Output.HasAskedReach) HasOffered(AskedForAddress);
        if (context.Output.HasAskedForNews) HasOffered(AskedForNews);
        if (context.Output.WantsNews is { } wants) KeepNewsWish(wants);

        Asked = context.Output.Asked;
        article = context.Output.Article ?? article;
        chosenOutside = context.Output.ChosenOutside ?? chosenOutside;
        PrefersBot |= context.Output.StayWithBot;
        if (context.Output.Handoff is { } handoff && IsBots)
        {
            Owner = new OwnerChange(Transcripts.Owner.Queue, handoff.Reason.Name());
            Journal("handoff", new DeskEvent("", "", handoff.Reason.Name()));
            Outbox.Add(Alert.CustomerWaits(input.Conversation.Id, handoff.Reason));
        }
        else if (context.Output.StayWithBot && !IsBots)
        {
            Owner = new OwnerChange(Transcripts.Owner.Bot, null);
        }

        Patience.Follow(Cases);
        Patience.Feel(context.Output.Happened);
    }

    private void Take(TurnOutput.OutputRest rest)
    {
        if (rest.ProofTries.Count > 0) (proofTries ??= []).AddRange(rest.ProofTries);
        if (rest.Reviews.Count > 0) (reviews ??= []).AddRange(rest.Reviews);
        if (rest.Feedback.Count > 0) (feedback ??= []).AddRange(rest.Feedback);
        if (rest.Alarms.Count > 0) (alarms ??= []).AddRange(rest.Alarms);
        foreach (var given in rest.Feedback) Journal("feedback", new DeskEvent("", "", $"{given.Question}: {given.Answer}"));
        foreach (var note in rest.Notes) Journal("bot-note", new DeskEvent("", "", note));
    }

    /// <summary>A promise of the bot falls due while an agent owns the chat: the bot is silent, the promise is the agent's, with an alarm (decisions.md 7).</summary>
    public void MoveToAgent(Promise promise)
    {
        var moved = promise with { Owner = input.Conversation.OwnerAgent?.Value ?? promise.Owner };
        promises.Put(moved);
        Promises = [.. Promises.Select(p => p.Id == moved.Id ? moved : p)];
        Journal("promise-alarm", new DeskEvent(input.Conversation.OwnerAgent?.Value ?? "", input.Conversation.OwnerName ?? "", promise.Id.Value));
    }

    /// <summary>What agents have written since: their apologies count as the bot's do, and what a text claims or promises too much is for the desk to see.</summary>
    public void WatchAgent()
    {
        foreach (var unread in input.Unread)
        {
            if (unread is not Unread.Visible { Role: Role.Agent, Activity.Text: { Length: > 0 } text }) continue;
            SpeechGuard.Watch(text, Cases, why => Journal("agent-warning", new DeskEvent(input.Conversation.OwnerAgent?.Value ?? "", input.Conversation.OwnerName ?? "", why)));
            if (Guards.ApologyFinder.Apologies(text).Count == 0 || Cases.LastOrDefault(static c => !c.IsClosed) is not { } matter) continue;
            var apologised = matter with { Apologies = matter.Apologies + 1 };
            cases.Put(apologised);
            Cases = [.. Cases.Select(c => c.Id == matter.Id ? apologised : c)];
        }
    }

    /// <summary>To an agent they say it as well as to the bot: it holds for both, and the agent answers.</summary>
    public void HearNewsWish()
    {
        foreach (var message in heard.Texts)
            if (NewsWords.Read(message.Text.Trim()) is { } wants) KeepNewsWish(wants);
    }

    private void KeepNewsWish(bool wants)
    {
        wantsNews = wants;
        Journal(wants ? "news-wanted" : "news-unwanted", new DeskEvent("", "", ""));
    }

    /// <summary>News of a remedy while an agent owns the chat: the books are right, the desk sees it, the agent tells the customer.</summary>
    public void TellAgent(RemedyNews news)
    {
        if (Cases.FirstOrDefault(c => c.Id == news.Case) is { } matter)
        {
            cases.Put(news.On(matter));
            Cases = [.. Cases.Select(c => c.Id == matter.Id ? news.On(c) : c)];
        }

        foreach (var promise in Promises.Where(p => p.Status == PromiseStatus.Open && news.IsPromisedBy(p)).ToList())
        {
            // Without a result the promise is the agent's now, and stays open until they settle it.
            if (news.Status != RemedyStatus.Done) continue;
            promises.Put(news.On(promise));
            Promises = [.. Promises.Select(p => p.Id == promise.Id ? news.On(p) : p)];
        }

        Journal("remedy-news", System.Text.Encoding.UTF8.GetBytes(news.ToJson()));
    }

    /// <summary>The person who was waited for has come and has settled it: nobody waits any more.</summary>
    public void ForgetPerson()
    {
        if (!Dialog.Frames.Any(frame => frame.Dialog.IsForPerson)) return;
        Dialog = Dialog with { Frames = [.. Dialog.Frames.Where(frame => !frame.Dialog.IsForPerson)], Asked = null };
    }

    /// <summary>Its clock is wound up anew with the promise as it stands.</summary>
    public void RingAgain(Promise promise) => promises.Put(promise);

    /// <summary>Most of its time is over: the agent who has the chat is told, the customer is not.</summary>
    public void RemindAgent(Promise promise) => Journal("promise-soon", new DeskEvent(input.Conversation.OwnerAgent?.Value ?? "", input.Conversation.OwnerName ?? "", promise.Id.Value));

    /// <summary>An agent has written: who was to be answered is.</summary>
    public void KeepAnswered()
    {
        foreach (var promise in Promises)
        {
            if (promise is not { Status: PromiseStatus.Open, What: PromiseKinds.MessageAnswered }) continue;
            promises.Put(promise with { Status = PromiseStatus.Kept });
            Journal("promise-kept", new DeskEvent(input.Conversation.OwnerAgent?.Value ?? "", input.Conversation.OwnerName ?? "", promise.What));
        }
    }

    /// <summary>The company's data show something while an agent owns the chat: the bot is silent, the agent knows.</summary>
    public void TellAgent(NewsForAgent news) => Journal(NewsForAgent.Kind, System.Text.Encoding.UTF8.GetBytes(news.Json()));

    /// <summary>Beyond the bot's authority: a supervisor is asked.</summary>
    public void Ask(Approval approval)
    {
        Approvals.Add(approval);
        // Why stands with the case and on the card, in the reader's language.
        Journal("approval-asked", new DeskEvent("", "", approval.Amount.ToString()));
    }

    /// <summary>Nobody has decided in time; the case stays with the person, and the desk sees why.</summary>
    public void ApprovalOver(Approval approval)
    {
        HasRunOut = true;
        Journal(ApprovalRows.Clock, new DeskEvent("", "", approval.Amount.ToString()));
    }

    /// <summary>A supervisor was asked in time and did not decide.</summary>
    public bool HasRunOut { get; private set; }

    /// <summary>Nobody at the desk has taken another bot's conversation.</summary>
    public void GiveBack()
    {
        Owner = new OwnerChange(Transcripts.Owner.Bot, null);
        Journal("owner", new DeskEvent("", "", "bot"));
    }

    /// <summary>What was asked after a matter of before this turn.</summary>
    private List<AskedNext>? CountNext()
    {
        var sequels = NextAsked.Of(input.Cases, heard, site.Pack);
        if (sequels.Count == 0) return null;
        var asked = new List<AskedNext>();
        foreach (var (id, next) in sequels)
        {
            if (Cases.FirstOrDefault(c => c.Id == id) is not { } matter) continue;
            var counted = matter with { CountedNext = [.. matter.CountedNext ?? [], next.Enquiry] };
            cases.Put(counted);
            Cases = [.. Cases.Select(c => c.Id == id ? counted : c)];
            asked.Add(next);
        }

        return asked;
    }

    public void NoteRephrased(string note) => Journal("bot-note", new DeskEvent("", "", note));

    public TurnResult Result(ConversationStatus status)
    {
        if (IsUrgent && !input.Conversation.IsUrgent) Outbox.Add(Alert.CustomerInDanger(input.Conversation.Id));
        var asked = CountNext();
        if (SpeechGuard.Check(Bubbles, site.Pack, heard, input.Cases, Cases, said => Journal("bot-note", new DeskEvent("", "", said))) is { } apologised) cases.Put(apologised);
        Journal(TurnReading.Kind, JsonSerializer.SerializeToUtf8Bytes(Reading(input.Conversation.Turn + 1), TurnJson.Default.TurnReading));
        var cards = TurnCards.Of(this, promises, Owner);
        return new TurnResult
        {
            State = new ConversationState
            {
                Dialog = Dialog,
                Tolerance = Patience.General,
                Matters = Patience.Matters,
                HasGreeted = HasGreeted,
                Company = Company,
                PrefersBot = PrefersBot && Tolerance is { IsBelow: true },
                Offered = Offered,
                Said = Said(),
            },
            Locale = heard.Locale,
            Proof = Proof,
            ProvenSubject = ProvenSubject,
            Status = status,
            Owner = Owner,
            IsUrgent = IsUrgent,
            Bubbles = Activities(cards),
            Cards = Rows(cards),
            Journal = journal,
            Cases = cases,
            Promises = promises,
            Took = Took() ?? (IReadOnlyList<(string, TimeSpan)>)[],
            Feedback = feedback ?? (IReadOnlyList<Feedback>)[],
            Alarms = Alarms() ?? (IReadOnlyList<Alarm>)[],
            Reach = reach,
            WantsNews = wantsNews,
            Remedies = Remedies,
            Reviews = reviews ?? (IReadOnlyList<ClaimReview>)[],
            NeedsAnotherAgent = needsAnotherAgent,
            Seen = looking?.Seen ?? [],
            Customer = Refreshed,
            AskedNext = asked ?? (IReadOnlyList<AskedNext>)[],
            Decisions = Decisions,
            Approvals = Approvals,
            Outbox = Outbox,
            ProofTries = proofTries ?? (IReadOnlyList<string>)[],
            Giving = Remedies.Count > 0 ? Giving : null,
        };
    }

    /// <summary>Some time after the last open matter was closed the customer is asked whether it is solved.</summary>
    private List<Alarm>? Alarms()
    {
        if (HasClosedTheLast() && site.Pack.Site.AskSolvedAfter is [var first, ..]) (alarms ??= []).Add(AskSolved(0, first));
        return alarms;
    }

    private bool HasClosedTheLast()
    {
        foreach (var matter in Cases)
            if (!matter.IsClosed) return false;
        return cases.Exists(c => c.IsClosed && !input.Cases.Any(before => before.Id == c.Id && before.IsClosed));
    }

    private Alarm AskSolved(int times, TimeSpan after) =>
        new(AlarmKind.AskSolved, times.ToString(System.Globalization.CultureInfo.InvariantCulture), new SiteCalendar(site.Pack.Site, zone).AfterQuiet(now + after));

    /// <summary>The customer is being asked now; the next time is set.</summary>
    public void HasAskedSolved(int times)
    {
        var after = site.Pack.Site.AskSolvedAfter;
        if (times + 1 < after.Count) (alarms ??= []).Add(AskSolved(times + 1, after[times + 1] - after[times]));
    }

    /// <summary>It is night: asked in the morning.</summary>
    public void AskSolvedLater(int times) => (alarms ??= []).Add(AskSolved(times, TimeSpan.Zero));

    private List<(string What, TimeSpan Time)>? Took()
    {
        List<(string, TimeSpan)>? took = null;
        foreach (var promise in promises)
        {
            if (promise.Status != PromiseStatus.Kept || !PromiseKinds.IsMeasured(promise.What) || !input.Promises.Any(before => before.Id == promise.Id && before.Status == PromiseStatus.Open)) continue;
            (took ??= []).Add((promise.What, PromiseTimes.Took(promise, now, new SiteCalendar(site.Pack.Site, zone))));
        }

        return took;
    }

    private IReadOnlyList<MessageSignature> Said()
    {
        var (before, now) = (input.State.Said, heard.Spoken);
        if (now.Count == 0) return before;
        var said = new List<MessageSignature>(before.Count + now.Count);
        said.AddRange(before);
        foreach (var message in now) said.Add(message.Signature);
        return said.Count <= MostSaid ? said : said.GetRange(said.Count - MostSaid, MostSaid);
    }

    private List<Activity> Activities(List<TurnCard> cards)
    {
        var activities = new List<Activity>(Bubbles.Count);
        if (Bubbles.Count == 0) return activities;
        var bot = BotAccount.Of(site.Pack, heard.Locale);
        for (var i = 0; i < Bubbles.Count; i++)
            activities.Add(BubbleActivity.Of(Bubbles[i], bot, site.Pack, heard.Locale, TurnCards.On(cards, i)));
        return activities;
    }

    private List<CardRow> Rows(List<TurnCard> cards)
    {
        List<CardRow> rows = new(cards.Count);
        for (var i = 0; i < cards.Count; i++)
        {
            var bubble = cards[i].Bubble;
            // Behind the coupon, where there is one, and behind the cards of the same bubble.
            var place = Bubbles[bubble].Coupon is null ? 0 : 1;
            for (var before = 0; before < i; before++)
                if (cards[before].Bubble == bubble) place++;
            rows.Add(cards[i].Row with { Seq = bubble, Place = place });
        }

        return rows;
    }

    private void Journal(string kind, DeskEvent what) => Journal(kind, JsonSerializer.SerializeToUtf8Bytes(what, HandoffJson.Default.DeskEvent));

    private void Journal(string kind, byte[] json) => journal.Add(new JournalEntry(kind, json));

    private TurnReading Reading(long turn)
    {
        var strongest = Strongest();
        return new TurnReading
        {
            Turn = turn,
            Intents = Intents(),
            Language = heard.Texts.Count > 0 ? heard.Texts[^1].Language.Locale.Tag() : null,
            Emotion = strongest is null ? null : EnumName.Of(strongest.Class),
            Intensity = strongest?.Intensity ?? 0,
            Target = strongest is null ? null : EnumName.Of(strongest.Target),
            Flags = heard.Flags == EmotionFlags.None ? [] : Names(heard.Flags),
            T = Math.Round(Tolerance?.T ?? 0, 1),
            A = Math.Round(Tolerance?.A ?? 0, 1),
            D = Math.Round(Tolerance?.D ?? 0, 1),
            Zone = Tolerance is { } patience ? EnumName.Of(patience.Zone) : null,
            Reasons = Patience.Reasons.ConvertAll(r => new ReadingReason(r.Code, Math.Round(r.Delta, 1))),
            WantsPerson = heard.Pressed == Choice.Person || heard.Texts.Exists(message => message.Intents.Any(found => IssueFinder.WantsPerson(site.Pack, found.Intent))),
            Weights = weights?.Version ?? 0,
            Log = Patience.Log.Count > 0 ? Patience.Log : null,
            Asked = Asked,
            Article = article,
            ChosenByLlm = chosenOutside,
            Bubbles = Bubbles.Count,
        };
    }

    private Emotion? Strongest()
    {
        Emotion? strongest = null;
        foreach (var message in heard.Spoken)
            if (strongest is null || message.Emotion.Intensity > strongest.Intensity) strongest = message.Emotion;
        return strongest;
    }

    private List<string> Intents()
    {
        var intents = new List<string>(2);
        for (var i = 0; i < heard.Texts.Count; i++) Add(heard.Texts[i]);
        if (heard.Together is { } together) Add(together);
        if (intents.Count == 0 && heard.Texts.Count > 0) intents.Add("unknown");
        return intents;

        void Add(UnderstoodMessage message)
        {
            for (var i = 0; i < message.Intents.Count; i++)
                if (!intents.Contains(message.Intents[i].Intent)) intents.Add(message.Intents[i].Intent);
        }
    }

    // By itself: what it closes over is made with the call, and most turns have no flag.
    private static List<string> Names(EmotionFlags flags) => [.. AllFlags.Where(f => flags.HasFlag(f.Flag)).Select(f => f.Name)];

    private static readonly (EmotionFlags Flag, string Name)[] AllFlags =
    [
        (EmotionFlags.ThreatLegal, "threat-legal"), (EmotionFlags.ThreatMedia, "threat-media"), (EmotionFlags.ThreatRegulator, "threat-regulator"),
        (EmotionFlags.ThreatViolence, "threat-violence"), (EmotionFlags.SelfHarm, "self-harm"), (EmotionFlags.Minor, "minor"), (EmotionFlags.Abuse, "abuse"),
        (EmotionFlags.Sarcasm, "sarcasm"), (EmotionFlags.Shouting, "shouting"), (EmotionFlags.Relief, "relief"), (EmotionFlags.Danger, "danger"), (EmotionFlags.Urgent, "urgent"), (EmotionFlags.Grief, "grief"),
    ];
}
