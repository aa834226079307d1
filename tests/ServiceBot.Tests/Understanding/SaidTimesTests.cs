using System.Globalization;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

/// <summary>Times as customers say them; today is Saturday, 21 November 2026.</summary>
public sealed class SaidTimesTests
{
    [Theory]
    [InlineData("上半月都不在家", "上半月", "2026-11-01 00:00", "2026-11-16 00:00")]
    [InlineData("下半周有人", "下半周", "2026-11-19 00:00", "2026-11-23 00:00")]
    [InlineData("12月25日早送来", "12月25日早", "2026-12-25 06:00", "2026-12-25 12:00")]
    [InlineData("大约晚上十点到的", "大约晚上十点", "2026-11-21 22:00", "2026-11-21 22:01")]
    [InlineData("come tomorrow am please", "tomorrow am", "2026-11-22 06:00", "2026-11-22 12:00")]
    [InlineData("come at nine thirty please", "nine thirty", "2026-11-21 09:30", "2026-11-21 09:31")]
    [InlineData("the driver came at 3pm", "3pm", "2026-11-21 15:00", "2026-11-21 15:01")]
    [InlineData("Wednesday evening next week suits me", "Wednesday evening next week", "2026-11-25 18:00", "2026-11-26 00:00")]
    public void A_time_is_where_it_stands_and_when_it_is(string text, string said, string from, string to)
    {
        var date = Sentences.Plain.Understand(text, Sentences.Context).Entities.OfType<Entity.Date>().ShouldHaveSingleItem();

        text.Substring(date.Start, date.Length).ShouldBe(said);
        (Text(date.From), Text(date.To)).ShouldBe((from, to));
    }

    [Theory]
    [InlineData("还剩8天20时", 8 * 24 + 20)]
    [InlineData("等了两天又三小时", 51)]
    [InlineData("one and half hours", 1.5)]
    [InlineData("I waited one hour and half", 1.5)]
    public void Lengths_add_up(string text, double hours) =>
        Sentences.Plain.Understand(text, Sentences.Context).Entities.OfType<Entity.Duration>().ShouldHaveSingleItem().Value.ShouldBe(TimeSpan.FromHours(hours));

    [Theory]
    [InlineData("我在玩《明日之后》")]
    [InlineData("你们早就说过")]
    [InlineData("nine fifteen dollar coupons")]
    [InlineData("两个年份的都有")]
    public void What_only_looks_like_a_time_is_none(string text) => Sentences.Plain.Understand(text, Sentences.Context).Entities.ShouldNotContain(e => e is Entity.Date || e is Entity.Duration);

    private static string Text(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
