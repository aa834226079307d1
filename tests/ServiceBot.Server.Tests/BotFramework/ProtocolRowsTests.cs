using System.Text.RegularExpressions;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>The table beside this file is true: each row of the protocol names tests, and each of them is there.</summary>
public sealed partial class ProtocolRowsTests
{
    private static readonly string Tests = Path.Combine(ServiceBot.Tests.Repository.Root, "tests");

    [Fact]
    public void Every_row_has_a_test()
    {
        string[] rows = ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "1.10", "2", "2 keys", "2 ours", "2 replay", "4 limits", "4 retry", "4 size", "4 typing", "4 outbox", "4 proactive", "5", "6 text", "6 links", "6 buttons", "6 unseen"];

        Table().Where(line => Named().IsMatch(line)).Select(line => line.Split('|')[1].Trim()).ShouldBe(rows);
    }

    [Fact]
    public void Every_test_that_the_table_names_is_there()
    {
        var sources = Directory.EnumerateFiles(Tests, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("node_modules", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();
        var named = Table().SelectMany(line => Named().Matches(line)).Select(match => (Class: match.Groups[1].Value, Test: match.Groups[2].Value)).ToList();

        named.Count.ShouldBeGreaterThan(60);
        named.Where(name => !sources.Exists(source => source.Contains($"class {name.Class}", StringComparison.Ordinal) && source.Contains($" {name.Test}(", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    private static IEnumerable<string> Table() =>
        File.ReadLines(Path.Combine(Tests, "ServiceBot.Server.Tests", "BotFramework", "README.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| row", StringComparison.Ordinal));

    [GeneratedRegex(@"`(\w+)\.(\w+)`")]
    private static partial Regex Named();
}
