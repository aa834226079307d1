using System.Text.Json.Serialization;
using ServiceBot.Outbound;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Inbound;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Channels.BotFramework.Connector;

/// <param name="ServiceUrl">As the channel gave it.</param>
/// <param name="IsVerified">A token proved it. Our own token goes to no other (protocol.md §2).</param>
/// <param name="App">The app id of the bot that answers there; null for a channel of Azure.</param>
internal readonly record struct ServiceAddress(string ServiceUrl, bool IsVerified, string? App = null)
{
    public static ServiceAddress Of(ChannelReference reference) => new(reference.ServiceUrl, reference.IsVerified, Sender.App.In(reference.Caller));
}

/// <summary>
/// The calls that channels offer below their service address. Connections are pooled by host; each call is made once, and what its answer
/// means is for the caller: the outbox tries again, <see cref="PatientConnector"/> for the rest.
/// </summary>
internal sealed class ConnectorClient
{
    private const int MostBytes = 1024 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(12);
    private static readonly Dictionary<string, string> NoHeaders = [];

    private readonly OutboundHttp http;
    private readonly BotTokens? tokens;
    private readonly Func<string, BotTokens?>? tokensOf;
    private readonly Func<string, string?> refusal;
    private readonly TimeProvider time;
    private (string Token, Dictionary<string, string> Headers) last = ("", NoHeaders);

    /// <param name="tokens">Null without a registration: no token is sent.</param>
    /// <param name="refusal">Why a service address is not called; null when it is.</param>
    /// <param name="tokensOf">Tokens made out to another bot: with the one for channels it could speak to our customers as us. Null for one that gets the channels'.</param>
    public ConnectorClient(OutboundHttp http, BotTokens? tokens, Func<string, string?> refusal, TimeProvider time, Func<string, BotTokens?>? tokensOf = null)
    {
        this.tokensOf = tokensOf;
        this.http = http;
        this.tokens = tokens;
        this.refusal = refusal;
        this.time = time;
    }

    /// <param name="activity">UTF-8 JSON.</param>
    public ValueTask<ConnectorResult> SendAsync(ServiceAddress address, string conversation, ReadOnlyMemory<byte> activity, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Post, address, $"v3/conversations/{Escaped(conversation)}/activities", activity, cancellation);

    /// <summary>To another bot, whose own endpoint the address is.</summary>
    public ValueTask<ConnectorResult> PostAsync(ServiceAddress address, ReadOnlyMemory<byte> activity, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Post, address, "", activity, cancellation);

    public ValueTask<ConnectorResult> ReplyAsync(ServiceAddress address, string conversation, string replyTo, ReadOnlyMemory<byte> activity, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Post, address, $"v3/conversations/{Escaped(conversation)}/activities/{Escaped(replyTo)}", activity, cancellation);

    public ValueTask<ConnectorResult> UpdateAsync(ServiceAddress address, string conversation, string id, ReadOnlyMemory<byte> activity, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Put, address, $"v3/conversations/{Escaped(conversation)}/activities/{Escaped(id)}", activity, cancellation);

    public ValueTask<ConnectorResult> DeleteAsync(ServiceAddress address, string conversation, string id, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Delete, address, $"v3/conversations/{Escaped(conversation)}/activities/{Escaped(id)}", null, cancellation);

    public ValueTask<ConnectorResult> CreateConversationAsync(ServiceAddress address, NewChannelConversation conversation, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Post, address, "v3/conversations",
            System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(conversation, ConnectorJson.Default.NewChannelConversation), cancellation);

    /// <summary>A page of the members; <paramref name="after"/> is the token of the page before.</summary>
    public ValueTask<ConnectorResult> MembersAsync(ServiceAddress address, string conversation, string? after, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Get, address, $"v3/conversations/{Escaped(conversation)}/pagedmembers?pageSize=200{(after is null ? "" : $"&continuationToken={Uri.EscapeDataString(after)}")}", null, cancellation);

    /// <summary>One member; <see cref="ConnectorResult.Blocked"/> when they are not in it any more.</summary>
    public ValueTask<ConnectorResult> MemberAsync(ServiceAddress address, string conversation, string member, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Get, address, $"v3/conversations/{Escaped(conversation)}/members/{Escaped(member)}", null, cancellation);

    private async ValueTask<ConnectorResult> CallAsync(HttpMethod method, ServiceAddress address, string path, ReadOnlyMemory<byte>? body, CancellationToken cancellation)
    {
        // Looked at each time: settings may have become narrower since the address was stored.
        if (refusal(address.ServiceUrl) is { } no) return new ConnectorResult.Refused($"serviceUrl {no}; the customer has to write again.");
        var headers = NoHeaders;
        string? token = null;
        var from = tokens is not null && address.App is { } app ? tokensOf?.Invoke(app) ?? tokens : tokens;
        if (from is not null)
        {
            if (!address.IsVerified) return new ConnectorResult.Refused("The service address was never proved by a token, so ours is not sent there; the customer has to write again.");
            switch (await from.GetAsync(cancellation))
            {
                case BotToken.Given given:
                    token = given.Token;
                    headers = HeadersOf(token);
                    break;
                case BotToken.Unavailable none:
                    return new ConnectorResult.Later(none.Why, null);
            }
        }

        var url = path.Length == 0 || address.ServiceUrl.EndsWith('/') ? address.ServiceUrl + path : $"{address.ServiceUrl}/{path}";
        var result = await http.SendAsync(new OutboundRequest(method, url, Limit, MostBytes) { Headers = headers, Body = body }, cancellation);
        if (token is not null && result is OutboundResult.Replied { Status: 401 }) from!.Forget(token);
        return ConnectorAnswer.Of(result, time.GetUtcNow());
    }

    private Dictionary<string, string> HeadersOf(string token)
    {
        var known = last;
        if (ReferenceEquals(known.Token, token)) return known.Headers;
        last = known = (token, new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" });
        return known.Headers;
    }

    // "." and ".." would climb out of the path; no channel has such an id.
    private static string Escaped(string id) => id is "." or ".." ? "%2E" : Uri.EscapeDataString(id);
}

/// <summary>The body of POST v3/conversations.</summary>
internal sealed record NewChannelConversation
{
    public required ChannelAccount Bot { get; init; }
    public required IReadOnlyList<ChannelAccount> Members { get; init; }
    public bool IsGroup { get; init; }
    public string? TenantId { get; init; }
    public Activity? Activity { get; init; }
    public System.Text.Json.JsonElement? ChannelData { get; init; }
}

/// <summary>The answer of v3/conversations/{id}/pagedmembers.</summary>
internal sealed record MembersPage
{
    public IReadOnlyList<ChannelAccount>? Members { get; init; }
    public string? ContinuationToken { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NewChannelConversation))]
[JsonSerializable(typeof(MembersPage))]
internal sealed partial class ConnectorJson : JsonSerializerContext;
