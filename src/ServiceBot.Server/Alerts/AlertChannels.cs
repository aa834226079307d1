using System.Text;
using ServiceBot.Outbound;
using ServiceBot.Turns;

namespace ServiceBot.Server.Alerts;

/// <summary>Posts each alert as JSON to the operator's webhook (`Alerts:Url`); a receiver tells repeats by the header `X-ServiceBot-Delivery`.</summary>
internal sealed class WebhookAlerts(Uri url, OutboundHttp http) : IChannel
{
    public string Name => "alerts";

    public async ValueTask<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellation)
    {
        var request = new OutboundRequest(HttpMethod.Post, url.ToString(), TimeSpan.FromSeconds(5), MaxBytes: 16 * 1024)
        {
            Headers = new Dictionary<string, string> { ["X-ServiceBot-Delivery"] = delivery.Id },
            Body = Encoding.UTF8.GetBytes(delivery.Payload),
        };
        return await http.SendAsync(request, cancellation) switch
        {
            OutboundResult.Replied { Status: >= 200 and < 300 } => new DeliveryOutcome.Sent(),
            OutboundResult.Replied { Status: 408 or 425 or 429 or >= 500 } later => new DeliveryOutcome.Failed($"the webhook answered {later.Status}"),
            OutboundResult.Replied refused => new DeliveryOutcome.Refused($"the webhook answered {refused.Status}; check Alerts:Url"),
            OutboundResult.Refused refused => new DeliveryOutcome.Refused(refused.Reason),
            OutboundResult.Failed failed => new DeliveryOutcome.Failed(failed.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}

/// <summary>Where no webhook is configured an alert is a line in the log.</summary>
internal sealed partial class LoggedAlerts(ILogger<LoggedAlerts> log) : IChannel
{
    public string Name => "alerts";

    public ValueTask<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellation)
    {
        Log.Raised(log, delivery.Payload);
        return ValueTask.FromResult<DeliveryOutcome>(new DeliveryOutcome.Sent());
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Alert: {Alert}")]
        public static partial void Raised(ILogger logger, string alert);
    }
}
