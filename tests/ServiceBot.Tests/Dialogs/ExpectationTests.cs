using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Tests.Packs;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

/// <summary>"What would be right?" is asked exactly once, and the answer is heard in whatever words.</summary>
public sealed class ExpectationTests
{
    private static readonly Lazy<Pack> Heating = new(() => ((PackLoad.Loaded)PackLoader.Load(Path.Combine(AppContext.BaseDirectory, "packs", "heating"), WordingKeys.All, Talk.Start)).Pack);
    private static readonly Lazy<Understander> Understander = new(() => ServiceBot.Understanding.Understander.For(Heating.Value));

    [Theory]
    [InlineData(Locale.ZhHans, "卧室现在15度，希望到22度", "22 ℃")]
    [InlineData(Locale.ZhHans, "20度", "20 ℃")]
    [InlineData(Locale.ZhHans, "二十度就行", "20 ℃")]
    [InlineData(Locale.ZhHant, "至少要有21度吧，現在只有17度", "21 ℃")]
    [InlineData(Locale.En, "the bedroom, I'd like 21 degrees, it's 16 now", "21 ℃")]
    public async Task The_wish_is_told_back(Locale locale, string answer, string told)
    {
        var talk = await Asked(locale);

        await talk.Writes(Read(answer));

        talk.Bot.ShouldContain(told);
    }

    [Theory]
    [InlineData("现在只有15度")]
    [InlineData("不知道，暖和就行")]
    public async Task An_answer_without_a_wish_goes_on_all_the_same(string answer)
    {
        var talk = await Asked(Locale.ZhHans);

        await talk.Writes(Read(answer));

        talk.Bot.ShouldContain("18 ℃");
        talk.Bot.ShouldNotContain("您希望");
    }

    [Fact]
    public async Task Who_has_said_it_is_not_asked()
    {
        var talk = await Start(Locale.En).Writes(Read("my flat is too cold, I want 22 degrees in the living room"));

        talk.Bot.ShouldContain("22 ℃");
    }

    private static async Task<Talk> Asked(Locale locale)
    {
        var talk = await Start(locale).Writes(Said.Issue("……", "too-cold"));
        talk.Bot.ShouldNotContain("18");
        return talk;
    }

    private static Talk Start(Locale locale) => new Talk(locale) { Pack = Heating.Value }.WithOrder("H1021001", "heating");

    private static UnderstoodMessage Read(string text) => Understander.Value.Understand(text, new UnderstandingContext { Now = Talk.Start, Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai") });
}
