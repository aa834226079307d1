using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Recovery;

/// <summary>Something the company's own data show before the customer has said a word; it reaches the conversation's inbox as an internal event, and the bot speaks first.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(StandardMissed), "standard-missed")]
[JsonDerivedType(typeof(TimeMoved), "time-moved")]
[JsonDerivedType(typeof(IncidentTold), "incident")]
public abstract record CompanyNews
{
    /// <summary>Kind of the internal event.</summary>
    public const string Kind = "company-news";

    private CompanyNews() { }

    /// <param name="Standard">Of the pack.</param>
    /// <param name="Due">When it should have been done.</param>
    public sealed record StandardMissed(string Standard, string SubjectId, DateTimeOffset Due) : CompanyNews;

    /// <param name="Was">The time that was promised, and is not over yet.</param>
    /// <param name="Due">The later one that the company's data name now.</param>
    public sealed record TimeMoved(string Standard, string SubjectId, DateTimeOffset Was, DateTimeOffset Due) : CompanyNews;

    /// <param name="Subjects">Numbers of theirs that it affects.</param>
    /// <param name="IsNews">They have not been told of it.</param>
    /// <param name="Coupon">Approved for everybody; null: none.</param>
    public sealed record IncidentTold(string Incident, IReadOnlyList<string> Subjects, bool IsNews, Money? Coupon) : CompanyNews;

    public string Json() => JsonSerializer.Serialize(this, RecoveryJson.Default.CompanyNews);

    /// <summary>Null for what this program does not know: an event of a later one.</summary>
    public static CompanyNews? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RecoveryJson.Default.CompanyNews);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
