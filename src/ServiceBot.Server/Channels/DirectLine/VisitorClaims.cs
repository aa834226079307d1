using System.Text.Json.Serialization;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>What one of our tokens is for. One use is never believed for another.</summary>
internal static class TokenUse
{
    /// <summary>Opens its conversation for everything a customer may do.</summary>
    public const string Conversation = "conversation";

    /// <summary>Kept by the page; gets a new conversation token for the same conversation.</summary>
    public const string Resume = "resume";
}

/// <summary>Claims of our tokens. A conversation is opened from them when it is first used, so a token that nobody uses costs no row.</summary>
internal sealed record VisitorClaims
{
    public required string Use { get; init; }

    [JsonPropertyName("conv")]
    public required string Conversation { get; init; }

    /// <summary>Seconds since 1970, as JSON web tokens have it.</summary>
    [JsonPropertyName("exp")]
    public required long Expires { get; init; }

    public string? Site { get; init; }

    /// <summary>Overwrites from.id of every activity. Official clients read it under this name.</summary>
    public string? User { get; init; }

    public string? Name { get; init; }

    /// <summary>Pages that may use the token; null: any.</summary>
    public IReadOnlyList<string>? Origins { get; init; }

    /// <summary>Given to a stranger by a public endpoint: the limits apply.</summary>
    [JsonPropertyName("pub")]
    public bool IsPublic { get; init; }

    public string? Locale { get; init; }

    /// <summary>Set when the host page has signed the customer in.</summary>
    [JsonPropertyName("cust")]
    public SignedInCustomer? Customer { get; init; }
}

/// <summary>A customer as the host page vouches for them.</summary>
/// <param name="Id">As the order system knows them.</param>
internal sealed record SignedInCustomer(string Id, string? Name, string? Tier, DateOnly? Since, int? Orders);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(VisitorClaims))]
internal sealed partial class ClaimsJson : JsonSerializerContext;
