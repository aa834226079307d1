using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Clustering;
using ServiceBot.Handoff;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>
/// Tells connected customers who speaks for the company now, where they stand in the queue and what is promised: the event <c>servicebot.state</c>, sent when that changes, and to whoever connects while a person is concerned or a promise is open; never stored, never numbered (decisions.md 12).
/// </summary>
internal sealed class LiveStates(StreamSockets sockets, Feed feed, Database database, WaitingQueue queue, SitePacks packs, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);
    // Places move when others are served, which changes nothing in the conversations that wait.
    private const int BeatsBetweenPlaces = 20;

    private readonly Lock gate = new();
    private readonly HashSet<ConversationId> changed = [];
    private readonly HashSet<ConversationId> joined = [];
    private readonly Dictionary<ConversationId, LiveState> shown = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.Changed += Changed;
        sockets.Connected += Joined;
        try
        {
            using var timer = new PeriodicTimer(Beat, time);
            for (var beat = 1; await timer.WaitForNextTickAsync(stoppingToken); beat++) await ShowAsync(beat % BeatsBetweenPlaces == 0, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; who connects to the next one is told again.
        }
        finally
        {
            feed.Changed -= Changed;
            sockets.Connected -= Joined;
        }
    }

    private void Changed(ConversationId conversation)
    {
        if (!sockets.IsConnected(conversation)) return;
        lock (gate) changed.Add(conversation);
    }

    private void Joined(ConversationId conversation)
    {
        lock (gate) joined.Add(conversation);
    }

    private async ValueTask ShowAsync(bool withPlaces, CancellationToken cancellation)
    {
        foreach (var (conversation, isJoined) in Take(withPlaces))
        {
            if (!sockets.IsConnected(conversation))
            {
                shown.Remove(conversation);
                continue;
            }

            try
            {
                await ShowAsync(conversation, isJoined, cancellation);
            }
            catch (StoreUnavailableException)
            {
                // Said at the next beat that finds the database.
                lock (gate) (isJoined ? joined : changed).Add(conversation);
            }
        }
    }

    private List<(ConversationId Conversation, bool IsJoined)> Take(bool withPlaces)
    {
        lock (gate)
        {
            if (withPlaces) changed.UnionWith(shown.Where(entry => entry.Value.Owner == "queue" || !sockets.IsConnected(entry.Key)).Select(entry => entry.Key));
            changed.ExceptWith(joined);
            List<(ConversationId, bool)> all = [.. joined.Select(id => (id, true)), .. changed.Select(id => (id, false))];
            joined.Clear();
            changed.Clear();
            return all;
        }
    }

    private async ValueTask ShowAsync(ConversationId id, bool isJoined, CancellationToken cancellation)
    {
        var (conversation, promises) = await database.ReadAsync(async (session, cancel) =>
            (await ConversationRows.FindAsync(session, id, cancel), await PromiseRows.OfConversationAsync(session, id, cancel)), cancellation);
        if (conversation is null) return;

        var state = await StateAsync(conversation, cancellation) with { Promises = Open(promises, conversation) };
        var before = shown.GetValueOrDefault(id, LiveState.Bot);
        if (state.IsAs(before) && (state.IsAs(LiveState.Bot) || !isJoined)) return;
        if (state.IsAs(LiveState.Bot)) shown.Remove(id);
        else shown[id] = state;
        await sockets.TrySendAsync(id, Frame(id, state));
    }

    private List<LivePromise> Open(IReadOnlyList<Promise> promises, Conversation conversation) =>
        [.. promises.Where(promise => promise.Status == PromiseStatus.Open)
            .Select(promise => new LivePromise(promise.Text ?? CardWording.Promise(packs.PackOf(conversation.Site), promise.What, conversation.Locale), promise.Due))];

    private async ValueTask<LiveState> StateAsync(Conversation conversation, CancellationToken cancellation)
    {
        switch (conversation.Owner)
        {
            case Owner.Agent:
                return new LiveState("agent", conversation.OwnerName, null, null);
            case Owner.Queue:
                var place = await queue.PlaceAsync(conversation, cancellation);
                return new LiveState("queue", null, place, (int)queue.Wait(place, packs.PackOf(conversation.Site).Policy).TotalMinutes);
            default:
                return LiveState.Bot;
        }
    }

    /// <summary>The id is always the same: official clients replace what has an id they know.</summary>
    private byte[] Frame(ConversationId id, LiveState state) => ProtocolJson.Write(new ActivitySet
    {
        Activities =
        [
            new Activity
            {
                Type = ActivityTypes.Event,
                Name = "servicebot.state",
                Id = $"{id.Value}|state",
                Timestamp = time.GetUtcNow(),
                ChannelId = ChannelIds.DirectLine,
                Conversation = new ConversationAccount { Id = id.Value },
                From = new ChannelAccount { Id = "servicebot", Role = RoleTypes.Bot },
                Value = JsonSerializer.SerializeToElement(state, LiveStateJson.Default.LiveState),
            },
        ],
    });
}

/// <param name="Owner">bot, queue or agent.</param>
/// <param name="Agent">The agent's name.</param>
/// <param name="Place">In the queue, from 1.</param>
/// <param name="Wait">Minutes.</param>
internal sealed record LiveState(string Owner, string? Agent, int? Place, int? Wait)
{
    public static LiveState Bot { get; } = new("bot", null, null, null);

    /// <summary>What is promised and not settled at this moment.</summary>
    public IReadOnlyList<LivePromise> Promises { get; init; } = [];

    public bool IsAs(LiveState other) => (Owner, Agent, Place, Wait) == (other.Owner, other.Agent, other.Place, other.Wait) && Promises.SequenceEqual(other.Promises);
}

/// <param name="Due">UTC.</param>
internal sealed record LivePromise(string? Text, DateTimeOffset Due);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LiveState))]
internal sealed partial class LiveStateJson : JsonSerializerContext;
