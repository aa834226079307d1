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
    public void A_period_is_read_from_its_first_day_to_its_last(string text, string span, string from, string to)
    {
        var date = Date(text);

        text.Substring(date.Start, date.Length).ShouldBe(span);
        date.From.ToString("yyyy-MM-dd", null).ShouldBe(from);
        date.To.ToString("yyyy-MM-dd", null).ShouldBe(to);
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
    [InlineData("每周", "P1W")]
    [InlineData("每兩天", "P2D")]
    [InlineData("each Monday at 4pm", "XXXX-WXX-1T16")]
    [InlineData("every day at 6am", "T06")]
    [InlineData("quarterly", "P3M")]
    public void What_comes_back_is_told_from_a_day(string text, string every) =>
        Sentences.Plain.Understand(text, Sentences.Context).Entities.Single().ShouldBe(new Entity.Repeat(0, text.Length, every));

    [Theory]
    [InlineData("between 2000 and 2050 yuan")]
    [InlineData("2000-2050元")]
    [InlineData("before 2000 dollars")]
    public void An_amount_is_no_year(string text) =>
        Sentences.Plain.Understand(text, Sentences.Context).All<Entity.Date>().ShouldBeEmpty();

    private static Entity.Date Date(string text) => Sentences.Plain.Understand(text, Sentences.Context).Entities.Single().ShouldBeOfType<Entity.Date>();
}
