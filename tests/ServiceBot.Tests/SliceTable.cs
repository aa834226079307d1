namespace ServiceBot.Tests;

/// <summary>The rows of ARCHITECTURE.md's "slice | may use" table.</summary>
internal sealed class SliceTable(IReadOnlyDictionary<string, Dictionary<string, string[]?>> rows)
{
    public IEnumerable<string> Slices => rows.Keys;

    /// <summary>Null: not at all. Empty: everything. Else the type names, or "records".</summary>
    public string[]? Allowed(string user, string used) =>
        rows.GetValueOrDefault(user) is not { } row ? null
        : row.ContainsKey("all") ? []
        : row.TryGetValue(used, out var only) ? only ?? [] : null;

    public static SliceTable Read(string markdown)
    {
        var lines = markdown.Split('\n').Select(l => l.Trim())
            .SkipWhile(l => l != "| slice | may use |").Skip(2).TakeWhile(l => l.StartsWith('|'));
        var rows = lines.Select(l => l.Split('|', StringSplitOptions.TrimEntries)).ToDictionary(c => c[1], c => Uses(c[2]));
        return rows.Count > 0 ? new(rows) : throw new InvalidOperationException("ARCHITECTURE.md has no table | slice | may use |.");
    }

    // "Packs, Recovery (records), Facts (Fact, Incident)"
    private static Dictionary<string, string[]?> Uses(string cell) =>
        System.Text.RegularExpressions.Regex.Matches(cell, @"(\w+)(?:\s*\(([^)]*)\))?").ToDictionary(
            m => m.Groups[1].Value,
            m => m.Groups[2].Success ? m.Groups[2].Value.Split(',', StringSplitOptions.TrimEntries) : null);
}
