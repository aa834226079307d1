using ServiceBot.Packs;

namespace ServiceBot.Tests.Packs;

public sealed class PolicyDiffTests : IDisposable
{
    private const string Rules = """
        brand: -1
        budgets:
          snow: {amount: 100.00, per: campaign, until: 2026-12-05, when: {cause: weather}}
        rules:
          excused: {when: {failure: late, excused: yes, late-hours: over 12}, give: goodwill}
          rude: {when: {failure: rude}, give: attention}
          rest: {give: explanation}
        """;

    private readonly TempPack before = new();
    private readonly TempPack after = new();

    public void Dispose()
    {
        before.Dispose();
        after.Dispose();
    }

    [Fact]
    public void The_same_policy_twice_is_no_change() => PolicyDiff.Text(Changes()).ShouldBe("The two say the same.\n");

    [Fact]
    public void Numbers_rules_and_budgets_are_named_as_the_file_names_them()
    {
        before.Edit("policy.yaml", "brand: -1", Rules);
        after.Edit("policy.yaml", "brand: -1", Rules.Replace("over 12", "over 24", StringComparison.Ordinal).Replace("100.00", "250.00", StringComparison.Ordinal)
            .Replace("  rest:", "  fast: {when: {resource: time}, give: gesture, rate: 15%}\n  rest:", StringComparison.Ordinal).Replace("  rude: {when: {failure: rude}, give: attention}\n", "", StringComparison.Ordinal));
        after.Edit("policy.yaml", "goodwill-rate: 0.2", "goodwill-rate: 25%");

        Changes().ShouldBe(
        [
            new PolicyChange("goodwill-rate", "20%", "25%"),
            new PolicyChange("budget snow", "100.00 per campaign, until 2026-12-05, cause weather", "250.00 per campaign, until 2026-12-05, cause weather"),
            new PolicyChange("rule excused", "when failure late, excused yes, late-hours over 12: goodwill, rate goodwill-rate", "when failure late, excused yes, late-hours over 24: goodwill, rate goodwill-rate"),
            new PolicyChange("rule rude", "when failure rude: attention", null),
            new PolicyChange("rule fast", null, "when resource time: gesture, rate 15%"),
        ]);
    }

    [Fact]
    public void What_coupons_are_good_for_is_told()
    {
        const string Names = "brand: -1\ncoupon-names:\n  shipping: {zh-Hans: 运费, zh-Hant: 運費, en: shipping}\n";
        before.Edit("policy.yaml", "brand: -1", $"{Names}rules:\n  rest: {{give: gesture}}");
        after.Edit("policy.yaml", "brand: -1", $"{Names}  gift-card: {{zh-Hans: 礼品卡, zh-Hant: 禮物卡, en: gift cards}}\ncoupon-terms: {{not-with: [gift-card], minimum: {{CNY: 50.00}}}}\nrules:\n  rest: {{give: gesture, coupon-terms: {{good-for: [shipping]}}}}");

        Changes().ShouldBe(
        [
            new PolicyChange("coupon-terms", "none", "not-with gift-card, minimum 50.00 CNY"),
            new PolicyChange("coupon-name gift-card", null, "\"礼品卡\" / \"禮物卡\" / \"gift cards\""),
            new PolicyChange("rule rest", "when always: gesture, rate gesture-rate", "when always: gesture, rate gesture-rate, coupon-terms good-for shipping"),
        ]);
    }

    [Fact]
    public void Rules_in_another_order_are_a_change()
    {
        before.Edit("policy.yaml", "brand: -1", Rules);
        after.Edit("policy.yaml", "brand: -1", """
            brand: -1
            budgets:
              snow: {amount: 100.00, per: campaign, until: 2026-12-05, when: {cause: weather}}
            rules:
              rude: {when: {failure: rude}, give: attention}
              excused: {when: {failure: late, excused: yes, late-hours: over 12}, give: goodwill}
              rest: {give: explanation}
            """);

        Changes().ShouldBe([new PolicyChange("order of the rules", "excused, rude, rest", "rude, excused, rest")]);
    }

    [Fact]
    public void A_reason_that_is_worded_anew_is_a_change()
    {
        before.Edit("policy.yaml", "brand: -1", Rules.Replace("give: explanation", "give: explanation, because: no loss", StringComparison.Ordinal));
        after.Edit("policy.yaml", "brand: -1", Rules.Replace("give: explanation", "give: explanation, because: {zh-Hans: 没有损失, zh-Hant: 沒有損失, en: nothing was lost}", StringComparison.Ordinal));

        Changes().ShouldBe([new PolicyChange("rule rest", "when always: explanation, because \"no loss\"", "when always: explanation, because \"没有损失\" / \"沒有損失\" / \"nothing was lost\"")]);
    }

    [Fact]
    public void What_supervisors_may_approve_in_another_currency_is_named()
    {
        after.Edit("policy.yaml", "brand: -1", "brand: -1\ncurrencies:\n  USD: {supervisor-authority: 700.00, day-budget: 900.00}");

        Changes().ShouldBe([new PolicyChange("currency USD", null, "supervisor-authority 700.00, day-budget 900.00")]);
    }

    private IReadOnlyList<PolicyChange> Changes() => PolicyDiff.Between(before.Pack().Policy, after.Pack().Policy);
}
