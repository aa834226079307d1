using System.Text.RegularExpressions;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tests.Turns;

namespace ServiceBot.Tests.Recovery;

public sealed partial class ReasonWordsTests
{
    [Theory]
    [InlineData("late by nature, 26 h > 12 h: 20 % of freight 18.00 = 3.60 CNY", "（天气等自然原因），迟 26 小时，超过 12 小时：运费 18.00 的 20% = 3.60 CNY")]
    [InlineData("damaged: in kind or refund, 100 % of value 299.00 CNY = 299.00 CNY, with a coupon of 5.00 CNY; photo first", "：换货、补寄等实物，或退款，货值 299.00 CNY 的 100% = 299.00 CNY，另加优惠券 5.00 CNY；先要照片")]
    [InlineData("conduct: a named person, the company's apology, a quality ticket; second failure within 30 days: to a person with the amount prepared", "服务态度：专人负责、公司道歉、服务质量工单；30 天内第二次出问题：带着准备好的金额交给人工")]
    public void A_reason_is_said_in_chinese(string reason, string said)
    {
        var words = ReasonWords.Of(reason, Spine.Pack);

        words.ZhHans.ShouldEndWith(said);
        words.En.ShouldBe(reason);
        English().IsMatch(words.ZhHant).ShouldBeFalse(words.ZhHant);
    }

    [Fact]
    public void What_a_manager_wrote_stands_as_written() =>
        ReasonWords.Of("因合同第三条: a person decides", Spine.Pack).ZhHant.ShouldBe("因合同第三条：由專人決定");

    [Theory]
    [InlineData("the contract's third clause: a person decides", "按合同第三条：由人工决定", "依合約第三條：由專人決定")]
    [InlineData("the contract's third clause, for the islands; photo first", "按合同第三条，离岛适用；先要照片", "依合約第三條，離島適用；先要照片")]
    [InlineData("the contract's third clauses are none", "the contract's third clauses are none", "the contract's third clauses are none")]
    public void What_a_manager_wrote_in_each_language_is_read_in_it(string reason, string hans, string hant)
    {
        using var pack = new Packs.TempPack();
        pack.Edit("policy.yaml", "brand: -1", """
            brand: -1
            rules:
              a: {when: {failure: late}, give: person, because: {zh-Hans: 按合同第三条, zh-Hant: 依合約第三條, en: the contract's third clause}}
              b: {when: {failure: damaged}, give: person, because: {zh-Hans: 按合同第三条，离岛适用, zh-Hant: 依合約第三條，離島適用, en: "the contract's third clause, for the islands"}}
              c: {give: explanation}
            """);

        var words = ReasonWords.Of(reason, pack.Pack());

        (words.ZhHans, words.ZhHant, words.En).ShouldBe((hans, hant, reason));
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
                    if (English().IsMatch(text)) left.Add($"{decision.Reason}  →  {text}");
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

    // Two words in a row; a currency, a number of an order and a fact's own word are none.
    [GeneratedRegex("[A-Za-z]{2,}[' ,]+[a-z]{2,}")]
    private static partial Regex English();
}
