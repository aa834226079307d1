using ServiceBot.Dialogs;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

/// <summary>A channel that takes our messages only for some hours after the customer's: the bot promises what it can keep there, and says what it cannot.</summary>
public sealed class ClosingChannelTests
{
    private const string One = "SF1234567890123";
    private static readonly DeskStatus OnDuty = new(1, 0, true, null, TimeSpan.FromMinutes(3), null, "Lin");

    [Fact]
    public async Task News_is_promised_before_the_channel_closes()
    {
        var talk = await new Talk { Desk = OnDuty, Window = TimeSpan.FromHours(24) }.WithOrder(One).WithSnowstorm().Says("还没到", "late-delivery");

        talk.Promises.Single().Due.ShouldBe(Talk.Start.AddHours(23.75));
        talk.Bot.ShouldNotContain("聊天渠道");
    }

    [Theory]
    [InlineData(Locale.ZhHans, "这个聊天渠道只允许我在", "退钱吧")]
    [InlineData(Locale.ZhHant, "這個聊天管道只讓我在", "退錢吧")]
    [InlineData(Locale.En, "This chat takes my messages only until", "2")]
    public async Task What_falls_due_after_the_channel_has_closed_is_said_so_and_a_person_is_offered(Locale locale, string words, string answer)
    {
        var talk = await new Talk(locale) { Desk = OnDuty, Window = TimeSpan.FromHours(6) }.WithOrder(One, "delivered", null, "c1", ("value", "59.00")).Says("杯子碎了", "damaged-parcel");
        await talk.SendsFile();

        await talk.Says(answer);

        talk.Promises.Single().What.ShouldBe("refund-arranged");
        talk.Bot.ShouldContain(words);
        talk.Last.Bubbles[^1].Choices.Select(c => c.Value).ShouldContain(Choice.Person);
    }

    [Fact]
    public async Task Where_nothing_closes_nothing_is_said_of_it()
    {
        var talk = await new Talk { Desk = OnDuty }.WithOrder(One, "delivered", null, "c1", ("value", "59.00")).Says("杯子碎了", "damaged-parcel");
        await talk.SendsFile();

        await talk.Says("退钱吧");

        talk.Bot.ShouldNotContain("聊天渠道");
    }
}
