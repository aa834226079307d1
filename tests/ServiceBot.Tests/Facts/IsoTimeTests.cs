using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ServiceBot.Facts;

namespace ServiceBot.Tests.Facts;

public sealed class IsoTimeTests
{
    [Theory]
    [InlineData("2026-11-20T18:00+08:00")]
    [InlineData("2026-11-20T18:00:59-03:30")]
    [InlineData("2028-02-29T00:00+00:00")]
    [InlineData("2027-02-29T00:00+00:00")]
    [InlineData("2026-13-01T00:00+08:00")]
    [InlineData("2026-11-20T24:00+08:00")]
    [InlineData("2026-11-20T18:00+15:00")]
    [InlineData("2026-11-20T18:00Z")]
    [InlineData("2026-11-20 18:00")]
    [InlineData("2026-11-20")]
    [InlineData("0000-01-01T00:00+00:00")]
    [InlineData("tomorrow")]
    [InlineData("")]
    public void A_time_is_read_as_the_runtime_reads_it(string text) => IsoTime.Read(text).ShouldBe(Slowly(text));

    [Fact]
    public void Whatever_stands_at_the_places_of_a_time_is_read_as_the_runtime_reads_it()
    {
        var two = Gen.OneOf(Gen.Choose(0, 31).Select(n => n.ToString("00", CultureInfo.InvariantCulture)), Gen.Elements("+1", "1a", "60", "99", " 7"));
        var texts = two.ArrayOf(7).Select(n => $"20{n[0]}-{n[1]}-{n[2]}T{n[3]}:{n[4]}{(n[5] == "60" ? "" : $":{n[5]}")}+{n[6]}:00").ToArbitrary();

        Prop.ForAll(texts, text => IsoTime.Read(text) == Slowly(text)).Check(Laws.Cases());
    }

    private static DateTimeOffset? Slowly(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
