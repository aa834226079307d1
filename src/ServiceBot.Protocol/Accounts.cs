using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Protocol;

/// <summary>A person or a program within a channel.</summary>
public sealed record ChannelAccount
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? AadObjectId { get; init; }

    /// <summary>For transcripts; on the wire it is ignored (A7511).</summary>
    public string? Role { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>A conversation within a channel.</summary>
public sealed record ConversationAccount
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public bool? IsGroup { get; init; }
    public string? ConversationType { get; init; }
    public string? TenantId { get; init; }
    public string? AadObjectId { get; init; }
    public string? Role { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>
/// How to reach a conversation again. <see cref="ServiceUrl"/> is worth nothing unless a token proved it when it was stored (A7560).
/// </summary>
public sealed record ConversationReference
{
    public string? ChannelId { get; init; }
    public string? ActivityId { get; init; }
    public ConversationAccount? Conversation { get; init; }
    public ChannelAccount? User { get; init; }
    public ChannelAccount? Bot { get; init; }
    public string? ServiceUrl { get; init; }
    public string? Locale { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
