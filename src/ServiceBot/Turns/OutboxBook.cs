using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <param name="Tries">Including this one.</param>
internal sealed record Ended(OutboxLane Lane, Delivery Delivery, DeliveryOutcome Outcome, int Tries);

/// <summary>
/// The states of an outbox row: pending → sending → sent, unknown or parked. A row is `sending` in the database before it leaves, so that after
/// a crash it is known which may have arrived. What many conversations need is written in one transaction.
/// </summary>
internal sealed class OutboxBook(Database database, TimeProvider time)
{
    // Well above the deadline of a delivery: whose lease ends has crashed.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <summary>Writes down how deliveries ended, and hands out the next of each of <paramref name="wanting"/>; null where none may go now.</summary>
    public ValueTask<Delivery?[]> TurnAsync(IReadOnlyList<Ended> ended, IReadOnlyList<OutboxLane> wanting, Func<double> jitter, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(async (session, cancel) =>
        {
            foreach (var end in ended) await RecordAsync(session, end, now, jitter(), cancel);
            var next = new Delivery?[wanting.Count];
            // In one order on all nodes, so that two of them do not wait for each other's rows.
            foreach (var i in Enumerable.Range(0, wanting.Count).OrderBy(i => wanting[i].Conversation.Value, StringComparer.Ordinal))
                next[i] = await ClaimAsync(session, wanting[i], now, cancel);
            return next;
        }, cancellation);
    }

    /// <summary>Conversations with a row that is due; replies that their caller has not taken in time get theirs here.</summary>
    public async ValueTask<List<(ConversationId Conversation, string Channel)>> DueAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var overdue = await database.ReadAsync((session, cancel) => AwaitedReplies.OverdueAsync(session, now, cancel), cancellation);
        if (overdue.Count > 0)
        {
            await database.WriteAsync(async (session, cancel) =>
            {
                foreach (var replies in overdue) await AwaitedReplies.ReleaseAsync(session, replies, now, cancel);
                return true;
            }, cancellation);
        }

        return await database.ReadAsync((session, cancel) => session.Statement(Sql.Due).Set("@now", now).ListAsync(row => (new ConversationId(row.GetString(0)), row.GetString(1)), cancel), cancellation);
    }

    /// <summary>Rows whose sender is gone: nobody knows whether they arrived.</summary>
    /// <param name="all">At the start of the only process there is, every row that is `sending` is one.</param>
    public ValueTask<int> RecoverAsync(bool all, CancellationToken cancellation) => database.WriteAsync((session, cancel) => session.Statement(Sql.Recover)
        .Set("@before", all ? long.MaxValue : time.GetUtcNow().ToUnixTimeMilliseconds()).Set("@now", time.GetUtcNow().ToUnixTimeMilliseconds()).ExecuteAsync(cancel), cancellation);

    /// <summary>Takes away what left more than a day ago.</summary>
    /// <returns>How many rows; some may be left for another call.</returns>
    public ValueTask<int> PruneAsync(CancellationToken cancellation) => database.WriteAsync((session, cancel) => session.Statement(Sql.Prune)
        .Set("@before", (time.GetUtcNow() - KeptFor).ToUnixTimeMilliseconds()).ExecuteAsync(cancel), cancellation);

    private static async ValueTask<Delivery?> ClaimAsync(Session session, OutboxLane lane, DateTimeOffset now, CancellationToken cancellation)
    {
        var open = await session.Statement(Sql.Open).Set("@conversation", lane.Conversation.Value).Set("@channel", lane.Channel)
            .ListAsync(row => new Delivery(row.GetString(0), lane.Conversation, row.GetString(1), row.GetInt32(2)), cancellation);
        if (open.Count == 0) return null;
        var claimed = await session.Statement(Sql.Claim)
            .Set("@id", open[0].Id).Set("@now", now.ToUnixTimeMilliseconds()).Set("@until", (now + Lease).ToUnixTimeMilliseconds()).ExecuteAsync(cancellation);
        return claimed == 1 ? open[0] with { IsLast = open.Count == 1 } : null;
    }

    private static async ValueTask RecordAsync(Session session, Ended end, DateTimeOffset now, double jitter, CancellationToken cancellation)
    {
        var (delivery, outcome) = (end.Delivery, end.Outcome);
        var at = now.ToUnixTimeMilliseconds();
        foreach (var part in outcome.Parts) await ChannelMessages.PutAsync(session, delivery.Conversation, part, at, cancellation);

        var isLast = Backoff.GivesUp(end.Lane.Channel, end.Tries);
        var (status, tries, pause, error) = outcome switch
        {
            DeliveryOutcome.Sent => ("sent", end.Tries, TimeSpan.Zero, null),
            DeliveryOutcome.Postponed { For: var wait } => (delivery.Tries > 0 ? "unknown" : "pending", delivery.Tries, wait, null),
            DeliveryOutcome.Failed { Why: var why, After: var after } => (isLast ? "parked" : "pending", end.Tries, Backoff.After(end.Tries, after, jitter), why),
            DeliveryOutcome.Unknown { Why: var why, After: var after } => (isLast ? "parked" : "unknown", end.Tries, Backoff.After(end.Tries, after, jitter), why),
            DeliveryOutcome.Refused { Why: var why } => ("parked", end.Tries, TimeSpan.Zero, why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        await session.Statement(Sql.Record)
            .Set("@id", delivery.Id).Set("@status", status).Set("@tries", (long)tries).Set("@next", (now + pause).ToUnixTimeMilliseconds()).Set("@error", error)
            .ExecuteAsync(cancellation);
        if (status == "parked" && end.Lane.Channel != Alert.Channel)
            await OutboxRows.AddAsync(session, $"{delivery.Id}.parked.{at}", delivery.Conversation, at, Alert.DeliveryParked(delivery.Conversation, end.Lane.Channel), 0, at, cancellation);
    }

    private static class Sql
    {
        // Two, to know whether another look is needed after the first. What was said after replies that a caller still waits for waits with them.
        public const string Open = """
            select id, payload, tries from outbox o where conversation_id = @conversation and channel = @channel and status in ('pending', 'sending', 'unknown')
              and not exists (select 1 from awaited_reply a where @channel = 'botframework' and a.conversation_id = @conversation and a.first_seq * 2 < o.n)
            order by n, id limit 2
            """;

        // The oldest that has not ended, and only if it may go: that is "in order, one in flight". Another node that was quicker has made it `sending`.
        public const string Claim = """
            update outbox set status = 'sending', leased_until = @until where id = @id and status in ('pending', 'unknown') and next_at <= @now
            """;

        // An update of a card that came while the one before was on its way has made the row pending again, and it stays so.
        public const string Record = """
            update outbox set status = @status, tries = @tries, next_at = @next, error = @error, leased_until = null where id = @id and status = 'sending'
            """;

        public const string Due = """
            select distinct conversation_id, channel from
              (select o.conversation_id, o.channel from outbox o
               where o.status in ('pending', 'unknown') and o.next_at <= @now
                 and not exists (select 1 from outbox e where e.conversation_id = o.conversation_id and e.channel = o.channel
                   and e.status in ('pending', 'sending', 'unknown') and (e.n < o.n or (e.n = o.n and e.id < o.id)))
               order by o.next_at limit 1000) heads
            """;

        public const string Recover = """
            update outbox set status = 'unknown', tries = tries + 1, next_at = @now, leased_until = null, error = 'the program ended while it was on its way'
            where status = 'sending' and leased_until < @before
            """;

        public const string Prune = """
            delete from outbox where id in (select id from outbox where created_at < @before and status in ('sent', 'dropped') order by created_at limit 500)
            """;
    }
}
