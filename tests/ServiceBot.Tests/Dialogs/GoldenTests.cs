using ServiceBot.Server.Chat;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Dialogs;

/// <summary>The golden conversations of every pack, through the real bot. One changes only in a commit that says why.</summary>
public sealed class GoldenTests
{
    private static readonly string PackFolder = Path.Combine(Repository.Root, "dialogs", "packs");

    // Costly: shared with whoever else runs conversations of the shipped packs.
    internal static readonly Listening Trained = new();
    internal static readonly ChatPacks Packs = new(null);

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(PackFolder, "*.chat", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(PackFolder, f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_golden_conversation_goes_as_written(string file)
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        var status = await ChatCommand.RunAsync([Path.Combine(PackFolder, file)], asJson: false, Packs, Trained, output, error, CancellationToken.None);

        status.ShouldBe(0, $"{output}{error}");
    }

    [Theory]
    [InlineData("01")]
    [InlineData("02")]
    [InlineData("03")]
    [InlineData("05")]
    [InlineData("06")]
    [InlineData("09")]
    [InlineData("10")]
    [InlineData("12")]
    public void Each_scenario_has_two_stories_or_more_in_each_language(string scenario) =>
        Directory.EnumerateFiles(Path.Combine(PackFolder, "courier", "golden"), $"{scenario}*.chat").GroupBy(f => f.Split('.')[^2]).Where(g => g.Count() > 1).Select(g => g.Key).Order()
            .ShouldBe(["en", "zh-Hans", "zh-Hant"]);
}
