using System.Globalization;
using System.Text.Json;

namespace ServiceBot.Server.Evaluation;

/// <summary>One case of a recognizers' spec: a text, and what is to be found in it.</summary>
/// <param name="IsSkipped">The field's own reference on .NET does not read it, by one of its NotSupported flags.</param>
internal sealed record SpecCase(string Input, DateTime Reference, IReadOnlyList<SpecResult> Results, bool IsSkipped)
{
    // Where a spec names no day, none of its values depend on it.
    private static readonly DateTime anyDay = new(2016, 11, 7, 0, 0, 0, DateTimeKind.Unspecified);

    private static readonly string[] flags = ["NotSupported", "NotSupportedByDesign", "NotSupportedBy"];

    private static readonly JsonDocumentOptions lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <exception cref="SettingException">The file is missing or no spec.</exception>
    public static List<SpecCase> Read(string file)
    {
        if (!File.Exists(file)) throw new SettingException($"There is no file {file}; name a spec of recognizers (a JSON array of cases with Input and Results).");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file), lenient);
            return [.. document.RootElement.EnumerateArray().Select(Case)];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new SettingException($"{file} is no spec of recognizers: {fault.Message} It should be a JSON array of cases with Input and Results.");
        }
    }

    private static SpecCase Case(JsonElement row) => new(
        row.GetProperty(nameof(Input)).GetString()!,
        row.TryGetProperty("Context", out var context) && context.ValueKind == JsonValueKind.Object && context.TryGetProperty("ReferenceDateTime", out var day)
            ? DateTime.SpecifyKind(DateTime.Parse(day.GetString()!, CultureInfo.InvariantCulture), DateTimeKind.Unspecified) : anyDay,
        [.. row.GetProperty(nameof(Results)).EnumerateArray().Select(Result)],
        flags.Any(flag => row.TryGetProperty(flag, out var by) && by.ToString().Contains("dotnet", StringComparison.OrdinalIgnoreCase)));

    private static SpecResult Result(JsonElement row) => new(
        row.GetProperty("Text").GetString()!,
        row.TryGetProperty("TypeName", out var type) ? type.GetString()! : "",
        row.TryGetProperty("Start", out var start) ? start.GetInt32() : null,
        row.TryGetProperty("End", out var end) ? end.GetInt32() : null,
        row.TryGetProperty("Resolution", out var resolution) && resolution.ValueKind == JsonValueKind.Object ? resolution.Clone() : null);
}

/// <param name="End">Inclusive, as the field counts.</param>
internal sealed record SpecResult(string Text, string TypeName, int? Start, int? End, JsonElement? Resolution)
{
    public string? this[string name] => Resolution is { } all && all.TryGetProperty(name, out var value) ? value.ToString() : null;
}
