using FsCheck;
using FsCheck.Fluent;
using HandlebarsDotNet;
using ServiceBot.Packs;

namespace ServiceBot.Tests.Packs;

public sealed class WordingTests : IDisposable
{
    private readonly TempPack folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Values_are_filled_in() =>
        folder.Pack().Wording.Render("status.in-transit", Locale.En, 0, ("number", "SF1")).ShouldBe("SF1 is on its way.");

    [Fact]
    public void Each_language_has_its_own_text()
    {
        var wording = folder.Pack().Wording;

        wording.Render("status.delivered", Locale.ZhHans, 0, ("number", "SF1")).ShouldBe("SF1已送到。");
        wording.Render("status.delivered", Locale.ZhHant, 0, ("number", "SF1")).ShouldBe("SF1已送達。");
        wording.Render("status.delivered", Locale.Other, 0, ("number", "SF1")).ShouldBe("SF1 has arrived.");
    }

    [Theory]
    [InlineData(0, "明天前给您答复。")]
    [InlineData(1, "我会明天回复您。")]
    [InlineData(2, "明天前给您答复。")]
    [InlineData(-1, "我会明天回复您。")]
    [InlineData(int.MinValue, "明天前给您答复。")]
    public void Variants_take_turns(int variant, string said) =>
        folder.Pack().Wording.Render("promise", Locale.ZhHans, variant, ("due", "明天")).ShouldBe(said);

    [Fact]
    public void A_text_depends_on_whether_a_value_is_there()
    {
        var wording = folder.Pack().Wording;

        wording.Render("promise", Locale.ZhHans, 0).ShouldBe("尽快给您答复。");
        wording.Render("promise", Locale.ZhHans, 0, ("due", "")).ShouldBe("尽快给您答复。");
    }

    [Fact]
    public void What_a_customer_wrote_is_not_encoded() =>
        folder.Pack().Wording.Render("status.in-transit", Locale.En, 0, ("number", "<b>\"A&B\"</b> {{due}}")).ShouldBe("<b>\"A&B\"</b> {{due}} is on its way.");

    [Fact]
    public void The_company_and_its_hours_may_stand_in_every_text()
    {
        var wording = folder.Pack().Wording;

        wording.Render("enquiry.hours", Locale.ZhHans, 0).ShouldBe("小燕速递客服周一至周二 9:00–18:00，周三至周五休息，周六 10:00–16:00，周日休息在岗。");
        wording.Render("enquiry.hours", Locale.ZhHant, 0).ShouldBe("小燕速遞客服週一至週二 9:00–18:00，週三至週五休息，週六 10:00–16:00，週日休息服務。");
        wording.Render("enquiry.hours", Locale.En, 0).ShouldBe("Little Swallow is open Monday to Tuesday 9:00–18:00, Wednesday to Friday closed, Saturday 10:00–16:00, Sunday closed.");
    }

    [Fact]
    public void A_key_that_the_pack_lacks_is_an_error_that_names_it()
    {
        var wording = folder.Pack().Wording;

        wording.Has("promise").ShouldBeTrue();
        wording.Has("promises").ShouldBeFalse();
        Should.Throw<KeyNotFoundException>(() => wording.Render("promises", Locale.En, 0)).Message.ShouldBe("The pack has no wording 'promises' in en; write it in wording/en.yaml.");
    }

    [Fact]
    public void White_space_control_is_left_to_Handlebars()
    {
        folder.Edit("wording/en.yaml", "\"{{number}} is on its way.\"", "|\n  {{#if number}}\n  Parcel {{number}}\n  {{else}}\n  Your parcel\n  {{/if}}\n  is on its  {{~ company }}.");

        folder.Pack().Wording.Render("status.in-transit", Locale.En, 0, ("number", "SF1")).ShouldBe("Parcel SF1\nis on itsLittle Swallow.");
    }

    [Theory]
    [InlineData("{{#if a}}A{{else if b}}B{{else}}C{{/if}}", "", "1", "B")]
    [InlineData("{{#if a}}A{{else if b}}B{{else}}C{{/if}}", "", "", "C")]
    [InlineData("{{#unless a}}none{{else}}{{a}}{{/unless}}", "", "", "none")]
    [InlineData("{{#unless a}}none{{else}}{{a}}{{/unless}}", "1", "", "1")]
    [InlineData("{{#if a}}{{#if b}}both{{/if}}{{/if}}.", "1", "1", "both.")]
    [InlineData("{{{a}}}{{&b}}{{! a note }}{{!-- and {{a}} --}}", "<", ">", "<>")]
    [InlineData("{{ a }}{{# if b }}b{{/ if }}", "1", "2", "1b")]
    public void What_Handlebars_has(string text, string a, string b, string said) =>
        Render(text, a, b).ShouldBe(said);

    // Our own rendering replaces Handlebars', so it has to say the same for whatever it takes on.
    [Fact]
    public void Our_rendering_says_what_Handlebars_says()
    {
        var engine = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true });
        var piece = Gen.Elements("text ", "文", "\n", "\n  ", " ", "{{a}}", "{{{b}}}", "{{#if a}}", "{{#unless b}}", "{{else}}", "{{else if b}}", "{{/if}}", "{{/unless}}", "{{#if a}}A{{else}}B{{/if}}", "{{#if a}}\n{{b}}\n{{else if b}}\nC\n{{/if}}\n", "{{! note }}", "{{~a}}", "{{b~}}", "}", "<&>");
        var texts = Gen.ArrayOf(piece).Select(string.Concat).Where(t => WordingSyntax.Read(t) is WordingText.Good);

        Prop.ForAll(Gen.Zip(texts, Gen.Elements(("", ""), ("1", ""), ("", "<2>"), ("甲", "乙"))).ToArbitrary(), c =>
            Render(c.Item1, c.Item2.Item1, c.Item2.Item2) == engine.Compile(c.Item1)(new Dictionary<string, string> { ["a"] = c.Item2.Item1, ["b"] = c.Item2.Item2 }))
            .Check(Laws.Cases(400));
    }

    private static string Render(string text, string a, string b) =>
        WordingSyntax.Read(text).ShouldBeOfType<WordingText.Good>().Template.Render([("a", a), ("b", b)], []);
}
