using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Dialogs;
using ServiceBot.Packs;

namespace ServiceBot.Tests.Packs;

/// <summary>Wording that all packs share: looked for in the pack, then beside it, then with the program.</summary>
public sealed class SharedWordingTests : IDisposable
{
    private readonly TempPack pack = new(isAlone: false);

    public void Dispose() => pack.Dispose();

    [Fact]
    public void A_text_that_the_pack_does_not_write_is_the_shared_one()
    {
        pack.WriteShared("hello: 您好", "hello: 您好喔", "hello: \"Hello from {{company}}\"");
        pack.Wording = [.. pack.Wording, new WordingKey("hello")];

        pack.Problems().ShouldBeEmpty();

        pack.Pack().Wording.Render("hello", Locale.En, 0).ShouldBe("Hello from Little Swallow");
    }

    [Fact]
    public void A_text_of_the_packs_own_comes_first()
    {
        pack.WriteShared("promise: \"共用{{due}}\"", "promise: \"共用{{due}}\"", "promise: \"shared {{due}}\"");

        var said = pack.Pack().Wording.Render("promise", Locale.En, 0, ("due", "five"));

        said.ShouldBe("You hear from me by five.");
    }

    [Fact]
    public void A_key_the_program_needs_since_is_the_programs_own_text()
    {
        pack.Wording = [.. pack.Wording, new WordingKey("person.stay")];

        pack.Problems().ShouldBeEmpty();

        pack.Pack().Wording.Render("person.stay", Locale.ZhHant, 0).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_shared_text_may_name_the_subject_its_number_and_the_time_zone()
    {
        pack.WriteShared("hello: \"{{subject}}{{number-name}}{{zone}}\"", "hello: \"{{subject}}{{number-name}}{{zone}}\"", "hello: \"{{subject}}, {{number-name}}, {{zone}}\"");
        pack.Wording = [.. pack.Wording, new WordingKey("hello")];
        pack.Edit("pack.yaml", "  number-patterns:", "  number-name: {zh-Hans: 单号, zh-Hant: 包裹號碼, en: parcel number}\n  number-patterns:");

        var wording = pack.Pack().Wording;

        wording.Render("hello", Locale.ZhHans, 0).ShouldBe("包裹单号北京时间");
        wording.Render("hello", Locale.En, 0).ShouldBe("parcel, parcel number, Beijing time");
    }

    [Fact]
    public void A_site_in_another_zone_says_its_own()
    {
        pack.WriteShared("hello: \"{{zone}}\"", "hello: \"{{zone}}\"", "hello: \"{{zone}}\"");
        pack.Wording = [.. pack.Wording, new WordingKey("hello")];
        var here = pack.Pack();

        var there = here.At(here.Site with { TimeZone = "Asia/Taipei" });

        there.Wording.Render("hello", Locale.ZhHant, 0).ShouldBe("台灣時間");
    }

    [Theory]
    [InlineData("Asia/Shanghai", Locale.ZhHans, "北京时间")]
    [InlineData("America/Argentina/Buenos_Aires", Locale.En, "Buenos Aires time")]
    [InlineData("America/Argentina/Buenos_Aires", Locale.ZhHant, "當地時間")]
    [InlineData("Etc/GMT-3", Locale.En, "local time")]
    public void A_zone_is_called_as_its_customers_call_it(string zone, Locale locale, string name) => ZoneText.For(zone, locale).ShouldBe(name);

    [Fact]
    public void A_mistake_in_the_shared_wording_is_found_where_it_stands()
    {
        pack.WriteShared("promise: 好", "promise: 好", "promise: \"{{deu}}\"");

        pack.Problems().ShouldBe(["../shared/wording/en.yaml:1: error: 'promise' has no value {{deu}}; write {{due}}"]);
    }

    [Fact]
    public void A_button_of_ones_own_beside_shared_words_for_it_is_warned_of()
    {
        pack.WriteShared("remedy.given.visit: 已派人\nchoice.words.visit: 上门", "remedy.given.visit: 已派人\nchoice.words.visit: 到府", "remedy.given.visit: I'm sending a technician.\nchoice.words.visit: technician");
        pack.Wording = [.. pack.Wording, new WordingKey("remedy.title.visit"), new WordingKey("remedy.given.visit"), new WordingKey("choice.words.visit")];
        pack.Append("wording/zh-Hans.yaml", "remedy.title.visit: 换一辆车\nremedy.given.visit: 正在换车\nchoice.words.visit: 换车\n");
        pack.Append("wording/zh-Hant.yaml", "remedy.title.visit: 換一輛車\nremedy.given.visit: 正在換車\nchoice.words.visit: 換車\n");
        pack.Append("wording/en.yaml", "remedy.title.visit: Another car\n");

        var problems = pack.Problems();

        problems.ShouldContain("wording/en.yaml:6: warning: 'remedy.title.visit' is the pack's own, but what is said when it is chosen is shared by every trade: \"I'm sending a technician.\"; write 'remedy.given.visit: …' in your words too");
        problems.ShouldContain("wording/en.yaml:6: warning: 'remedy.title.visit' is the pack's own, but what customers may call it who write instead of pressing is shared by every trade: \"technician\"; write 'choice.words.visit: …' in your words too");
        problems.ShouldNotContain(p => p.StartsWith("wording/zh"));
    }

    [Fact]
    public void A_text_of_ones_own_in_one_language_only_is_warned_of()
    {
        pack.WriteShared("hello: 您好", "hello: 您好喔", "hello: Hello");
        pack.Wording = [.. pack.Wording, new WordingKey("hello")];
        pack.Append("wording/en.yaml", "hello: Hi there\n");

        pack.Problems().ShouldBe(
        [
            "wording/zh-Hans.yaml:1: warning: the text 'hello' is the pack's own in en, and the shared one here; write it here too, or leave it out there",
            "wording/zh-Hant.yaml:1: warning: the text 'hello' is the pack's own in en, and the shared one here; write it here too, or leave it out there",
        ]);
    }

    [Fact]
    public void An_edit_of_the_shared_wording_is_another_version_and_runs_within_a_second()
    {
        pack.WriteShared("hello: 您好", "hello: 您好喔", "hello: Hello");
        pack.Wording = [.. pack.Wording, new WordingKey("hello")];
        using var library = new PackLibrary(pack.Wording, TimeProvider.System, NullLogger<PackLibrary>.Instance);
        using var changed = new ManualResetEventSlim();
        var before = ((PackLoad.Loaded)library.Open(pack.Directory)).Pack;
        library.Changed += _ => changed.Set();

        pack.WriteShared("hello: 您好", "hello: 您好喔", "hello: Good day");

        changed.Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue();
        library.Find("parcels")!.Version.ShouldNotBe(before.Version);
        library.Find("parcels")!.Wording.Render("hello", Locale.En, 0).ShouldBe("Good day");
    }

    [Fact]
    public void A_pack_takes_over_the_questions_that_every_trade_is_asked()
    {
        pack.Edit("pack.yaml", "company:", "shared-enquiries: [talk-to-a-person]\ncompany:");

        pack.Problems().ShouldBeEmpty();

        var taken = pack.Pack().Enquiry("talk-to-a-person")!;
        taken.Needs.ShouldBe(["person"]);
        taken.Examples.Count.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void Its_own_sentences_are_added_to_the_shared_ones()
    {
        pack.Edit("pack.yaml", "company:", "shared-enquiries: [talk-to-a-person]\ncompany:");
        var shared = pack.Pack().Enquiry("talk-to-a-person")!.Examples.Count;
        pack.Write("examples/talk-to-a-person.yaml", "en: [put me through to the depot]\n");

        pack.Problems().ShouldBeEmpty();

        pack.Pack().Enquiry("talk-to-a-person")!.Examples.Count.ShouldBe(shared + 1);
    }

    [Fact]
    public void A_question_that_nobody_shares_is_told_of()
    {
        pack.Edit("pack.yaml", "company:", "shared-enquiries: [opening-ours]\ncompany:");

        pack.Problems().ShouldContain(p => p.Contains("'shared-enquiries' cannot be 'opening-ours'; write 'opening-hours'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_copy_keeps_the_shared_texts_it_was_made_with()
    {
        pack.WriteShared("hello: 您好", "hello: 您好喔", "hello: Hello");
        pack.Wording = [.. pack.Wording, new WordingKey("hello")];
        var version = pack.Pack().Version;
        var copy = PackCopy.Read(pack.Directory, version)!;
        pack.WriteShared("hello: 您好", "hello: 您好喔", "hello: Good day");

        var loaded = ((PackLoad.Loaded)PackCopy.Load(copy, pack.Wording, TempPack.Now)).Pack;

        loaded.Version.ShouldBe(version);
        loaded.Wording.Render("hello", Locale.En, 0).ShouldBe("Hello");
    }

    [Fact]
    public void A_copy_from_an_earlier_program_says_what_this_one_needs_since()
    {
        var files = TempPackFiles.All;
        IReadOnlyList<WordingKey> wording = [.. pack.Wording, new WordingKey("person.stay")];

        var load = PackCopy.Load(files, wording, TempPack.Now);

        load.ShouldBeOfType<PackLoad.Loaded>().Pack.Wording.Has("person.stay").ShouldBeTrue();
    }

    [Fact]
    public void The_wording_that_ships_has_every_text_that_any_pack_needs_in_three_languages()
    {
        var needed = WordingKeys.All.Where(k => !k.IsOptional && !k.Name.Contains('{', StringComparison.Ordinal)).Select(k => k.Name);

        Locales.All.SelectMany(l => needed.Except(Shipped(l)).Select(k => $"{l.Tag()} {k}")).ShouldBeEmpty();
    }

    [Fact]
    public void The_wording_that_ships_has_no_text_that_nothing_says()
    {
        var declared = WordingKeys.All.Select(k => k.Name).ToHashSet();
        var said = (string key) => declared.Contains(key) || key.StartsWith("enquiry.", StringComparison.Ordinal);

        Locales.All.SelectMany(Shipped).Where(k => !said(k)).Distinct().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Locale.ZhHans, "包裹|单号|快递|寄件|收件|派送|签收|营业点|北京时间")]
    [InlineData(Locale.ZhHant, "包裹|快遞|寄件|收件|配送|簽收|門市|北京時間")]
    [InlineData(Locale.En, @"parcel|courier|shipment|\blabel\b|Beijing")]
    public void The_wording_that_ships_speaks_of_no_trade(Locale locale, string words) =>
        Regex.Replace(File.ReadAllText(FileOf(locale)), "^#.*$", "", RegexOptions.Multiline).ShouldNotMatch(words);

    private static IEnumerable<string> Shipped(Locale locale) =>
        Regex.Matches(File.ReadAllText(FileOf(locale)), @"^([a-z][a-z0-9.-]*):", RegexOptions.Multiline).Select(m => m.Groups[1].Value);

    private static string FileOf(Locale locale) => Path.Combine(AppContext.BaseDirectory, "packs", "shared", "wording", $"{locale.Tag()}.yaml");
}
