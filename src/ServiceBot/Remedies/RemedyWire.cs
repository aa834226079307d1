using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ServiceBot.Remedies;

/// <summary>What the company's system is sent (docs/operations.md, "Remedies").</summary>
/// <param name="Amount">Minor units, with <paramref name="Currency"/>.</param>
internal sealed record RemedyCall(
    string Id, string Key, string Kind, long? Amount, string? Currency, string? What, string? Subject, string? Customer, string Site, string Case,
    string? Code, DateTimeOffset? ExpiresAt, DateTimeOffset OrderedAt, TermsCall? Terms)
{
    public static RemedyCall Of(RemedyRequest request) => new(
        request.Id, request.Key, request.Kind.ToString().ToLowerInvariant(), request.Amount?.MinorUnits, request.Amount?.Currency, request.What, request.Subject,
        request.Customer, request.Site, request.Case.Value, request.Code, request.ExpiresAt, request.OrderedAt, request.Terms is { } terms ? new TermsCall(terms.GoodFor, terms.NotWith, terms.Minimum?.MinorUnits) : null);
}

/// <summary>What a coupon is good for; left out where that is anything.</summary>
/// <param name="Minimum">Minor units of the coupon's currency; left out where any amount will do.</param>
internal sealed record TermsCall(IReadOnlyList<string> GoodFor, IReadOnlyList<string> NotWith, long? Minimum);

/// <summary>What it answers, and what it may send later by itself: <c>{"id":"rm_…","status":"done","reference":"R-17"}</c>.</summary>
/// <param name="Status">done, accepted, refused.</param>
/// <param name="Id">Of the remedy; in an answer it may be left out.</param>
public sealed record RemedyReply(string? Status, string? Id = null, string? Key = null, string? Reference = null, string? Reason = null)
{
    public static JsonTypeInfo<RemedyReply> Json => RemedyWire.Default.RemedyReply;

    /// <summary>Null for what is no such object.</summary>
    public static RemedyReply? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RemedyWire.Default.RemedyReply);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal bool IsAbout(RemedyRequest request) => (Id ?? request.Id) == request.Id && (Key ?? request.Key) == request.Key;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 8, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RemedyCall))]
[JsonSerializable(typeof(RemedyReply))]
[JsonSerializable(typeof(RemedyNews))]
internal sealed partial class RemedyWire : JsonSerializerContext;
