using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

/// <summary>More than one thing is wrong, or more than one parcel: which matter is meant, and which comes first.</summary>
public sealed class AnotherMatterTests
{
    private const string Late = "SF1234567890123";
    private const string Broken = "SF1234567890999";

    private static Task<Talk> Answered(Locale locale = Locale.ZhHans) => new Talk(locale)
        .WithOrder(Late).WithOrder(Broken, "delivered", Talk.Start.AddHours(-5), "c1", ("delivered", Talk.Start.AddHours(-6).ToString("O")))
        .Says(Late, "late-delivery");

    [Theory]
    [InlineData(Locale.ZhHans, "另外那件SF1234567890999收到就摔坏了")]
    [InlineData(Locale.ZhHant, "還有一件SF1234567890999，打開是破的")]
    [InlineData(Locale.En, "the other one, SF1234567890999, came broken")]
    public async Task The_other_one_that_came_broken_is_damage_and_no_second_delay(Locale locale, string text)
    {
        var talk = await Answered(locale);

        await talk.Writes(Said.Issue(text, "damaged-parcel") with { Intents = [new FoundIntent("damaged-parcel", 0.8, 0, text.Length)] });

        talk.Case.Kind.ShouldBe("damaged-parcel");
        talk.Case.SubjectId.ShouldBe(Broken);
        talk.Last.Asked.ShouldBe("photo");
    }

    [Fact]
    public async Task Money_asked_for_in_the_same_breath_is_that_of_the_matter_it_is_said_of()
    {
        var talk = await Answered();

        await talk.Writes(Said.Issue($"另外那件{Broken}摔坏了，要退多少", "damaged-parcel") with { Act = DialogAct.AsksMoney });

        talk.Case.Kind.ShouldBe("damaged-parcel");
        talk.Bot.ShouldNotContain("18.00");
    }

    [Fact]
    public async Task Of_a_parcel_that_came_late_and_broken_the_damage_comes_first_and_the_delay_after_it()
    {
        var talk = await new Talk().WithOrder(Late, "delivered", Talk.Start.AddHours(-30), "c1", ("delivered", Talk.Start.AddHours(-4).ToString("O"))).Says("晚了一天，杯子还碎了", "late-delivery", "damaged-parcel");
        talk.Last.Asked.ShouldBe("photo");
        await talk.SendsFile();
        await talk.Says("1");

        await talk.Does("好", DialogAct.Yes);

        talk.Bot.ShouldContain("延误");
    }

    [Fact]
    public async Task A_picture_that_came_before_the_words_is_not_asked_for_again()
    {
        var talk = await new Talk(Locale.En).WithOrder(Broken, "delivered").SendsFile();

        await talk.Says("the lamp is in pieces", "damaged-parcel");

        talk.Last.Asked.ShouldBe("choice");
        talk.Case.Kind.ShouldBe("damaged-parcel");
    }

    [Fact]
    public async Task A_picture_in_the_middle_of_a_delay_is_asked_about_and_counts()
    {
        var talk = await Answered();
        await talk.SendsFile();
        talk.Bot.ShouldContain("破损");

        await talk.Presses("是，一起办");

        talk.Case.Kind.ShouldBe("damaged-parcel");
        talk.Last.Asked.ShouldNotBe("photo");
    }

    [Fact]
    public async Task Who_has_more_to_say_is_listened_to()
    {
        var talk = await Answered();

        await talk.Says("等一下，早上那件我拆开看看");

        talk.Bot.ShouldContain("不急");
        talk.State.Frames.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_cannot_read_the_language_is_told_the_matter_again_in_their_own()
    {
        var talk = await Answered();
        talk.Locale = Locale.En;

        await talk.Says("sorry my chinese is poor, could we do this in english");

        talk.Bot.ShouldContain("Of course");
        talk.Bot.ShouldContain(Late);
        talk.Bot.ShouldContain("18.00");
    }

    [Fact]
    public async Task Who_rages_and_has_something_broken_is_heard_though_it_is_not_quite_clear()
    {
        var talk = await Answered();

        await talk.Writes((Said.Issue("杯子把手掉了，服了", "damaged-parcel") with { Intents = [new FoundIntent("damaged-parcel", 0.8, 0, 9)] }).Feeling(EmotionClass.Angry));

        talk.Case.Kind.ShouldBe("damaged-parcel");
        talk.Last.Asked.ShouldBe("photo");
    }

    [Theory]
    [InlineData(Locale.ZhHans, "那就麻烦您帮我办一下吧")]
    [InlineData(Locale.ZhHant, "好，那就麻煩你處理")]
    [InlineData(Locale.En, "go ahead then")]
    public async Task Who_asks_for_what_is_being_arranged_agrees(Locale locale, string text)
    {
        var talk = await Answered(locale);

        await talk.Says(text);

        talk.State.Frames.ShouldBeEmpty();
    }
}
