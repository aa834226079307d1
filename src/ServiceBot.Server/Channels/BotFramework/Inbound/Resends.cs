using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ServiceBot.Protocol;
using ServiceBot.Storage;

namespace ServiceBot.Server.Channels.BotFramework.Inbound;

/// <summary>
/// Teams gives up on an answer after some ten seconds and sends the activity again, later under a new id and perhaps to another node. So what the same
/// sender says again within a minute is the same message, but only when our first answer was that late: otherwise a customer's honest repetition counts
/// (decisions.md 11). A message that has no answer after ten seconds is written down with its key; the same again is stored under that key, so that
/// whichever of the two comes first is the only one, and none is lost.
/// </summary>
internal sealed partial class Resends(Database database, TimeProvider time, ILogger<Resends> log)
{
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    // A database that answers nobody cannot be asked which node was first; this one knows at least its own.
    private readonly ConcurrentDictionary<(ConversationId, string), First> onTheirWay = new();

    /// <param name="key">Under which this activity would be stored; null has no second.</param>
    /// <param name="received">When its request came.</param>
    /// <param name="store">Stores it, once for each key.</param>
    public async ValueTask<T> OnceAsync<T>(ConversationId conversation, Activity activity, string? key, DateTimeOffset received, Func<string?, ValueTask<T>> store, CancellationToken cancellation)
    {
        if (key is null) return await store(null);
        var digest = Digest(activity);
        var mine = new First(await FirstAsync(conversation, digest, cancellation) ?? key, received);
        onTheirWay[(conversation, digest)] = mine;
        using var answered = new CancellationTokenSource();
        _ = NoteWhenLateAsync(conversation, digest, mine, answered.Token);
        try
        {
            return await store(mine.Key);
        }
        finally
        {
            await answered.CancelAsync();
            onTheirWay.TryRemove(new KeyValuePair<(ConversationId, string), First>((conversation, digest), mine));
        }
    }

    /// <summary>The key of the same message, where that was not answered in time.</summary>
    private async ValueTask<string?> FirstAsync(ConversationId conversation, string digest, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (onTheirWay.TryGetValue((conversation, digest), out var first) && now - first.Received is var age && age >= Late && age < Within) return first.Key;
        return await database.ReadAsync((session, cancel) => session.Statement(Sql.Find)
            .Set("@id", conversation.Value).Set("@digest", digest).Set("@after", (now - Within).ToUnixTimeMilliseconds()).FirstAsync(row => row.GetString(0), cancel), cancellation);
    }

    private async Task NoteWhenLateAsync(ConversationId conversation, string digest, First first, CancellationToken answered)
    {
        try
        {
            if (Late - (time.GetUtcNow() - first.Received) is var left && left > TimeSpan.Zero) await Task.Delay(left, time, answered);
            var at = first.Received.ToUnixTimeMilliseconds();
            await database.WriteAsync(async (session, cancel) =>
            {
                await session.Statement(Sql.Prune).Set("@before", (time.GetUtcNow() - Kept).ToUnixTimeMilliseconds()).ExecuteAsync(cancel);
                return await session.Statement(Sql.Put).Set("@id", conversation.Value).Set("@digest", digest).Set("@key", first.Key).Set("@at", at).Set("@after", at - (long)Within.TotalMilliseconds).ExecuteAsync(cancel);
            }, CancellationToken.None);
        }
        catch (OperationCanceledException) when (answered.IsCancellationRequested)
        {
            // Answered in time: nobody sends it again.
        }
        catch (StoreUnavailableException unavailable)
        {
            Log.NotNoted(log, unavailable, conversation);
        }
    }

    private static string Digest(Activity activity) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{activity.From?.Id}\n{activity.Text}\n{(activity.Value is { } value ? value.GetRawText() : "")}\n{string.Join('\n', (activity.Attachments ?? []).Select(file => file.ContentUrl ?? file.Content?.GetRawText()))}")));

    private sealed record First(string Key, DateTimeOffset Received);

    private static class Sql
    {
        public const string Find = "select dedupe_key from late_answer where conversation_id = @id and digest = @digest and received_at > @after";

        // The first of a minute stays it: the same sent a third time is late as well.
        public const string Put = """
            insert into late_answer (conversation_id, digest, dedupe_key, received_at) values (@id, @digest, @key, @at)
            on conflict (conversation_id, digest) do update set dedupe_key = excluded.dedupe_key, received_at = excluded.received_at
            where late_answer.received_at <= @after
            """;

        public const string Prune = "delete from late_answer where received_at < @before";
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A message in {Conversation} is answered late, and that could not be written down: if its channel sends it again under a new id, it may be answered twice.")]
        public static partial void NotNoted(ILogger logger, Exception failure, ConversationId conversation);
    }
}
