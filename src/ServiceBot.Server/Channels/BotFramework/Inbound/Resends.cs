using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ServiceBot.Protocol;

namespace ServiceBot.Server.Channels.BotFramework.Inbound;

/// <summary>
/// Teams gives up on an answer after some ten seconds and sends the activity again, the second time under a new id. So what the same sender says
/// again within a minute is the same message, but only when our first answer was that late: otherwise a customer's honest repetition counts (decisions.md 11).
/// </summary>
internal sealed class Resends(TimeProvider time)
{
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);
    private const int PruneAbove = 1000;

    private readonly ConcurrentDictionary<string, First> firsts = new();

    /// <param name="store">Stores the activity; true when it is durable.</param>
    /// <returns>False when it was a re-sending of what is stored, and <paramref name="store"/> did not run.</returns>
    public async ValueTask<bool> OnceAsync(ConversationId conversation, Activity activity, Func<ValueTask<bool>> store)
    {
        var key = Key(conversation, activity);
        var now = time.GetUtcNow();
        if (firsts.TryGetValue(key, out var earlier) && now - earlier.Began < Within && earlier.WasLate(now) && await earlier.Stored.Task) return false;

        var mine = new First(now);
        firsts[key] = mine;
        if (firsts.Count > PruneAbove) Prune(now);
        var isStored = false;
        try
        {
            return isStored = await store();
        }
        finally
        {
            mine.Took = time.GetUtcNow() - now;
            mine.Stored.SetResult(isStored);
        }
    }

    private void Prune(DateTimeOffset now)
    {
        foreach (var old in firsts)
            if (now - old.Value.Began >= Within) firsts.TryRemove(old);
    }

    private static string Key(ConversationId conversation, Activity activity) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{conversation.Value}\n{activity.From?.Id}\n{activity.Text}\n{(activity.Value is { } value ? value.GetRawText() : "")}")));

    private sealed class First(DateTimeOffset began)
    {
        public DateTimeOffset Began => began;

        public TimeSpan? Took { get; set; }

        public TaskCompletionSource<bool> Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool WasLate(DateTimeOffset now) => (Took ?? now - began) >= Late;
    }
}
