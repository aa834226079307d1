using ServiceBot.Packs;
using ServiceBot.Tests.Turns;

namespace ServiceBot.Tests.Packs;

/// <summary>Who is in danger is sent to the numbers of the place, not to those of the language.</summary>
public sealed class EmergencyNumberTests
{
    [Theory]
    [InlineData("Asia/Shanghai", Locale.ZhHans, "马上拨打 120（急救）、119（火警、救援）或者 110（报警），不要等我们")]
    [InlineData("Asia/Shanghai", Locale.ZhHant, "請馬上撥 120（救護）、119（消防、救援）或 110（警察）；人在台灣請撥 119 或 110，在香港請撥 999，不要等我們")]
    [InlineData("Asia/Hong_Kong", Locale.ZhHans, "马上拨打 999，不要等我们")]
    [InlineData("Asia/Hong_Kong", Locale.ZhHant, "請馬上撥 999，不要等我們")]
    [InlineData("Asia/Taipei", Locale.ZhHans, "马上拨打 119（急救、火警）或者 110（报警），不要等我们")]
    [InlineData("Asia/Taipei", Locale.En, "call for help now: 119 for an ambulance or for fire and rescue, 110 for the police.")]
    [InlineData("America/New_York", Locale.En, "call for help now: 911.")]
    [InlineData("Europe/Vienna", Locale.ZhHans, "马上拨打 112，不要等我们")]
    [InlineData("Africa/Nairobi", Locale.En, "call for help now: your local emergency number.")]
    [InlineData("Africa/Nairobi", Locale.ZhHant, "請馬上撥 當地的緊急電話，不要等我們")]
    public void Help_is_where_the_site_is(string zone, Locale locale, string words) => At(zone).Render("duty.danger", locale, 0).ShouldContain(words);

    [Theory]
    [InlineData("Asia/Shanghai", "12356")]
    [InlineData("Asia/Hong_Kong", "18111")]
    [InlineData("Asia/Taipei", "1925")]
    [InlineData("America/Chicago", "988")]
    public void A_line_that_listens_is_the_one_of_the_place(string zone, string line)
    {
        var wording = At(zone);

        foreach (var locale in Locales.All)
        {
            wording.Render("duty.self-harm", locale, 0).ShouldContain(line);
            wording.Render("duty.self-harm.alone", locale, 0).ShouldContain(line);
        }
    }

    [Fact]
    public void Where_no_such_line_is_known_none_is_named()
    {
        foreach (var locale in Locales.All)
        foreach (var key in (string[])["duty.self-harm", "duty.self-harm.alone", "duty.self-harm.waiting", "duty.danger", "duty.urgent", "duty.violence"])
            for (var variant = 0; variant < 3; variant++)
                At("Africa/Nairobi").Render(key, locale, variant).ShouldNotMatch(@"\d|\{\{|  ");
    }

    private static Wording At(string zone) => Spine.Pack.At(Spine.Pack.Site with { TimeZone = zone }).Wording;
}
