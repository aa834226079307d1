using System.Text.RegularExpressions;

namespace ServiceBot.Tests;

public sealed partial class DocumentTests
{
    [Fact]
    public void What_we_store_names_every_table()
    {
        var scripts = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "ServiceBot", "Storage"), "*", SearchOption.AllDirectories).Where(f => f.EndsWith(".sql", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal));
        var sources = scripts.Select(File.ReadAllText).ToList();
        var dropped = sources.SelectMany(s => DroppedTable().Matches(s)).Select(m => m.Groups[1].Value).ToList();
        var tables = sources.SelectMany(s => CreatedTable().Matches(s)).Select(m => m.Groups[1].Value).Distinct().Except(dropped);

        tables.ShouldBeSubsetOf(DocumentedTable().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "what-we-store.md"))).Select(m => m.Groups[1].Value));
    }

    [Fact]
    public void Every_test_that_the_guarantees_name_exists()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal)).SelectMany(f => TestName().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value);
        var named = NamedTest().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "guarantees.md"))).Select(m => m.Groups[1].Value).ToList();

        named.ShouldNotBeEmpty();
        named.Distinct().ShouldBeSubsetOf(tests);
    }

    [GeneratedRegex(@"public (?:static )?(?:async )?(?:void|Task|ValueTask) (\w+)\(")]
    private static partial Regex TestName();

    [GeneratedRegex(@"`([A-Z]\w*_\w+)`")]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"create (?:virtual )?table (?:if not exists )?(\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex CreatedTable();

    [GeneratedRegex(@"drop table (\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex DroppedTable();

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex DocumentedTable();
}
