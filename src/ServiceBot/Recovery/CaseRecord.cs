using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Facts;
using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>Who says that it failed, the customer or our data.</summary>
public enum Witness
{
    /// <summary>The customer's word; our data can say nothing of it.</summary>
    Customer,
    /// <summary>Our data; the customer has not complained.</summary>
    Data,
    Both,
    /// <summary>Our data say otherwise: delivered in time, not late yet.</summary>
    Contradicted,
}

/// <summary>How sure it is whose doing it was.</summary>
public enum Confidence
{
    /// <summary>Nobody knows yet.</summary>
    None,
    /// <summary>By rule: goods break in the company's care, whoever it was.</summary>
    Assumed,
    /// <summary>An incident was where the subject is, at the time.</summary>
    Likely,
    /// <summary>The company's system says it of the subject itself.</summary>
    Certain,
}

public enum Recurrence
{
    First,
    /// <summary>The customer says so; we know of none.</summary>
    Said,
    /// <summary>Something else failed this customer within a year.</summary>
    Other,
    /// <summary>The same kind failed this customer within a year.</summary>
    Similar,
}

/// <summary>Which expectation was missed (handbook S2): an unmet basic one weighs most, an emotional one asks for attention.</summary>
public enum ExpectationTier
{
    Basic,
    Standard,
    /// <summary>More than we promise: heard from others, read in our publicity, known from better days.</summary>
    Raised,
    Emotional,
}

/// <summary>What the customer has lost.</summary>
/// <param name="Resource">time, money, product, respect: what the kind says is lost first.</param>
/// <param name="Money">What was paid for what failed; null when the data do not say.</param>
/// <param name="Late">By how much the promised time was missed.</param>
public sealed record CaseLoss(string Resource, Money? Money, TimeSpan? Late);

/// <summary>A short phrase of what customer, data or rules say ("customer: …", "order status=in-transit"), and as of when.</summary>
[JsonConverter(typeof(CaseEvidenceJson))]
public readonly record struct CaseEvidence(string Text, DateTimeOffset? At)
{
    public const string OfCustomer = "customer: ";

    public bool IsCustomers => Text.StartsWith(OfCustomer, StringComparison.Ordinal);

    /// <summary>"order status" of "order status=in-transit": a newer line about the same takes its place.</summary>
    internal ReadOnlySpan<char> About => IsCustomers || Text.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var end) ? Text : Text.AsSpan(0, end);

    public override string ToString() => Text;
}

/// <summary>Something that was done about a case, when.</summary>
/// <param name="Remedies">What was offered, given or prepared; null for steps without.</param>
public sealed record CaseEvent(DateTimeOffset At, CaseStep What, IReadOnlyList<RemedyBundle>? Remedies = null);

public enum CaseStep
{
    Apologised,
    Offered,
    /// <summary>What was offered is no longer: turned down, or another was taken.</summary>
    Withdrawn,
    Given,
    Prepared,
    Closed,
    Reopened,
}

/// <summary>What has become known of a failure: the case is filled from it before anything is asked.</summary>
/// <param name="Late">By how much the promised time is missed; negative before it; null when none was promised.</param>
/// <param name="IsConfirmed">The company's data show the failure.</param>
/// <param name="IsContradicted">They show the contrary.</param>
/// <param name="History">Null where it was not looked up.</param>
/// <param name="State">The subject's, as the customer is told it now; null without a subject.</param>
public sealed record CaseFacts(ComplaintKind Kind, Fact? Fact, TimeSpan? Late, bool IsConfirmed, bool IsContradicted, CauseFinding Finding, CustomerHistory? History, int Severity, string? State, string Currency, DateTimeOffset Now)
{
    /// <summary>Which facts say what was paid and what the goods are worth.</summary>
    public PriceFacts Prices { get; init; } = PriceFacts.OfParcels;
}

/// <summary>Rows of earlier versions hold plain strings.</summary>
internal sealed class CaseEvidenceJson : JsonConverter<CaseEvidence>
{
    public override CaseEvidence Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return new CaseEvidence(reader.GetString()!, null);
        if (reader.TokenType != JsonTokenType.StartArray || !reader.Read()) throw new JsonException("Evidence is a text, or a text and its time.");
        var text = reader.GetString() ?? "";
        reader.Read();
        var at = DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64());
        reader.Read();
        return new CaseEvidence(text, at);
    }

    public override void Write(Utf8JsonWriter writer, CaseEvidence value, JsonSerializerOptions options)
    {
        if (value.At is not { } at)
        {
            writer.WriteStringValue(value.Text);
            return;
        }

        writer.WriteStartArray();
        writer.WriteStringValue(value.Text);
        writer.WriteNumberValue(at.ToUnixTimeSeconds());
        writer.WriteEndArray();
    }
}
