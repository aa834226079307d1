using Dapper;
using ServiceBot.Storage;

namespace ServiceBot.Turns;

/// <summary>
/// Lets go what is older than the company keeps it: conversations that have been quiet for so long, then customers of whom no conversation is left.
/// Whoever waits for something stays: a person's answer, a promise, a remedy on its way, an approval.
/// </summary>
public sealed class Retention(Database database, Erasure erasure, TimeProvider time)
{
    // The limit of what one customer gets looks back so far (Ledger.CapWindow): until then who got it stays known.
    private static readonly TimeSpan LimitWindow = TimeSpan.FromDays(90);
    private const int MostInOnePass = 10_000;
    private const int AtOnce = 20;

    /// <returns>What went; the bytes of its files are the caller's to delete.</returns>
    public async ValueTask<Erased> PassAsync(TimeSpan keep, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (before, files) = ((now - keep).ToUnixTimeMilliseconds(), new List<string>());
        var old = await database.ReadAsync((session, cancel) => session.Statement(Sql.Old).Set("@before", before).Set("@now", now.ToUnixTimeMilliseconds()).Set("@most", MostInOnePass)
            .ListAsync(static row => new ConversationId(row.GetString(0)), cancel), cancellation);
        // A few at a time: live turns commit in between.
        foreach (var some in old.Chunk(AtOnce)) files.AddRange((await erasure.EraseAsync(some, cancellation)).Files);
        var alone = await database.ReadAsync((session, cancel) => session.Statement(Sql.Alone).Set("@before", before).Set("@given", (now - LimitWindow).ToUnixTimeMilliseconds()).Set("@most", MostInOnePass)
            .ListAsync(static row => new CustomerId(row.GetString(0)), cancel), cancellation);
        foreach (var customer in alone) files.AddRange((await erasure.EraseAsync(customer, cancellation)).Files);
        await database.WriteAsync(async (session, _) =>
        {
            foreach (var sql in Sql.BesideConversations) await session.Connection.ExecuteAsync(sql, new { before });
            return true;
        }, cancellation);
        return new Erased(old.Count, files);
    }

    private static class Sql
    {
        public const string Old = """
            select c.id from conversation c
            where c.updated_at < @before and c.owner = 'bot' and c.unread_since is null
              and not exists (select 1 from promise p where p.conversation_id = c.id and p.status = 'open')
              and not exists (select 1 from remedy_execution r where r.conversation_id = c.id and r.status in ('ordered', 'arranging', 'unknown'))
              and not exists (select 1 from approval a where a.conversation_id = c.id and a.status = 'open' and a.due > @now)
            order by c.updated_at limit @most
            """;

        public const string Alone = """
            select u.id from customer u
            where u.created_at < @before
              and not exists (select 1 from conversation c where c.customer_id = u.id)
              and not exists (select 1 from ledger_entry e where e.customer_id = u.id and e.at >= @given)
            order by u.created_at limit @most
            """;

        public static readonly string[] BesideConversations =
        [
            "delete from company_event where at < @before",
            "delete from standard_watch where updated_at < @before and status not in ('open', 'missed')",
            "delete from incident_customer where incident_id in (select id from incident where ended_at < @before)",
            "delete from contact_log where at < @before",
        ];
    }
}
