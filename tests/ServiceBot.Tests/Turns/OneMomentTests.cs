using ServiceBot.Server.Chat;
using ServiceBot.Tests.Dialogs;

namespace ServiceBot.Tests.Turns;

/// <summary>What happens at one moment is told in one go, however many clocks have run out.</summary>
public sealed class OneMomentTests : IDisposable
{
    private static readonly ChatPacks Packs = new(null);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("servicebot-moment-");

    [Theory]
    [InlineData("en", "where is SF1234567890123?", "and SF1234567890124?")]
    [InlineData("zh-Hans", "SF1234567890123到哪了", "SF1234567890124呢")]
    [InlineData("zh-Hant", "SF1234567890123 到哪裡了", "那 SF1234567890124 呢")]
    public async Task Two_parcels_that_are_late_at_one_moment_are_told_in_three_bubbles(string language, string first, string second)
    {
        var file = Path.Combine(folder.FullName, "moment.chat");
        await File.WriteAllTextAsync(file, $"""
            # Two clocks at one moment.
            @pack courier
            @locale {language}
            @now 2026-11-24T14:00:00+08:00
            @customer id=c1 name=Ann since=2022-05-01
            @order SF1234567890123 promised=2026-11-24T18:00+08:00 status=in-transit at=Wuhan freight=14.00 value=50.00
            @order SF1234567890124 promised=2026-11-24T18:00+08:00 status=in-transit at=Wuhan freight=15.00 value=50.00
            customer: {first}
            customer: {second}
            + 4h
            + 1m
            bot: SF1234567890123
            bot: SF1234567890124
            bot: 14.00
            bot: 15.00
            ! bubbles 1..3
            ! ledger 29.00 CNY

            """.ReplaceLineEndings("\n"));
        var (output, error) = (new StringWriter(), new StringWriter());

        var status = await ChatCommand.RunAsync([file], asJson: false, Packs, GoldenTests.Trained, output, error, CancellationToken.None);

        status.ShouldBe(0, $"{output}{error}");
    }

    public void Dispose() => folder.Delete(recursive: true);
}
