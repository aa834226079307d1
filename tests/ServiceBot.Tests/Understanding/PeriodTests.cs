using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

/// <summary>Times that reach over a while, their limits, and what comes back. Now is Saturday, 21 November 2026, 10:00 in Shanghai.</summary>
public sealed class PeriodTests
{
    [Theory]
    [InlineData("2009年买的", "2009年", "2009-01-01", "2010-01-01")]
    [InlineData("从十一月三日到七日没人管", "从十一月三日到七日", "2026-11-03", "2026-11-08")]
    [InlineData("from November 12 to November 15", "from November 12 to November 15", "2026-11-12", "2026-11-16")]
    [InlineData("November 19-20", "November 19-20", "2026-11-19", "2026-11-21")]
    [InlineData("the ninth of october", "the ninth of october", "2026-10-09", "2026-10-10")]
    [InlineData("April 2025", "April 2025", "2025-04-01", "2025-05-01")]
    [InlineData("过去两周", "过去两周", "2026-11-07", "2026-11-21")]
    [InlineData("過去兩週", "過去兩週", "2026-11-07", "2026-11-21")]
    [InlineData("the past 10 days", "past 10 days", "2026-11-11", "2026-11-21")]
    [InlineData("去年下半年", "去年下半年", "2025-07-01", "2026-01-01")]
    [InlineData("next week on Tuesday", "next week on Tuesday", "2026-11-24", "2026-11-25")]
    [InlineData("11月23号，星期一", "11月23号，星期一", "2026-11-23", "2026-11-24")]
    [InlineData("3 days from today", "3 days from today", "2026-11-24", "2026-11-25")]
    [InlineData("2 weeks before Christmas", "2 weeks before Christmas", "2026-12-11", "2026-12-12")]
    [InlineData("Monday two weeks from now", "Monday two weeks from now", "2026-11-30", "2026-12-01")]
    [InlineData("closed for a week starting tomorrow", "a week starting tomorrow", "2026-11-22", "2026-11-29")]
    [InlineData("the week of December 9th", "the week of December 9th", "2026-12-07", "2026-12-14")]
    [InlineData("the first 2 weeks of 2025", "the first 2 weeks of 2025", "2024-12-30", "2025-01-13")]
    [InlineData("去年的最后4个月", "去年的最后4个月", "2025-09-01", "2026-01-01")]
    [InlineData("on Friday the 13th", "Friday the 13th", "2026-11-13", "2026-11-14")]
    [InlineData("the 15th day of next month", "the 15th day of next month", "2026-12-15", "2026-12-16")]
    [InlineData("2025/Sep/23", "2025/Sep/23", "2025-09-23", "2025-09-24")]
    [InlineData("from 10/1 to 11/7", "from 10/1 to 11/7", "2026-10-01", "2026-11-08")]
    [InlineData("it was 13/04/21", "13/04/21", "2021-04-13", "2021-04-14")]
    [InlineData("January nineteen eighty six", "January nineteen eighty six", "1986-01-01", "1986-02-01")]
    [InlineData("the past two quarters", "past two quarters", "2026-04-01", "2026-10-01")]
    [InlineData("the upcoming Friday", "upcoming Friday", "2026-11-27", "2026-11-28")]
    [InlineData("some time early next week", "early next week", "2026-11-23", "2026-11-26")]
    [InlineData("it will be mid-December", "mid-December", "2026-12-10", "2026-12-21")]
    [InlineData("later this month", "later this month", "2026-11-21", "2026-12-01")]
    [InlineData("by the way, end of this year suits me", "end of this year", "2026-07-01", "2027-01-01")]
    [InlineData("I bought it on black friday 2025", "black friday 2025", "2025-11-28", "2025-11-29")]
    [InlineData("since last easter nothing works", "since last easter", "2026-04-05", "2026-11-21")]
    [InlineData("春节前能到吗", "春节前", "2026-11-21", "2027-02-06")]
    [InlineData("去年中秋節買的", "去年中秋節", "2025-10-06", "2025-10-07")]
    [InlineData("the first Monday of next month", "the first Monday of next month", "2026-12-07", "2026-12-08")]
    [InlineData("bought in 2025-3", "2025-3", "2025-03-01", "2025-04-01")]
    [InlineData("bought on 20251016.", "20251016", "2025-10-16", "2025-10-17")]
    [InlineData("this Friday 11/27", "this Friday 11/27", "2026-11-27", "2026-11-28")]
    [InlineData("last winter", "last winter", "2025-12-01", "2026-03-01")]
    [InlineData("今年夏天买的", "今年夏天", "2026-06-01", "2026-09-01")]
    [InlineData("a flat of the 1990s", "1990s", "1990-01-01", "2000-01-01")]
    [InlineData("for the next 4 business days", "next 4 business days", "2026-11-22", "2026-11-27")]
    [InlineData("for 3 days from tomorrow", "for 3 days from tomorrow", "2026-11-22", "2026-11-25")]
    [InlineData("the rest of the week", "rest of the week", "2026-11-21", "2026-11-23")]
    public void A_period_is_read_from_its_first_day_to_its_last(string text, string span, string from, string to)
    {
        var date = Date(text);

        text.Substring(date.Start, date.Length).ShouldBe(span);
        date.From.ToString("yyyy-MM-dd", null).ShouldBe(from);
        date.To.ToString("yyyy-MM-dd", null).ShouldBe(to);
    }

    [Theory]
    [InlineData("Monday morning from 10am to 12pm", "Monday morning from 10am to 12pm", "2026-11-23 10:00", "2026-11-23 12:00")]
    [InlineData("I was out between 3 and 8 yesterday", "between 3 and 8 yesterday", "2026-11-20 15:00", "2026-11-20 20:00")]
    [InlineData("call me Tuesday 12-4.", "Tuesday 12-4", "2026-11-24 12:00", "2026-11-24 16:00")]
    [InlineData("tonight from 7 to 7:30", "tonight from 7 to 7:30", "2026-11-21 19:00", "2026-11-21 19:30")]
    [InlineData("9.30-4.30pm tomorrow", "9.30-4.30pm tomorrow", "2026-11-22 09:30", "2026-11-22 16:30")]
    [InlineData("from three thirty to four thirty", "from three thirty to four thirty", "2026-11-21 15:30", "2026-11-21 16:30")]
    [InlineData("next week Mon 9 am", "next week Mon 9 am", "2026-11-23 09:00", "2026-11-23 09:01")]
    [InlineData("end of tomorrow", "end of tomorrow", "2026-11-22 23:59", "2026-11-23 00:00")]
    [InlineData("late this afternoon", "late this afternoon", "2026-11-21 15:00", "2026-11-21 18:00")]
    [InlineData("on 24 November from 9:30am for 7 hours", "24 November from 9:30am for 7 hours", "2026-11-24 09:30", "2026-11-24 16:30")]
    [InlineData("between now and three o'clock", "between now and three o'clock", "2026-11-21 10:00", "2026-11-21 15:00")]
    [InlineData("at 7:56:30 am", "7:56:30 am", "2026-11-21 07:56", "2026-11-21 07:57")]
    [InlineData("3 pm or later on Monday", "3 pm or later on Monday", "2026-11-23 15:00", "2026-11-24 00:00")]
    [InlineData("I called before lunch", "before lunch", "2026-11-21 00:00", "2026-11-21 11:00")]
    [InlineData("下午5:00到凌晨3:00", "下午5:00到凌晨3:00", "2026-11-21 17:00", "2026-11-22 03:00")]
    public void Hours_belong_to_the_day_beside_them(string text, string span, string from, string to)
    {
        var date = Date(text);

        text.Substring(date.Start, date.Length).ShouldBe(span);
        date.From.ToString("yyyy-MM-dd HH:mm", null).ShouldBe(from);
        date.To.ToString("yyyy-MM-dd HH:mm", null).ShouldBe(to);
    }

    [Theory]
    [InlineData("Monday 5 parcels", "Monday")]
    [InlineData("Tuesday 3-5 boxes", "Tuesday")]
    public void A_number_that_counts_something_is_no_hour(string text, string day)
    {
        var date = Sentences.Plain.Understand(text, Sentences.Context).Entities.OfType<Entity.Date>().Single();

        text.Substring(date.Start, date.Length).ShouldBe(day);
    }

    [Theory]
    [InlineData("2025年3月4日或之前", TimeLimit.Until, "2025-03-04")]
    [InlineData("自2025年9月1日起", TimeLimit.Since, "2025-09-01")]
    [InlineData("before 2012", TimeLimit.Before, "2012-01-01")]
    [InlineData("after 2012", TimeLimit.After, "2013-01-01")]
    [InlineData("since May 2024", TimeLimit.Since, "2024-05-01")]
    [InlineData("周五之前", TimeLimit.Before, "2026-11-20")]
    public void A_limit_keeps_the_moment_it_names(string text, TimeLimit limit, string edge)
    {
        var date = Date(text);

        date.Limit.ShouldBe(limit);
        date.Edge!.Value.ToString("yyyy-MM-dd", null).ShouldBe(edge);
    }

    [Theory]
    [InlineData("every Monday", "XXXX-WXX-1")]
    [InlineData("Tuesday afternoons", "XXXX-WXX-2TAF")]
    [InlineData("the 19th of every month", "XXXX-XX-19")]
    [InlineData("once a week", "P1W")]
    [InlineData("每周", "P1W")]
    [InlineData("每兩天", "P2D")]
    [InlineData("each Monday at 4pm", "XXXX-WXX-1T16")]
    [InlineData("every day at 6am", "T06")]
    [InlineData("quarterly", "P3M")]
    [InlineData("Mondays", "XXXX-WXX-1")]
    [InlineData("every weekday", "P1WD")]
    [InlineData("3pm each day", "T15")]
    public void What_comes_back_is_told_from_a_day(string text, string every) =>
        Sentences.Plain.Understand(text, Sentences.Context).Entities.Single().ShouldBe(new Entity.Repeat(0, text.Length, every));

    [Theory]
    [InlineData("between 2000 and 2050 yuan")]
    [InlineData("2000-2050元")]
    [InlineData("before 2000 dollars")]
    public void An_amount_is_no_year(string text) =>
        Sentences.Plain.Understand(text, Sentences.Context).All<Entity.Date>().ShouldBeEmpty();

    [Theory]
    [InlineData("the sun will dry it")]
    [InlineData("that may be so")]
    [InlineData("I ordered lunch")]
    [InlineData("$DEC is a coin")]
    [InlineData("a value of 30/4.85")]
    [InlineData("a spring mattress")]
    [InlineData("they fall off")]
    public void A_word_of_time_in_another_sense_is_no_time(string text) =>
        Sentences.Plain.Understand(text, Sentences.Context).All<Entity.Date>().ShouldBeEmpty();

    private static Entity.Date Date(string text) => Sentences.Plain.Understand(text, Sentences.Context).Entities.Single().ShouldBeOfType<Entity.Date>();
}
