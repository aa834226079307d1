using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Chat;

/// <summary>Reads after a turn what is so: from the journal, the cases, the promises and the ledger that the real turn has written.</summary>
internal sealed class ChatReader(ChatBot bot, Pack pack)
{
    /// <param name="customer">Whose conversation is looked at.</param>
    /// <param name="before">After the turn before.</param>
    /// <param name="said">What everybody said in this turn.</param>
    public async ValueTask<ChatReading> ReadAsync(ChatCustomer customer, ChatReading before, IReadOnlyList<Utterance> said, CancellationToken cancellation)
    {
        var spoken = said.Where(u => u.From == "bot").ToList();
        var now = before with { Bubbles = [.. spoken.Select(u => u.Text)], Buttons = [.. spoken.SelectMany(u => u.Buttons)], Reasons = [], Asked = null };
        if (customer.Conversation is not { } id) return now;

        var conversation = await bot.ConversationAsync(id, cancellation);
        var readings = await bot.ReadingsAsync(id, cancellation);
        now = Understood(now, customer, readings);
        now = await CasesAsync(now, customer, conversation, readings, cancellation);
        var promises = await bot.PromisesAsync(id, cancellation);
        return now with
        {
            Owner = conversation.Owner == Owner.Agent ? $"agent {conversation.OwnerName}" : ConversationRows.Word(conversation.Owner),
            Handoff = conversation.Handoff,
            Status = ConversationRows.Word(conversation.Status),
            Place = conversation.Owner == Owner.Queue ? await bot.Queue.PlaceAsync(conversation, cancellation) : null,
            Promises = new PromiseCounts(promises.Count(p => p.Status == PromiseStatus.Open), promises.Count(p => p.Status == PromiseStatus.Kept), promises.Count(p => p.Status == PromiseStatus.Broken)),
        };
    }

    private static ChatReading Understood(ChatReading now, ChatCustomer customer, IReadOnlyList<TurnReading> readings)
    {
        var fresh = readings.Skip(customer.ReadingsRead).ToList();
        customer.ReadingsRead = readings.Count;
        var last = readings.Count > 0 ? readings[^1] : null;
        var message = readings.LastOrDefault(r => r.Language is not null);
        return now with
        {
            Reasons = [.. fresh.SelectMany(r => r.Reasons).Select(r => new Tolerance.ToleranceReason(r.Code, r.Delta))],
            Asked = last?.Asked,
            Intents = message is null ? [] : [.. message.Intents.Where(i => i != "unknown")],
            Language = message?.Language ?? "other",
            Emotion = message?.Emotion ?? "neutral",
            Intensity = message?.Intensity ?? 0,
            Target = message?.Target ?? "none",
            Flags = message?.Flags ?? [],
            Tolerance = last?.T ?? Tolerance.TolerancePriors.Base,
            Zone = last?.Zone ?? "inside",
        };
    }

    private async ValueTask<ChatReading> CasesAsync(ChatReading now, ChatCustomer customer, Conversation conversation, IReadOnlyList<TurnReading> readings, CancellationToken cancellation)
    {
        var cases = await bot.CasesAsync(conversation.Id, cancellation);
        var ledger = await bot.LedgerAsync(conversation.Id, cancellation);
        var inHand = customer.InHand(cases);
        customer.Offered.UnionWith(cases.SelectMany(c => c.Offered).SelectMany(b => b.Remedies).Select(r => Reading(r)));
        var given = cases.SelectMany(c => c.Given).Select(r => Reading(r)).ToHashSet();
        given.UnionWith(ledger.Select(row => new RemedyReading(row.Kind, row.Amount.IsZero ? null : row.Amount)));
        var codes = readings.SelectMany(r => r.Reasons).Select(r => r.Code).ToList();
        var apologies = Math.Max(cases.Sum(c => c.Apologies), codes.Count(c => c is "apology" or "apology-repeated" or "apology-empty"));
        if (codes.Contains("cause-explained")) given.Add(new RemedyReading("explanation", null));
        if (apologies > 0) given.Add(new RemedyReading("apology", null));
        if (conversation.Handoff is not null) given.Add(new RemedyReading("person", null));
        // What is given outright is offered with it.
        customer.Offered.UnionWith(given);
        return now with
        {
            Cause = inHand is null ? ["unknown"] : Cause(inHand.Cause),
            Attribution = inHand?.Attribution.ToString().ToLowerInvariant() ?? "unknown",
            Severity = inHand?.Severity ?? 0,
            Root = inHand?.Root,
            Remedies = [.. given],
            Offered = [.. customer.Offered],
            Apologies = apologies,
            Coupons = ledger.Count(row => row.Kind == "coupon"),
            Cases = cases.Count,
            Ledger = [.. ledger.Select(row => row.Amount).Where(a => !a.IsZero).GroupBy(a => a.Currency).Select(sum => new Money(sum.Sum(a => a.MinorUnits), sum.Key))],
        };
    }

    private IReadOnlyList<string> Cause(string cause) =>
        bot.Incidents.Known(bot.Time.GetUtcNow()).Concat(pack.Incidents).FirstOrDefault(i => i.Id == cause) is { } incident && incident.Kind != cause ? [cause, incident.Kind] : [cause];

    private static RemedyReading Reading(Remedy remedy) => remedy switch
    {
        Remedy.Coupon coupon => new RemedyReading("coupon", coupon.Amount),
        Remedy.Refund refund => new RemedyReading("refund", refund.Amount),
        _ => new RemedyReading(Ledger.Kind(remedy), null),
    };
}
