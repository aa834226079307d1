using System.Text.Json.Serialization;
using ServiceBot.Dialogs.Subject;

namespace ServiceBot.Dialogs.Complaint;

/// <summary>Where a complaint stands. What is known of it stands in its <see cref="Recovery.ComplaintCase"/>.</summary>
internal sealed record ComplaintState
{
    [JsonPropertyName("c")]
    public required string Case { get; init; }

    [JsonPropertyName("k")]
    public required string Kind { get; init; }

    [JsonPropertyName("n")]
    public string? Subject { get; init; }

    [JsonPropertyName("t")]
    public Step Step { get; init; }

    [JsonPropertyName("s")]
    public SubjectSearch? Search { get; init; }

    /// <summary>Turns spent on the open question without an answer.</summary>
    [JsonPropertyName("m")]
    public int Misses { get; init; }

    /// <summary>The customer was offered a person in this matter and has chosen the bot.</summary>
    [JsonPropertyName("b")]
    public bool KeepsBot { get; init; }

    [JsonPropertyName("r")]
    public int Rejections { get; init; }

    [JsonPropertyName("p")]
    public bool HasPhoto { get; init; }

    /// <summary>The customer has said that the wrong digits are right.</summary>
    [JsonPropertyName("i")]
    public bool IsInsisted { get; init; }

    /// <summary>The customer has been told that the matter is understood.</summary>
    [JsonPropertyName("a")]
    public bool IsAcknowledged { get; init; }

    /// <summary>What the customer expects, as it is told back; empty when it was asked and no measure was named; null before.</summary>
    [JsonPropertyName("w")]
    public string? Wanted { get; init; }
}

/// <summary>Which question is open. The numbers are stored.</summary>
internal enum Step
{
    Begin = 0,
    /// <summary>Which order?</summary>
    Order = 1,
    /// <summary>The last four digits of the phone.</summary>
    Proof = 2,
    Photo = 3,
    /// <summary>Which of several remedies?</summary>
    Choose = 4,
    /// <summary>Is that all right?</summary>
    Settle = 5,
    /// <summary>What is still wrong?</summary>
    Missing = 6,
    /// <summary>The data say delivered: has it come?</summary>
    Received = 7,
    /// <summary>The facts were looked up again when a promise fell due.</summary>
    Again = 8,
    /// <summary>Nothing is open: something told before is asked about.</summary>
    Recall = 9,
    /// <summary>What would be right?</summary>
    Expectation = 10,
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ComplaintState))]
internal sealed partial class ComplaintJson : JsonSerializerContext;
