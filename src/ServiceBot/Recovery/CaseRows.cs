using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Storage;

namespace ServiceBot.Recovery;

/// <summary>Complaint cases as rows: what is queried is a column, the rest is JSON.</summary>
public static class CaseRows
{
    public static async ValueTask PutAsync(Session session, ComplaintCase value, ConversationId conversation, CustomerId customer, string site, CancellationToken cancellation) =>
        await session.Statement(Sql.Put)
            .Set("@id", value.Id.Value).Set("@conversation", conversation.Value).Set("@customer", customer.Value).Set("@site", site)
            .Set("@packVersion", value.PackVersion).Set("@kind", value.Kind).Set("@subject", value.SubjectId).Set("@closed", value.IsClosed ? 1L : 0L)
            .Set("@openedAt", value.OpenedAt.ToUnixTimeMilliseconds()).Set("@json", JsonSerializer.Serialize(value, RecoveryJson.Default.ComplaintCase))
            .ExecuteAsync(cancellation);

    /// <summary>Oldest first.</summary>
    public static async ValueTask<IReadOnlyList<ComplaintCase>> OfConversationAsync(Session session, ConversationId conversation, CancellationToken cancellation) =>
        await session.Statement(Sql.OfConversation).Set("@conversation", conversation.Value)
            .ListAsync(row => JsonSerializer.Deserialize(row.GetString(0), RecoveryJson.Default.ComplaintCase)!, cancellation);

    // A customer of thousands of cases costs a turn what one of a hundred does: by the hundredth everything that looks back has long decided.
    private const int MostRemembered = 100;

    /// <summary>History before this conversation's own cases: what second failures, serial claims and caps are judged by.</summary>
    /// <param name="kind">Complaint kind whose similar failures count.</param>
    /// <param name="serialDays">Claims within so many days count; money always within 90 (recovery.md §4).</param>
    /// <param name="serialClaims">So many claims are serial: at least as many are counted.</param>
    public static async ValueTask<CustomerHistory> HistoryAsync(Session session, CustomerId customer, ConversationId except, string kind, DateTimeOffset now, int serialDays, int serialClaims, string currency, CancellationToken cancellation)
    {
        var failures = await NewestAsync(session, customer, except, now.AddDays(-365), Math.Max(MostRemembered, serialClaims), cancellation);
        var given = await session.Statement(Sql.Given)
            .Set("@customer", customer.Value).Set("@since", now.AddDays(-90).ToUnixTimeMilliseconds()).Set("@currency", currency)
            .FirstAsync(row => new Total(row.GetInt64(0), row.IsDBNull(1) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))), cancellation);
        var settled = await session.Statement(Sql.Settled).Set("@customer", customer.Value).Set("@conversation", except.Value).ListAsync(row => row.GetString(0), cancellation);
        var history = failures.Count == 0 && given!.Last is null ? CustomerHistory.Empty(currency) : History(failures, given!, kind, now.AddDays(-serialDays), currency);
        return settled.Count == 0 ? history : history with { Settled = settled };
    }

    /// <summary>When this customer's earlier failures were, oldest first; the newest hundred.</summary>
    public static async ValueTask<IReadOnlyList<DateTimeOffset>> FailureTimesAsync(Session session, CustomerId customer, ConversationId except, DateTimeOffset since, CancellationToken cancellation)
    {
        var newest = await NewestAsync(session, customer, except, since, MostRemembered, cancellation);
        var times = new DateTimeOffset[newest.Count];
        for (var i = 0; i < times.Length; i++) times[^(i + 1)] = newest[i].At;
        return times;
    }

    /// <summary>Newest first.</summary>
    private static ValueTask<List<Failure>> NewestAsync(Session session, CustomerId customer, ConversationId except, DateTimeOffset since, int most, CancellationToken cancellation) =>
        session.Statement(Sql.Newest)
            .Set("@customer", customer.Value).Set("@conversation", except.Value).Set("@since", since.ToUnixTimeMilliseconds()).Set("@most", (long)most)
            .ListAsync(row => new Failure(row.GetString(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))), cancellation);

    private static CustomerHistory History(List<Failure> newest, Total given, string kind, DateTimeOffset serialSince, string currency) =>
        new(
            LastSimilar: newest.Where(f => f.Kind == kind).Select(f => (DateTimeOffset?)f.At).FirstOrDefault(),
            LastFailure: newest.Count == 0 ? null : newest[0].At,
            ClaimsInWindow: newest.Count(f => f.At >= serialSince),
            Given: new Money(given.Amount, currency))
        {
            LastGiven = given.Last,
        };

    private readonly record struct Failure(string Kind, DateTimeOffset At);

    private sealed record Total(long Amount, DateTimeOffset? Last);

    private static class Sql
    {
        public const string Put = """
            insert into complaint_case (id, conversation_id, customer_id, site, kind, subject_id, closed, opened_at, pack_version, json)
            values (@id, @conversation, @customer, @site, @kind, @subject, @closed, @openedAt, @packVersion, @json)
            on conflict (id) do update set kind = excluded.kind, subject_id = excluded.subject_id, closed = excluded.closed, json = excluded.json
            """;

        public const string OfConversation = "select json from complaint_case where conversation_id = @conversation order by opened_at, id";

        public const string Newest = """
            select kind, opened_at from complaint_case
            where customer_id = @customer and conversation_id <> @conversation and opened_at >= @since order by opened_at desc limit @most
            """;

        public const string Settled = "select failure from settled_failure where customer_id = @customer and conversation_id <> @conversation";

        // PostgreSQL adds up whole numbers to a decimal. What became of a coupon is an entry of its own.
        public const string Given = """
            select cast(coalesce(sum(amount), 0) as bigint), max(at) from ledger_entry
            where customer_id = @customer and at >= @since and currency = @currency and amount <> 0 and kind in ('coupon', 'refund')
            """;
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ComplaintCase))]
[JsonSerializable(typeof(Promise))]
[JsonSerializable(typeof(DecisionInput))]
[JsonSerializable(typeof(CompanyNews))]
[JsonSerializable(typeof(NewsForAgent))]
public sealed partial class RecoveryJson : JsonSerializerContext;
