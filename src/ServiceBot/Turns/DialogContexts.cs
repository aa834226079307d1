using System.Diagnostics;
using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Knowledge;
using ServiceBot.Llm;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Understanding;

namespace ServiceBot.Turns;

/// <summary>What a dialog may know and ask in one turn, brought together from everywhere.</summary>
internal sealed class DialogContexts(Listening listening, DeskView desk, PromiseQuotes quotes, AskedNextRows askedNext, ReachWays ways, Ledger ledger, IncidentBook announced, Database database, ClaimReviewer claims, KnowledgeBase knowledge, IdSource ids, IntentChooser? chooser = null, Rephraser? rephraser = null)
{
    private readonly Func<string, Incident?> findIncident = id => announced.Find(id)?.AsCause();

    public async ValueTask<DialogContext> MakeAsync(TurnDraft turn, Occasion occasion, CancellationToken cancellation)
    {
        var (input, pack) = (turn.Input, turn.Site.Pack);
        var giving = turn.Giving;
        var left = await ledger.LeftAsync(giving.Site, giving.Day, giving.DayBudget, cancellation);
        foreach (var spoken in turn.Remedies) left = left with { MinorUnits = left.MinorUnits - Ledger.AmountOf(spoken.Remedy, left.Currency).MinorUnits };
        var budgets = await PolicyBudgets.LeftAsync(ledger, giving, turn.Remedies, cancellation);
        return new DialogContext
        {
            Reason = occasion.Reason,
            Messages = turn.Heard.Texts,
            Together = turn.Heard.Together,
            Pressed = turn.Heard.Pressed,
            Files = turn.Heard.Files,
            Due = occasion.Due,
            News = occasion.News,
            IsCheck = occasion.IsCheck,
            TimesAsked = occasion.TimesAsked,
            Company = occasion.Company,
            Because = occasion.Because?.Cause,
            Rule = occasion.Because?.Rule,
            OfferPerson = occasion.OfferPerson,
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
            Desk = await desk.OfAsync(turn, cancellation),
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

    // Not GetHashCode: that differs between processes, and a turn that runs again elsewhere must say the same.
    private static int VariantSeed(Conversation conversation)
    {
        var seed = 0;
        foreach (var c in conversation.ChannelConversationId) seed = unchecked((seed * 31) + c);
        return unchecked(seed + (int)conversation.Turn) & int.MaxValue;
    }
}
