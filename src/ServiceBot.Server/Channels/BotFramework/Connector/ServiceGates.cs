using System.Collections.Concurrent;

namespace ServiceBot.Server.Channels.BotFramework.Connector;

/// <summary>
/// How many calls a service address may have on the way, so that one that hangs does not take the place of all others. Who finds too many waiting
/// already comes again later.
/// </summary>
internal sealed class ServiceGates
{
    public const int MostCalls = 128;
    private const int MostWaiting = 128;

    private readonly ConcurrentDictionary<string, Gate> gates = new(StringComparer.Ordinal);

    /// <returns>Null when there is no room.</returns>
    public async ValueTask<IDisposable?> EnterAsync(string serviceUrl, CancellationToken cancellation)
    {
        var gate = gates.GetOrAdd(Authority(serviceUrl), _ => new Gate());
        if (gate.Calls.Wait(0, CancellationToken.None)) return gate;
        if (Interlocked.Increment(ref gate.Waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref gate.Waiting);
            return null;
        }

        try
        {
            await gate.Calls.WaitAsync(cancellation);
            return gate;
        }
        finally
        {
            Interlocked.Decrement(ref gate.Waiting);
        }
    }

    private static string Authority(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = url.IndexOf('/', Math.Min(start, url.Length));
        return end < 0 ? url : url[..end];
    }

    /// <summary>Disposing it leaves; it is never thrown away itself.</summary>
    private sealed class Gate : IDisposable
    {
        public readonly SemaphoreSlim Calls = new(MostCalls);
        public int Waiting;

        public void Dispose() => Calls.Release();
    }
}
