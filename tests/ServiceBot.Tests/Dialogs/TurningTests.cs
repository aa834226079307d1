using ServiceBot.Dialogs;

namespace ServiceBot.Tests.Dialogs;

/// <summary>Who has brought up several matters says which one comes first, and may go back.</summary>
public sealed class TurningTests
{
    private const string Broken = "SF1234567890123";
    private const string Late = "SF1234567890124";

    [Theory]
    [InlineData("start with the lamp please")]
    [InlineData("and what about the lamp?")]
    [InlineData("the lamp first")]
    public async Task The_matter_that_is_named_comes_before_the_one_in_hand(string text)
    {
        var talk = await Two();

        await talk.Says(text);

        talk.Bot.ShouldContain("late", Case.Insensitive);
        talk.Bot.ShouldContain(Late);
        talk.Bot.ShouldNotContain("photo");
    }

    [Fact]
    public async Task The_matter_that_was_left_is_gone_on_with_when_it_is_named_again()
    {
        var talk = await Two();
        await talk.Says("start with the lamp please");

        await talk.Says("ok. and now the kettle");

        talk.Last.Asked.ShouldBe("photo");
        talk.Bot.ShouldNotContain(Late);
    }

    [Theory]
    [InlineData("first I have to find my phone")]
    [InlineData("now what")]
    [InlineData("start with the kettle please")]
    public async Task What_names_no_other_matter_leaves_the_question_open(string text)
    {
        var talk = await Two();

        await talk.Says(text);

        talk.Last.Asked.ShouldBe("photo");
    }

    [Fact]
    public void Words_that_two_matters_share_name_neither()
    {
        MatterWords.Named("the blue cup first", ["my blue cup is late", "the blue cup broke"], "").ShouldBeNull();
        MatterWords.Named("先说台灯吧", ["水壶漏水", "台灯到现在也没送来"], "").ShouldBe(1);
        MatterWords.Named("账单那个呢", ["楼上一直响", "账单多了两百"], "楼上一直响").ShouldBe(1);
    }

    [Fact]
    public async Task Who_waits_for_a_person_says_which_of_the_matters_comes_first()
    {
        var talk = await Two();
        talk.Desk = new(1, 0, true, null, TimeSpan.FromMinutes(3), null, "Lin");
        await talk.Says("a person please", "talk-to-a-person");

        await talk.Says("the lamp first");

        talk.Bot.ShouldContain("late delivery goes first");
    }

    private static async Task<Talk> Two()
    {
        var talk = new Talk(Locale.En)
            .WithOrder(Broken, "delivered", Talk.Start.AddHours(-5), "c1", ("delivered", Talk.Start.AddHours(-6).ToString("O")))
            .WithOrder(Late);
        var both = Said.Issue("the kettle in the box is broken and the desk lamp hasn't come", "damaged-parcel", "late-delivery");
        return await talk.Writes(both);
    }
}
