using System.Collections.Concurrent;

namespace ServiceBot.Handoff;

/// <param name="Authority">Most money this agent may give by one act, in minor units of the site's currency.</param>
public sealed record AgentRef(AgentId Id, string Name, long Authority = 0)
{
    public Seat Seat { get; init; }
}

/// <summary>Where an agent works: it decides how it is noticed that nobody is there any more.</summary>
public enum Seat
{
    /// <summary>Not ours to watch: a hub outside.</summary>
    None,
    Desk,
    Teams,
}

/// <summary>
/// Which agents are at their desk on this node. Every connected desk page holds a seat; an agent without a seat is away, and one may be away with a seat.
/// </summary>
public sealed class Presence
{
    private readonly ConcurrentDictionary<AgentId, Seat> seats = new();
    private IReadOnlyList<AgentRef>? onDuty;

    /// <summary>Somebody came, went, or changed between online and away.</summary>
    public event Action? Changed;

    /// <summary>Agents who can take a conversation now, in the order of their names.</summary>
    public IReadOnlyList<AgentRef> OnDuty => Volatile.Read(ref onDuty) ?? CountOnDuty();

    public bool IsOnDuty(AgentId agent) => seats.TryGetValue(agent, out var seat) && seat is { Connections: > 0, IsAway: false };

    public void Connect(AgentRef agent)
    {
        seats.AddOrUpdate(agent.Id, _ => new Seat(agent, 1, IsAway: false), (_, seat) => seat with { Agent = agent, Connections = seat.Connections + 1 });
        Change();
    }

    public void Disconnect(AgentId agent)
    {
        if (!seats.ContainsKey(agent)) return;
        seats.AddOrUpdate(agent, _ => throw new InvalidOperationException("A seat that was never taken cannot be left."), (_, seat) => seat with { Connections = Math.Max(0, seat.Connections - 1) });
        Change();
    }

    public void SetAway(AgentId agent, bool isAway)
    {
        if (!seats.TryGetValue(agent, out var seat)) return;
        seats.TryUpdate(agent, seat with { IsAway = isAway }, seat);
        Change();
    }

    private void Change()
    {
        CountOnDuty();
        Changed?.Invoke();
    }

    // Under a lock, so that of two changes at once the later count is the one that stays.
    private IReadOnlyList<AgentRef> CountOnDuty()
    {
        lock (seats)
        {
            IReadOnlyList<AgentRef> now = [.. seats.Values.Where(seat => seat is { Connections: > 0, IsAway: false }).Select(seat => seat.Agent).OrderBy(agent => agent.Name, StringComparer.Ordinal)];
            Volatile.Write(ref onDuty, now);
            return now;
        }
    }

    private sealed record Seat(AgentRef Agent, int Connections, bool IsAway);
}
