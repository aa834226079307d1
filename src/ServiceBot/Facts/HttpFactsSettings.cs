namespace ServiceBot.Facts;

/// <summary>How one kind of subject is asked for at a company's system: the section <c>Facts:Order</c>, checked. docs/operations.md shows an example.</summary>
public sealed record HttpFactsSettings
{
    /// <summary>"order": the pack's subject kind, lower case.</summary>
    public required string Kind { get; init; }

    /// <summary>With {id}.</summary>
    public required UrlTemplate Url { get; init; }

    /// <summary>With {customer}; null when the system cannot list.</summary>
    public required UrlTemplate? ListUrl { get; init; }

    /// <summary>For a whole page of subjects; null when the system cannot be searched.</summary>
    public SearchTemplate? SearchUrl { get; init; }

    /// <summary>Set where all of them are gone through from time to time, by <see cref="SearchUrl"/>.</summary>
    public OrderWatch? Watch { get; init; }

    /// <summary>Where an answer to <see cref="SearchUrl"/> says what the next page's {cursor} is; nothing there: it was the last.</summary>
    public JsonPath? Next { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Where the subject is in the answer to <see cref="Url"/>.</summary>
    public JsonPath Item { get; init; } = JsonPath.Root;

    /// <summary>Where the array is in the answer to <see cref="ListUrl"/>.</summary>
    public JsonPath Items { get; init; } = JsonPath.Root;

    /// <summary>Of the subject itself, from here on. An answer about another id is no answer.</summary>
    public required JsonPath Id { get; init; }

    public JsonPath? Owner { get; init; }
    public JsonPath? AsOf { get; init; }

    /// <summary>Fact name → where it is.</summary>
    public required IReadOnlyDictionary<string, JsonPath> Fields { get; init; }

    /// <summary>Fact name → the system's word → our word.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Values { get; init; }

    /// <summary>Fact names whose amounts come in cents.</summary>
    public required IReadOnlySet<string> MinorUnits { get; init; }

    public NotFoundMark? NotFound { get; init; }

    /// <summary>For times that the system writes without an offset.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>A copy of this age is as good as the answer.</summary>
    public TimeSpan FreshFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A copy of this age is told with its age while the system does not answer.</summary>
    public TimeSpan StaleFor { get; init; } = TimeSpan.FromHours(6);

    /// <summary>For everything, retries included: a customer waits for it.</summary>
    internal TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Of an answer's body, in bytes.</summary>
    internal int MaxBytes { get; init; } = 256 * 1024;
}

/// <summary>How a system that answers 200 says that there is no such subject.</summary>
/// <param name="Value">Null: anything but null and false at <paramref name="Path"/> says so.</param>
public sealed record NotFoundMark(JsonPath Path, string? Value);
