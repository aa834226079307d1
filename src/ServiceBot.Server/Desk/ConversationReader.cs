using ServiceBot.Customers;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Desk;

/// <summary>Reads what an agent has to know of one conversation in ten seconds (recovery.md §6): who, what, why, what was said, what is allowed.</summary>
internal sealed class ConversationReader(Database database, Ledger ledger, Func<string, Pack> packOfSite, TimeProvider time)
{
    /// <returns>Null when there is no such conversation.</returns>
    public async ValueTask<ConversationView?> ReadAsync(ConversationId id, Agent agent, CancellationToken cancellation)
    {
        var rows = await database.ReadAsync((session, cancel) => ReadAsync(session, id, agent.Id, time.GetUtcNow(), cancel), cancellation);
        if (rows is null) return null;
        var pack = packOfSite(rows.Conversation.Site);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(pack.Site.TimeZone)).DateTime);
        return View(rows, agent, pack, today, await ledger.LeftAsync(rows.Conversation.Site, today, Money.FromDecimal(pack.Policy.DayBudget, pack.Site.Currency), cancellation));
    }

    private static async ValueTask<Rows?> ReadAsync(Session session, ConversationId id, AgentId agent, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await ConversationRows.FindAsync(session, id, cancellation) is not { } conversation) return null;
        return new Rows(
            conversation,
            await CustomerRows.FindAsync(session, conversation.Customer, cancellation)
                ?? throw new InvalidOperationException($"Conversation {id} names customer {conversation.Customer}, who has no row. Restore the backup, or erase the conversation."),
            await CaseRows.OfConversationAsync(session, id, cancellation),
            await PromiseRows.OfConversationAsync(session, id, cancellation),
            await session.Statement(Sql.Readings).Set("@id", id.Value).ListAsync(
                row => new TimedReading(DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), DeskReadings.Read(row.GetString(1))), cancellation),
            await ClaimRows.FlagsAsync(session, conversation.Customer, now, cancellation),
            await session.Statement(Sql.ReadSeq).Set("@id", id.Value).Set("@agent", agent.Value).ScalarAsync(cancellation) as long? ?? 0,
            await session.Statement(Sql.HasFiles).Set("@id", id.Value).ScalarAsync(cancellation) is not null,
            await ContactRows.ConsentAsync(session, conversation.Customer, cancellation));
    }

    private static ConversationView View(Rows rows, Agent agent, Pack pack, DateOnly today, Money dayLeft)
    {
        var c = rows.Conversation;
        var authority = AuthorityOf(agent, pack);
        return new ConversationView(
            c.Id.Value,
            c.Channel,
            c.Locale.Tag(),
            new CustomerView(rows.Customer.Name, rows.Customer.Tier, rows.Customer.Since, rows.Customer.Orders, rows.Customer.Referrals, rows.Customer.ContactMonths, (int)Math.Round(100 * Relationship.Of(rows.Customer, pack, today)), (ProofWord)c.Proof, c.ProvenSubject,
                rows.Consent switch { null => NewsWish.Unsaid, { IsGiven: true } => NewsWish.Wanted, _ => NewsWish.Unwanted }, rows.Consent?.At),
            (OwnerWord)c.Owner,
            c.OwnerAgent?.Value,
            c.OwnerName,
            c.OwnerEpoch,
            (StatusWord)c.Status,
            c.Handoff,
            c.QueuedAt,
            c.CreatedAt,
            c.Seq,
            rows.ReadSeq,
            DeskReadings.Emotion(rows.Readings),
            DeskReadings.Curve(rows.Readings),
            [.. rows.Cases.Select(complaint => CaseViews.Of(complaint, pack))],
            [.. rows.Promises.Select(PromiseViews.Of)],
            [.. DoNotAsk(rows)],
            SaidTimeline.Of(rows.Cases, rows.Promises, pack),
            [.. rows.Flags.Select(f => new FlagView(f.Id, f.Reason, f.Claims, f.Customers, f.Days, f.RaisedAt, f.ExpiresAt, f.LiftedAt, f.LiftedWhy))],
            MoneyView.Of(authority),
            new AllowedView(MoneyView.Of(dayLeft.Currency == authority.Currency && dayLeft < authority ? dayLeft : authority), MoneyView.Of(dayLeft), c.Proof != Proof.None, !rows.Cases.Any(complaint => !complaint.IsClosed && complaint.Apologies > 0)));
    }

    /// <summary>What one act of this agent may give at most.</summary>
    /// <param name="currency">Null for the site's. In another, what the policy lets supervisors approve in it; an own authority is never converted.</param>
    internal static Money AuthorityOf(Agent agent, Pack pack, string? currency = null)
    {
        var wanted = currency ?? pack.Site.Currency;
        if (agent.Authority is { } own && (own.Currency == wanted || own.IsZero)) return own with { Currency = wanted };
        var most = agent.Role != AgentRole.Agent ? pack.Policy.LimitsIn(wanted, pack.Site.Currency)?.SupervisorAuthority ?? 0
            : wanted == pack.Site.Currency ? pack.Policy.AgentAuthority : 0;
        return Money.FromDecimal(most, wanted);
    }

    private static IEnumerable<KnownFact> DoNotAsk(Rows rows)
    {
        if (rows.Customer.Name is { } name) yield return new KnownFact(KnownWord.Name, name);
        foreach (var subject in rows.Cases.Select(c => c.SubjectId).OfType<string>().Distinct()) yield return new KnownFact(KnownWord.OrderNumber, subject);
        if (rows.Cases.Count > 0) yield return new KnownFact(KnownWord.Matter, null);
        if (rows.Conversation.Proof != Proof.None) yield return new KnownFact(KnownWord.Proof, rows.Conversation.ProvenSubject);
        if (rows.HasFiles) yield return new KnownFact(KnownWord.Photo, null);
    }

    private sealed record Rows(Conversation Conversation, Customer Customer, IReadOnlyList<ComplaintCase> Cases, IReadOnlyList<Promise> Promises, List<TimedReading> Readings, IReadOnlyList<ClaimFlag> Flags, long ReadSeq, bool HasFiles, ContactConsent? Consent);

    private static class Sql
    {
        public const string Readings = "select at, json from journal where conversation_id = @id and kind = 'reading' order by n";
        public const string ReadSeq = "select seq from agent_read where agent_id = @agent and conversation_id = @id";

        // A quotation mark of the customer's own is escaped in the stored JSON, so this finds the field and nothing else.
        public const string HasFiles = """
            select 1 from activity where conversation_id = @id and role = 'customer' and json like '%"contentUrl":%' limit 1
            """;
    }
}
