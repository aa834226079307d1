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
}

/// <summary>The live connection of a desk page; while it stands its agent has a seat.</summary>
[Authorize(DeskAccess.AgentPolicy)]
internal sealed class DeskHub(Presence presence, DeskConnections connections) : Hub
{
    public override Task OnConnectedAsync()
    {
        var signedIn = Context.GetHttpContext()!.SignedIn();
        connections.Add(Context, signedIn);
        presence.Connect(new AgentRef(signedIn.Agent.Id, signedIn.Agent.Name));
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (connections.Remove(Context.ConnectionId) is { } signedIn) presence.Disconnect(signedIn.Agent.Id);
        return base.OnDisconnectedAsync(exception);
    }

    /// <summary>From now on the page hears of this conversation, and of no other.</summary>
    public async Task Watch(string? id)
    {
        if (Context.Items["watched"] is string before) await Groups.RemoveFromGroupAsync(Context.ConnectionId, before);
        Context.Items["watched"] = id;
        if (id is { Length: > 0 and <= 64 }) await Groups.AddToGroupAsync(Context.ConnectionId, id);
    }
}

/// <summary>The live connections of this node with the sessions they stand on.</summary>
internal sealed class DeskConnections
{
    private readonly ConcurrentDictionary<string, Connection> all = new();

    public bool IsEmpty => all.IsEmpty;

    public void Add(HubCallerContext context, SignedIn signedIn) => all[context.ConnectionId] = new Connection(context, signedIn);

    public SignedIn? Remove(string id) => all.TryRemove(id, out var connection) ? connection.SignedIn : null;

    /// <summary>Cuts off those whose session has ended.</summary>
    public async Task CutEndedAsync(AgentSessions sessions, CancellationToken cancellation)
    {
        foreach (var (context, signedIn) in all.Values)
        {
            if (await sessions.FindAsync(signedIn.Session, cancellation) is null) context.Abort();
        }
    }

    private sealed record Connection(HubCallerContext Context, SignedIn SignedIn);
}
