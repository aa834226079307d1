using System.Globalization;
using Microsoft.IdentityModel.Tokens;
using ServiceBot.Outbound;

namespace ServiceBot.Server.Channels.BotFramework.Tokens;

internal abstract record KeyLookup
{
    private KeyLookup() { }

    public sealed record Found(SigningKey Key) : KeyLookup;

    public sealed record Unknown : KeyLookup;

    /// <summary>The keys could not be read; whether the token is good is not known.</summary>
    public sealed record Unavailable(string Why) : KeyLookup;
}

/// <param name="Endorsements">Channels the key may speak for; empty on a directory's key.</param>
internal sealed record SigningKey(RsaSecurityKey Key, IReadOnlyList<string> Endorsements);

/// <summary>
/// The keys that an OpenID metadata document names. Read when they are first needed, again after half a day, never used for longer than a day;
/// a key id that nobody knows causes one reading in five minutes, so that a flood of them does not become one of ours.
/// </summary>
internal sealed partial class SigningKeys(string metadata, OutboundHttp http, TimeProvider time, ILogger log) : IDisposable
{
    public static readonly TimeSpan UnknownKeyPause = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan RefreshAfter = TimeSpan.FromHours(12);
    public static readonly TimeSpan OldestUsed = TimeSpan.FromHours(24);
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private const int MostBytes = 1024 * 1024;

    private readonly SemaphoreSlim one = new(1, 1);
    private volatile KeySet? current;
    private long lastTry;
    private string why = "";

    public async ValueTask<KeyLookup> FindAsync(string id, CancellationToken cancellation)
    {
        if (Usable is { } keys && time.GetUtcNow() - keys.ReadAt < RefreshAfter && keys.ById.TryGetValue(id, out var known)) return new KeyLookup.Found(known);
        await RefreshAsync(id, cancellation);
        return Usable is not { } fresh ? new KeyLookup.Unavailable(why)
            : fresh.ById.TryGetValue(id, out var found) ? new KeyLookup.Found(found)
            : new KeyLookup.Unknown();
    }

    public void Dispose() => one.Dispose();

    private KeySet? Usable => current is { } keys && time.GetUtcNow() - keys.ReadAt < OldestUsed ? keys : null;

    private async ValueTask RefreshAsync(string id, CancellationToken cancellation)
    {
        if (!IsDue(id)) return;
        await one.WaitAsync(cancellation);
        try
        {
            // Whoever waited here finds what the one before has read.
            if (!IsDue(id)) return;
            Volatile.Write(ref lastTry, time.GetUtcNow().ToUnixTimeMilliseconds());
            var read = await ReadAsync(cancellation);
            if (read is { Keys: { } keys })
            {
                current = keys;
                return;
            }

            why = read.Why!;
            Log.Unreadable(log, metadata, why);
        }
        finally
        {
            one.Release();
        }
    }

    private bool IsDue(string id)
    {
        var since = time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(Volatile.Read(ref lastTry));
        if (Usable is not { } keys) return since >= FailurePause;
        var isWanted = time.GetUtcNow() - keys.ReadAt >= RefreshAfter || !keys.ById.ContainsKey(id);
        return isWanted && since >= UnknownKeyPause;
    }

    private async ValueTask<(KeySet? Keys, string? Why)> ReadAsync(CancellationToken cancellation)
    {
        // Somebody who hangs up must not leave the others without keys: only time ends the reading.
        var document = await GetAsync(metadata);
        if (document.Body is not { } about) return (null, document.Why);
        if (JsonWebKeys.Address(about) is not { } address) return (null, $"{metadata} names no jwks_uri.");
        var answer = await GetAsync(address);
        cancellation.ThrowIfCancellationRequested();
        if (answer.Body is not { } json) return (null, answer.Why);
        return JsonWebKeys.Read(json) is { Count: > 0 } keys ? (new KeySet(keys, time.GetUtcNow()), null) : (null, $"{address} has no RSA key of 2,048 bits or more.");
    }

    private async ValueTask<(ReadOnlyMemory<byte>? Body, string? Why)> GetAsync(string url) =>
        await http.SendAsync(new OutboundRequest(HttpMethod.Get, url, Patience, MostBytes), CancellationToken.None) switch
        {
            OutboundResult.Replied { Status: 200, Body: var body } => (body, null),
            OutboundResult.Replied { Status: var status } => (null, string.Create(CultureInfo.InvariantCulture, $"{url} answered {status}.")),
            OutboundResult.Refused refused => (null, refused.Reason),
            OutboundResult.Failed failed => (null, failed.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private sealed record KeySet(IReadOnlyDictionary<string, SigningKey> ById, DateTimeOffset ReadAt);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of {Metadata} could not be read: {Why} Until they are, tokens signed with keys that are not known yet are not taken.")]
        public static partial void Unreadable(ILogger logger, string metadata, string why);
    }
}
