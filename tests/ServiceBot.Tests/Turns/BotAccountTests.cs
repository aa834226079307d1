using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

/// <summary>By its name everybody can tell that it is a bot, wherever the channel or the desk shows it.</summary>
public sealed class BotAccountTests
{
    [Theory]
    [InlineData(Locale.ZhHans, "飞燕速递机器人客服")]
    [InlineData(Locale.ZhHant, "飛燕速遞客服機器人")]
    [InlineData(Locale.En, "Swallow Express bot")]
    public void The_name_says_company_and_bot_in_the_customers_language(Locale locale, string name)
    {
        var pack = ((PackLoad.Loaded)PackLoader.Load(Path.Combine(AppContext.BaseDirectory, "packs", "courier"), WordingKeys.All, Spine.Start)).Pack;

        BotAccount.Of(pack, locale).Name.ShouldBe(name);
    }
}
