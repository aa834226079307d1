using System.Text;
using System.Text.Json;
using ServiceBot.Handoff;
using ServiceBot.Protocol;
using ServiceBot.Remedies;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Understanding.Promises;

namespace ServiceBot.Server.Desk;

/// <summary>Reads the transcript by number: messages in the conversation's own order, the desk's notes in theirs.</summary>
internal sealed class TranscriptReader(Database database, Func<string, Pack> packOfSite)
{
    private const int Most = 500;

    /// <param name="after">Last message the page has, 0 for none.</param>
    /// <param name="afterNote">Last note the page has.</param>
    public ValueTask<TranscriptPart> ReadAsync(ConversationId id, long after, long afterNote, CancellationToken cancellation) =>
        database.ReadAsync(async (session, cancel) =>
        {
            var messages = await session.Statement(Sql.Messages).Set("@id", id.Value).Set("@after", after).Set("@most", (long)Most).ListAsync(
                row => Message(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3)), cancel);
            messages = await WithPromisesAsync(session, id, messages, cancel);
            var notes = await session.Statement(Sql.Notes).Set("@id", id.Value).Set("@after", afterNote).Set("@most", (long)Most).ListAsync(
                row => Note(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3)), cancel);
            return new TranscriptPart(
                messages,
                notes,
                messages.Count > 0 ? messages[^1].Seq : after,
                notes.Count > 0 ? notes[^1].Number : afterNote,
                messages.Count == Most || notes.Count == Most);
        }, cancellation);

    /// <summary>What an agent has promised in so many words, and nobody has recorded.</summary>
    private async ValueTask<List<MessageView>> WithPromisesAsync(Session session, ConversationId id, List<MessageView> messages, CancellationToken cancellation)
    {
        if (!messages.Exists(message => message.From == AuthorWord.Agent) || await ConversationRows.FindAsync(session, id, cancellation) is not { } conversation) return messages;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(packOfSite(conversation.Site).Site.TimeZone);
        var recorded = (await PromiseRows.OfConversationAsync(session, id, cancellation)).Select(promise => promise.Text).ToHashSet();
        return messages.ConvertAll(message => message is { From: AuthorWord.Agent, Text: { } text } && !recorded.Contains(text) && PromiseReader.Due(text, message.At, zone) is { } due
            ? message with { PromisedFor = due } : message);
    }

    private static MessageView Message(long seq, string role, long at, string json)
    {
        var activity = ProtocolJson.Parse<Activity>(Encoding.UTF8.GetBytes(json));
        var from = Enum.Parse<AuthorWord>(role, ignoreCase: true);
        return new MessageView(
            seq,
            DateTimeOffset.FromUnixTimeMilliseconds(at),
            from,
            from is AuthorWord.Agent or AuthorWord.Notice ? activity.From?.Name : null,
            activity.Text,
            [.. activity.SuggestedActions?.Actions?.Select(action => action.Title).OfType<string>() ?? []],
            [.. activity.Attachments?.Select(CardText).OfType<string>() ?? []],
            [.. activity.Attachments?.Select(File).OfType<FileView>() ?? []]);
    }

    /// <summary>The text form that our cards carry, so that an agent reads what the customer sees.</summary>
    private static string? CardText(Attachment attachment) =>
        attachment.Content is { ValueKind: JsonValueKind.Object } card && card.TryGetProperty("fallbackText", out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    /// <summary>What has an address is a file.</summary>
    private static FileView? File(Attachment attachment) =>
        attachment.ContentUrl is { } address
            ? new FileView(attachment.Name ?? attachment.ContentType ?? "file", attachment.ContentType ?? "", OwnPath(address))
            : null;

    // Only a file of this server: the desk opens nothing that a customer has chosen. By the desk's own address, which does not end after a day.
    private static string? OwnPath(string address) =>
        Uri.TryCreate(address, UriKind.RelativeOrAbsolute, out var uri)
        && (uri.IsAbsoluteUri ? uri.AbsolutePath : address) is var path
        && path.StartsWith(PublicLink, StringComparison.Ordinal) && path[PublicLink.Length..].All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
            ? $"/api/desk/uploads/{path[PublicLink.Length..]}"
            : null;

    private const string PublicLink = "/v3/directline/uploads/";

    private static NoteView Note(long number, string kind, long at, string json)
    {
        // "refund done R-17": kind, what became of it, the company's reference or reason.
        if (kind.StartsWith("remedy-", StringComparison.Ordinal))
            return new NoteView(number, DateTimeOffset.FromUnixTimeMilliseconds(at), kind, null, RemedyNews.Read(json) is { } news ? $"{news.Kind.ToString().ToLowerInvariant()} {news.Status.ToString().ToLowerInvariant()} {news.Reference ?? news.Why}".TrimEnd() : "");
        if (kind == NewsForAgent.Kind)
            return new NoteView(number, DateTimeOffset.FromUnixTimeMilliseconds(at), kind, null, "", NewsForAgent.Read(json) is { } told ? NewsView.Of(told) : null);
        if (kind == BotNote.Kind && BotNote.Read(json) is { } bot) return new NoteView(number, DateTimeOffset.FromUnixTimeMilliseconds(at), kind, null, "", null, bot);
        var note = JsonSerializer.Deserialize(json, HandoffJson.Default.DeskEvent);
        return new NoteView(number, DateTimeOffset.FromUnixTimeMilliseconds(at), kind, note?.Agent, note?.Text ?? "");
    }

    private static class Sql
    {
        public const string Messages = """
            select seq, role, at, json from activity where conversation_id = @id and seq > @after order by seq limit @most
            """;

        // The timer of an approval has the name of the note that follows from it; its row holds an id and no words.
        public const string Notes = """
            select n, kind, at, json from journal
            where conversation_id = @id and n > @after and kind in ('note', 'owner', 'returned', 'resolved', 'handoff', 'agent-lost', 'agent-left', 'taken-over', 'promise', 'promise-soon', 'promise-alarm', 'promise-put-off', 'feedback', 'promise-kept', 'promise-broken', 'promise-dropped',
              'customer-edited', 'customer-deleted', 'customer-reacted', 'customer-left', 'unreachable', 'unsent', 'agent-warning', 'remedy-result', 'remedy-contradicted', 'coupon-revoked', 'flag-lifted', 'news-wanted', 'news-unwanted', 'news-for-agent', 'bot-note',
              'approval-asked', 'approval-given', 'approval-refused', 'approval-over')
              and not (kind = 'approval-over' and input = 1)
            order by n limit @most
            """;
    }
}
