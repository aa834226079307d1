using System.Globalization;
using ServiceBot.Packs;

namespace ServiceBot.Tests.Packs;

/// <summary>Opening hours with nights, holidays and the nights in which the clock is changed.</summary>
public sealed class SiteCalendarTests
{
    private static SiteCalendar Calendar(string zone, string hours, string? days = null, string quiet = "21:00-08:00") => new(
        new SiteDefaults("CNY", zone, WeekHours.Read(hours)!, new LocalizedText("", "", "")) { Days = days is null ? [] : SpecialDays.Read(days)!, Quiet = QuietHours.Read(quiet) },
        TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    // Saturday's evening goes on on Monday.
    [InlineData("2026-11-20T17:00+08:00", 2, "2026-11-23T10:00+08:00")]
    // The holidays from Monday to Wednesday, and a Saturday that is worked.
    [InlineData("2026-12-04T17:00+08:00", 2, "2026-12-05T12:00+08:00")]
    [InlineData("2026-12-05T12:00+08:00", 2, "2026-12-10T10:00+08:00")]
    // Ends with the day, not with the next opening.
    [InlineData("2026-11-20T17:00+08:00", 1, "2026-11-20T18:00+08:00")]
    // Christmas comes every year.
    [InlineData("2030-12-24T17:00+08:00", 2, "2030-12-26T10:00+08:00")]
    public void Time_runs_only_while_somebody_is_there(string start, int hours, string end) =>
        Calendar("Asia/Shanghai", "mon-fri 09:00-18:00", "2026-12-05 11:00-13:00; 2026-12-07..2026-12-09 closed; 12-25 closed").Add(At(start), TimeSpan.FromHours(hours)).ShouldBe(At(end));

    [Theory]
    // Berlin: 28 March 2027, 02:00 → 03:00; 31 October, 03:00 → 02:00. New York: 14 March, 7 November. Lord Howe: half an hour.
    [InlineData("Europe/Berlin", "2027-03-27T22:00+01:00", 6, "2027-03-28T05:00+02:00")]
    [InlineData("Europe/Berlin", "2027-10-30T22:00+02:00", 6, "2027-10-31T03:00+01:00")]
    [InlineData("America/New_York", "2027-03-13T22:00-05:00", 6, "2027-03-14T05:00-04:00")]
    [InlineData("America/New_York", "2027-11-06T22:00-04:00", 6, "2027-11-07T03:00-05:00")]
    [InlineData("Australia/Lord_Howe", "2027-10-02T22:00+10:30", 6, "2027-10-03T04:30+11:00")]
    [InlineData("Asia/Taipei", "2027-03-27T22:00+08:00", 6, "2027-03-28T04:00+08:00")]
    public void The_night_of_the_change_is_as_long_as_it_is(string zone, string start, int hours, string end)
    {
        var calendar = Calendar(zone, "mon-sun 00:00-24:00");

        calendar.Add(At(start), TimeSpan.FromHours(hours)).ShouldBe(At(end));
        calendar.Between(At(start), At(end)).ShouldBe(TimeSpan.FromHours(hours));
    }

    [Theory]
    // Open from 02:30, an hour that there is not on that day.
    [InlineData("Europe/Berlin", "sun 02:30-06:00", "2027-03-27T12:00+01:00", "2027-03-28T03:30+02:00")]
    // From 02:30, an hour that there is twice: the first.
    [InlineData("Europe/Berlin", "sun 02:30-06:00", "2027-10-30T12:00+02:00", "2027-10-31T02:30+02:00")]
    [InlineData("America/New_York", "sun 09:00-10:00", "2027-03-13T12:00-05:00", "2027-03-14T09:00-04:00")]
    public void It_opens_when_the_clock_on_the_wall_says(string zone, string hours, string now, string opens) =>
        Calendar(zone, hours).OpensAt(At(now)).ShouldBe(At(opens));

    [Fact]
    public void A_day_off_by_holiday_is_closed()
    {
        var calendar = Calendar("Asia/Taipei", "mon-fri 09:00-18:00", "2026-11-23..2026-11-24 closed");

        calendar.IsOpen(At("2026-11-23T10:00+08:00")).ShouldBeFalse();
        calendar.OpensAt(At("2026-11-22T10:00+08:00")).ShouldBe(At("2026-11-25T09:00+08:00"));
    }

    [Fact]
    public void Who_is_closed_for_good_never_opens()
    {
        var calendar = Calendar("UTC", "mon-sun 09:00-18:00", "01-01..12-31 closed");

        calendar.OpensAt(At("2026-11-22T10:00Z")).ShouldBeNull();
        calendar.Add(At("2026-11-22T10:00Z"), TimeSpan.FromHours(4)).ShouldBe(At("2026-11-22T14:00Z"));
    }

    [Fact]
    public void The_winter_holidays_may_go_over_new_year()
    {
        var calendar = Calendar("UTC", "mon-sun 09:00-18:00", "12-24..01-02 closed");

        calendar.OpensAt(At("2026-12-23T18:00Z")).ShouldBe(At("2027-01-03T09:00Z"));
    }

    [Theory]
    [InlineData("2026-11-22T20:59+08:00", "2026-11-22T20:59+08:00")]
    [InlineData("2026-11-22T21:00+08:00", "2026-11-23T08:00+08:00")]
    [InlineData("2026-11-23T03:00+08:00", "2026-11-23T08:00+08:00")]
    [InlineData("2026-11-23T08:00+08:00", "2026-11-23T08:00+08:00")]
    public void Nobody_is_spoken_to_first_at_night(string at, string after) =>
        Calendar("Asia/Shanghai", "mon-fri 09:00-18:00").AfterQuiet(At(at)).ShouldBe(At(after));

    [Theory]
    // London: 28 March 2027, 01:00 → 02:00; 31 October, 02:00 → 01:00. New York: 14 March, 7 November, at 02:00.
    [InlineData("Europe/London", "21:00-08:00", "2027-03-27T22:30Z", "2027-03-28T08:00+01:00")]
    [InlineData("Europe/London", "21:00-08:00", "2027-10-30T22:30+01:00", "2027-10-31T08:00Z")]
    [InlineData("America/New_York", "21:00-08:00", "2027-03-13T23:00-05:00", "2027-03-14T08:00-04:00")]
    [InlineData("America/New_York", "21:00-08:00", "2027-11-06T23:00-04:00", "2027-11-07T08:00-05:00")]
    // It ends in an hour that there is not, and in one that there is twice, seen from the first and from the second.
    [InlineData("Europe/London", "22:00-01:30", "2027-03-28T00:30Z", "2027-03-28T02:30+01:00")]
    [InlineData("Europe/London", "22:00-01:30", "2027-10-31T00:50+01:00", "2027-10-31T01:30+01:00")]
    [InlineData("Europe/London", "22:00-01:30", "2027-10-31T01:10Z", "2027-10-31T01:30Z")]
    public void The_night_ends_by_the_clock_on_the_wall_and_always_later_than_now(string zone, string quiet, string at, string after) =>
        Calendar(zone, "mon-fri 09:00-18:00", quiet: quiet).AfterQuiet(At(at)).ShouldBe(At(after));

    [Theory]
    [InlineData("2026-10-01 closed; 2026-02-30 closed")]
    [InlineData("2026-10-07..2026-10-01 closed")]
    [InlineData("2026-10-01..10-07 closed")]
    [InlineData("2026-10-01 holiday")]
    [InlineData("2026-10-01")]
    [InlineData("tomorrow closed")]
    [InlineData(";")]
    public void Days_that_say_nothing_clear_are_refused(string line) => SpecialDays.Read(line).ShouldBeNull();

    [Fact]
    public void A_pack_names_its_days()
    {
        using var folder = new TempPack();
        folder.Edit("pack.yaml", "    saturday: 10:00-16:00\n", "    saturday: 10:00-16:00\n  days:\n    2026-12-25: closed\n  quiet-hours: 22:00-07:00\n");

        var site = folder.Pack().Site;

        site.Days.ShouldBe([new SpecialDays(new DateOnly(2026, 12, 25), new DateOnly(2026, 12, 25), null)]);
        site.Quiet.ShouldBe(new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0)));
    }

    [Fact]
    public void A_day_that_cannot_be_read_is_named()
    {
        using var folder = new TempPack();
        folder.Edit("pack.yaml", "    saturday: 10:00-16:00\n", "    saturday: 10:00-16:00\n  days:\n    christmas: closed\n");

        folder.Problems().ShouldHaveSingleItem().ShouldContain("the day 'christmas' cannot be read");
    }
}
