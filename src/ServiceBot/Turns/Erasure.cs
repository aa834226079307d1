using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Dapper;
using ServiceBot.Storage;

namespace ServiceBot.Turns;

/// <param name="Name">As the company calls them; null for a stranger.</param>
/// <param name="OnTheirWay">Remedies nobody has reported on yet: whoever is paid has to be known until then.</param>
public sealed record ErasableCustomer(CustomerId Id, string Site, string? ExternalId, string? Name, long Conversations, long Messages, long Files, long LedgerEntries, IReadOnlyList<string> OnTheirWay);

/// <param name="Files">Ids of uploads whose bytes the caller deletes.</param>
public sealed record Erased(long Conversations, IReadOnlyList<string> Files);

/// <summary>
/// Takes a customer, or conversations that are long over, out of the database. The ledger's money rows stay, without what names a person or an order:
/// their customer and conversation ids lead nowhere any more. Which table holds what is told in docs/what-we-store.md.
/// </summary>
public sealed class Erasure(Database database)
{
    /// <param name="said">Our id (cu_…), the company's, a conversation of theirs (cv_…), or an address: of a channel, a mail address, a number.</param>
    /// <param name="site">Null looks on all.</param>
    public ValueTask<List<ErasableCustomer>> FindAsync(string said, string? site, CancellationToken cancellation) =>
        database.ReadAsync(async (session, cancel) =>
        {
            List<ErasableCustomer> found = [];
            foreach (var (id, of, external, name) in await session.Statement(Sql.Find).Set("@said", said).Set("@site", site)
                .ListAsync(static row => (row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3)), cancel))
            {
                var onTheirWay = await session.Statement(Sql.OnTheirWay).Set("@customer", id).ListAsync(static row => $"{row.GetString(0)} {row.GetString(1)}", cancel);
                found.Add(await session.Statement(Sql.Size).Set("@customer", id).FirstAsync(row => new ErasableCustomer(
                    new CustomerId(id), of, external, name, row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), onTheirWay), cancel)
                    ?? throw new InvalidOperationException($"Counting what is kept of {id} gave no row."));
            }

            return found;
        }, cancellation);

    /// <summary>All of one customer, in one transaction.</summary>
    public ValueTask<Erased> EraseAsync(CustomerId customer, CancellationToken cancellation) =>
        database.WriteAsync(async (session, cancel) =>
        {
            await OverwriteAsync(session, true);
            var files = new List<string>();
            var of = await session.Statement(Sql.ConversationsOf).Set("@customer", customer.Value).ListAsync(static row => row.GetString(0), cancel);
            var (site, external) = await session.Statement(Sql.Known).Set("@customer", customer.Value).FirstAsync(static row => Tuple.Create(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1)), cancel) is { } known
                ? (known.Item1, known.Item2) : ("", null);
            var subjects = await session.Statement(Sql.Subjects).Set("@customer", customer.Value).Set("@site", site).Set("@external", external).ListAsync(static row => row.GetString(0), cancel);
            foreach (var conversation in of) await EraseConversationAsync(session, conversation, files, cancel);
            foreach (var sql in Sql.OfCustomer) await session.Connection.ExecuteAsync(sql, new { customer = customer.Value, site, external });
            subjects = [.. subjects.SelectMany(s => s.Split(',')).Distinct()];
            foreach (var subject in subjects) await session.Statement(Sql.ForgetTries).Set("@site", site).Set("@subject", subject).ExecuteAsync(cancel);
            foreach (var pattern in subjects.Select(s => Quoted("Subject", s)).Append(external is null ? null : Quoted("Customer", external)))
                if (pattern is not null) await session.Statement(Sql.EmptyEvents).Set("@site", site).Set("@pattern", pattern).ExecuteAsync(cancel);
            // Somebody else has shown that an order is theirs: their case names whose it is besides.
            if (external is not null)
                await session.Statement(Sql.ForgetOwner).Set("@site", site).Set("@owned", $"\"SubjectOwner\":{JsonSerializer.Serialize(external, CompanyEventsJson.Default.String)}").Set("@pattern", Quoted("SubjectOwner", external)).ExecuteAsync(cancel);
            await AnonymizeAsync(session, await EntriesAsync(session, Sql.EntriesOfCustomer, customer.Value, cancel), cancel);
            await OverwriteAsync(session, false);
            return new Erased(of.Count, files);
        }, cancellation);

    /// <summary>Conversations without their customer, who may have others.</summary>
    public ValueTask<Erased> EraseAsync(IReadOnlyList<ConversationId> conversations, CancellationToken cancellation) =>
        database.WriteAsync(async (session, cancel) =>
        {
            await OverwriteAsync(session, true);
            var files = new List<string>();
            foreach (var conversation in conversations) await EraseConversationAsync(session, conversation.Value, files, cancel);
            await OverwriteAsync(session, false);
            return new Erased(conversations.Count, files);
        }, cancellation);

    /// <summary>SQLite keeps what was there before in its log of writes until that is folded in; while somebody reads, at the next occasion.</summary>
    public async ValueTask FoldInAsync(CancellationToken cancellation)
    {
        if (database.Engine == Engine.Sqlite) await database.ReadAsync(async (session, _) => await session.Connection.ExecuteAsync("pragma wal_checkpoint(truncate)"), cancellation);
    }

    private static async ValueTask EraseConversationAsync(Session session, string conversation, List<string> files, CancellationToken cancellation)
    {
        files.AddRange(await session.Statement(Sql.FilesOf).Set("@conversation", conversation).ListAsync(static row => row.GetString(0), cancellation));
        var entries = await EntriesAsync(session, Sql.EntriesOfConversation, conversation, cancellation);
        foreach (var sql in Sql.OfConversation) await session.Connection.ExecuteAsync(sql, new { conversation });
        await AnonymizeAsync(session, entries, cancellation);
    }

    // SQLite leaves what was deleted in the file until the page is used again; written over, it is gone.
    private async ValueTask OverwriteAsync(Session session, bool isOn)
    {
        if (database.Engine == Engine.Sqlite) await session.Connection.ExecuteAsync(isOn ? "pragma secure_delete = on" : "pragma secure_delete = off");
    }

    private static ValueTask<List<(string Id, string Key, string By)>> EntriesAsync(Session session, [ConstantExpected] string sql, string id, CancellationToken cancellation) =>
        session.Statement(sql).Set("@id", id).ListAsync(static row => (row.GetString(0), row.GetString(1), row.GetString(2)), cancellation);

    // A key is (case, failure, remedy), and the failure names the order. What answers an entry (its end) goes on naming that entry.
    private static async ValueTask AnonymizeAsync(Session session, List<(string Id, string Key, string By)> entries, CancellationToken cancellation)
    {
        foreach (var (id, key, by) in entries)
        {
            var first = entries.Where(e => key.StartsWith(e.Key + "/", StringComparison.Ordinal)).OrderBy(e => e.Key.Length).FirstOrDefault();
            var to = first.Id is null ? $"erased/{id}" : $"erased/{first.Id}{key[first.Key.Length..]}";
            await (by == "bot" ? session.Statement(Sql.Rename) : session.Statement(Sql.RenameAndForget)).Set("@id", id).Set("@key", to).ExecuteAsync(cancellation);
        }
    }

    // As CompanyEvents writes its JSON.
    private static string Quoted(string field, string value) =>
        $"%\"{field}\":{JsonSerializer.Serialize(value, CompanyEventsJson.Default.String)}%".Replace("\\", "\\\\", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    private static class Sql
    {
        public const string Find = """
            select u.id, u.site, u.external_id, u.name from customer u
            where (cast(@site as text) is null or u.site = @site) and (u.id = @said or u.external_id = @said
              or u.id in (select c.customer_id from conversation c where c.id = @said)
              or u.id in (select a.customer_id from customer_address a where a.external_id = @said)
              or u.id in (select r.customer_id from customer_reach r where r.address = @said))
            order by u.site, u.id limit 100
            """;

        public const string OnTheirWay = """
            select r.kind, r.case_id from remedy_execution r join conversation c on c.id = r.conversation_id
            where c.customer_id = @customer and r.status in ('ordered', 'arranging', 'unknown') order by r.ordered_at, r.id
            """;

        public const string Size = """
            select
              (select count(*) from conversation where customer_id = @customer),
              (select count(*) from activity a join conversation c on c.id = a.conversation_id where c.customer_id = @customer),
              (select count(*) from upload f join conversation c on c.id = f.conversation_id where c.customer_id = @customer),
              (select count(*) from ledger_entry where customer_id = @customer)
            """;

        public const string ConversationsOf = "select id from conversation where customer_id = @customer";
        public const string Known = "select site, external_id from customer where id = @customer";
        public const string FilesOf = "select id from upload where conversation_id = @conversation";

        public const string Subjects = """
            select k.subject_id from complaint_case k where k.customer_id = @customer and k.subject_id is not null
            union select p.subject_id from promise p join conversation c on c.id = p.conversation_id where c.customer_id = @customer and p.subject_id is not null
            union select w.subject_id from standard_watch w where w.site = @site and w.owner = @external
            union select i.subjects from incident_customer i where i.customer_id = @customer
            """;

        public const string EntriesOfConversation = "select id, idempotency_key, given_by from ledger_entry where conversation_id = @id and idempotency_key not like 'erased/%'";
        public const string EntriesOfCustomer = "select id, idempotency_key, given_by from ledger_entry where customer_id = @id and idempotency_key not like 'erased/%'";
        public const string Rename = "update ledger_entry set idempotency_key = @key where id = @id";

        // What a person wrote as the reason, and the shop's number of the order for which a coupon was redeemed.
        public const string RenameAndForget = "update ledger_entry set idempotency_key = @key, reason = 'erased' where id = @id";

        // Its id stays: an event that comes again has been taken.
        public const string EmptyEvents = """update company_event set json = '{}' where site = @site and json like @pattern escape '\'""";

        public const string ForgetOwner = """update complaint_case set json = replace(json, @owned, '"SubjectOwner":null') where site = @site and json like @pattern escape '\'""";

        public const string ForgetTries = "delete from proof_try where site = @site and subject = @subject";

        /// <summary>What names others' rows first.</summary>
        public static readonly string[] OfConversation =
        [
            "delete from teams_approval where approval_id in (select id from approval where conversation_id = @conversation)",
            "delete from approval where conversation_id = @conversation",
            "delete from claim_mark where case_id in (select id from complaint_case where conversation_id = @conversation)",
            "delete from complaint_case where conversation_id = @conversation",
            "delete from settled_failure where conversation_id = @conversation and (customer_id like 'site:%' or customer_id like 'owner:%')",
            "delete from remedy_execution where conversation_id = @conversation",
            "delete from promise where conversation_id = @conversation",
            "delete from feedback where conversation_id = @conversation",
            "delete from clock where conversation_id = @conversation",
            "delete from outbox where conversation_id = @conversation",
            "delete from awaited_reply where conversation_id = @conversation",
            "delete from parked_turn where conversation_id = @conversation",
            "delete from late_answer where conversation_id = @conversation",
            "delete from passed_over where conversation_id = @conversation",
            "delete from agent_read where conversation_id = @conversation",
            "delete from card where conversation_id = @conversation",
            "delete from teams_card where conversation_id = @conversation",
            "delete from hub_handoff where conversation_id = @conversation",
            "delete from guest_handoff where conversation_id = @conversation",
            "delete from channel_message where conversation_id = @conversation",
            "delete from channel_reference where conversation_id = @conversation",
            "delete from upload where conversation_id = @conversation",
            "update standard_watch set conversation_id = null where conversation_id = @conversation",
            "update incident_customer set conversation_id = null where conversation_id = @conversation",
            "delete from journal where conversation_id = @conversation",
            "delete from activity where conversation_id = @conversation",
            "delete from conversation where id = @conversation",
        ];

        public static readonly string[] OfCustomer =
        [
            "delete from standard_watch where site = @site and owner = @external",
            "delete from incident_customer where customer_id = @customer or (owner = @external and incident_id in (select id from incident where site = @site))",
            "delete from teams_approval where approval_id in (select id from approval where customer_id = @customer)",
            "delete from approval where customer_id = @customer",
            "delete from claim_mark where customer_id = @customer",
            "delete from claim_flag where customer_id = @customer",
            "delete from complaint_case where customer_id = @customer",
            "delete from settled_failure where customer_id = @customer or customer_id = 'owner:' || @site || ':' || @external",
            "delete from customer_purse where customer_id = @customer or customer_id = 'owner:' || @site || ':' || @external",
            "delete from order_owner where site = @site and owner = @external",
            "delete from contact_log where customer_id = @customer",
            "delete from contact_consent where customer_id = @customer",
            "delete from customer_reach where customer_id = @customer",
            "delete from customer_address where customer_id = @customer",
            "delete from customer where id = @customer",
        ];
    }
}
