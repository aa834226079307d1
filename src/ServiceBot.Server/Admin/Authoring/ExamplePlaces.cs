using ServiceBot.Packs;

namespace ServiceBot.Server.Admin.Authoring;

/// <summary>Where an example is written: in the pack's own file, or in one that packs share.</summary>
internal sealed class ExamplePlaces(string directory)
{
    private readonly Dictionary<string, string[]> files = [];

    /// <param name="text">Null: where the sentences of this language begin.</param>
    public (string File, int Line) Of(string intent, Locale locale, string? text)
    {
        var paths = SharedWording.Of(directory).Select(f => f.Directory).Prepend(directory).Select(folder => Path.Combine(folder, "examples", $"{intent}.yaml")).Where(File.Exists).ToList();
        foreach (var path in paths)
        {
            if (!files.TryGetValue(path, out var lines)) files[path] = lines = File.ReadAllLines(path);
            var begins = Array.FindIndex(lines, line => line.StartsWith($"{locale.Tag()}:", StringComparison.Ordinal));
            if (begins < 0) continue;
            if (text is null) return (path, begins + 1);
            var at = Array.FindIndex(lines, begins, line => line.Contains(text, StringComparison.Ordinal) || line.Contains(text.Replace("\"", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal) || line.Contains(text.Replace("'", "''", StringComparison.Ordinal), StringComparison.Ordinal));
            if (at >= 0) return (path, at + 1);
        }

        return (paths.FirstOrDefault() ?? Path.Combine(directory, "examples", $"{intent}.yaml"), 1);
    }
}
