using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Facts;

namespace ServiceBot.Recovery;

/// <summary>Something that happened to many, as a person has announced it or a feed reports it.</summary>
public sealed record AnnouncedIncident
{
    private readonly IReadOnlyList<string> where = [];

    public required string Id { get; init; }
    public required string Site { get; init; }

    /// <summary>A cause of the pack: weather, sorting…</summary>
    public required string Kind { get; init; }

    public string? Area { get; init; }

    /// <summary>Conditions on the orders it affects, as <see cref="FactCondition"/> reads them; left out, none.</summary>
    public IReadOnlyList<string> Where { get => where; init => where = value ?? []; }

    /// <summary>What the customers are told as the reason.</summary>
    public required LocalizedText Cause { get; init; }

    /// <summary>What they are told besides, in the company's own words; null: nothing.</summary>
    public LocalizedText? Words { get; init; }

    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? Until { get; init; }

    /// <summary>Affected customers are told before they ask.</summary>
    public bool Tell { get; init; }

    /// <summary>A coupon for every affected customer, once somebody has approved it.</summary>
    public Money? Coupon { get; init; }

    public string? ApprovedBy { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The feed that reports it; null for what a person has announced.</summary>
    public string? Feed { get; init; }

    /// <summary>It ended because its feed says so, or says nothing any more: it goes on when the feed does.</summary>
    public bool IsEndedByFeed { get; init; }

    [JsonIgnore]
    public IReadOnlyList<FactCondition> Conditions => [.. Where.Select(FactCondition.Parse).OfType<FactCondition>()];

    [JsonIgnore]
    public FactFilter Filter => new(Area, Conditions);

    /// <summary>As the rule that finds causes knows it.</summary>
    public Incident AsCause() => new(Id, Kind, Area, Cause, From, EndedAt is { } ended && !(Until < ended) ? ended : Until) { Where = Conditions, Words = Words };

    public string Json() => JsonSerializer.Serialize(this, IncidentJson.Default.AnnouncedIncident);

    public static AnnouncedIncident Read(string json) => JsonSerializer.Deserialize(json, IncidentJson.Default.AnnouncedIncident)!;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AnnouncedIncident))]
public sealed partial class IncidentJson : JsonSerializerContext;
