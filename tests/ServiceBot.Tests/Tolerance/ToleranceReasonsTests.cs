using System.Text.RegularExpressions;
using ServiceBot.Tolerance;

namespace ServiceBot.Tests.Tolerance;

public sealed class ToleranceReasonsTests
{
    [Fact]
    public void The_readme_lists_every_code_with_the_sentences_the_desk_says()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "src", "ServiceBot", "Tolerance", "README.md"));
        var said = Regex.Matches(readme, @"^\| `([a-z0-9-]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", RegexOptions.Multiline)
            .Where(m => m.Index > readme.IndexOf("## What the desk says", StringComparison.Ordinal))
            .ToDictionary(m => m.Groups[1].Value, m => (m.Groups[2].Value, m.Groups[3].Value, m.Groups[4].Value));

        said.Keys.ShouldBe(ToleranceReasons.Codes);
        foreach (var (code, text) in said)
            text.ShouldBe((ToleranceReasons.Text(code, Locale.ZhHans), ToleranceReasons.Text(code, Locale.ZhHant), ToleranceReasons.Text(code, Locale.En)));
    }

    [Fact]
    public void An_unknown_code_is_refused_with_its_name() =>
        Should.Throw<KeyNotFoundException>(() => ToleranceReasons.Text("bad-mood", Locale.En)).Message.ShouldContain("bad-mood");
}
