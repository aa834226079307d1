using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using ServiceBot.Handoff;

namespace ServiceBot.Server.Desk;

/// <summary>What the server says to a desk page. Hints only: the page re-reads over REST, so a lost one costs time and nothing else.</summary>
internal static class DeskHint
{
    /// <summary>A list has changed for somebody.</summary>
    public const string Board = "board";

    /// <summary>The conversation that the page watches has changed; its id follows.</summary>
    public const string Conversation = "conversation";

    /// <summary>The page answers with <see cref="DeskHub.Here"/>. By the server's clock, because browsers slow down those of pages in the background.</summary>
    public const string Here = "here";
}

/// <summary>The live connection of a desk page; while it stands its agent has a seat.</summary>
[Authorize(DeskAccess.AgentPolicy)]
internal sealed class DeskHub(DeskConnections connections) : Hub
{
    public override Task OnConnectedAsync()
    {
        connections.Add(Context, Context.GetHttpContext()!.SignedIn());
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }

    /// <summary>Whoever looks at this page can still be reached.</summary>
    public void Here() => connections.Heard(Context.ConnectionId);

    /// <summary>From now on the page hears of this conversation, and of no other.</summary>
    public async Task Watch(string? id)
    {
        if (Context.Items["watched"] is string before) await Groups.RemoveFromGroupAsync(Context.ConnectionId, before);
        Context.Items["watched"] = id;
        if (id is { Length: > 0 and <= 64 }) await Groups.AddToGroupAsync(Context.ConnectionId, id);
    }
}

/// <summary>The live connections of this node with the sessions they stand on.</summary>
internal sealed class DeskConnections(Presence presence, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Connection> all = new();

    public bool IsEmpty => all.IsEmpty;

    public void Add(HubCallerContext context, SignedIn signedIn)
    {
        all[context.ConnectionId] = new Connection(context, signedIn);
        presence.Connect(new AgentRef(signedIn.Agent.Id, signedIn.Agent.Name));
    }

    public void Remove(string id)
    {
        if (all.TryRemove(id, out var connection)) presence.Disconnect(connection.SignedIn.Agent.Id);
    }

    public void Heard(string id)
    {
        if (all.TryGetValue(id, out var connection)) connection.HeardAt = time.GetUtcNow().ToUnixTimeMilliseconds();
    }

    /// <summary>Agents with the moment each was last heard of. A page that has never answered, such as one from before this program, is there as long as SignalR thinks so.</summary>
    public List<(AgentId Agent, DateTimeOffset At)> HeardSince(DateTimeOffset since, DateTimeOffset now) =>
        [.. all.Values.Select(connection => (connection.SignedIn.Agent.Id, At: connection.HeardAt is > 0 and var heard ? Math.Min(heard, now.ToUnixTimeMilliseconds()) : now.ToUnixTimeMilliseconds()))
            .Where(heard => heard.At >= since.ToUnixTimeMilliseconds())
            .GroupBy(heard => heard.Id, (agent, own) => (agent, DateTimeOffset.FromUnixTimeMilliseconds(own.Max(heard => heard.At))))];

    /// <summary>Cuts off those who have answered before and not since; one that is alive comes back by itself.</summary>
    public void CutSilent(DateTimeOffset since)
    {
        foreach (var (id, connection) in all)
        {
            if (connection.HeardAt == 0 || connection.HeardAt >= since.ToUnixTimeMilliseconds()) continue;
            Remove(id);
            connection.Context.Abort();
        }
    }

    /// <summary>Cuts off those whose session has ended.</summary>
    public async Task CutEndedAsync(AgentSessions sessions, CancellationToken cancellation)
    {
        foreach (var connection in all.Values)
        {
            if (await sessions.FindAsync(connection.SignedIn.Session, cancellation) is null) connection.Context.Abort();
        }
    }

    private sealed class Connection(HubCallerContext context, SignedIn signedIn)
    {
        public HubCallerContext Context => context;

        public SignedIn SignedIn => signedIn;

        /// <summary>Milliseconds; 0 until the page has answered for the first time.</summary>
        public long HeardAt { get; set; }
    }
}
