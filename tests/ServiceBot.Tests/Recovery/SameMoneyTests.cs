using FsCheck;
using FsCheck.Fluent;
using ServiceBot.Server.Chat;
using ServiceBot.Tests.Dialogs;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Recovery;

/// <summary>The same facts get the same money, however the customer says it (decisions.md 28): whole conversations through the real bot.</summary>
public sealed class SameMoneyTests
{
    private static readonly Listening Trained = GoldenTests.Trained;
    private static readonly ChatPacks Packs = new(null);

    private const string Facts = """
        @pack courier
        @now 2026-11-21T10:00:00+08:00
        @customer id=c1 name=Lin since=2022-05-01 orders=9
        @order SF1234567890123 promised=2026-11-20T18:00+08:00 status=in-transit at=哈尔滨转运中心 freight=18.00 value=299.00
        @incident i1 kind=weather area=哈尔滨 cause="暴风雪" until=2026-11-22T12:00+08:00
        """;

    [Theory]
    [InlineData("您好，打扰了，请问我的快递SF1234567890123昨天就该到了，怎么还没到呢？辛苦您帮忙看看，谢谢")]
    [InlineData("我的快递SF1234567890123昨天就该到了，到现在还没到！！！什么破快递")]
    [InlineData("咋回事儿啊，俺那快递SF1234567890123昨儿个就该到了，到这会儿还没见着影儿呢")]
    [InlineData("我嘅快遞SF1234567890123尋日就應該到，點解而家仲未到")]
    [InlineData("不好意思，我的包裹SF1234567890123昨天就該到了，怎麼到現在還沒收到捏")]
    [InlineData("Could you kindly look into my parcel SF1234567890123? It was due yesterday and still hasn't arrived, thank you")]
    [InlineData("my parcel SF1234567890123 was due YESTERDAY and it STILL isn't here, this is ridiculous")]
    [InlineData("SF1234567890123 late since yesterday where is it")]
    [InlineData("你好\n我的快递昨天就该到了，现在还没到\n单号SF1234567890123")]
    [InlineData("SF1234567890123\n这个快递昨天就该到了，现在还没到")]
    public async Task However_it_is_told_the_late_parcel_gets_the_same_coupon(string told) => await ShouldGetTheSameAsync(told);

    [Fact]
    public void Whatever_manner_is_put_together_the_money_is_the_same() =>
        Prop.ForAll(Manners.ToArbitrary(), told => ShouldGetTheSameAsync(told).GetAwaiter().GetResult()).Check(Laws.Cases(12));

    [Fact]
    [Trait("Category", "Long")]
    public void Whatever_manner_is_put_together_the_money_is_the_same_many_times() =>
        Prop.ForAll(Manners.ToArbitrary(), told => ShouldGetTheSameAsync(told).GetAwaiter().GetResult()).Check(Laws.Cases(300));

    private static Gen<string> Manners { get; } =
        from opener in Gen.Elements("", "您好，", "哎，", "麻烦您看一下，", "真是的，", "拜托了，")
        from complaint in Gen.Elements("我的快递昨天就该到了，现在还没到", "我的包裹本来昨天该到的，到现在都没收到", "快递晚了一天了还没送来", "我的包裹昨天就該到了，到現在還沒收到")
        from closer in Gen.Elements("", "，谢谢", "！", "，太慢了吧", "，急死我了", "，能帮我看看吗")
        from order in Gen.Choose(0, 2)
        select order switch
        {
            0 => $"{opener}{complaint}，单号SF1234567890123{closer}",
            1 => $"{opener}{complaint}{closer}\n单号SF1234567890123",
            _ => $"单号SF1234567890123\n{opener}{complaint}{closer}",
        };

    private static async Task ShouldGetTheSameAsync(string told)
    {
        var said = string.Join('\n', told.Split('\n').Select(line => $"customer: {line}"));
        var file = Path.Combine(Directory.CreateTempSubdirectory("servicebot-money-").FullName, "case.chat");
        await File.WriteAllTextAsync(file, $"{Facts}\n\n{said}\n! ledger 3.60 CNY\n! coupons 1\n! remedy coupon 3.60 CNY\n");
        var (output, error) = (new StringWriter(), new StringWriter());

        var status = await ChatCommand.RunAsync([file], asJson: false, Packs, Trained, output, error, CancellationToken.None);

        status.ShouldBe(0, $"{told}\n{output}{error}");
    }
}
