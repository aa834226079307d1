using System.Text.Json;
using System.Text.RegularExpressions;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tests.Turns;

namespace ServiceBot.Tests.Recovery;

public sealed partial class ReasonWordsTests
{
    [Theory]
    [InlineData("#by|late|nature;hours-test|26|>|12;share|20|freight|18.00|3.60 CNY", "late by nature, 26 h > 12 h: 20 % of freight 18.00 = 3.60 CNY", "延误（天气等自然原因），迟 26 小时，超过 12 小时：运费 18.00 的 20% = 3.60 CNY")]
    [InlineData("#conduct;attention;second|30;prepared", "conduct: a named person, the company's apology, a quality ticket; second failure within 30 days: to a person with the amount prepared", "服务态度：专人负责、公司道歉、服务质量工单；30 天内第二次出问题：带着准备好的金额交给人工")]
    [InlineData("#because|for the islands;person-decides;evidence-first|photo", "for the islands: a person decides; photo first", "for the islands：由人工决定；先要照片")]
    public void A_reason_is_codes_and_is_said_in_the_language_of_whoever_reads_it(string kept, string english, string chinese)
    {
        var words = ReasonWords.Of(Reason.Read(kept), Spine.Pack);

        words.En.ShouldBe(english);
        words.ZhHans.ShouldBe(chinese);
        English().IsMatch(words.ZhHant).ShouldBe(kept.Contains("islands", StringComparison.Ordinal), words.ZhHant);
    }

    [Theory]
    [InlineData("late by nature, 26 h > 12 h: 20 % of freight 18.00 = 3.60 CNY")]
    [InlineData("因合同第三条: a person decides")]
    [InlineData("")]
    public void A_sentence_that_an_earlier_version_kept_stands_as_it_was_written(string sentence)
    {
        var words = ReasonWords.Of(Reason.Read(sentence), Spine.Pack);

        words.ShouldBe(new LocalizedText(sentence, sentence, sentence));
    }

    [Fact]
    public void A_clause_of_a_later_version_does_not_hide_the_others() =>
        ReasonWords.English(Reason.Read("#conduct;moon-phase|full|3;attention")).ShouldBe("conduct; moon-phase full 3: a named person, the company's apology, a quality ticket");

    [Fact]
    public void What_a_manager_wrote_in_each_language_is_read_in_it_whatever_characters_it_holds()
    {
        using var pack = new Packs.TempPack();
        pack.Edit("policy.yaml", "brand: -1", """
            brand: -1
            rules:
              a: {when: {failure: late}, give: person, because: {zh-Hans: "按合同第三条；离岛|山区", zh-Hant: 依合約第三條, en: "clause 3; islands | hills \\ coast"}}
              b: {give: explanation}
            """);
        var loaded = pack.Pack();
        var kind = loaded.Complaints.First(complaint => complaint.Failure.Id == "late");

        var decision = RemedyPolicy.Decide(Any(new Random(3), kind, loaded) with { IsProven = true, Freight = null, Value = null, History = CustomerHistory.Empty("CNY"), Severity = 0 }, kind, null, loaded.Policy, new PolicyMoment(Spine.Start, "CNY", "v", new Money(9_000_00, "CNY")));
        var words = ReasonWords.Of(Reason.Read(decision.Reason.Kept), loaded);

        words.ZhHans.ShouldStartWith("按合同第三条；离岛|山区：由人工决定");
        words.ZhHant.ShouldStartWith("依合約第三條：由專人決定");
        words.En.ShouldStartWith(@"clause 3; islands | hills \ coast: a person decides");
    }

    [Fact]
    public void A_case_that_was_stored_with_a_sentence_is_read()
    {
        var json = JsonSerializer.Serialize(new ComplaintCase { Id = new CaseId("cs_1"), Kind = "late-delivery", Root = "unknown", Dimension = "reliability", Reason = Reason.Read("late: a person decides"), OpenedAt = Spine.Start, PackVersion = "v" }, RecoveryJson.Default.ComplaintCase);

        JsonSerializer.Deserialize(json, RecoveryJson.Default.ComplaintCase)!.Reason.ToString().ShouldBe("late: a person decides");
        json.ShouldContain("\"late: a person decides\"");
    }

    [Fact]
    public void Every_clause_takes_the_same_values_in_each_language()
    {
        static string Places(string text) => string.Join(' ', Place().Matches(text).Select(place => place.Value).Distinct().Order());

        foreach (var form in ReasonForms.All.Where(form => form != ReasonForms.Because))
            (Places(form.Text.ZhHans), Places(form.Text.ZhHant)).ShouldBe((Places(form.Text.En), Places(form.Text.En)), form.Code);
    }

    // Whatever facts come, by each pack that ships: nobody at a Chinese desk reads an English clause.
    [Theory]
    [MemberData(nameof(Packs))]
    public void No_reason_of_a_pack_keeps_an_english_clause(string folder)
    {
        var pack = ((PackLoad.Loaded)PackLoader.Load(Path.Combine(AppContext.BaseDirectory, "packs", folder), ServiceBot.Dialogs.WordingKeys.All, Spine.Start)).Pack;
        var random = new Random(7);
        var left = new SortedSet<string>();
        foreach (var kind in pack.Complaints)
            for (var n = 0; n < 400; n++)
            {
                var failure = Any(random, kind, pack);
                var decision = RemedyPolicy.Decide(failure, kind, pack.Standard(kind.Standard), pack.Policy, AnyMoment(random, pack));
                var words = ReasonWords.Of(decision.Reason, pack);
                foreach (var text in (string[])[words.ZhHans, words.ZhHant])
                    if (English().IsMatch(text)) left.Add($"{decision.Reason.Kept}  →  {text}");
            }

        left.ShouldBeEmpty();
    }

    private static ServiceFailure Any(Random random, ComplaintKind kind, Pack pack) => new()
    {
        ComplaintKind = kind.Id, Failure = kind.Failure, SubjectId = "S1", Cause = "unknown", CauseKind = random.Next(2) == 0 ? "unknown" : "weather",
        Attribution = (Attribution)random.Next(5), Severity = random.Next(5), Late = TimeSpan.FromHours(random.Next(-5, 90)),
        Freight = Price(random), Value = Price(random), HasPhoto = random.Next(2) == 0, IsConfirmed = random.Next(2) == 0, IsProven = random.Next(5) > 0,
        MeetsStandard = random.Next(3) switch { 0 => null, 1 => true, _ => false },
        Facts = pack.Subject.Facts.Where(_ => random.Next(3) > 0).ToDictionary(fact => fact.Name, fact => fact.Choices.Count > 0 ? fact.Choices[random.Next(fact.Choices.Count)] : (random.Next(300) / 10.0).ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Tier = random.Next(3) == 0 ? "gold" : null,
        History = new CustomerHistory(random.Next(4) == 0 ? Spine.Start.AddDays(-9) : null, random.Next(3) == 0 ? Spine.Start.AddDays(-9) : null, random.Next(5), new Money(random.Next(3) == 0 ? 5_000_00 : 0, pack.Site.Currency))
        {
            LastGiven = random.Next(3) == 0 ? Spine.Start.AddDays(-random.Next(60)) : null, LastRecovered = random.Next(6) == 0 ? Spine.Start.AddDays(-3) : null,
        },
    };

    private static Money? Price(Random random) => random.Next(7) switch { 0 => null, 1 => Money.Zero("CNY"), 2 => new Money(12_00, "USD"), _ => new Money(random.Next(1, 900_00), "CNY") };

    private static PolicyMoment AnyMoment(Random random, Pack pack) =>
        new(Spine.Start, pack.Site.Currency, pack.Version, new Money(random.Next(3) == 0 ? 1_00 : 9_000_00, pack.Site.Currency), random.Next(8) == 0);

    public static TheoryData<string> Packs => ["courier", "heating", "hotel", "retail"];

    [GeneratedRegex("(?<=\\{)[0-9]")]
    private static partial Regex Place();

    // Two words in a row; a currency, a number of an order and a fact's own word are none.
    [GeneratedRegex("[A-Za-z]{2,}[' ,]+[a-z]{2,}")]
    private static partial Regex English();
}
