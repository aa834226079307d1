using System.Globalization;
using ServiceBot.Packs;

namespace ServiceBot.Tests.Packs;

public sealed class PackTimeTests
{
    private readonly PackTime time = new(new DateTimeOffset(2026, 11, 21, 10, 0, 30, TimeSpan.FromHours(8)), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    [Theory]
    [InlineData("now", "2026-11-21T10:00:00+08:00")]
    [InlineData("now-26h", "2026-11-20T08:00:00+08:00")]
    [InlineData("now+90m", "2026-11-21T11:30:00+08:00")]
    [InlineData("now-3d", "2026-11-18T10:00:00+08:00")]
    [InlineData("today 18:00", "2026-11-21T18:00:00+08:00")]
    [InlineData("today-1d 18:00", "2026-11-20T18:00:00+08:00")]
    [InlineData("today+10d 09:30", "2026-12-01T09:30:00+08:00")]
    [InlineData("2026-11-22 12:00", "2026-11-22T12:00:00+08:00")]
    [InlineData("2026-11-22T12:00", "2026-11-22T12:00:00+08:00")]
    [InlineData("2026-11-22T12:00+09:00", "2026-11-22T12:00:00+09:00")]
    [InlineData("2026-11-22T04:00Z", "2026-11-22T04:00:00+00:00")]
    [InlineData("2026-11-22", "2026-11-22T00:00:00+08:00")]
    public void A_time_is_read(string text, string moment) =>
        time.FixedOrMoving(text)?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture).ShouldBe(moment);

    [Theory]
    [InlineData("now 18:00")]
    [InlineData("today-5h")]
    [InlineData("today 25:00")]
    [InlineData("tomorrow")]
    [InlineData("18:00")]
    [InlineData("22.11.2026")]
    [InlineData("2026-02-30 12:00")]
    public void What_is_no_time_is_refused(string text) => time.FixedOrMoving(text).ShouldBeNull();

    [Fact]
    public void Daylight_saving_is_that_of_the_day_meant()
    {
        var berlin = new PackTime(new DateTimeOffset(2026, 10, 24, 10, 0, 0, TimeSpan.FromHours(2)), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

        berlin.FixedOrMoving("today+1d 18:00").ShouldBe(new DateTimeOffset(2026, 10, 25, 18, 0, 0, TimeSpan.FromHours(1)));
        berlin.FixedOrMoving("now+24h").ShouldBe(new DateTimeOffset(2026, 10, 25, 9, 0, 0, TimeSpan.FromHours(1)));
    }
}
