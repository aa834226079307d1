using System.Text.RegularExpressions;

namespace ServiceBot.Tests.Recovery;

/// <summary>The desk says each of the bot's notes; what it has no sentence for it shows as a code.</summary>
public sealed partial class BotNoteTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    public void Each_code_of_a_note_has_a_sentence_at_the_desk(string locale)
    {
        var texts = File.ReadAllText(Path.Combine(Repository.Root, "src", "ServiceBot.Web", "desk", "texts", $"{locale}.ts"));
        var notes = File.ReadAllText(Path.Combine(Repository.Root, "src", "ServiceBot", "Recovery", "BotNote.cs"));
        string[] codes = [.. Code().Matches(notes).Select(static found => found.Groups["code"].Value)];

        codes.Length.ShouldBeGreaterThan(10);
        codes.Where(code => !Regex.IsMatch(texts, $@"^\s+'?{code}'?: \(", RegexOptions.Multiline)).ShouldBeEmpty();
    }

    [GeneratedRegex("new\\(\"(?<code>[a-z-]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
