using System.Text.Json;
using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Handoff;
using ServiceBot.Packs;
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
    private List<string>? putIn;
    private List<ProofTry>? proofTries;
    private List<ClaimReview>? reviews;
    private SeenFacts? looking;
    private ReachChange? reach;
    private bool? wantsNews;
    private double? equity;
    private Giving? giving;

    public TurnInput Input => input;
    public SiteView Site => site;
    public Heard Heard => heard;
    public DateTimeOffset Now => now;
    public TimeZoneInfo Zone => zone;

    /// <summary>What tolerance is computed with; null for the priors.</summary>
    public ToleranceWeights? Weights => weights;

    /// <summary>The company's data; what is looked up there is remembered.</summary>
    public IFactSource Looking => looking ??= new SeenFacts(site.Facts, site.Pack.Subject.Kind);

    public DialogState Dialog { get; set; } = input.State.Dialog;
    /// <summary>The conversation's: the lowest over its open cases.</summary>
    public ToleranceState? Tolerance => Patience.Lowest;

    public Proof Proof { get; private set; } = input.Conversation.Proof;
    public string? ProvenSubject { get; private set; } = input.Conversation.ProvenSubject;
    public List<Bubble> Bubbles { get; } = [];

    /// <summary>What dialogs put into their wordings, kept where a model words them anew.</summary>
    public List<string> PutIn => putIn ??= input.Customer.Name is { } name ? [name] : [];
    public List<RemedyOrder> Remedies { get; } = [];

    public List<Decided> Decisions { get; } = [];
    public List<Approval> Approvals { get; } = [];
    public List<OutboxItem> Outbox { get; } = [];
    public OwnerChange? Owner { get; private set; }
    public string? Asked { get; private set; }

    /// <summary>The article that a question was answered with.</summary>
    public string? Article { get; private set; }

    /// <summary>What a language model took the message for.</summary>
    public string? ChosenOutside { get; private set; }

    /// <summary>What the message was taken for, which its words alone do not say.</summary>
    public string? Meant { get; private set; }

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
        ExternalId = Customer.ExternalId,
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

    /// <summary>The case is written as it is now.</summary>
    public void Change(ComplaintCase matter)
    {
        cases.Put(matter);
        Cases = [.. Cases.Select(c => c.Id == matter.Id ? matter : c)];
    }

    /// <summary>The promise is written as it is now; its clock is wound up anew.</summary>
    public void Change(Promise promise)
    {
        promises.Put(promise);
        Promises = [.. Promises.Select(p => p.Id == promise.Id ? promise : p)];
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
        Article = context.Output.Article ?? Article;
        ChosenOutside = context.Output.ChosenOutside ?? ChosenOutside;
        Meant = context.Output.Meant ?? Meant;
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
        foreach (var note in rest.Notes) Note(note);
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

    /// <summary>The person who was waited for has come and has settled it: nobody waits any more.</summary>
    public void ForgetPerson()
    {
        if (!Dialog.Frames.Any(frame => frame.Dialog.IsForPerson)) return;
        Dialog = Dialog with { Frames = [.. Dialog.Frames.Where(frame => !frame.Dialog.IsForPerson)], Asked = null };
    }

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
            Change(counted);
            asked.Add(next);
        }

        return asked;
    }

    public void Note(BotNote note) => Journal(BotNote.Kind, System.Text.Encoding.UTF8.GetBytes(note.Json()));

    public TurnResult Result(ConversationStatus status)
    {
        if (IsUrgent && !input.Conversation.IsUrgent) Outbox.Add(Alert.CustomerInDanger(input.Conversation.Id));
        var asked = CountNext();
        if (SpeechGuard.Check(Bubbles, site.Pack, heard, input.Cases, Cases, Note) is { } apologised) cases.Put(apologised);
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
            Bubbles = BubbleActivity.Of(Bubbles, cards, site.Pack, heard.Locale),
            Cards = TurnCards.Rows(Bubbles, cards),
            Journal = journal,
            Reading = TurnReadings.Of(this),
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
            ProofTries = proofTries ?? (IReadOnlyList<ProofTry>)[],
            Giving = Remedies.Count > 0 ? Giving : null,
        };
    }

    /// <summary>Some time after the last open matter was closed the customer is asked whether it is solved.</summary>
    private List<Alarm>? Alarms()
    {
        if ((HasClosedTheLast() || HasKeptTheLast()) && site.Pack.Site.AskSolvedAfter is [var first, ..]) (alarms ??= []).Add(AskSolved(0, now + first));
        return alarms;
    }

    private bool HasClosedTheLast() => AreAllClosed && cases.Exists(c => c.IsClosed && !input.Cases.Any(before => before.Id == c.Id && before.IsClosed));

    // Resolved by an agent while a refund was still being arranged: asked so long after it is done.
    private bool HasKeptTheLast() => AreAllClosed && Cases.Count > 0 && LastPromised is null
        && input.Promises.Any(before => before.Status == PromiseStatus.Open && promises.Exists(p => p.Id == before.Id && p.Status == PromiseStatus.Kept));

    private bool AreAllClosed
    {
        get
        {
            for (var i = 0; i < Cases.Count; i++)
                if (!Cases[i].IsClosed) return false;
            return true;
        }
    }

    /// <summary>Until when the last of what is promised here is due; null where nothing is open. A thing that is still being arranged is not solved.</summary>
    public DateTimeOffset? LastPromised => Promises.Where(static p => p.Status == PromiseStatus.Open).Max(static p => (DateTimeOffset?)p.Due);

    private Alarm AskSolved(int times, DateTimeOffset at) =>
        new(AlarmKind.AskSolved, times.ToString(System.Globalization.CultureInfo.InvariantCulture), new SiteCalendar(site.Pack.Site, zone).AfterQuiet(at));

    /// <summary>The customer is being asked now; the next time is set.</summary>
    public void HasAskedSolved(int times)
    {
        var after = site.Pack.Site.AskSolvedAfter;
        if (times + 1 < after.Count) (alarms ??= []).Add(AskSolved(times + 1, now + after[times + 1] - after[times]));
    }

    /// <summary>It is night, or something is still being arranged: asked when that is over.</summary>
    public void AskSolvedLater(int times, DateTimeOffset at) => (alarms ??= []).Add(AskSolved(times, at));

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

    /// <summary>What the desk shows beside the transcript.</summary>
    public void Note(string kind, string json) => Journal(kind, System.Text.Encoding.UTF8.GetBytes(json));

    /// <summary>To whoever owns the conversation.</summary>
    public void NoteForAgent(string kind, string text) => Journal(kind, new DeskEvent(input.Conversation.OwnerAgent?.Value ?? "", input.Conversation.OwnerName ?? "", text));

    private void Journal(string kind, DeskEvent what) => Journal(kind, JsonSerializer.SerializeToUtf8Bytes(what, HandoffJson.Default.DeskEvent));

    private void Journal(string kind, byte[] json) => journal.Add(new JournalEntry(kind, json));
}
