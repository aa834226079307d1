using System.Text.Json;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Recovery;

public sealed class CaseFilingTests
{
    [Fact]
    public void A_late_thing_tells_when_it_failed_who_says_so_and_what_was_lost()
    {
        var known = Opened.Knowing(Late(TimeSpan.FromHours(26)));

        known.FailedAt.ShouldBe(Some.Now.AddHours(-26));
        known.Witness.ShouldBe(Witness.Both);
        known.Loss.ShouldBe(new CaseLoss("time", Some.Yuan(18), TimeSpan.FromHours(26)));
        known.Tier.ShouldBe(ExpectationTier.Standard);
    }

    [Fact]
    public void What_was_lost_is_read_from_the_facts_that_the_pack_calls_prices()
    {
        var late = Late(TimeSpan.FromHours(26));
        var fee = late.Fact! with { Values = new Dictionary<string, string>(late.Fact.Values) { ["fee"] = "31.00" } };

        var known = Opened.Knowing(late with { Fact = fee, Prices = new PriceFacts("fee", null) });

        known.Loss!.Money.ShouldBe(Some.Yuan(31));
    }

    [Fact]
    public void Data_that_say_otherwise_are_on_record_too()
    {
        var known = Opened.Knowing(Late(TimeSpan.FromHours(-5)) with { IsConfirmed = false, IsContradicted = true });

        known.Witness.ShouldBe(Witness.Contradicted);
        known.FailedAt.ShouldBeNull();
        known.Loss!.Late.ShouldBeNull();
    }

    [Theory]
    [InlineData(ExpectationSource.Publicity, "expectation")]
    [InlineData(ExpectationSource.Others, "expectation")]
    [InlineData(ExpectationSource.Experience, "process")]
    public void What_publicity_or_others_promised_and_we_did_not_is_rooted_in_the_expectation(ExpectationSource source, string root)
    {
        var heard = Opened.Hearing("Your poster says one day.", default(Stated) with { Expects = source }, null);

        var known = heard.Knowing(Late(TimeSpan.FromHours(-5)) with { IsConfirmed = false });

        known.Root.ShouldBe(root);
        known.Tier.ShouldBe(ExpectationTier.Raised);
        known.ExpectationWords.ShouldBe("Your poster says one day.");
    }

    [Fact]
    public void A_real_failure_keeps_its_own_root_whatever_was_expected()
    {
        var heard = Opened.Hearing("Your poster says one day.", default(Stated) with { Expects = ExpectationSource.Publicity }, null);

        heard.Knowing(Late(TimeSpan.FromHours(26))).Root.ShouldBe("process");
    }

    [Fact]
    public void How_sure_the_attribution_is_follows_its_evidence()
    {
        var incident = new Incident("i1", "weather", null, new LocalizedText("雪", "雪", "snow"), null, null);

        Opened.Knowing(Late(TimeSpan.FromHours(3))).Confidence.ShouldBe(Confidence.None);
        Opened.Knowing(Late(TimeSpan.FromHours(3)) with { Finding = new CauseFinding("i1", "weather", Attribution.Nature, incident) }).Confidence.ShouldBe(Confidence.Likely);
        Opened.Knowing(Late(TimeSpan.FromHours(3)) with { Finding = new CauseFinding("sorting", "sorting", Attribution.Firm, null) }).Confidence.ShouldBe(Confidence.Certain);
        Opened.Knowing(Late(TimeSpan.FromHours(3)) with { Finding = CauseFinding.Unknown with { Attribution = Attribution.Firm } }).Confidence.ShouldBe(Confidence.Assumed);
    }

    [Fact]
    public void Our_history_of_the_customer_weighs_more_than_the_word_again()
    {
        var heard = Opened.Hearing("again!", default(Stated) with { IsAgain = true }, null);

        heard.Recurrence.ShouldBe(Recurrence.Said);
        heard.Knowing(Late(TimeSpan.FromHours(3))).Recurrence.ShouldBe(Recurrence.Said);
        heard.Knowing(Late(TimeSpan.FromHours(3)) with { History = CustomerHistory.Empty("CNY") with { LastFailure = Some.Now.AddDays(-9) } }).Recurrence.ShouldBe(Recurrence.Other);
        heard.Knowing(Late(TimeSpan.FromHours(3)) with { History = CustomerHistory.Empty("CNY") with { LastSimilar = Some.Now.AddDays(-9) } }).Recurrence.ShouldBe(Recurrence.Similar);
    }

    [Fact]
    public void Newer_data_replace_older_ones_and_the_customers_words_stay()
    {
        var first = Opened.WithWords("where is it?", Some.Now).Knowing(Late(TimeSpan.FromHours(3)) with { Finding = CauseFinding.Unknown with { Evidence = ["order status=in-transit", "order at=Harbin"] } });

        var later = first.Knowing(Late(TimeSpan.FromHours(4)) with { Finding = CauseFinding.Unknown with { Evidence = ["order status=delivered"] } });

        later.Evidence.Select(e => e.Text).ShouldBe(["customer: where is it?", "order at=Harbin", "order status=delivered"]);
        later.Evidence[0].At.ShouldBe(Some.Now);
    }

    [Fact]
    public void A_customer_who_writes_for_ever_does_not_make_the_record_grow_for_ever()
    {
        var matter = Opened;
        for (var i = 0; i < 500; i++) matter = matter.WithWords($"line {i}", Some.Now);

        matter.Evidence.Count.ShouldBe(40);
        matter.Evidence[0].Text.ShouldBe("customer: line 0");
        matter.Evidence[^1].Text.ShouldBe("customer: line 499");
    }

    [Fact]
    public void What_is_done_is_told_once_in_its_order()
    {
        var offered = (Opened with { Apologies = 1, Offered = [Bundle] }).Following(Opened, Some.Now);
        var given = (offered with { Offered = [], Given = Bundle.Remedies }).Following(offered, Some.Now.AddMinutes(1));
        var closed = (given with { IsClosed = true }).Following(given, Some.Now.AddMinutes(2));
        var same = closed.Following(closed, Some.Now.AddMinutes(3));

        same.Events!.Select(e => e.What).ShouldBe([CaseStep.Apologised, CaseStep.Offered, CaseStep.Given, CaseStep.Closed]);
        same.ClosedAt.ShouldBe(Some.Now.AddMinutes(2));
    }

    [Fact]
    public void The_record_comes_back_from_its_row_as_it_was()
    {
        var matter = Opened.Hearing("官网写一天到，我要退款", new Stated(Want.Refund | Want.Apology, 2, true, ExpectationSource.Publicity, true), Some.Now.AddDays(-1))
            .WithWords("退款", Some.Now).Knowing(Late(TimeSpan.FromHours(26)));
        matter = (matter with { Apologies = 1, Offered = [Bundle] }).Following(matter, Some.Now);

        var json = JsonSerializer.Serialize(matter, RecoveryJson.Default.ComplaintCase);
        var back = JsonSerializer.Deserialize(json, RecoveryJson.Default.ComplaintCase)!;

        JsonSerializer.Serialize(back, RecoveryJson.Default.ComplaintCase).ShouldBe(json);
        back.Said.ShouldBe(matter.Said);
        back.Loss.ShouldBe(matter.Loss);
        back.Evidence.ShouldBe(matter.Evidence);
        json.Length.ShouldBeLessThan(1500);
    }

    [Fact]
    public void A_row_of_an_earlier_version_is_read()
    {
        const string old = """{"Id":{"Value":"cs_1"},"Kind":"late","Root":"process","Dimension":"reliability","Evidence":["customer: hello","order status=in-transit"],"OpenedAt":"2026-11-21T10:00:00+08:00","PackVersion":"v1"}""";

        var matter = JsonSerializer.Deserialize(old, RecoveryJson.Default.ComplaintCase)!;

        matter.Evidence.ShouldBe([new CaseEvidence("customer: hello", null), new CaseEvidence("order status=in-transit", null)]);
        matter.Said.ShouldBe(default);
    }

    [Fact]
    public void A_root_is_known_once_a_cause_is_found_a_person_stands_for_it_or_no_cause_is_looked_for()
    {
        var kind = Some.Kind(FailureKind.Late);

        Opened.IsRootKnown(kind).ShouldBeFalse();
        (Opened with { Cause = "weather" }).IsRootKnown(kind).ShouldBeTrue();
        Opened.ClosedBy("ag_lin", "service").IsRootKnown(kind).ShouldBeTrue();
        Opened.IsRootKnown(kind with { Causes = [] }).ShouldBeTrue();
    }

    private static RemedyBundle Bundle { get; } = new("goodwill", [new Remedy.Coupon(Some.Yuan(3.6m), 60)]);

    private static ComplaintCase Opened { get; } = new() { Id = new CaseId("cs_1"), Kind = "late", Root = "process", Dimension = "reliability", OpenedAt = Some.Now, PackVersion = "v1" };

    private static CaseFacts Late(TimeSpan by) => new(
        Some.Kind(FailureKind.Late) with { Standard = "delivery-by" },
        new Fact("order", "P1", "c1", new Dictionary<string, string> { ["status"] = "in-transit", ["promised"] = (Some.Now - by).ToString("O"), ["freight"] = "18.00", ["value"] = "120.00" }, Some.Now),
        by, IsConfirmed: true, IsContradicted: false, CauseFinding.Unknown, null, 2, "in-transit", "CNY", Some.Now);
}
