using System.Threading.Channels;
using ServiceBot.Clustering;

namespace ServiceBot.Turns;

/// <summary>
/// The conversations that have something to deliver, each in hand of one at a time: ready → running → ready or gone.
/// Never the truth: which row is next, the database says.
/// </summary>
internal sealed class OutboxLanes
{
    // What is beyond this many bytes in memory is read from the database when its turn comes.
    private const int MostKept = 64 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<(ConversationId, string), OutboxLane> lanes = [];
    private readonly Queue<OutboxLane> ready = new();
    private readonly Channel<bool> pulse = System.Threading.Channels.Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long kept;

    public bool HasReady
    {
        get { lock (gate) return ready.Count > 0; }
    }

    public void Wake(Outgoing row)
    {
        lock (gate)
        {
            if (!lanes.TryGetValue((row.Conversation, row.Channel), out var lane))
            {
                lanes[(row.Conversation, row.Channel)] = lane = new OutboxLane(row.Conversation, row.Channel);
                ready.Enqueue(lane);
            }
            else if (lane.IsRunning)
            {
                lane.HasMore = true;
            }

            if (row.Said is { } said && kept + said.Length <= MostKept && lane.Said.TryAdd(row.Id, said)) kept += said.Length;
        }

        Pulse();
    }

    public bool TryTake(out OutboxLane lane)
    {
        lock (gate)
        {
            if (!ready.TryDequeue(out lane!)) return false;
            lane.IsRunning = true;
            lane.HasMore = false;
            return true;
        }
    }

    /// <summary>What was kept in memory of this row; it is asked for once.</summary>
    public ReadOnlyMemory<byte>? TakeSaid(OutboxLane lane, string id)
    {
        lock (gate)
        {
            if (!lane.Said.Remove(id, out var said)) return null;
            kept -= said.Length;
            return said;
        }
    }

    /// <summary>Behind all others that wait.</summary>
    public void Again(OutboxLane lane)
    {
        lock (gate)
        {
            lane.IsRunning = false;
            ready.Enqueue(lane);
        }

        Pulse();
    }

    /// <summary>Nothing of it can go now; a hint or the sweep brings it back.</summary>
    public void Rest(OutboxLane lane)
    {
        lock (gate)
        {
            if (!lane.HasMore)
            {
                kept -= lane.Said.Values.Sum(said => (long)said.Length);
                lanes.Remove((lane.Conversation, lane.Channel));
                return;
            }
        }

        Again(lane);
    }

    public void Pulse() => pulse.Writer.TryWrite(true);

    public ValueTask<bool> WaitAsync(CancellationToken cancellation) => pulse.Reader.ReadAsync(cancellation);
}

internal sealed class OutboxLane(ConversationId conversation, string channel)
{
    public ConversationId Conversation => conversation;

    public string Channel => channel;

    public Dictionary<string, ReadOnlyMemory<byte>> Said { get; } = [];

    public bool IsRunning { get; set; }

    public bool HasMore { get; set; }
}
