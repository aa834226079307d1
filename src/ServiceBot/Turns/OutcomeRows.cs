using ServiceBot.Storage;
using ServiceBot.Tolerance;
using ServiceBot.Tolerance.Calibration;

namespace ServiceBot.Turns;

/// <summary>Conversations that are over, with their curves and what tells how they went: a person asked for, CSAT 2 or less, given up, back within 72 hours (recovery.md §7).</summary>
internal static class OutcomeRows
{
    /// <summary>So long after a customer's last word it is known whether they came back.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromHours(72);

    private const int Bad = 2;

    /// <param name="from">Customers' last words from then, until <paramref name="to"/>.</param>
    public static async ValueTask<IReadOnlyList<(DateTimeOffset At, PastConversation Past)>> OfSiteAsync(Session session, string site, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var rows = await session.Statement(Sql.Conversations)
            .Set("@site", site).Set("@from", from.ToUnixTimeMilliseconds()).Set("@to", to.ToUnixTimeMilliseconds()).Set("@settled", (long)Settled.TotalMilliseconds)
            .ListAsync(row => (Id: row.GetString(0), Last: row.GetInt64(1), Owner: row.GetString(2), IsBack: row.GetInt64(3) > 0), cancellation);
        var past = new List<(DateTimeOffset, PastConversation)>(rows.Count);
        foreach (var row in rows)
        {
            var readings = await ReadingRows.OfAsync(session, new ConversationId(row.Id), cancellation);
            var scores = await session.Statement(Sql.Scores).Set("@id", row.Id).ListAsync(score => score.GetString(0), cancellation);
            var outcome = (row.IsBack ? Outcomes.CameBack : 0) | (scores.Exists(score => int.TryParse(score, out var csat) && csat <= Bad) ? Outcomes.Dissatisfied : 0);
            if (Read([.. readings.Select(turn => turn.Reading)], row.Owner == "queue", outcome) is { } read) past.Add((DateTimeOffset.FromUnixTimeMilliseconds(row.Last), read));
        }

        return past;
    }

    /// <param name="isWaiting">Nobody has taken the conversation out of the queue, and the customer has long been silent.</param>
    /// <returns>Null when the log of the conversation is not whole.</returns>
    public static PastConversation? Read(IReadOnlyList<TurnReading> readings, bool isWaiting, Outcomes outcome)
    {
        // What comes after the customer has asked for a person is the person's doing.
        var asked = readings.TakeWhile(reading => !reading.WantsPerson).Count();
        var hasAsked = asked < readings.Count;
        // A question of ours that nobody answered, with the matter still in hand.
        var isLeft = isWaiting || (!hasAsked && readings.LastOrDefault(reading => reading.Bubbles > 0) is { Asked: "order-number" or "photo" or "phone" });
        if (hasAsked) outcome |= Outcomes.AskedForPerson;
        if (isLeft) outcome |= Outcomes.Abandoned;
        var turns = Turns([.. readings.Take(asked + 1)]);
        return turns.Count == 0 ? null : new PastConversation(turns, outcome);
    }

    // With the priors, whatever weights were in use then.
    private static List<PastTurn> Turns(List<TurnReading> readings)
    {
        if (!readings.Exists(reading => reading.Log?.Any(entry => entry.Start is not null) == true)) return [];
        var replayed = ToleranceReplay.Of(readings, static _ => ToleranceWeights.Priors, out _);
        var turns = new List<PastTurn>(replayed.Count);
        for (var i = 0; i < replayed.Count; i++)
        {
            if (replayed[i].Lowest is not { } lowest) continue;
            IReadOnlyList<ToleranceReason> reasons = replayed[i].Reasons;
            if (turns.Count == 0 && readings[i].Log?.FirstOrDefault(entry => entry.Start is not null)?.Start is { } start) reasons = [.. ToleranceModel.StartReasons(start), .. reasons];
            turns.Add(new PastTurn(lowest.T, lowest.A, reasons));
        }

        return turns;
    }

    private static class Sql
    {
        // Those another bot leads are not ours to judge.
        public const string Conversations = """
            select c.id, said.last, c.owner,
                   (select count(*) from conversation n where n.customer_id = c.customer_id and n.id <> c.id and n.created_at > said.last and n.created_at <= said.last + @settled)
            from conversation c join (select conversation_id, max(at) as last from activity where role = 'customer' group by conversation_id) said on said.conversation_id = c.id
            where c.site = @site and said.last >= @from and said.last < @to and coalesce(c.handoff, '') <> 'other-bot'
            order by said.last, c.id
            """;

        public const string Scores = "select answer from feedback where conversation_id = @id and question = 'csat'";
    }
}
