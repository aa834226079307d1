using System.Text.Json;
using ServiceBot.Recovery;

namespace ServiceBot.Remedies;

/// <summary>How far a remedy is. Done and refused are final; unknown may still become either.</summary>
public enum RemedyStatus
{
    /// <summary>Decided and committed; it has not left yet.</summary>
    Ordered,
    /// <summary>Taken on by a system or by people; the result is awaited.</summary>
    Arranging,
    Done,
    Refused,
    /// <summary>Given up: nobody knows whether it was done.</summary>
    Unknown,
}

/// <summary>What became of a remedy, as it comes into its conversation's inbox (decisions.md 29).</summary>
/// <param name="Status">Done, refused or unknown.</param>
/// <param name="Reference">The company's own; the customer may be told.</param>
/// <param name="Why">For the desk only.</param>
public sealed record RemedyNews(string Id, CaseId Case, RemedyKind Kind, RemedyStatus Status, Money? Amount, string? What, string? Reference, string? Why)
{
    /// <summary>Kind of the internal event, and of the clock that asks when no result has come for too long.</summary>
    public const string Event = "remedy-result";

    public string ToJson() => JsonSerializer.Serialize(this, RemedyWire.Default.RemedyNews);

    /// <summary>Null for what an older or newer program has written otherwise.</summary>
    public static RemedyNews? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RemedyWire.Default.RemedyNews);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The case with what is known now; the same news twice changes nothing.</summary>
    public ComplaintCase On(ComplaintCase matter) => Status switch
    {
        RemedyStatus.Done when !matter.Done.Contains(Kind) => matter with { Done = [.. matter.Done, Kind], Stuck = [.. matter.Stuck.Where(k => k != Kind)] },
        RemedyStatus.Refused or RemedyStatus.Unknown when !matter.Stuck.Contains(Kind) && !matter.Done.Contains(Kind) => matter with { Stuck = [.. matter.Stuck, Kind] },
        _ => matter,
    };

    /// <summary>The promise that was made about this remedy, if one was.</summary>
    public bool IsPromisedBy(Promise promise) => promise.Case == Case && promise.What == $"{Kind.ToString().ToLowerInvariant()}-arranged";

    /// <summary>The promise as it stands with this news: kept by a result; without one a person takes the matter over.</summary>
    public Promise On(Promise promise) => promise with { Status = Status == RemedyStatus.Done ? PromiseStatus.Kept : PromiseStatus.Dropped };
}
