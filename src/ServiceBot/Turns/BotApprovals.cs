using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>
/// What the policy prepared beyond the bot's authority waits for one supervisor's tap while the customer waits for a person: told that it is asked for,
/// that it is not approved, and until when. The amount is the policy's; nobody's manner changes it (decisions.md 28).
/// </summary>
internal static class BotApprovals
{
    /// <summary>Who asks, where an agent's id stands otherwise.</summary>
    public static readonly AgentId Bot = new("bot");

    public static IReadOnlyList<WordingKey> Keys { get; } = [new("approval.meanwhile", "due"), new("approval.meanwhile-too"), new("approval.over"), new("approval.refused"), new("approval.given")];

    // Of opening time: supervisors sleep too.
    private static readonly TimeSpan Limit = TimeSpan.FromHours(2);

    /// <summary>Once for a case: what a supervisor has refused, or nobody decided, is for the person who takes over.</summary>
    public static void Ask(TurnDraft turn)
    {
        if ((turn.Owner?.Owner ?? turn.Input.Conversation.Owner) != Owner.Queue) return;
        var due = new SiteCalendar(turn.Site.Pack.Site, turn.Zone).Add(turn.Now, Limit);
        foreach (var decided in turn.Decisions)
            if (For(decided, turn, due) is { } asked) turn.Ask(asked);
        if (turn.Approvals.Count == 0) return;
        var (wording, locale) = (turn.Site.Pack.Wording, turn.Heard.Locale);
        // One answer has one time: where nobody is there, a person's was promised a sentence ago.
        var told = IsAnswerPromised(turn) ? wording.Render("approval.meanwhile-too", locale, 0) : wording.Render("approval.meanwhile", locale, 0, ("due", Phrase.When(locale, due, turn.Now, turn.Zone)));
        if (turn.Bubbles is [.., var last]) turn.Bubbles[^1] = last with { Text = Phrase.Join(locale, last.Text, told) };
        else turn.Bubbles.Add(new Bubble(told));
    }

    /// <returns>The approval that nobody gave in time; null when it was decided after all.</returns>
    public static ValueTask<Approval?> RunOutAsync(Database database, string approval, DateTimeOffset now, CancellationToken cancellation) =>
        database.ReadAsync(async (session, cancel) => await ApprovalRows.FindAsync(session, approval, now, cancel) is { Status: ApprovalStatus.RunOut } over ? over : null, cancellation);

    /// <summary>A person answers by a time that the customer knows, whatever a supervisor decides before.</summary>
    public static bool IsAnswerPromised(TurnDraft turn) => turn.Promises.Any(p => p.Status == PromiseStatus.Open && PromiseKinds.IsForPeople(p.What));

    private static Approval? For(Decided decided, TurnDraft turn, DateTimeOffset due)
    {
        if (decided.Decision.Person != PersonReason.Authority) return null;
        if (turn.Cases.FirstOrDefault(c => !c.IsClosed && ServiceFailure.KeyOf(c.Kind, c.SubjectId) == decided.Failure.Key) is not { Prepared.Count: > 0 } matter) return null;
        var (pack, conversation) = (turn.Site.Pack, turn.Input.Conversation);
        var options = matter.Prepared.Where(bundle => bundle.Remedies.Any(ApprovedRemedies.NeedsOrder)).ToList();
        if (options.Count == 0) return null;
        var currency = CurrencyOf(options, decided.Failure) ?? pack.Site.Currency;
        // Two currencies cannot be held against one authority, and one that the policy does not name has none: the case says so to the person who has it.
        if (pack.Policy.LimitsIn(currency, pack.Site.Currency) is not { } limits || options.Any(bundle => bundle.Remedies.Any(remedy => Ledger.AmountOf(remedy, currency).Currency != currency))) return null;
        var worth = options.Select(bundle => Worth(bundle, decided.Failure, currency)).Max();
        if (worth.IsZero || worth.Amount > limits.SupervisorAuthority) return null;
        return new Approval($"ap_{matter.Id.Value}", conversation.Id, conversation.Customer, matter.Id, conversation.Site, worth, decided.Decision.Reason.Kept, Bot, "", turn.Now, due, new PromiseId(""), ApprovalStatus.Open, null, null, null) { Options = options };
    }

    private static string? CurrencyOf(IReadOnlyList<RemedyBundle> options, ServiceFailure failure)
    {
        foreach (var remedy in options.SelectMany(static bundle => bundle.Remedies))
        {
            if (remedy is Remedy.Refund refund) return refund.Amount.Currency;
            if (remedy is Remedy.Coupon coupon) return coupon.Amount.Currency;
        }

        return failure.Value?.Currency;
    }

    /// <summary>With what replaced goods are worth: what authority is measured by.</summary>
    private static Money Worth(RemedyBundle bundle, ServiceFailure failure, string currency)
    {
        var worth = Money.Zero(currency);
        foreach (var remedy in bundle.Remedies)
        {
            worth += Ledger.AmountOf(remedy, currency);
            if (remedy.Kind == RemedyKind.Replacement && failure.Value is { } goods && goods.Currency == currency) worth += goods;
        }

        return worth;
    }
}
