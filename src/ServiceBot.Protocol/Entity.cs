using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Protocol;

/// <summary>Metadata about an activity; one whose type is not understood is ignored (A2104). Its other fields are in <see cref="UnknownFields"/>.</summary>
public sealed record Entity
{
    public string? Type { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

public sealed record MessageReaction
{
    public string? Type { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>A passage of the activity named by replyToId; ignored where it does not occur (A7720).</summary>
public sealed record TextHighlight
{
    public string? Text { get; init; }
    public int? Occurrence { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>A programmatic reading of the customer's wish; ignored when it is not understood (A3133).</summary>
public sealed record SemanticAction
{
    public string? Id { get; init; }

    /// <summary>start, continue or done.</summary>
    public string? State { get; init; }

    /// <summary>By entity name, and $instance.</summary>
    public JsonElement? Entities { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
