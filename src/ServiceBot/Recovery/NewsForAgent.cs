using System.Text.Json;

namespace ServiceBot.Recovery;

/// <summary>What the company's data showed while an agent had the conversation: the bot was silent, the agent reads it at the desk.</summary>
/// <param name="About">The standard that was missed or the cause of the incident, in words; null when neither is known any more.</param>
public sealed record NewsForAgent(CompanyNews News, LocalizedText? About)
{
    /// <summary>Of the journal.</summary>
    public const string Kind = "news-for-agent";

    public string Json() => JsonSerializer.Serialize(this, RecoveryJson.Default.NewsForAgent);

    /// <summary>Null for what another version of this program has written otherwise.</summary>
    public static NewsForAgent? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RecoveryJson.Default.NewsForAgent);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
