using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>Complaint cases as rows: what is queried is a column, the rest is JSON.</summary>
public static class CaseRows
{
    public static async ValueTask PutAsync(Session session, ComplaintCase value, ConversationId conversation, CustomerId customer, string site, CancellationToken cancellation)
    {
        using var json = Rent(value);
        await PutAsync(session, value, json, conversation, customer, site, cancellation);
    }

    /// <param name="json">As <see cref="Rent"/> gave it, before the transaction.</param>
    internal static async ValueTask PutAsync(Session session, ComplaintCase value, RentedJson json, ConversationId conversation, CustomerId customer, string site, CancellationToken cancellation) =>
        await session.Statement(Sql.Put)
            .Set("@id", value.Id.Value).Set("@conversation", conversation.Value).Set("@customer", customer.Value).Set("@site", site)
            .Set("@packVersion", value.PackVersion).Set("@kind", value.Kind).Set("@subject", value.SubjectId).Set("@closed", value.IsClosed ? 1L : 0L)
            .Set("@openedAt", value.OpenedAt.ToUnixTimeMilliseconds()).Set("@recoveredAt", value.RecoveredAt?.ToUnixTimeMilliseconds()).Set("@failed", value.CountsAsFailure ? 1L : 0L).Set("@cause", value.Cause)
            .SetUtf8("@json", json.Utf8)
            .ExecuteAsync(cancellation);

    /// <summary>The stored form, UTF-8; Chinese stands in it as it is.</summary>
    internal static RentedJson Rent(ComplaintCase value) => RentedJson.Of(value, RecoveryJson.Default.ComplaintCase);

    /// <summary>Oldest first.</summary>
    public static async ValueTask<IReadOnlyList<ComplaintCase>> OfConversationAsync(Session session, ConversationId conversation, CancellationToken cancellation) =>
        await session.Statement(Sql.OfConversation).Set("@conversation", conversation.Value)
            .ListAsync(row => JsonSerializer.Deserialize(row.GetString(0), RecoveryJson.Default.ComplaintCase)!, cancellation);

    // A customer of thousands of cases costs a turn what one of a hundred does: by the hundredth everything that looks back has long decided.
    private const int MostRemembered = 100;

    // A channel like Teams has one conversation for ever: what was over a day ago is another visit, and what is told in one visit is one story.
    private static readonly TimeSpan Visit = TimeSpan.FromDays(1);

    /// <summary>History before this visit's own cases: what second failures, serial claims and caps are judged by.</summary>
    /// <param name="kind">Complaint kind whose similar failures count.</param>
    /// <param name="subject">What it is about; null where it is about none.</param>
    /// <param name="owner">External id of whom that belongs to: what others were given for this owner's orders counts too. Null where nobody is known.</param>
    /// <param name="incident">What explains it: a storm that delays three parcels has not failed three times. Null where none is known.</param>
    /// <param name="serialDays">Claims within so many days count; money always within 90 (recovery.md §4).</param>
    /// <param name="serialClaims">So many claims are serial: at least as many are counted.</param>
    public static async ValueTask<CustomerHistory> HistoryAsync(Session session, string site, CustomerId customer, ConversationId except, string kind, string? subject, string? owner, string? incident, DateTimeOffset now, int serialDays, int serialClaims, string currency, CancellationToken cancellation)
    {
        var known = await session.Statement(Sql.History)
            .Set("@customer", customer.Value).Set("@conversation", except.Value)
            .Set("@kind", kind).Set("@subject", subject).Set("@incident", incident)
            .Set("@since", now.AddDays(-365).ToUnixTimeMilliseconds()).Set("@visit", (now - Visit).ToUnixTimeMilliseconds()).Set("@most", (long)Math.Max(MostRemembered, serialClaims))
            .Set("@givenSince", now.AddDays(-90).ToUnixTimeMilliseconds()).Set("@currency", currency)
            .Set("@site", site).Set("@owner", owner).Set("@anybody", SettledFailures.Anybody(site, owner)).Set("@failure", ServiceFailure.KeyOf(kind, subject)).Set("@settledSince", (now - SettledFailures.Window).ToUnixTimeMilliseconds())
            .ListAsync(static row => new Known(row.GetInt64(0), row.IsDBNull(1) ? "" : row.GetString(1), row.IsDBNull(2) ? 0 : row.GetInt64(2), row.IsDBNull(3) ? 0 : row.GetInt64(3)), cancellation);
        if (known is [{ What: Known.IsGiven, At: 0 }]) return CustomerHistory.Empty(currency);
        var history = History(known, kind, now, serialDays, currency);
        if (history.LastFailure is null) return history;
        var recovered = await session.Statement(Sql.Recovered)
            .Set("@customer", customer.Value).Set("@conversation", except.Value).Set("@kind", kind).Set("@subject", subject).Set("@incident", incident).Set("@visit", (now - Visit).ToUnixTimeMilliseconds())
            .ScalarAsync(cancellation) as long?;
        return recovered is { } at ? history with { LastRecovered = DateTimeOffset.FromUnixTimeMilliseconds(at) } : history;
    }

    /// <summary>When this customer's earlier failures were, oldest first; the newest hundred.</summary>
    public static async ValueTask<IReadOnlyList<DateTimeOffset>> FailureTimesAsync(Session session, CustomerId customer, ConversationId except, DateTimeOffset since, CancellationToken cancellation)
    {
        var newest = await session.Statement(Sql.Newest)
            .Set("@customer", customer.Value).Set("@conversation", except.Value).Set("@since", since.ToUnixTimeMilliseconds()).Set("@most", (long)MostRemembered)
            .ListAsync(static row => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), cancellation);
        newest.Reverse();
        return newest;
    }

    private static CustomerHistory History(List<Known> known, string kind, DateTimeOffset now, int serialDays, string currency)
    {
        var failures = known.FindAll(static one => one.What == Known.IsFailure);
        var given = known.FindAll(static one => one.What == Known.IsGiven);
        var lastGiven = given.Max(static one => one.At);
        return new(
            LastSimilar: Latest(failures.Where(one => one.Name == kind)),
            LastFailure: Latest(failures),
            ClaimsInWindow: failures.Count(one => one.Time >= now.AddDays(-serialDays)),
            Given: new Money(given.Sum(static one => one.Amount), currency))
        {
            LastGiven = lastGiven == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(lastGiven),
            ClaimsLastDay = failures.Count(one => one.Time >= now.AddDays(-1)),
            Settled = [.. known.Where(static one => one.What == Known.IsSettled).Select(static one => one.Name)],
            SettledForAll = [.. known.Where(static one => one.What == Known.IsSettledForAll).Select(static one => one.Name)],
        };

        static DateTimeOffset? Latest(IEnumerable<Known> some) => some.Max(static one => (DateTimeOffset?)one.Time);
    }

    /// <summary>A line of <see cref="Sql.History"/>.</summary>
    /// <param name="Name">Of a failure its kind, of what is settled its key.</param>
    /// <param name="At">When it failed, or when money was last given; 0 for never.</param>
    private readonly record struct Known(long What, string Name, long At, long Amount)
    {
        public const long IsFailure = 1;
        public const long IsGiven = 2;
        public const long IsSettled = 3;
        public const long IsSettledForAll = 4;

        public DateTimeOffset Time => DateTimeOffset.FromUnixTimeMilliseconds(At);
    }

    private static class Sql
    {
        public const string Put = """
            insert into complaint_case (id, conversation_id, customer_id, site, kind, subject_id, closed, opened_at, recovered_at, failed, cause, pack_version, json)
            values (@id, @conversation, @customer, @site, @kind, @subject, @closed, @openedAt, @recoveredAt, @failed, @cause, @packVersion, @json)
            on conflict (id) do update set kind = excluded.kind, subject_id = excluded.subject_id, closed = excluded.closed, recovered_at = excluded.recovered_at, failed = excluded.failed, cause = excluded.cause, json = excluded.json
            """;

        public const string OfConversation = "select json from complaint_case where conversation_id = @conversation order by opened_at, id";

        public const string Newest = """
            select opened_at from complaint_case
            where customer_id = @customer and opened_at >= @since and conversation_id <> @conversation order by opened_at desc limit @most
            """;

        // In one statement what every remedy is decided by: taking and leaving SQLite's lock costs as much as looking up what most customers have not. The newest failures; of the
        // conversation itself closed ones of an earlier visit too. Then what was given, to the customer and for the orders of the same owner; PostgreSQL adds up whole numbers to a decimal, and what became of a coupon is an entry
        // of its own. Then what was settled elsewhere, or by an incident's remedy wherever its news was told, and what somebody else got for it. The same matter brought again before anything was given or promised for it is no second failure and no second claim.
        public const string History = $"""
            select cast(1 as bigint), failed.kind, failed.opened_at, 0 from (
              select kind, opened_at from complaint_case
              where customer_id = @customer and opened_at >= @since and failed = 1 and (conversation_id <> @conversation or (closed = 1 and opened_at < @visit))
                and not (coalesce(cause, '') = coalesce(@incident, '-') and coalesce(subject_id, '') <> coalesce(@subject, ''))
                and not (closed = 0 and kind = @kind and coalesce(subject_id, '') = coalesce(@subject, '-')
                  and not exists (select 1 from settled_failure s where s.customer_id = @customer and s.case_id = complaint_case.id)
                  and not exists (select 1 from promise p where p.conversation_id = complaint_case.conversation_id and p.case_id = complaint_case.id))
              order by opened_at desc limit @most) failed
            union all
            select 2, null, max(at), cast(coalesce(sum(amount), 0) as bigint) from ledger_entry
            where customer_id = @customer and at >= @givenSince and currency = @currency and amount <> 0 and kind in ('coupon', 'refund')
            union all
            select 2, null, max(at), cast(coalesce(sum(amount), 0) as bigint) from ledger_entry
            where id in ({OrderOwners.Entries}) and customer_id <> @customer and at >= @givenSince and currency = @currency and amount <> 0 and kind in ('coupon', 'refund')
            having count(*) > 0
            union all
            select case when substr(case_id, 1, 3) = 'in_' then 4 else 3 end, failure, null, 0 from settled_failure
            where customer_id = @customer and (conversation_id <> @conversation or substr(case_id, 1, 3) = 'in_')
            union all
            select 3, failure, null, 0 from settled_failure
            where customer_id = @anybody and failure = @failure and at >= @settledSince and conversation_id <> @conversation
              and not exists (select 1 from settled_failure own where own.customer_id = @customer and own.failure = @failure)
            """;

        // The last one that was made good stands for all before it.
        public const string Recovered = """
            select c.recovered_at from complaint_case c
            where c.customer_id = @customer and c.recovered_at is not null and (c.kind = @kind or c.subject_id = @subject)
              and (c.conversation_id <> @conversation or c.recovered_at < @visit)
              and not (coalesce(c.cause, '') = coalesce(@incident, '-') and coalesce(c.subject_id, '') <> coalesce(@subject, ''))
              and not exists (select 1 from promise p where p.conversation_id = c.conversation_id and p.case_id = c.id and p.status = 'broken')
            order by c.recovered_at desc limit 1
            """;
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ComplaintCase))]
[JsonSerializable(typeof(Promise))]
[JsonSerializable(typeof(DecisionInput))]
[JsonSerializable(typeof(CompanyNews))]
[JsonSerializable(typeof(NewsForAgent))]
[JsonSerializable(typeof(BotNote))]
[JsonSerializable(typeof(IReadOnlyList<RemedyBundle>))]
[JsonSerializable(typeof(CouponTerms))]
public sealed partial class RecoveryJson : JsonSerializerContext;
