using System.Text.Json.Serialization;

namespace ServiceBot.Turns;

/// <summary>What a conversation remembers of the company's side, to notice repetition and waiting: hashes and numbers, never texts.</summary>
internal sealed record CompanyMemory
{
    private const int MostAnswers = 3;

    public static CompanyMemory None { get; } = new();

    /// <summary>Hashes of the bot's last whole answers, newest last, with commas.</summary>
    [JsonPropertyName("a")]
    public string? Answers { get; init; }

    /// <summary>When the customer wrote what a person has not answered yet, in milliseconds; negative once the wait was felt.</summary>
    [JsonPropertyName("u")]
    public long Unanswered { get; init; }

    /// <summary>The owner's epoch whose person has already spoken.</summary>
    [JsonPropertyName("p")]
    public long SpokenEpoch { get; init; }

    public bool HasAnswered(string text) => Answers is not null && Answers.Split(',').Contains(Hash(text));

    public CompanyMemory Answered(string text)
    {
        string[] kept = [.. (Answers?.Split(',') ?? []).TakeLast(MostAnswers - 1), Hash(text)];
        return this with { Answers = string.Join(',', kept) };
    }

    // FNV-1a: the same on every node and in every version.
    private static string Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
            if (!char.IsWhiteSpace(c)) hash = unchecked((hash ^ c) * 16777619);
        return hash.ToString("x", System.Globalization.CultureInfo.InvariantCulture);
    }
}
