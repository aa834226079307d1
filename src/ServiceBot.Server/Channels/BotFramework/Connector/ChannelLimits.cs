using Microsoft.Extensions.Caching.Memory;
using ServiceBot.Protocol;

namespace ServiceBot.Server.Channels.BotFramework.Connector;

/// <summary>Teams' own limits, kept by us before Teams has to (protocol.md §4): per bot and thread, and per app and tenant. Other channels tell by 429.</summary>
internal sealed class ChannelLimits(TimeProvider time) : IDisposable
{
    private static readonly RateWindow[] Thread =
    [
        new(7, TimeSpan.FromSeconds(1)), new(8, TimeSpan.FromSeconds(2)), new(60, TimeSpan.FromSeconds(30)), new(1800, TimeSpan.FromHours(1)),
    ];

    private static readonly RateWindow[] Tenant = [new(30, TimeSpan.FromSeconds(1))];

    private readonly Lock gate = new();
    private readonly MemoryCache counts = new(new MemoryCacheOptions { SizeLimit = 100_000 });
    private static readonly MemoryCacheEntryOptions Entry = new() { Size = 1, SlidingExpiration = TimeSpan.FromHours(1) };

    /// <returns>Zero: it is counted and may go. Else how long to wait; nothing is counted.</returns>
    public TimeSpan Take(string channel, string conversation, string? tenant)
    {
        if (channel != ChannelIds.Msteams) return TimeSpan.Zero;
        lock (gate)
        {
            var now = time.GetUtcNow();
            var ofThread = Of(("thread", conversation), Thread);
            var ofTenant = tenant is null ? null : Of(("tenant", tenant), Tenant);
            var wait = ofThread.Wait(now);
            if (ofTenant?.Wait(now) is { } other && other > wait) wait = other;
            if (wait > TimeSpan.Zero) return wait;
            ofThread.Take(now);
            ofTenant?.Take(now);
            return TimeSpan.Zero;
        }
    }

    public void Dispose() => counts.Dispose();

    private SlidingWindows Of((string, string) key, RateWindow[] windows)
    {
        if (counts.TryGetValue(key, out SlidingWindows? known)) return known!;
        return counts.Set(key, new SlidingWindows(windows), Entry);
    }
}
