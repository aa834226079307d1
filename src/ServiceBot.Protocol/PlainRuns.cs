using System.Text.Json;

namespace ServiceBot.Protocol;

/// <summary>
/// Text on an Adaptive Card that is not read as markup. A TextBlock reads markdown, a TextRun does not: what somebody wrote, an order's number or a
/// name stays what it is, and no link of theirs can be pressed.
/// </summary>
public static class PlainRuns
{
    /// <summary>A paragraph of one run. The words of size, weight, colour and spacing are those of the card's schema; null leaves one out.</summary>
    public static void WriteBlock(Utf8JsonWriter json, string text, string? size = null, string? weight = null, string? color = null, bool isSubtle = false, string? spacing = null)
    {
        BeginBlock(json, spacing);
        WriteRun(json, text, size, weight, color, isSubtle);
        EndBlock(json);
    }

    public static void BeginBlock(Utf8JsonWriter json, string? spacing = null)
    {
        json.WriteStartObject();
        json.WriteString("type", "RichTextBlock");
        if (spacing is not null) json.WriteString("spacing", spacing);
        json.WriteStartArray("inlines");
    }

    public static void WriteRun(Utf8JsonWriter json, string text, string? size = null, string? weight = null, string? color = null, bool isSubtle = false)
    {
        json.WriteStartObject();
        json.WriteString("type", "TextRun");
        json.WriteString("text", text);
        if (size is not null) json.WriteString("size", size);
        if (weight is not null) json.WriteString("weight", weight);
        if (color is not null) json.WriteString("color", color);
        if (isSubtle) json.WriteBoolean("isSubtle", true);
        json.WriteEndObject();
    }

    public static void EndBlock(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
