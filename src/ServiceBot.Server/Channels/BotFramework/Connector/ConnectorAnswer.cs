using System.Globalization;
using System.Text.Json;
using ServiceBot.Outbound;

namespace ServiceBot.Server.Channels.BotFramework.Connector;

/// <summary>What a connector's answer means (protocol.md §4). Pure.</summary>
internal static class ConnectorAnswer
{
    private const int MostOfMessage = 200;

    // The customer blocked the bot, the app is not installed (any more), the member is gone.
    private static readonly string[] BlockedWords = ["MessageWritesBlocked", "ConversationBlockedByUser", "BotNotInConversationRoster", "BotDisabledByAdmin", "BotUninstalled", "UserBlockedConversation"];

    public static ConnectorResult Of(OutboundResult result, DateTimeOffset now) => result switch
    {
        OutboundResult.Replied { Status: >= 200 and < 300 } done => new ConnectorResult.Done(Id(done.Body.Span), done.Body),
        OutboundResult.Replied { Status: 412 or 429 } later => new ConnectorResult.Later(Sentence(later), After(later.RetryAfter, now)),
        OutboundResult.Replied { Status: 408 or 425 or 500 or 502 or 503 or 504 } unknown => new ConnectorResult.Unknown(Sentence(unknown), After(unknown.RetryAfter, now)),
        // The token may have been taken back before its time; the caller gets a new one.
        OutboundResult.Replied { Status: 401 } unauthorised => new ConnectorResult.Later(Sentence(unauthorised), null),
        OutboundResult.Replied { Status: 403 } forbidden when IsBlocked(forbidden.Body.Span) => new ConnectorResult.Blocked(Sentence(forbidden)),
        OutboundResult.Replied { Status: 404 or 410 } gone => new ConnectorResult.Blocked(Sentence(gone), IsGone: true),
        OutboundResult.Replied refused => new ConnectorResult.Refused(Sentence(refused), refused.Status),
        OutboundResult.Refused refused => new ConnectorResult.Refused(refused.Reason),
        OutboundResult.Failed { NothingSent: true } failed => new ConnectorResult.Later(failed.Reason, null),
        OutboundResult.Failed failed => new ConnectorResult.Unknown(failed.Reason, null),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Retry-After: seconds, or an HTTP date.</summary>
    public static TimeSpan? After(string? header, DateTimeOffset now)
    {
        if (header is null) return null;
        if (double.TryParse(header.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)) return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400));
        if (!DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)) return null;
        return date > now ? date - now : TimeSpan.Zero;
    }

    private static string? Id(ReadOnlySpan<byte> body)
    {
        // {"id":"…"} from a connector, {"conversationId"…,"id":"…"} for a new conversation; some answer 202 with nothing.
        if (body.IsEmpty) return null;
        var reader = new Utf8JsonReader(body);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = reader.ValueTextEquals("id"u8);
                reader.Read();
                if (isId) return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                reader.Skip();
            }

            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsBlocked(ReadOnlySpan<byte> body)
    {
        var text = System.Text.Encoding.UTF8.GetString(body);
        return BlockedWords.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Status, the error's code and its message; the request's own words do not come back in it.</summary>
    private static string Sentence(OutboundResult.Replied reply)
    {
        var status = $"the channel answered {reply.Status.ToString(CultureInfo.InvariantCulture)}";
        try
        {
            using var json = JsonDocument.Parse(reply.Body);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return status;
            var error = json.RootElement.TryGetProperty("error", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : json.RootElement;
            var code = Text(json.RootElement, "subCode") ?? Text(error, "code");
            var message = Text(error, "message");
            return string.Join(": ", new[] { status, code, message is { Length: > MostOfMessage } ? message[..MostOfMessage] : message }.OfType<string>());
        }
        catch (JsonException)
        {
            return status;
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
