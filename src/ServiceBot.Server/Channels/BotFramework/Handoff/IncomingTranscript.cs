using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ServiceBot.Protocol;

namespace ServiceBot.Server.Channels.BotFramework.Handoff;

internal abstract record TranscriptReading
{
    private TranscriptReading() { }

    /// <param name="Notes">Lines as our agents read them, in portions.</param>
    public sealed record Lines(IReadOnlyList<string> Notes) : TranscriptReading;

    public sealed record Refused(string Why) : TranscriptReading;
}

/// <summary>
/// A transcript of another bot as text: an array of activities, or an object with `transcript` or `activities` (T2100, T2101; protocol.md §5).
/// Nothing in it is believed: it is shown, never run, and cannot look like lines of our own. Pure.
/// </summary>
internal static class IncomingTranscript
{
    public const int MostBytes = 1024 * 1024;
    private const int MostActivities = 1000;
    private const int MostCharacters = 60_000;
    private const int LongestText = 4000;
    private const int LongestName = 60;
    private const int Portion = 4000;

    public static TranscriptReading Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > MostBytes) return new TranscriptReading.Refused("it has more than 1 MB");
        if (!Utf8.IsValid(utf8.Span)) return new TranscriptReading.Refused("it is no UTF-8");
        // T2102 wants none; a BOM harms nobody.
        if (utf8.Span.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 64 });
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return new TranscriptReading.Refused("it is no JSON");
        }
    }

    public static TranscriptReading Read(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.String) return Read(Encoding.UTF8.GetBytes(root.GetString()!));
        if (ListIn(root) is not { } list) return new TranscriptReading.Refused("it is neither a list of activities nor an object with one in `transcript` or `activities`");
        List<string> lines = [];
        foreach (var activity in list.EnumerateArray().Skip(Math.Max(0, list.GetArrayLength() - MostActivities)))
            if (Line(activity) is { } line) lines.Add(line);
        return new TranscriptReading.Lines(Portions(Newest(lines)));
    }

    /// <summary>One line without control and formatting characters; line breaks are indented, so that a message cannot pretend to be several.</summary>
    public static string Plain(string text, int most)
    {
        var plain = new StringBuilder(Math.Min(text.Length, most));
        foreach (var rune in text.EnumerateRunes())
        {
            if (plain.Length >= most) return plain.Append('…').ToString();
            if (rune.Value == '\n') plain.Append("\n    ");
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate) || rune.Value == ZeroWidthJoiner) plain.Append(rune.ToString());
        }

        return plain.ToString().Trim();
    }

    private static JsonElement? ListIn(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => root,
        JsonValueKind.Object when root.TryGetProperty("transcript", out var list) && list.ValueKind == JsonValueKind.Array => list,
        JsonValueKind.Object when root.TryGetProperty("activities", out var list) && list.ValueKind == JsonValueKind.Array => list,
        _ => null,
    };

    private static string? Line(JsonElement activity)
    {
        if (activity.ValueKind != JsonValueKind.Object || Text(activity, "type") != ActivityTypes.Message) return null;
        var text = Plain(Text(activity, "text") ?? "", LongestText);
        var files = activity.TryGetProperty("attachments", out var attachments) && attachments.ValueKind == JsonValueKind.Array ? attachments.GetArrayLength() : 0;
        if (text.Length == 0 && files == 0) return null;
        var from = activity.TryGetProperty("from", out var sender) && sender.ValueKind == JsonValueKind.Object ? sender : default;
        var role = from.ValueKind == JsonValueKind.Object ? Text(from, "role") : null;
        var name = from.ValueKind == JsonValueKind.Object ? Text(from, "name") ?? Text(from, "id") : null;
        var time = DateTimeOffset.TryParse(Text(activity, "timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime().ToString("MM-dd HH:mm'Z' ", CultureInfo.InvariantCulture) : "";
        var who = $"{(role == RoleTypes.Bot ? "🤖 " : "👤 ")}{Plain(name ?? role ?? "?", LongestName).Replace("\n", " ", StringComparison.Ordinal)}";
        return $"{time}{who}: {text}{(files > 0 ? $" [📎 {files.ToString(CultureInfo.InvariantCulture)}]" : "")}";
    }

    private static List<string> Newest(List<string> lines)
    {
        var characters = 0;
        var first = lines.Count;
        while (first > 0 && (characters += lines[first - 1].Length) <= MostCharacters) first--;
        return first == 0 ? lines : ["…", .. lines[first..]];
    }

    private static List<string> Portions(List<string> lines)
    {
        List<string> portions = [];
        var portion = new StringBuilder();
        foreach (var line in lines)
        {
            if (portion.Length > 0 && portion.Length + line.Length > Portion)
            {
                portions.Add(portion.ToString());
                portion.Clear();
            }

            portion.Append(portion.Length > 0 ? "\n" : "").Append(line);
        }

        if (portion.Length > 0) portions.Add(portion.ToString());
        return portions;
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private const int ZeroWidthJoiner = 0x200D;
}
