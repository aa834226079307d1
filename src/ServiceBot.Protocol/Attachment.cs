using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Protocol;

/// <summary>A card (<see cref="Content"/>) or a file (<see cref="ContentUrl"/>), never both (A7100).</summary>
public sealed record Attachment
{
    public string? ContentType { get; init; }
    public string? ContentUrl { get; init; }

    [JsonIgnore]
    public JsonElement? Content
    {
        get => Written?.Element;
        init => Written = value is { } content ? new WrittenJson(content) : null;
    }

    /// <summary><see cref="Content"/> as it is written.</summary>
    [JsonPropertyName("content")]
    public WrittenJson? Written { get; init; }

    public string? Name { get; init; }
    public string? ThumbnailUrl { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
