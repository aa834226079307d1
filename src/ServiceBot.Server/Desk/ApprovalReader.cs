using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Storage;

namespace ServiceBot.Server.Desk;

/// <summary>Reads all that a supervisor needs for one tap: what failed and how it is known, what the policy prepared and why, and what the budgets still hold.</summary>
internal sealed class ApprovalReader(Database database, Ledger ledger, Func<string, Pack> packOfSite, TimeProvider time)
{
    // As long as the policy's cap on one customer looks back.
    private const int GivenDays = 90;

    /// <param name="reader">Null for what many read: then nobody's authority is looked at.</param>
    public async ValueTask<ApprovalView> ViewAsync(Approval asked, Agent? reader, CancellationToken cancellation)
    {
        var (pack, now) = (packOfSite(asked.Site), time.GetUtcNow());
        var (cases, given, name) = await database.ReadAsync(async (session, cancel) => (
            await CaseRows.OfConversationAsync(session, asked.Conversation, cancel),
            await session.Statement(Sql.Given).Set("@customer", asked.Customer.Value).Set("@currency", asked.Amount.Currency).Set("@since", now.AddDays(-GivenDays).ToUnixTimeMilliseconds()).ScalarAsync(cancel) as long? ?? 0,
            await session.Statement("select name from customer where id = @id").Set("@id", asked.Customer.Value).ScalarAsync(cancel) as string), cancellation);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(pack.Site.TimeZone)).DateTime);
        var left = await ledger.LeftAsync(asked.Site, today, Money.FromDecimal(pack.Policy.LimitsIn(asked.Amount.Currency, pack.Site.Currency)?.DayBudget ?? 0, asked.Amount.Currency), cancellation);
        var most = reader is null ? (Money?)null : ConversationReader.AuthorityOf(reader, pack, asked.Amount.Currency);
        return new ApprovalView(
            asked.Id, asked.Conversation.Value, MoneyView.Of(asked.Amount), asked.IsBots, name, asked.IsBots ? ReasonWords.Of(Reason.Read(asked.Why), pack) : new LocalizedText(asked.Why, asked.Why, asked.Why), asked.IsBots ? null : asked.AskedName, asked.AskedAt, asked.Due,
            cases.FirstOrDefault(c => c.Id == asked.Case) is { } matter ? CaseViews.Of(matter, pack) : null,
            [.. asked.Options.Select(CaseViews.Bundle)], MoneyView.Of(left), MoneyView.Of(asked.Amount with { MinorUnits = given }),
            most is { } within && asked.Amount.Currency == within.Currency && asked.Amount.MinorUnits <= within.MinorUnits);
    }

    private static class Sql
    {
        public const string Given = """
            select cast(coalesce(sum(amount), 0) as bigint) from ledger_entry
            where customer_id = @customer and currency = @currency and at >= @since and kind in ('coupon', 'refund')
            """;
    }
}

/// <summary>Something that waits for a supervisor's yes or no.</summary>
/// <param name="Amount">Of the bot's own decision: what the dearest of its options is worth.</param>
/// <param name="IsBots">The policy prepared it above the bot's authority; else an agent asks for a coupon.</param>
/// <param name="Why">The agent's words, or the policy's sentence.</param>
/// <param name="AskedBy">Null for the bot.</param>
/// <param name="Due">Nobody decides it after that; a person has the case then.</param>
/// <param name="Options">Of the bot's own: one of these is approved. Empty for a coupon.</param>
/// <param name="DayLeft">Of the day's budget.</param>
/// <param name="Given">To this customer in 90 days.</param>
/// <param name="MayDecide">Within the reader's own authority.</param>
internal sealed record ApprovalView(
    string Id, string Conversation, MoneyView Amount, bool IsBots, string? Customer, LocalizedText Why, string? AskedBy, DateTimeOffset AskedAt, DateTimeOffset Due,
    CaseView? Case, IReadOnlyList<IReadOnlyList<RemedyView>> Options, MoneyView DayLeft, MoneyView Given, bool MayDecide);
