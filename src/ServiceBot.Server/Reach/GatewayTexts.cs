using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Customers;
using ServiceBot.Outbound;
using ServiceBot.Turns;

namespace ServiceBot.Server.Reach;

/// <summary>Hands short messages to the company's gateway, signed (<see cref="WebhookSignature"/>); the id tells it which it has had before.</summary>
internal sealed class GatewayTexts(GatewaySettings settings, OutboundHttp http, TimeProvider time) : IReachSender
{
    public string Kind => CustomerReach.Text;

    public async ValueTask<DeliveryOutcome> SendAsync(ReachMessage message, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new GatewayText(message.Id, message.Address, message.Locale.Tag(), message.Text), GatewayJson.Default.GatewayText);
        var request = new OutboundRequest(HttpMethod.Post, settings.Url, TimeSpan.FromSeconds(10), MaxBytes: 16 * 1024)
        {
            Headers = new Dictionary<string, string>
            {
                [WebhookSignature.Header] = WebhookSignature.Sign(body, settings.Secret, time.GetUtcNow()),
                ["Idempotency-Key"] = message.Id,
            },
            Body = body,
        };
        return await http.SendAsync(request, cancellation) switch
        {
            OutboundResult.Replied { Status: >= 200 and < 300 } => new DeliveryOutcome.Sent(),
            OutboundResult.Replied { Status: 408 or 425 or 429 or >= 500 } later => new DeliveryOutcome.Failed($"the gateway answered {later.Status}"),
            OutboundResult.Replied refused => new DeliveryOutcome.Refused($"the gateway answered {refused.Status}; check Reach:Gateway"),
            OutboundResult.Refused refused => new DeliveryOutcome.Refused(refused.Reason),
            OutboundResult.Failed failed => new DeliveryOutcome.Failed(failed.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}

/// <param name="To">Digits with an optional leading +.</param>
internal sealed record GatewayText(string Id, string To, string Language, string Text);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GatewayText))]
internal sealed partial class GatewayJson : JsonSerializerContext;
