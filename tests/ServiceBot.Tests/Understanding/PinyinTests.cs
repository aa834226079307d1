using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

/// <summary>Chinese typed in letters.</summary>
public sealed class PinyinTests
{
    [Theory]
    [InlineData("courier", "kuaidi daonale", "where-is-my-parcel")]
    [InlineData("courier", "baoguo bei ya huai le", "damaged-parcel")]
    [InlineData("courier", "Kuài dì diū le", "lost-parcel")]
    [InlineData("courier", "kuai4di4 dao4 na3 le5", "where-is-my-parcel")]
    [InlineData("courier", "kuaidiyuan taidu hen ca", "rude-courier")]
    [InlineData("courier", "zhuan rengong", "talk-to-a-person")]
    [InlineData("courier", "帮我cha一下kuaidi", "where-is-my-parcel")]
    [InlineData("heating", "jia li nuan qi bu re", "no-heat")]
    [InlineData("retail", "shouji huai le", "defective")]
    [InlineData("hotel", "kongtiao huai le", "broken-room")]
    public void Chinese_in_letters_means_what_the_characters_mean(string pack, string text, string intent)
    {
        var message = Sentences.Of(pack).Understand(text, Sentences.Context);

        message.Intents.Select(i => i.Intent).ShouldBe([intent]);
        message.Language.Locale.ShouldBe(Locale.ZhHans);
    }

    [Theory]
    [InlineData("can you change me")]
    [InlineData("name")]
    [InlineData("like")]
    [InlineData("nike")]
    [InlineData("made in china")]
    [InlineData("sumimasen")]
    [InlineData("tengo que tomar")]
    [InlineData("saya mahu bantuan")]
    public void Letters_that_could_be_syllables_stay_what_they_are(string text) =>
        Sentences.OfCourier.Understand(text, Sentences.Context).Language.Locale.ShouldNotBe(Locale.ZhHans);

    [Fact]
    public void What_is_found_points_at_the_letters()
    {
        const string text = "baoguo deng le san tian le hai mei dao";

        var duration = Sentences.OfCourier.Understand(text, Sentences.Context).All<Entity.Duration>().ShouldHaveSingleItem();

        text.Substring(duration.Start, duration.Length).ShouldBe("san tian");
    }

    [Theory]
    [InlineData("nihao", DialogAct.Greeting)]
    [InlineData("xiexie", DialogAct.Thanks)]
    [InlineData("haode", DialogAct.Yes)]
    [InlineData("bu yong le", DialogAct.No)]
    public void Answers_are_typed_in_letters_too(string text, DialogAct act) =>
        Sentences.OfCourier.Understand(text, Sentences.Context).Act.ShouldBe(act);

    [Fact]
    public void Letters_tell_no_script() =>
        Sentences.OfCourier.Understand("kuaidi hai mei dao", Sentences.Context with { Locale = Locale.ZhHant }).Language.Locale.ShouldBe(Locale.ZhHant);
}
