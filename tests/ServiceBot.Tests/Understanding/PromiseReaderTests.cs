using System.Globalization;
using ServiceBot.Understanding.Promises;

namespace ServiceBot.Tests.Understanding;

/// <summary>What agents promise in their own words; it is a Saturday, three in the afternoon.</summary>
public sealed class PromiseReaderTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly DateTimeOffset At = new(2026, 11, 21, 15, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("明天给您回复", "2026-11-22 18:00")]
    [InlineData("我五点前打给您", "2026-11-21 17:00")]
    [InlineData("好的，我两小时内给您回电话。", "2026-11-21 17:00")]
    [InlineData("我这边先查一下，明天上午十点之前一定联系您", "2026-11-22 10:00")]
    [InlineData("师傅明天下午3点上门", "2026-11-22 15:00")]
    [InlineData("抱歉让您久等。我会在30分钟内给您答复。", "2026-11-21 15:30")]
    [InlineData("我尽快给您回复", "2026-11-22 15:00")]
    [InlineData("我们明天一定处理好", "2026-11-22 18:00")]
    [InlineData("明天給您回覆", "2026-11-22 18:00")]
    [InlineData("我下午五點前打電話給您", "2026-11-21 17:00")]
    [InlineData("兩小時內會有專人聯絡您", "2026-11-21 17:00")]
    [InlineData("I'll call you at 5", "2026-11-21 17:00")]
    [InlineData("I will get back to you within two hours.", "2026-11-21 17:00")]
    [InlineData("Thanks for waiting. We'll send you the label by 6 pm.", "2026-11-21 18:00")]
    [InlineData("My colleague will phone you tomorrow at 9:30.", "2026-11-22 09:30")]
    [InlineData("You'll hear from me by 5 pm", "2026-11-21 17:00")]
    [InlineData("I’ll look into it and let you know", "2026-11-22 15:00")]
    public void A_promise_is_heard_with_its_time(string text, string due) =>
        PromiseReader.Due(text, At, Zone)!.Value.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture).ShouldBe(due);

    [Theory]
    [InlineData("我下午五点前给您打电话", "2026-11-22 17:00")]
    [InlineData("我上午十點回覆您", "2026-11-22 10:00")]
    [InlineData("I'll call you at 5 pm", "2026-11-22 17:00")]
    [InlineData("我五点前打给您", "2026-11-22 17:00")]
    [InlineData("I'll call you at 5", "2026-11-22 17:00")]
    [InlineData("I'll ring you at 8", "2026-11-22 08:00")]
    [InlineData("我明天凌晨五點打給您", "2026-11-22 05:00")]
    [InlineData("I'll phone you at 5 am", "2026-11-22 05:00")]
    public void In_the_evening_an_afternoon_is_tomorrows(string text, string due) =>
        PromiseReader.Due(text, At.AddHours(5.5), Zone)!.Value.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture).ShouldBe(due);

    [Theory]
    [InlineData("will get back to you tomorrow morning")]
    [InlineData("明早给您打电话")]
    public void Tomorrow_morning_is_over_at_noon(string text)
    {
        var due = PromiseReader.Due(text, At, Zone)!.Value.ToOffset(TimeSpan.FromHours(8));

        due.Date.ShouldBe(new DateTime(2026, 11, 22));
        due.Hour.ShouldBeInRange(9, 12);
    }

    [Theory]
    [InlineData("您好，请问有什么可以帮您？")]
    [InlineData("请您明天把照片发给我")]
    [InlineData("我昨天已经给您回复了")]
    [InlineData("明天能不能给您回复？")]
    [InlineData("我们不会再给您打电话")]
    [InlineData("如果明天还没到，我给您退款")]
    [InlineData("包裹现在在沈阳")]
    [InlineData("請您提供單號")]
    [InlineData("昨天已經跟您說過了")]
    [InlineData("Could I call you tomorrow?")]
    [InlineData("Please call us tomorrow before 5.")]
    [InlineData("I called you yesterday at 5.")]
    [InlineData("We won't call you again.")]
    [InlineData("If you send me the photo I'll check it.")]
    [InlineData("The parcel arrived at 5 pm.")]
    [InlineData("You will need to sign for it tomorrow.")]
    public void What_promises_nothing_is_let_be(string text) => PromiseReader.Due(text, At, Zone).ShouldBeNull();

    [Theory]
    [InlineData(4000)]
    public void A_long_text_is_read_in_time(int length)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();

        PromiseReader.Due(string.Concat(Enumerable.Repeat("i 会会 will 明天给", length / 14)), At, Zone);

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }
}
