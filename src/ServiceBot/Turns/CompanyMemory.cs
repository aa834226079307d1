using System.Text.Json.Serialization;
using ServiceBot.Dialogs;

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

    /// <param name="answer"><see cref="Hash"/> of it.</param>
    public bool HasAnswered(string answer) => Answers is not null && Answers.Split(',').Contains(answer);

    /// <inheritdoc cref="HasAnswered"/>
    public CompanyMemory Answered(string answer) =>
        this with { Answers = Answers is null ? answer : string.Join(',', [.. Answers.Split(',').TakeLast(MostAnswers - 1), answer]) };

    /// <summary>Of a whole answer, however it is parted into bubbles. FNV-1a: the same on every node and in every version.</summary>
    public static string Hash(IReadOnlyList<Bubble> answer)
    {
        var hash = 2166136261u;
        for (var i = 0; i < answer.Count; i++)
            foreach (var c in answer[i].Text)
                if (!char.IsWhiteSpace(c)) hash = unchecked((hash ^ c) * 16777619);
        return hash.ToString("x", System.Globalization.CultureInfo.InvariantCulture);
    }
}
