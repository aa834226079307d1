using System.Text.RegularExpressions;

namespace ServiceBot.Tests;

/// <summary>A table in a README that says of each of its rows which tests hold it, as `Class.Test`.</summary>
public sealed partial class TestTable
{
    private static readonly string Tests = Path.Combine(Repository.Root, "tests");

    private readonly List<string> lines;

    /// <param name="folder">Below the tests' folder; its README.md holds the table.</param>
    public TestTable(string folder) =>
        lines = [.. File.ReadLines(Path.Combine(Tests, folder, "README.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal) && Named().IsMatch(line))];

    /// <summary>First cells of the rows that name a test.</summary>
    public IReadOnlyList<string> Rows => [.. lines.Select(line => line.Split('|')[1].Trim())];

    public int Count => lines.Sum(line => Named().Count(line));

    /// <summary>Named, and nowhere to be found.</summary>
    public IReadOnlyList<string> Missing()
    {
        var sources = Directory.EnumerateFiles(Tests, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("node_modules", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();
        return [.. lines.SelectMany(line => Named().Matches(line))
            .Where(name => !sources.Exists(source => source.Contains($"class {name.Groups[1].Value}", StringComparison.Ordinal) && source.Contains($" {name.Groups[2].Value}(", StringComparison.Ordinal)))
            .Select(name => name.Value)];
    }

    [GeneratedRegex(@"`(\w+)\.(\w+)`")]
    private static partial Regex Named();
}
