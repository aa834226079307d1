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

    /// <summary>History before this conversation's own cases: what second failures, serial claims and caps are judged by.</summary>
    /// <param name="kind">Complaint kind whose similar failures count.</param>
    /// <param name="serialDays">Claims within so many days count; money always within 90 (recovery.md §4).</param>
    public static async ValueTask<CustomerHistory> HistoryAsync(Session session, CustomerId customer, ConversationId except, string kind, DateTimeOffset now, int serialDays, string currency, CancellationToken cancellation)
    {
        var rows = await session.Statement(Sql.History)
            .Set("@customer", customer.Value).Set("@conversation", except.Value).Set("@since", now.AddDays(-365).ToUnixTimeMilliseconds())
            .ListAsync(row => (Kind: row.GetString(0), At: DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))), cancellation);
        var money = await session.Statement(Sql.Given)
            .Set("@customer", customer.Value).Set("@since", now.AddDays(-90).ToUnixTimeMilliseconds()).Set("@currency", currency)
            .ListAsync(row => (Amount: row.GetInt64(0), At: DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))), cancellation);
        return rows.Count == 0 && money.Count == 0 ? CustomerHistory.Empty(currency) : History(rows, money, kind, now.AddDays(-serialDays), currency);
    }

    /// <summary>When this customer's earlier failures were, oldest first.</summary>
    public static async ValueTask<IReadOnlyList<DateTimeOffset>> FailureTimesAsync(Session session, CustomerId customer, ConversationId except, DateTimeOffset since, CancellationToken cancellation) =>
        await session.Statement(Sql.History)
            .Set("@customer", customer.Value).Set("@conversation", except.Value).Set("@since", since.ToUnixTimeMilliseconds())
            .ListAsync(row => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), cancellation);

    private static CustomerHistory History(List<(string Kind, DateTimeOffset At)> failures, List<(long Amount, DateTimeOffset At)> money, string kind, DateTimeOffset serialSince, string currency) =>
        new(
            LastSimilar: failures.Where(f => f.Kind == kind).Select(f => (DateTimeOffset?)f.At).Max(),
            LastFailure: failures.Select(f => (DateTimeOffset?)f.At).Max(),
            ClaimsInWindow: failures.Count(f => f.At >= serialSince),
            Given: new Money(money.Sum(m => m.Amount), currency))
        {
            LastGiven = money.Select(m => (DateTimeOffset?)m.At).Max(),
        };

    private static class Sql
    {
        public const string Put = """
            insert into complaint_case (id, conversation_id, customer_id, site, kind, subject_id, closed, opened_at, pack_version, json)
            values (@id, @conversation, @customer, @site, @kind, @subject, @closed, @openedAt, @packVersion, @json)
            on conflict (id) do update set kind = excluded.kind, subject_id = excluded.subject_id, closed = excluded.closed, json = excluded.json
            """;

        public const string OfConversation = "select json from complaint_case where conversation_id = @conversation order by opened_at, id";

        public const string History = """
            select kind, opened_at from complaint_case
            where customer_id = @customer and conversation_id <> @conversation and opened_at >= @since order by opened_at
            """;

        public const string Given = """
            select amount, at from ledger_entry where customer_id = @customer and at >= @since and currency = @currency and amount <> 0
            """;
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ComplaintCase))]
[JsonSerializable(typeof(Promise))]
public sealed partial class RecoveryJson : JsonSerializerContext;
