using ServiceBot.Packs;

namespace ServiceBot.Tests.Packs;

public sealed class HoursTextTests
{
    [Theory]
    [InlineData(Locale.ZhHans, "每天全天")]
    [InlineData(Locale.ZhHant, "每天全天候")]
    [InlineData(Locale.En, "every day around the clock")]
    public void Around_the_clock(Locale locale, string said) =>
        HoursText.For(Enum.GetValues<DayOfWeek>().ToDictionary(d => d, _ => new OpeningHours(TimeOnly.MinValue, TimeOnly.MaxValue)), locale).ShouldBe(said);

    [Fact]
    public void Until_midnight() =>
        HoursText.For(Enum.GetValues<DayOfWeek>().ToDictionary(d => d, _ => new OpeningHours(new TimeOnly(9, 30), TimeOnly.MaxValue)), Locale.En).ShouldBe("every day 9:30–24:00");

    [Fact]
    public void Never() => HoursText.For(new Dictionary<DayOfWeek, OpeningHours>(), Locale.En).ShouldBe("by appointment");
}
