using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Knowledge;
using ServiceBot.Llm;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Remedies;
using ServiceBot.Storage;
using ServiceBot.Understanding;

namespace ServiceBot.Turns;

/// <summary>Whom a dialog's questions go to.</summary>
internal sealed record DialogSources(Listening Listening, IncidentBook Announced, Database Database, ClaimReviewer Claims, KnowledgeBase Knowledge, Coupons Coupons, IntentChooser? Chooser = null);

/// <summary>One turn's answers to what its dialogs ask.</summary>
/// <param name="left">Of the day's budget.</param>
/// <param name="budgetsLeft">Of the policy's other budgets.</param>
internal sealed class TurnWorld(DialogSources sources, TurnDraft turn, Money left, IReadOnlyDictionary<string, Money> budgetsLeft) : IDialogWorld
{
    private Pack Pack => turn.Site.Pack;

    public KnowledgeIndex Knowledge => sources.Knowledge.Of(Pack, turn.Input.Conversation.Site);

    public CauseFinding FindCause(ComplaintKind kind, Fact? fact) => CauseFinder.Find(kind, fact, Incidents(), Pack.Causes, Pack.Gazetteer, turn.Now);

    public Incident? FindIncident(string id) => sources.Announced.Find(id)?.AsCause();

    public async ValueTask<CustomerHistory> HistoryAsync(string kind, Fact? fact, string? incident, CancellationToken cancellation)
    {
        var known = await sources.Database.ReadAsync((session, cancel) => CaseRows.HistoryAsync(session, turn.Input.Conversation.Site, turn.Input.Conversation.Customer, turn.Input.Conversation.Id, kind, fact?.Id, fact?.Owner ?? turn.Customer.ExternalId, incident, turn.Now, Pack.Policy.SerialDays, Pack.Policy.SerialClaims, Pack.Site.Currency, cancel), cancellation);
        // Two matters in one turn share the customer's limit, although neither is written yet.
        foreach (var spoken in turn.Remedies)
            if (Ledger.AmountOf(spoken.Remedy, known.Given.Currency) is { } amount && amount.Currency == known.Given.Currency) known = known with { Given = known.Given + amount };
        return known;
    }

    public RemedyDecision Decide(ServiceFailure failure)
    {
        var kind = Pack.Complaint(failure.ComplaintKind) ?? throw new InvalidOperationException($"The pack has no complaint kind '{failure.ComplaintKind}'.");
        var moment = new PolicyMoment(turn.Now, Pack.Site.Currency, Pack.Version, left, Holdout.Withholds(turn.Input.Customer.Id, Pack.Version, Pack.Policy.Holdout)) { Today = turn.Today, BudgetsLeft = budgetsLeft };
        var decision = RemedyPolicy.Decide(failure, kind, Pack.Standard(kind.Standard), Pack.Policy, moment);
        // Decided once more after a closer look: the last one stands.
        for (var i = turn.Decisions.Count - 1; i >= 0; i--)
            if (turn.Decisions[i].Failure.IsSameAs(failure)) turn.Decisions.RemoveAt(i);
        turn.Decisions.Add(new Decided(Pack, failure, moment, decision));
        return decision;
    }

    public ValueTask<ClaimReview> ReviewAsync(ComplaintCase matter, Fact? fact, CustomerHistory history, CancellationToken cancellation) =>
        sources.Claims.ReviewAsync(turn.Input.Conversation, matter, fact, history, Pack.Policy, turn.Now, cancellation);

    public ValueTask<bool> IsProofShutAsync(string subject, CancellationToken cancellation) =>
        sources.Database.ReadAsync((session, cancel) => ProofTries.IsShutAsync(session, turn.Input.Conversation.Site, subject, turn.Now, cancel), cancellation);

    public ValueTask<bool?> WantsNewsAsync(CancellationToken cancellation) =>
        sources.Database.ReadAsync(async (session, cancel) => (await ContactRows.ConsentAsync(session, turn.Input.Conversation.Customer, cancel))?.IsGiven, cancellation);

    public async ValueTask<IReadOnlyList<CouponStanding>> CouponsAsync(CancellationToken cancellation) => await sources.Coupons.OfConversationAsync(turn.Input.Conversation.Id, cancellation);

    public UnderstoodMessage Read(string text) => sources.Listening.Read(Pack, text, turn.Now, turn.Zone, turn.Heard.Locale);

    public bool CanChooseIntent => sources.Chooser is not null && !turn.Input.Conversation.IsGroup;

    public async ValueTask<string?> ChooseIntentAsync(IReadOnlyList<string> kinds, CancellationToken cancellation) =>
        CanChooseIntent && LlmQuestion.Of(turn.Heard.Together ?? turn.Heard.Texts[^1], kinds, Pack, turn.Heard.Locale, turn.Customer.Name) is { } question ? await sources.Chooser!.ChooseAsync(question, cancellation) : null;

    /// <summary>What the pack or a feed knows, and what people have announced.</summary>
    private IEnumerable<Incident> Incidents()
    {
        var known = turn.Site.Incidents.Known(turn.Now);
        return sources.Announced.IsAny ? known.Concat(sources.Announced.Known(turn.Input.Conversation.Site)) : known;
    }
}
