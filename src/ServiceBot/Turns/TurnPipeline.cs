using System.Diagnostics;
using System.Globalization;
using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Handoff;
using ServiceBot.Knowledge;
using ServiceBot.Llm;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Remedies;
using ServiceBot.Storage;
using ServiceBot.Tolerance;
using ServiceBot.Transcripts;
using ServiceBot.Understanding;

namespace ServiceBot.Turns;

/// <summary>
/// The one place that knows the order of things: who speaks → understand → judge tolerance → who answers → dialog → remedy.
/// Decides and writes nothing: a turn that loses its race runs again from the start.
/// </summary>
internal sealed class TurnPipeline(Func<string, SiteView> siteOf, Listening listening, DialogSet dialogs, DeskView desk, PromiseQuotes quotes, PublishedWeights weights, AskedNextRows askedNext, ReachWays ways, OwnerFollowers followers, Ledger ledger, IncidentBook announced, Database database, ClaimReviewer claims, KnowledgeBase knowledge, IdSource ids, TimeProvider time, IntentChooser? chooser = null, Rephraser? rephraser = null)
{
    private readonly Func<string, Incident?> findIncident = id => announced.Find(id)?.AsCause();

    public async ValueTask<TurnResult> RunAsync(TurnInput input, CancellationToken cancellation)
    {
        var turn = Begin(input, await weights.OfAsync(input.Conversation.Site, cancellation));
        turn.Refreshed = await CustomerSource.ReadAsync(input.Customer, input.Conversation, turn.Site.Facts, turn.Zone, turn.Now, cancellation);
        Judge(turn);
        if (input.Conversation.Owner == Owner.Agent)
        {
            foreach (var due in Open(input, PromiseRows.Clock)) turn.MoveToAgent(due);
            foreach (var soon in Open(input, PromiseRows.CheckClock)) turn.RemindAgent(soon);
            if (input.Unread.Any(unread => unread is Unread.Visible { Role: Role.Agent })) turn.KeepAnswered();
            foreach (var news in News(input)) turn.TellAgent(news);
            foreach (var unread in input.Unread)
                if (unread is Unread.Internal { Kind: CompanyNews.Kind } company && CompanyNews.Read(company.Json) is { } known) turn.TellAgent(new NewsForAgent(known, About(known, turn.Site.Pack)));
            foreach (var unread in input.Unread)
                if (unread is Unread.Internal { Kind: ApprovalRows.Clock } over && await RunOutAsync(over.Json, cancellation) is { } approval) turn.ApprovalOver(approval);
            turn.WatchAgent();
            turn.HearNewsWish();
            CompanySide.JudgePerson(turn);
            ShowApprovals(turn);
            return turn.Result(turn.Heard.IsAnything ? ConversationStatus.Open : input.Conversation.Status);
        }

        if (input.Conversation.Handoff == HandoffCauses.OtherBot) return ForGuest(turn);
        foreach (var unread in input.Unread)
            if (unread is Unread.Internal happened) await HandleAsync(turn, happened, cancellation);
        if (turn.Heard.IsAnything) await AnswerAsync(turn, cancellation);
        CompanySide.JudgeBot(turn);
        if (await AfterDialogAsync(turn, cancellation) is { } must)
        {
            // Whose health is at stake hears what helps, and no question first to which the buttons that follow are no answer.
            if (must.Rule == HandoffPolicy.UrgentRule) turn.TakeBackQuestion();
            await SpeakAsync(turn, TurnReason.Handoff, must, cancellation);
        }

        BotApprovals.Ask(turn);
        ShowApprovals(turn);
        await RephraseAsync(turn, cancellation);
        return turn.Result(StatusAfter(turn));
    }

    private void ShowApprovals(TurnDraft turn)
    {
        if (turn.Approvals.Count == 0 && !turn.HasRunOut) return;
        foreach (var (channel, payload) in followers.OfApprovals(turn.Input.Conversation)) turn.Outbox.Add(new OutboxItem(channel, payload));
    }

    /// <returns>Null when it was decided after all.</returns>
    private ValueTask<Approval?> RunOutAsync(string approval, CancellationToken cancellation) =>
        database.ReadAsync(async (session, cancel) => await ApprovalRows.FindAsync(session, approval, time.GetUtcNow(), cancel) is { Status: ApprovalStatus.RunOut } over ? over : null, cancellation);

    private LocalizedText? About(CompanyNews news, Pack pack) => news switch
    {
        CompanyNews.StandardMissed missed => pack.Standard(missed.Standard)?.Text,
        CompanyNews.TimeMoved moved => pack.Standard(moved.Standard)?.Text,
        CompanyNews.IncidentTold told => announced.Find(told.Incident)?.Cause,
        _ => throw new UnreachableException(),
    };

    /// <summary>Another bot's conversation: ours says nothing. When nobody has taken it in time, the other bot has it back.</summary>
    private static TurnResult ForGuest(TurnDraft turn)
    {
        var conversation = turn.Input.Conversation;
        var epoch = conversation.OwnerEpoch.ToString(CultureInfo.InvariantCulture);
        if (conversation.Owner == Owner.Queue && turn.Input.Unread.Any(unread => unread is Unread.Internal { Kind: GuestHandoffs.Limit } limit && limit.Json == epoch)) turn.GiveBack();
        return turn.Result(turn.Owner is null ? conversation.Status : ConversationStatus.Resolved);
    }

    private TurnDraft Begin(TurnInput input, ToleranceWeights inUse)
    {
        var site = siteOf(input.Conversation.Site).For(input.Conversation, input.Cases);
        var now = time.GetUtcNow();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(site.Pack.Site.TimeZone);
        var turn = new TurnDraft(input, site, listening.Hear(site.Pack, input, now, zone), now, zone, inUse);
        if (input.Conversation.Status == ConversationStatus.Resolved) turn.ForgetPerson();
        return turn;
    }

    /// <summary>What the messages themselves do to tolerance.</summary>
    private static void Judge(TurnDraft turn)
    {
        if (!turn.Heard.IsAnything) return;
        BeginTolerance(turn);
        turn.Patience.Follow(turn.Cases);
        foreach (var message in turn.Heard.Spoken)
        {
            var likeness = 0.0;
            foreach (var said in turn.Input.State.Said) likeness = Math.Max(likeness, message.Signature.SimilarityTo(said));
            turn.Patience.Feel(Signals.Of(message, likeness));
        }
    }

    private async ValueTask HandleAsync(TurnDraft turn, Unread.Internal happened, CancellationToken cancellation)
    {
        switch (happened.Kind)
        {
            case PromiseRows.Clock or PromiseRows.CheckClock when turn.Promises.FirstOrDefault(p => p.Id.Value == happened.Json && p.Status == PromiseStatus.Open) is { } due:
                var isCheck = happened.Kind == PromiseRows.CheckClock;
                // Rung a moment ago for what has a new time since, or the clock was put back meanwhile: it rings again. And what is due needs no look before it is due.
                if (due.Due > turn.Now != isCheck)
                {
                    if (!isCheck) turn.RingAgain(due);
                    break;
                }

                if (isCheck && PromiseKinds.IsForPeople(due.What)) turn.Outbox.Add(Alert.PromiseSoon(turn.Input.Conversation.Id, due));
                await SpeakAsync(turn, TurnReason.PromiseDue, null, cancellation, due, isCheck: isCheck);
                break;
            case RemedyNews.Event when RemedyNews.Read(happened.Json) is { } news:
                await SpeakAsync(turn, TurnReason.PromiseDue, null, cancellation, news: news);
                break;
            case ConversationClocks.WaitOver when turn.Input.Conversation.Owner == Owner.Queue:
                await SpeakAsync(turn, TurnReason.WaitOver, null, cancellation);
                break;
            case ConversationClocks.AskSolved:
                await AskSolvedAsync(turn, int.Parse(happened.Json, CultureInfo.InvariantCulture), cancellation);
                break;
            case ApprovalRows.Clock when await RunOutAsync(happened.Json, cancellation) is { } approval:
                turn.ApprovalOver(approval);
                // Who was told by when it is decided hears that it was not, unless the matter is over. What an agent asked for has a promise of its own.
                if (!approval.IsBots || !turn.Cases.Any(matter => matter.Id == approval.Case && !matter.IsClosed) || BotApprovals.IsAnswerPromised(turn)) break;
                turn.Bubbles.Add(new Bubble(turn.Site.Pack.Wording.Render("approval.over", turn.Heard.Locale, 0)));
                if (turn.IsBots) await SpeakAsync(turn, TurnReason.Handoff, new HandoffAdvice.Transfer(HandoffCause.Authority, "approval-over"), cancellation);
                break;
            case "returned":
                await SpeakAsync(turn, TurnReason.Returned, null, cancellation);
                break;
            case CompanyNews.Kind when CompanyNews.Read(happened.Json) is { } company:
                await SpeakAsync(turn, TurnReason.PromiseDue, null, cancellation, company: company);
                break;
            case Inbox.Join when !turn.HasGreeted:
                await SpeakAsync(turn, TurnReason.Started, null, cancellation);
                break;
        }
    }

    /// <summary>Some time after the matter was closed; not where another is open, and not at night.</summary>
    private async ValueTask AskSolvedAsync(TurnDraft turn, int times, CancellationToken cancellation)
    {
        if (!turn.IsBots || turn.Heard.IsAnything || (turn.Input.Conversation.Status != ConversationStatus.Resolved && turn.Cases.Any(matter => !matter.IsClosed))) return;
        if (new SiteCalendar(turn.Site.Pack.Site, turn.Zone).IsQuiet(turn.Now)) turn.AskSolvedLater(times);
        else
        {
            turn.HasAskedSolved(times);
            await SpeakAsync(turn, TurnReason.AskSolved, null, cancellation, times: times);
        }
    }

    private async ValueTask AnswerAsync(TurnDraft turn, CancellationToken cancellation)
    {
        // What was offered before may be spent by now, or given in another conversation: deciding anew did not help, so a person decides.
        if (turn.IsBots && turn.Input.LedgerRefusals > 1)
        {
            await SpeakAsync(turn, TurnReason.Handoff, new HandoffAdvice.Transfer(HandoffCause.Authority, "ledger-refused"), cancellation);
            return;
        }

        switch (turn.IsBots ? await AdviseAsync(turn, cancellation) : null)
        {
            case HandoffAdvice.Transfer transfer:
                await SpeakAsync(turn, TurnReason.Handoff, transfer, cancellation);
                break;
            case var _ when turn.Input.Conversation.IsGroup && IsPrivate(turn):
                await AskAsideAsync(turn, cancellation);
                break;
            case HandoffAdvice.Offer offer:
                turn.HasOffered(offer.Rule!);
                await SpeakAsync(turn, TurnReason.Message, null, cancellation, offerPerson: true);
                break;
            default:
                await SpeakAsync(turn, TurnReason.Message, null, cancellation);
                break;
        }
    }

    /// <summary>Somebody's parcel or complaint: nothing of that is for the ears of a group.</summary>
    private static bool IsPrivate(TurnDraft turn)
    {
        var pack = turn.Site.Pack;
        foreach (var message in turn.Heard.Texts)
            if (SpeaksOfComplaint(message, pack) || message.All<Entity.OrderNumber>().Any() || message.Intents.Any(found => pack.Enquiry(found.Intent) ?.Needs.Contains("subject") == true)) return true;
        return turn.Heard.Together is { } all && SpeaksOfComplaint(all, pack);
    }

    private async ValueTask AskAsideAsync(TurnDraft turn, CancellationToken cancellation)
    {
        var context = await ContextAsync(turn, TurnReason.Message, null, null, offerPerson: false, cancellation);
        context.Say(TurnWording.InGroup);
        turn.Take(context, turn.Dialog);
    }

    /// <summary>The dialogs' own doing may have crossed the line: a broken promise, a rejected remedy, a system that does not answer.</summary>
    private async ValueTask<HandoffAdvice.Transfer?> AfterDialogAsync(TurnDraft turn, CancellationToken cancellation) =>
        turn.IsBots && turn.Bubbles.Count > 0 ? await AdviseAsync(turn, cancellation, isAnswered: true) as HandoffAdvice.Transfer : null;

    /// <summary>Each open case is judged by its own tolerance and facts; what is most urgent counts.</summary>
    private async ValueTask<HandoffAdvice> AdviseAsync(TurnDraft turn, CancellationToken cancellation, bool isAnswered = false)
    {
        var status = await StatusAsync(turn, cancellation);
        HandoffAdvice? advice = null;
        foreach (var matter in turn.Cases)
        {
            if (matter.IsClosed) continue;
            var own = HandoffPolicy.Judge(Situation(turn, matter, status, isAnswered));
            if (own is HandoffAdvice.Transfer) return own;
            if (advice is not HandoffAdvice.Offer) advice = own;
        }

        return advice ?? HandoffPolicy.Judge(Situation(turn, null, status, isAnswered));
    }

    /// <summary>The desk as it was when the turn first asked: what the bot decides by is what it says.</summary>
    private async ValueTask<DeskStatus> StatusAsync(TurnDraft turn, CancellationToken cancellation) =>
        turn.Desk ??= await desk.StatusAsync(turn.Input.Conversation with { IsUrgent = turn.IsUrgent }, turn.Site.Pack, turn.Now, turn.Zone, cancellation);

    private static HandoffSituation Situation(TurnDraft turn, ComplaintCase? matter, DeskStatus status, bool isAnswered)
    {
        var (input, pack) = (turn.Input, turn.Site.Pack);
        return new HandoffSituation
        {
            Tolerance = matter is null ? turn.Tolerance! : turn.Patience.Of(matter.Id),
            Before = matter is null ? input.State.Tolerance : turn.Patience.Before(matter.Id),
            IsComplaint = matter is not null || SpeaksOfComplaint(turn.Heard, pack),
            Duty = (turn.Heard.Flags & DutyFlags) != 0,
            // What is due and where it is does not wait for the person who is called.
            Urgent = isAnswered && (turn.Heard.Flags & EmotionFlags.Urgent) != 0,
            PrefersBot = turn.PrefersBot,
            // A broken promise calls a person once; who has taken over since knows of it.
            PromisesBroken = input.Conversation.Handoff is null ? turn.Promises.Count(p => p.Status == PromiseStatus.Broken) : 0,
            // Called once each: a person who gives the conversation back knows of it.
            IsToolDown = Reaches(turn.Dialog.Outages, input.State.Dialog.Outages, HandoffPolicy.Outages),
            IsIdentityDisputed = Reaches(turn.Dialog.ProofMisses, input.State.Dialog.ProofMisses, HandoffPolicy.ProofMisses),
            IsFirmsFault = matter is { Attribution: Attribution.Firm },
            Severity = matter?.Severity ?? 0,
            Equity = turn.Equity,
            AgentsFree = status.OnDuty,
            Wait = status.OnDuty > 0 ? status.Wait : TimeSpan.MaxValue,
            Offered = turn.Offered,
        };
    }

    private static bool Reaches(int now, int before, int most) => now >= most && before < most;

    private static bool SpeaksOfComplaint(Heard heard, Pack pack)
    {
        foreach (var message in heard.Texts)
            if (SpeaksOfComplaint(message, pack)) return true;
        return heard.Together is { } all && SpeaksOfComplaint(all, pack);
    }

    private static bool SpeaksOfComplaint(UnderstoodMessage message, Pack pack)
    {
        for (var i = 0; i < message.Intents.Count; i++)
            if (pack.Complaint(message.Intents[i].Intent) is not null) return true;
        return false;
    }

    private const EmotionFlags DutyFlags = EmotionFlags.ThreatLegal | EmotionFlags.ThreatMedia | EmotionFlags.ThreatRegulator | EmotionFlags.ThreatViolence | EmotionFlags.SelfHarm | EmotionFlags.Minor | EmotionFlags.Danger;

    private async ValueTask SpeakAsync(TurnDraft turn, TurnReason reason, HandoffAdvice.Transfer? because, CancellationToken cancellation, Promise? due = null, bool offerPerson = false, RemedyNews? news = null, bool isCheck = false, int times = 0, CompanyNews? company = null)
    {
        BeginTolerance(turn);
        var context = await ContextAsync(turn, reason, because, due, offerPerson, cancellation, news, isCheck, times, company);
        // A hand-over after the dialog is one message with what it said, and takes the place of "I did not understand".
        if (reason == TurnReason.Handoff) turn.GiveBubblesTo(context);
        turn.Take(context, await DialogStack.RunAsync(turn.Dialog, context, dialogs, cancellation));
    }

    private async ValueTask<DialogContext> ContextAsync(TurnDraft turn, TurnReason reason, HandoffAdvice.Transfer? because, Promise? due, bool offerPerson, CancellationToken cancellation, RemedyNews? news = null, bool isCheck = false, int times = 0, CompanyNews? company = null)
    {
        var (input, pack) = (turn.Input, turn.Site.Pack);
        var giving = turn.Giving;
        var left = await ledger.LeftAsync(giving.Site, giving.Day, giving.DayBudget, cancellation);
        foreach (var spoken in turn.Remedies) left = left with { MinorUnits = left.MinorUnits - Ledger.AmountOf(spoken.Remedy, left.Currency).MinorUnits };
        var budgets = await PolicyBudgets.LeftAsync(ledger, giving, turn.Remedies, cancellation);
        return new DialogContext
        {
            Reason = reason,
            Messages = turn.Heard.Texts,
            Together = turn.Heard.Together,
            Pressed = turn.Heard.Pressed,
            Files = turn.Heard.Files,
            Due = due,
            News = news,
            IsCheck = isCheck,
            TimesAsked = times,
            Company = company,
            Because = because?.Cause,
            Rule = because?.Rule,
            OfferPerson = offerPerson,
            ReachableUntil = await ReachableUntilAsync(turn, cancellation),
            Now = turn.Now,
            Zone = turn.Zone,
            Locale = turn.Heard.Locale,
            Channel = input.Conversation.Channel,
            Pack = pack,
            Customer = turn.Customer,
            Proof = turn.Proof,
            ProvenSubject = turn.ProvenSubject,
            Tolerance = turn.Tolerance!,
            Desk = await StatusAsync(turn, cancellation),
            Cases = turn.Cases,
            Promises = turn.Promises,
            HasGreeted = turn.HasGreeted,
            Facts = input.Conversation.IsGroup ? NoFacts.Instance : turn.Looking,
            FindIncident = findIncident,
            BudgetLeft = left,
            FindCause = (kind, fact) => CauseFinder.Find(kind, fact, Incidents(turn), pack.Causes, pack.Gazetteer, turn.Now),
            History = (kind, subject, cancel) => HistoryAsync(turn, kind, subject, cancel),
            Review = (matter, fact, history, cancel) => claims.ReviewAsync(input.Conversation, matter, fact, history, pack.Policy, turn.Now, cancel),
            Decide = failure => Decide(turn, failure, pack, new PolicyMoment(turn.Now, pack.Site.Currency, pack.Version, left,
                Holdout.Withholds(input.Customer.Id, pack.Version, pack.Policy.Holdout)) { Today = turn.Today, BudgetsLeft = budgets }),
            Reach = await ReachAsync(turn, cancellation),
            WantsNews = cancel => database.ReadAsync(async (session, c) => (await ContactRows.ConsentAsync(session, input.Conversation.Customer, c))?.IsGiven, cancel),
            WasAskedForNews = turn.Offered.Contains(TurnDraft.AskedForNews),
            Past = await quotes.OfAsync(input.Conversation.Site, cancellation),
            AskedNext = await askedNext.OfAsync(input.Conversation.Site, cancellation),
            ProofTries = (subject, cancel) => database.ReadAsync((session, c) => ProofTries.CountAsync(session, input.Conversation.Site, subject, turn.Now, c), cancel),
            Ids = ids,
            Knowledge = () => knowledge.Of(pack, input.Conversation.Site),
            Read = text => listening.Read(pack, text, turn.Now, turn.Zone, turn.Heard.Locale),
            ChooseIntent = chooser is null || input.Conversation.IsGroup ? null : (kinds, cancel) => ChooseAsync(chooser, turn, kinds, cancel),
            VariantSeed = VariantSeed(input.Conversation),
            PutIn = rephraser is null ? null : turn.PutIn,
        };
    }

    private static async ValueTask<string?> ChooseAsync(IntentChooser chooser, TurnDraft turn, IReadOnlyList<string> kinds, CancellationToken cancellation) =>
        LlmQuestion.Of(turn.Heard.Together ?? turn.Heard.Texts[^1], kinds, turn.Site.Pack, turn.Heard.Locale, turn.Customer.Name) is { } question ? await chooser.ChooseAsync(question, cancellation) : null;

    /// <summary>Where a customer has written and no duty binds the words.</summary>
    private ValueTask RephraseAsync(TurnDraft turn, CancellationToken cancellation) =>
        rephraser is null || turn.Bubbles.Count == 0 || turn.Heard.Spoken.Count == 0 || turn.Input.Conversation.IsGroup || (turn.Heard.Flags & DutyFlags) != 0 ? ValueTask.CompletedTask
            : Rephrasing.RunAsync(turn.Bubbles, rephraser, turn.PutIn, turn.Heard.Locale, text => listening.Read(turn.Site.Pack, text, turn.Now, turn.Zone, turn.Heard.Locale), turn.NoteRephrased, cancellation);

    /// <summary>What the pack or a feed knows, and what people have announced.</summary>
    private IEnumerable<Incident> Incidents(TurnDraft turn) =>
        announced.IsAny ? turn.Site.Incidents.Known(turn.Now).Concat(announced.Known(turn.Input.Conversation.Site)) : turn.Site.Incidents.Known(turn.Now);

    /// <summary>On a page only: where we push, the channel itself reaches the customer.</summary>
    private async ValueTask<ReachView?> ReachAsync(TurnDraft turn, CancellationToken cancellation)
    {
        var conversation = turn.Input.Conversation;
        if (ways.Kinds.Count == 0 || conversation.IsGroup || ChannelRows.ArePushed(conversation.Channel)) return null;
        var known = await database.ReadAsync((session, cancel) => CustomerReachRows.FindAsync(session, conversation.Customer, cancel), cancellation);
        return new ReachView(ways.Kinds, known, turn.Offered.Contains(TurnDraft.AskedForAddress));
    }

    private async ValueTask<DateTimeOffset?> ReachableUntilAsync(TurnDraft turn, CancellationToken cancellation)
    {
        if (ChannelReach.Window(turn.Input.Conversation.Channel) is not { } window) return null;
        if (turn.Heard.IsAnything) return turn.Now + window;
        return await database.ReadAsync((session, cancel) => ChannelReach.OfAsync(session, turn.Input.Conversation, cancel), cancellation) switch
        {
            ChannelReach.Reachable reachable => reachable.Until,
            ChannelReach.Unreachable unreachable => unreachable.Since,
            _ => throw new UnreachableException(),
        };
    }

    private static RemedyDecision Decide(TurnDraft turn, ServiceFailure failure, Pack pack, PolicyMoment moment)
    {
        var kind = pack.Complaint(failure.ComplaintKind) ?? throw new InvalidOperationException($"The pack has no complaint kind '{failure.ComplaintKind}'.");
        var decision = RemedyPolicy.Decide(failure, kind, pack.Standard(kind.Standard), pack.Policy, moment);
        // Decided once more after a closer look: the last one stands.
        var key = failure.Key;
        for (var i = turn.Decisions.Count - 1; i >= 0; i--)
            if (turn.Decisions[i].FailureKey == key) turn.Decisions.RemoveAt(i);
        turn.Decisions.Add(new DecisionRecord(pack.Id, pack.Version, key, DecisionInput.Of(failure, moment), DecisionOutcome.Of(decision, moment.Currency)));
        return decision;
    }

    private static void BeginTolerance(TurnDraft turn)
    {
        if (turn.Tolerance is null) turn.Patience.Begin(ToleranceStart(turn));
    }

    private static ToleranceStart ToleranceStart(TurnDraft turn)
    {
        var policy = turn.Site.Pack.Policy;
        var earlier = turn.Input.EarlierFailures;
        return new ToleranceStart(
            Equity: turn.Equity,
            Brand: (double)policy.Brand,
            EarlierFailures: earlier.Count == 0 ? [] : [.. earlier.Select(at => (turn.Now - at).TotalDays)],
            ExplicitPromiseBroken: turn.Input.PromisesBefore.IsBroken,
            Urgency: Signals.Urgency(turn.Heard.Spoken),
            Severity: 0,
            PromiseMadeByUs: turn.Input.PromisesBefore.IsOpen,
            IsRecurring: earlier.Count > 0 && turn.Now - earlier.Max() < TimeSpan.FromDays(policy.SecondFailureDays),
            IsHighReliability: policy.IsHighReliability);
    }

    private ValueTask<CustomerHistory> HistoryAsync(TurnDraft turn, string kind, string? subject, CancellationToken cancellation)
    {
        var (conversation, pack) = (turn.Input.Conversation, turn.Site.Pack);
        return WithThisTurn(turn, database.ReadAsync((session, cancel) => CaseRows.HistoryAsync(session, conversation.Customer, conversation.Id, kind, subject, turn.Now, pack.Policy.SerialDays, pack.Policy.SerialClaims, pack.Site.Currency, cancel), cancellation));
    }

    // Two matters in one turn share the customer's limit, although neither is written yet.
    private static async ValueTask<CustomerHistory> WithThisTurn(TurnDraft turn, ValueTask<CustomerHistory> history)
    {
        var known = await history;
        foreach (var spoken in turn.Remedies)
            if (Ledger.AmountOf(spoken.Remedy, known.Given.Currency) is { } amount && amount.Currency == known.Given.Currency) known = known with { Given = known.Given + amount };
        return known;
    }

    private static ConversationStatus StatusAfter(TurnDraft turn) => (turn.Owner?.Owner ?? turn.Input.Conversation.Owner) switch
    {
        Owner.Queue => ConversationStatus.Waiting,
        Owner.Bot when !turn.Heard.IsAnything && turn.Input.Conversation.Status == ConversationStatus.Resolved => ConversationStatus.Resolved,
        Owner.Bot => ConversationStatus.Open,
        _ => throw new UnreachableException(),
    };

    private static IEnumerable<Promise> Open(TurnInput input, string clock) => input.Unread.OfType<Unread.Internal>()
        .Where(u => u.Kind == clock)
        .Select(u => input.Promises.FirstOrDefault(p => p.Id.Value == u.Json && p.Status == PromiseStatus.Open))
        .OfType<Promise>();

    private static IEnumerable<RemedyNews> News(TurnInput input) => input.Unread.OfType<Unread.Internal>()
        .Where(u => u.Kind == RemedyNews.Event)
        .Select(u => RemedyNews.Read(u.Json))
        .OfType<RemedyNews>();

    // Not GetHashCode: that differs between processes, and a turn that runs again elsewhere must say the same.
    private static int VariantSeed(Conversation conversation)
    {
        var seed = 0;
        foreach (var c in conversation.ChannelConversationId) seed = unchecked((seed * 31) + c);
        return unchecked(seed + (int)conversation.Turn) & int.MaxValue;
    }
}
