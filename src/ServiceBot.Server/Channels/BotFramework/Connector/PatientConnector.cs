using System.Text.Json;
using ServiceBot.Protocol;

namespace ServiceBot.Server.Channels.BotFramework.Connector;

/// <summary>Calls outside the outbox, such as asking who is in a conversation: tried again a few times while somebody waits for the answer.</summary>
internal sealed class PatientConnector(ConnectorClient client, ChannelLimits limits, TimeProvider time, Func<double> jitter)
{
    private const int MostTries = 4;
    private const int MostPages = 100;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>All members, page by page.</summary>
    /// <returns>Null with a reason when the channel does not tell.</returns>
    public async ValueTask<(IReadOnlyList<ChannelAccount>? Members, string? Why)> MembersAsync(ServiceAddress address, string conversation, CancellationToken cancellation)
    {
        List<ChannelAccount> members = [];
        string? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            if (await TryAsync(cancel => client.MembersAsync(address, conversation, after, cancel), cancellation) is not ConnectorResult.Done done) return (null, "the channel does not say who is in this conversation");
            var read = JsonSerializer.Deserialize(done.Body.Span, ConnectorJson.Default.MembersPage);
            members.AddRange(read?.Members ?? []);
            if (read?.ContinuationToken is not { Length: > 0 } next || next == after) break;
            after = next;
        }

        return (members, null);
    }

    /// <summary>A new conversation with somebody on Teams, which counts it as it counts what is sent there (protocol.md §4); its id is the channel's.</summary>
    public ValueTask<ConnectorResult> CreateConversationAsync(ServiceAddress address, NewChannelConversation conversation, CancellationToken cancellation) =>
        TryAsync(cancel => limits.Take(ChannelIds.Msteams, conversation.Members[0].Id!, conversation.TenantId) is var wait && wait > TimeSpan.Zero
            ? ValueTask.FromResult<ConnectorResult>(new ConnectorResult.Later("Teams takes no more conversations just now.", wait))
            : client.CreateConversationAsync(address, conversation, cancel), cancellation);

    private async ValueTask<ConnectorResult> TryAsync(Func<CancellationToken, ValueTask<ConnectorResult>> call, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            var result = await call(cancellation);
            var wish = result switch
            {
                ConnectorResult.Later later => later.After ?? TimeSpan.Zero,
                ConnectorResult.Unknown unknown => unknown.After ?? TimeSpan.Zero,
                _ => (TimeSpan?)null,
            };
            if (wish is not { } asked || tries == MostTries) return result;
            var pause = TimeSpan.FromSeconds(0.5 * Math.Pow(2, tries) * (0.75 + (jitter() / 2)));
            if (asked > pause) pause = asked;
            if (pause > LongestPause) return result;
            await Task.Delay(pause, time, cancellation);
        }
    }
}
