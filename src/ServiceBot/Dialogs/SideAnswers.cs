namespace ServiceBot.Dialogs;

/// <summary>
/// A press of a card that had questions beside its buttons: "score:4;outcome=yes,treatment=no". The semicolon says that they were seen, also where none was answered. Pure.
/// </summary>
public static class SideAnswers
{
    private const char Seen = ';';

    /// <param name="choice">The button's own value.</param>
    public static string Write(string choice, IEnumerable<(string Id, string Value)> answers) => $"{choice}{Seen}{string.Join(',', answers.Select(answer => $"{answer.Id}={answer.Value}"))}";

    /// <summary>The button's own value.</summary>
    public static string ChoiceOf(string pressed) => pressed.IndexOf(Seen, StringComparison.Ordinal) is var end && end >= 0 ? pressed[..end] : pressed;

    /// <returns>Null when there was nothing beside the button.</returns>
    public static IReadOnlyDictionary<string, string>? Read(string pressed)
    {
        var begin = pressed.IndexOf(Seen, StringComparison.Ordinal);
        if (begin < 0) return null;
        Dictionary<string, string> answers = [];
        foreach (var part in pressed[(begin + 1)..].Split(','))
            if (part.Split('=') is [{ Length: > 0 } id, { Length: > 0 } value]) answers[id] = value;
        return answers;
    }
}
