using System.Text;
using System.Text.Json;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Desk;

/// <summary>Reads the desk's lists: who waits, and what the asking agent, and for supervisors everybody else, has in hand.</summary>
internal sealed class BoardReader(Database database, Presence presence, Func<string, Pack> packOfSite, TimeProvider time)
{
    // A desk shows no more at once; the longest waits and the newest changes come first.
    private const int Most = 200;

    public async ValueTask<Board> ReadAsync(Agent agent, CancellationToken cancellation)
    {
        var (waiting, mine, colleagues) = await database.ReadAsync(async (session, cancel) => (
            await session.Statement(Sql.Waiting).Set("@agent", agent.Id.Value).Set("@most", (long)Most).ListAsync(Entry, cancel),
            await session.Statement(Sql.Mine).Set("@agent", agent.Id.Value).Set("@most", (long)Most).ListAsync(Entry, cancel),
            agent.Role == AgentRole.Agent ? [] : await session.Statement(Sql.Colleagues).Set("@agent", agent.Id.Value).Set("@most", (long)Most).ListAsync(Entry, cancel)), cancellation);
        return new Board(waiting, mine, colleagues, [.. presence.OnDuty.Select(a => new Colleague(a.Id.Value, a.Name))], time.GetUtcNow());
    }

    /// <summary>One conversation as the lists show it, whoever owns it.</summary>
    /// <returns>Null when there is no such conversation.</returns>
    public ValueTask<BoardRow?> FindAsync(ConversationId id, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => session.Statement(Sql.One).Set("@agent", "").Set("@id", id.Value).FirstAsync(row => new BoardRow(ConversationRows.Read(row), Entry(row)), cancel), cancellation);

    /// <summary>Changes whenever a list has changed for anybody; costs two small index reads.</summary>
    public async ValueTask<string> FingerprintAsync(CancellationToken cancellation)
    {
        var rows = await database.ReadAsync((session, cancel) => session.Statement(Sql.Fingerprint).ListAsync(
            row => $"{row.GetString(0)} {row.GetInt64(1)} {row.GetInt64(2)} {row.GetInt64(3)}", cancel), cancellation);
        return string.Join('\n', rows);
    }

    private BoardEntry Entry(Row row)
    {
        var conversation = ConversationRows.Read(row);
        const int name = ConversationRows.ColumnCount, unread = name + 1, lastText = name + 2, complaint = name + 3, reading = name + 4;
        var latest = row.IsDBNull(complaint) ? null : JsonSerializer.Deserialize(row.GetString(complaint), RecoveryJson.Default.ComplaintCase);
        return new BoardEntry(
            conversation.Id.Value,
            row.IsDBNull(name) ? null : row.GetString(name),
            conversation.Proof != Customers.Proof.None,
            conversation.IsUrgent,
            conversation.Locale.Tag(),
            (OwnerWord)conversation.Owner,
            conversation.OwnerName,
            (StatusWord)conversation.Status,
            conversation.QueuedAt,
            conversation.UpdatedAt,
            conversation.Handoff,
            latest is null ? null : StoryOf(latest, packOfSite(conversation.Site)),
            row.IsDBNull(reading) ? null : DeskReadings.Now(DeskReadings.Read(row.GetString(reading))),
            (int)row.GetInt64(unread),
            row.IsDBNull(lastText) ? null : Cut(ProtocolJson.Parse<Activity>(Encoding.UTF8.GetBytes(row.GetString(lastText))).Text));
    }

    private static Story StoryOf(ComplaintCase complaint, Pack pack) =>
        new(NameOf(complaint.Kind, pack), complaint.SubjectId, complaint.Cause, complaint.Severity, complaint.IsClosed || complaint.IsRootKnown(pack.Complaint(complaint.Kind)));

    internal static LocalizedText NameOf(string kind, Pack pack) =>
        pack.Complaint(kind)?.Name ?? new LocalizedText(kind, kind, kind);

    private static string? Cut(string? text) => text is { Length: > 200 } ? text[..200] : text;

    private static class Sql
    {
        private const string Columns = $"""
            c.*,
            k.name,
            (select count(*) from activity a where a.conversation_id = c.id and a.seq > coalesce(r.seq, 0) and a.role = 'customer'),
            (select a.json from activity a where a.conversation_id = c.id and a.role = 'customer' order by a.seq desc limit 1),
            (select p.json from complaint_case p where p.conversation_id = c.id order by p.closed, p.opened_at desc, p.id limit 1),
            (select j.json from journal j where j.conversation_id = c.id and j.kind = 'reading' order by j.n desc limit 1)
            from (select {ConversationRows.Columns} from conversation) c
            join customer k on k.id = c.customer_id
            left join agent_read r on r.conversation_id = c.id and r.agent_id = @agent
            """;

        public const string Waiting = $"select {Columns} where c.owner = 'queue' order by c.urgent desc, c.queued_at, c.id limit @most";
        public const string Mine = $"select {Columns} where c.owner = 'agent' and c.owner_agent = @agent order by c.updated_at desc, c.id limit @most";

        public const string Colleagues = $"select {Columns} where c.owner = 'agent' and c.owner_agent <> @agent order by c.updated_at desc, c.id limit @most";

        public const string One = $"select {Columns} where c.id = @id";

        public const string Fingerprint = """
            select id, owner_epoch, seq, journal from conversation where owner = 'queue'
            union all
            select id, owner_epoch, seq, journal from conversation where owner = 'agent'
            order by 1
            """;
    }
}

internal sealed record BoardRow(Conversation Conversation, BoardEntry Entry);
