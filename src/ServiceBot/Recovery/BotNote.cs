using System.Text.Json;

namespace ServiceBot.Recovery;

/// <summary>What the bot notes for the desk: a code with its values, which the desk puts into the words of whoever reads it.</summary>
/// <param name="Code">Stored: never changed, never used for something else. The desk's texts have a sentence for each (desk/texts, <c>botNote</c>).</param>
public sealed record BotNote(string Code, IReadOnlyList<string> Values)
{
    /// <summary>Of the journal.</summary>
    public const string Kind = "bot-note";

    public static BotNote NotDone(string sentence) => new("not-done", [sentence]);

    public static BotNote EmptyPromise(string sentence) => new("empty-promise", [sentence]);

    public static BotNote FurtherApology(string sentence) => new("further-apology", [sentence]);

    /// <summary>A language model worded it otherwise.</summary>
    public static BotNote Reworded(string own) => new("reworded", [own]);

    public static BotNote QualityTicket(string about) => new("quality-ticket", [about]);

    public static BotNote MessageLeft(string text) => new("message-left", [text]);

    public static BotNote CallbackWanted(string phone) => new("callback-wanted", [phone]);

    public static BotNote IncidentUnproven(string incident, IEnumerable<string> subjects) => new("incident-unproven", [incident, string.Join(", ", subjects)]);

    public static BotNote IncidentCompensated(string incident) => new("incident-compensated", [incident]);

    public static BotNote IncidentBudget(string incident, Money amount) => new("incident-budget", [incident, amount.ToString()]);

    public static BotNote MissedUnproven(string subject) => new("missed-unproven", [subject]);

    public static BotNote MovedUnproven(string subject) => new("moved-unproven", [subject]);

    public static BotNote PromiseDoubted(string what) => new("promise-doubted", [what]);

    public static BotNote NotSolved { get; } = new("not-solved", []);

    public static BotNote RemedyRefused(RemedyKind kind, string id, string why) => new("remedy-refused", [Name(kind), id, why]);

    public static BotNote RemedyUnknown(RemedyKind kind, string id, string why) => new("remedy-unknown", [Name(kind), id, why]);

    /// <summary>What was written to the customer's own address did not arrive, and is not tried again by itself.</summary>
    public static BotNote Unreached(string address, string why) => new("unreached", [address, why]);

    public string Json() => JsonSerializer.Serialize(this, RecoveryJson.Default.BotNote);

    /// <summary>Null for what another version of this program has written otherwise.</summary>
    public static BotNote? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RecoveryJson.Default.BotNote) is { Code.Length: > 0, Values: not null } note ? note : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Name(RemedyKind kind) => kind.ToString().ToLowerInvariant();
}
