namespace ServiceBot.Facts;

/// <summary>A feed of what happens to many at once (weather warnings, outages, strikes): a section below <c>Feeds</c>, checked. docs/operations.md shows an example.</summary>
public sealed record FeedSettings
{
    /// <summary>The section's name, lower case: the beginning of its incidents' ids.</summary>
    public required string Name { get; init; }

    public required string Url { get; init; }
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Where the array is in the answer.</summary>
    public JsonPath Items { get; init; } = JsonPath.Root;

    /// <summary>Of one item, from here on.</summary>
    public required JsonPath Id { get; init; }

    /// <summary>A cause of the pack that all of it is; null where <see cref="KindAt"/> says it.</summary>
    public string? Kind { get; init; }

    public JsonPath? KindAt { get; init; }

    /// <summary>The feed's word → a cause of the pack. A word that is not here is no cause of ours.</summary>
    public IReadOnlyDictionary<string, string> Kinds { get; init; } = Empty;

    /// <summary>Null: what it reports is so everywhere.</summary>
    public JsonPath? Area { get; init; }

    /// <summary>The feed's word for a place → the gazetteer's; one that is not here is taken as it is.</summary>
    public IReadOnlyDictionary<string, string> Areas { get; init; } = Empty;

    /// <summary>An item that does not say since when explains nothing.</summary>
    public required JsonPath From { get; init; }

    public JsonPath? Until { get; init; }

    /// <summary>Its own words for the cause; told in the languages whose script they are in.</summary>
    public JsonPath? Cause { get; init; }

    /// <summary>Only items with one of <see cref="OnlyWords"/> there; null: all.</summary>
    public JsonPath? Only { get; init; }

    public IReadOnlySet<string> OnlyWords { get; init; } = new HashSet<string>();

    /// <summary>Customers whom it affects are told before they ask.</summary>
    public bool Tell { get; init; }

    /// <summary>Whom it affects, besides its area: conditions on the company's orders.</summary>
    public IReadOnlyList<string> Where { get; init; } = [];

    /// <summary>Of the whole answer: as of when its data are; null: when it was read.</summary>
    public JsonPath? AsOf { get; init; }

    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Data older than this are no evidence any more.</summary>
    public TimeSpan StaleFor { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>For one reading, both tries together.</summary>
    internal TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(3);

    internal int MaxBytes { get; init; } = 1024 * 1024;

    private static readonly IReadOnlyDictionary<string, string> Empty = new Dictionary<string, string>();
}
