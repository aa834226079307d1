using System.Text.RegularExpressions;
using ServiceBot.Dialogs;
using ServiceBot.Packs;

namespace ServiceBot.Tests.Dialogs;

public sealed partial class WordingKeysTests
{
    [Fact]
    public void Every_key_that_the_dialogs_say_is_declared()
    {
        var declared = WordingKeys.All.Select(k => k.Name).ToHashSet();
        var said = Sources().SelectMany(f => Said().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Distinct().ToList();

        said.Count.ShouldBeGreaterThan(80);
        said.Where(k => !declared.Contains(k) && !declared.Any(d => d.StartsWith(k + ".", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_declared_key_is_said_somewhere()
    {
        var source = string.Concat(Sources().Select(File.ReadAllText));

        WordingKeys.All.Where(k => !k.Name.Contains('{') && !k.IsOptional && Regex.Count(source, $"\"{Regex.Escape(k.Name)}\"") < 2)
            .Select(k => k.Name).Where(k => !IsComposed(k)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_key_is_declared_once() => WordingKeys.All.GroupBy(k => k.Name).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();

    [Theory]
    [InlineData(Locale.ZhHans, "会做得更好|会改进|我们将努力")]
    [InlineData(Locale.ZhHant, "會做得更好|會改進|將努力")]
    [InlineData(Locale.En, "do better|will improve|inconvenience")]
    public void No_wording_promises_to_do_better(Locale locale, string phrases)
    {
        var files = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "packs"), $"{locale.Tag()}.yaml", SearchOption.AllDirectories).ToList();

        files.Count.ShouldBeGreaterThan(1);
        files.Where(f => Regex.IsMatch(File.ReadAllText(f), phrases)).ShouldBeEmpty();
    }

    // Put together from parts in code.
    private static bool IsComposed(string key) =>
        key.StartsWith("person.because.", StringComparison.Ordinal) || key.StartsWith("promise.", StringComparison.Ordinal) || key.StartsWith("remedy.title.", StringComparison.Ordinal)
        || key.StartsWith("card.promise.", StringComparison.Ordinal) || key.StartsWith("remedy.given.", StringComparison.Ordinal) || key.StartsWith("remedy.what.", StringComparison.Ordinal)
        || key.StartsWith("feedback.score.", StringComparison.Ordinal) || key.StartsWith("feedback.words.", StringComparison.Ordinal);

    private static IEnumerable<string> Sources() =>
        new[] { "dialogs", "src/ServiceBot" }.SelectMany(d => Directory.EnumerateFiles(Path.Combine(Repository.Root, d), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"(?:Say|Render|RenderFor|Break|YesNo|AskAgain|AskForPhone)\((?:[^""()]*, )?""([a-z][a-z.-]+)""")]
    private static partial Regex Said();
}
