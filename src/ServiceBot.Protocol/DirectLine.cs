using System.Text.Json.Serialization;

namespace ServiceBot.Protocol;

/// <summary>What a client reads from the stream or a poll. The watermark is opaque to it.</summary>
public sealed record ActivitySet
{
    public required IReadOnlyList<Activity> Activities { get; init; }
    public string? Watermark { get; init; }
}

/// <summary>Answer to a started or resumed conversation and to a new token.</summary>
public sealed record DirectLineConversation
{
    public required string ConversationId { get; init; }
    public string? Token { get; init; }

    /// <summary>Seconds.</summary>
    [JsonPropertyName("expires_in")]
    public int? ExpiresIn { get; init; }

    /// <summary>To be opened within 60 s, once.</summary>
    public string? StreamUrl { get; init; }
}

/// <summary>Body of tokens/generate and of a started conversation; every field may be absent.</summary>
public sealed record TokenParameters
{
    public ChannelAccount? User { get; init; }
    public IReadOnlyList<string>? TrustedOrigins { get; init; }

    /// <summary>BCP 47; sent by clients that start a conversation.</summary>
    public string? Locale { get; init; }
}

public sealed record ResourceResponse(string Id);

/// <summary>Body of every refusal.</summary>
public sealed record ErrorResponse(ErrorBody Error)
{
    public static ErrorResponse Of(string code, string message) => new(new ErrorBody(code, message));
}

public sealed record ErrorBody(string Code, string Message);

/// <summary>Answer to an activity whose deliveryMode is expectReplies.</summary>
public sealed record ExpectedReplies
{
    public required IReadOnlyList<Activity> Activities { get; init; }
}
