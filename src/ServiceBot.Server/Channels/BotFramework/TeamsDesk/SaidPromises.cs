using System.Text;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;
using ServiceBot.Understanding.Promises;

namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <param name="Seq">Number of the agent's message.</param>
internal sealed record SaidPromise(long Seq, string Text, DateTimeOffset Due, TimeZoneInfo Zone);

/// <summary>What agents promise in so many words in a thread: noticed as at the web desk, offered to be recorded, and recorded by one press.</summary>
internal sealed class SaidPromises(Database database, AgentActs acts, Conversations conversations, Func<string, Pack> packOfSite, TimeProvider time)
{
    /// <param name="key">Under which the message was said.</param>
    /// <returns>Null when nothing is promised in it.</returns>
    public async ValueTask<SaidPromise?> FindAsync(ConversationId id, string key, CancellationToken cancellation)
    {
        var said = await database.ReadAsync((session, cancel) => session.Statement(Sql.ByKey).Set("@id", id.Value).Set("@key", $"agent:{key}").FirstAsync(Read, cancel), cancellation);
        return await DueAsync(id, said, cancellation);
    }

    /// <summary>Its clock runs from now on. Pressed twice it is one promise.</summary>
    /// <returns>Until when; or why not.</returns>
    public async ValueTask<(SaidPromise? Promise, DeskOutcome Outcome)> RecordAsync(ConversationId id, AgentRef agent, long seq, CancellationToken cancellation)
    {
        var said = await database.ReadAsync((session, cancel) => session.Statement(Sql.ByNumber).Set("@id", id.Value).Set("@seq", seq).FirstAsync(Read, cancel), cancellation);
        if (await DueAsync(id, said, cancellation) is not { } promise) return (null, new DeskOutcome.NotFound());
        return (promise, await acts.PromiseAsync(id, agent, promise.Text, promise.Due - time.GetUtcNow(), $"teams-{seq}", cancellation, seq));
    }

    private async ValueTask<SaidPromise?> DueAsync(ConversationId id, Said? said, CancellationToken cancellation)
    {
        if (said?.Text is not { Length: > 0 } text || await conversations.FindAsync(id, cancellation) is not { } conversation) return null;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(packOfSite(conversation.Site).Site.TimeZone);
        return PromiseReader.Due(text, said.At, zone) is { } due ? new SaidPromise(said.Seq, text, due, zone) : null;
    }

    private static Said Read(Row row) => new(row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), ProtocolJson.Parse<Activity>(Encoding.UTF8.GetBytes(row.GetString(2))).Text);

    private sealed record Said(long Seq, DateTimeOffset At, string? Text);

    private static class Sql
    {
        public const string ByKey = "select seq, at, json from activity where conversation_id = @id and dedupe_key = @key and role = 'agent'";
        public const string ByNumber = "select seq, at, json from activity where conversation_id = @id and seq = @seq and role = 'agent'";
    }
}
