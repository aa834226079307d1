using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Server.Chat;

/// <summary>One JSON object a file, a line each: the transcript with the whole reading of each turn, and each expectation with its outcome.</summary>
internal static class ChatJson
{
    public static string Of(ChatResult result) => JsonSerializer.Serialize(new ChatFileJson(
        result.Script.File,
        result.Script.Title,
        [.. result.Steps.OfType<ChatStep.Turn>().Select(t => new ChatTurnJson(t.Line.Number, t.Line.Text, t.Said, Reading(t.Reading)))],
        [.. result.Steps.OfType<ChatStep.Checked>().Select(c => new ChatCheckJson(c.Line.Number, c.Line.Text, c.Outcome.Holds, c.Outcome.Actual))],
        result.Passed,
        result.Failed,
        null), ChatJsonContext.Plain.ChatFileJson);

    public static string Of(string file, IReadOnlyList<ChatProblem> problems) =>
        JsonSerializer.Serialize(new ChatFileJson(file, null, [], [], 0, 0, [.. problems.Select(p => new ChatProblemJson(p.Line, p.Reason))]), ChatJsonContext.Plain.ChatFileJson);

    private static ChatReadingJson Reading(ChatReading r) => new(
        r.Bubbles, r.Buttons, r.Intents.Count == 0 ? ["unknown"] : r.Intents, r.Language, r.Emotion, r.Intensity, r.Target, r.Flags,
        Math.Round(r.Tolerance, 2), r.Zone, [.. r.Reasons.Select(x => new ChatReasonJson(x.Code, Math.Round(x.Delta, 2)))],
        r.Owner, r.Handoff ?? "none", r.Status, r.Place, r.Cause, r.Attribution, r.Severity, r.Root,
        [.. r.Remedies.Select(x => x.ToString())], [.. r.Offered.Select(x => x.ToString())], r.Apologies, r.Coupons, r.Cases,
        [.. r.Ledger.Select(x => x.ToString())], new ChatPromisesJson(r.Promises.Open, r.Promises.Kept, r.Promises.Broken), r.Asked ?? "none");
}

internal sealed record ChatFileJson(string File, string? Title, IReadOnlyList<ChatTurnJson> Turns, IReadOnlyList<ChatCheckJson> Expectations, int Passed, int Failed, IReadOnlyList<ChatProblemJson>? Problems);

internal sealed record ChatTurnJson(int Line, string Text, IReadOnlyList<Utterance> Transcript, ChatReadingJson Reading);

internal sealed record ChatCheckJson(int Line, string Text, bool Holds, string Actual);

internal sealed record ChatProblemJson(int Line, string Reason);

internal sealed record ChatReasonJson(string Code, double Delta);

internal sealed record ChatPromisesJson(int Open, int Kept, int Broken);

internal sealed record ChatReadingJson(
    IReadOnlyList<string> Bubbles, IReadOnlyList<string> Buttons, IReadOnlyList<string> Intent, string Language, string Emotion, int Intensity, string Target, IReadOnlyList<string> Flag,
    double Tolerance, string Zone, IReadOnlyList<ChatReasonJson> Reasons, string Owner, string Handoff, string Status, int? Place, IReadOnlyList<string> Cause, string Attribution,
    int Severity, string? Root, IReadOnlyList<string> Remedy, IReadOnlyList<string> Offered, int Apologies, int Coupons, int Cases, IReadOnlyList<string> Ledger, ChatPromisesJson Promises, string Asked);

[JsonSerializable(typeof(ChatFileJson))]
internal sealed partial class ChatJsonContext : JsonSerializerContext
{
    public static ChatJsonContext Plain { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Chinese as Chinese: this goes to a terminal or a file, never into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
