using System.Text.Json;

namespace ServiceBot.Server.Evaluation.Dialogues;

/// <param name="Text">Null where a data set gives words as numbers only.</param>
/// <param name="Words">Numbers of the words; empty where there is text.</param>
/// <param name="Label">Null: not known, and not scored.</param>
internal sealed record DialogueTurn(bool IsCustomer, string? Text, int[] Words, string? Label);

/// <param name="Overall">How content the customer is at the end; null when nobody says.</param>
internal sealed record Dialogue(IReadOnlyList<DialogueTurn> Turns, string? Overall)
{
    public const string Dissatisfied = "dissatisfied";

    private const string Neutral = "neutral";
    private const string Satisfied = "satisfied";

    /// <summary>Dialogues whose customers' turns say how content they are: as a word (`sat`), or as raters' scores, 3 being neither.</summary>
    /// <exception cref="SettingException">A file or a line cannot be used.</exception>
    public static List<Dialogue> WithSatisfaction(IEnumerable<string> files) =>
        Read(files, turn => turn.TryGetProperty("sat", out var sat) ? Content(sat) : turn.TryGetProperty("scores", out var scores) ? Content(scores) : null);

    /// <summary>Dialogues whose turns say whether a person should take over: `handoff`, 0 or 1.</summary>
    /// <exception cref="SettingException">A file or a line cannot be used.</exception>
    public static List<Dialogue> WithHandoff(IEnumerable<string> files) =>
        Read(files, turn => turn.TryGetProperty("handoff", out var handoff) ? handoff.ValueKind switch { JsonValueKind.Number => handoff.GetDouble() > 0 ? "1" : "0", JsonValueKind.True => "1", JsonValueKind.False => "0", _ => null } : null);

    private static List<Dialogue> Read(IEnumerable<string> files, Func<JsonElement, string?> label)
    {
        var dialogues = new List<Dialogue>();
        foreach (var (where, row) in JsonLines.Read(files))
        {
            if (!row.TryGetProperty("turns", out var turns) || turns.ValueKind != JsonValueKind.Array) throw new SettingException($"{where} has no \"turns\"; a dialogue is one line with a list of them.");
            dialogues.Add(new Dialogue([.. turns.EnumerateArray().SelectMany(turn => OneOrTwo(turn, label(turn), where))], row.TryGetProperty("overall", out var overall) ? Content(overall) : null));
        }

        return dialogues;
    }

    // One of a side each, or the customer's with the answer to it.
    private static IEnumerable<DialogueTurn> OneOrTwo(JsonElement turn, string? label, string where)
    {
        if (turn.TryGetProperty("user", out var user))
        {
            yield return new DialogueTurn(true, user.GetString() ?? "", [], label);
            if (turn.TryGetProperty("system", out var system) && system.GetString() is { Length: > 0 } answer) yield return new DialogueTurn(false, answer, [], null);
            yield break;
        }

        if (!turn.TryGetProperty("role", out var role)) throw new SettingException($"{where} has a turn without \"role\"; write customer or server, and \"text\" or \"tokens\".");
        var isCustomer = role.GetString() is "customer" or "user";
        if (turn.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String) yield return new DialogueTurn(isCustomer, text.GetString(), [], label);
        else if (turn.TryGetProperty("tokens", out var tokens)) yield return new DialogueTurn(isCustomer, null, [.. tokens.EnumerateArray().Select(t => t.GetInt32())], label);
        else throw new SettingException($"{where} has a turn with neither \"text\" nor \"tokens\".");
    }

    private static string? Content(JsonElement said) => said.ValueKind switch
    {
        JsonValueKind.String => said.GetString(),
        JsonValueKind.Number => Content(said.GetDouble()),
        JsonValueKind.Array when said.GetArrayLength() > 0 => Content(said.EnumerateArray().Average(s => s.GetDouble())),
        _ => null,
    };

    private static string Content(double score) => score < 3 ? Dissatisfied : score > 3 ? Satisfied : Neutral;
}
