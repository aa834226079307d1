using System.Text.Json;

namespace ServiceBot.Server.Channels.BotFramework.Rendering;

/// <summary>What stands on an Adaptive Card, line by line as it is read; without its buttons and what can be filled in. Pure.</summary>
internal static class CardWords
{
    private const int Deepest = 12;

    public static IReadOnlyList<string> Of(JsonElement card)
    {
        List<string> lines = [];
        if (card.ValueKind == JsonValueKind.Object && card.TryGetProperty("body", out var body)) Blocks(body, lines, 0);
        return lines;
    }

    private static void Blocks(JsonElement blocks, List<string> lines, int depth)
    {
        if (blocks.ValueKind != JsonValueKind.Array || depth > Deepest) return;
        foreach (var block in blocks.EnumerateArray())
        {
            if (block.ValueKind != JsonValueKind.Object) continue;
            Add(lines, Text(block, "type") switch
            {
                "TextBlock" => Text(block, "text"),
                "RichTextBlock" => string.Concat(Items(block, "inlines").Select(run => run.ValueKind == JsonValueKind.String ? run.GetString() : Text(run, "text"))),
                // Label and value stand side by side.
                "ColumnSet" => string.Join(": ", Items(block, "columns").Select(column => Inner(column, depth)).Where(text => text.Length > 0)),
                "FactSet" => string.Join('\n', Items(block, "facts").Select(fact => $"{Text(fact, "title")?.TrimEnd(':', '：')}: {Text(fact, "value")}")),
                "Container" => Inner(block, depth),
                _ => null,
            });
        }
    }

    private static string Inner(JsonElement container, int depth)
    {
        List<string> lines = [];
        if (container.ValueKind == JsonValueKind.Object && container.TryGetProperty("items", out var items)) Blocks(items, lines, depth + 1);
        return string.Join('\n', lines);
    }

    private static void Add(List<string> lines, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text)) lines.Add(text.Trim());
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
