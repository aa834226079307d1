using ServiceBot.Packs;

namespace ServiceBot.Tests.Packs;

public sealed class DecisionTests : IDisposable
{
    private readonly TempPack pack = new();

    public void Dispose() => pack.Dispose();

    [Fact]
    public void A_pack_without_rules_goes_by_the_built_in_ones() =>
        pack.Pack().Policy.Decisions.ShouldBeSameAs(DecisionTable.BuiltIn);

    [Fact]
    public void The_couriers_rules_are_the_built_in_ones_written_out_and_one_for_what_goes_back()
    {
        var problems = new Problems();
        var path = Path.Combine(Repository.Root, "dialogs", "packs", "courier", "policy.yaml");
        var written = DecisionSection.Read(new Fields(Yaml.Read(File.ReadAllText(path), path, problems), path, "the policy", problems), path, DecisionReferences.None, problems);

        problems.Sorted().ShouldBeEmpty();
        written.Rows.Single(row => row.Id == "returned").Gives.Give.ShouldBe(GrantKind.Finding);
        Described(written with { Rows = [.. written.Rows.Where(row => row.Id != "returned")] }).ShouldBe(Described(DecisionTable.BuiltIn));
    }

    [Fact]
    public void A_pack_names_failures_and_rules_of_its_own()
    {
        pack.Edit("policy.yaml", "brand: -1", """
            brand: -1
            failures:
              slow: {shown-by: {freight: over 18}, matter: service, fault: firm}
            rules:
              much: {when: {failure: slow, facts: {freight: over 30}}, give: in-kind, remedies: [priority, points], coupon: 12.50}
              any: {give: explanation}
            """);
        pack.Edit("complaints/late.yaml", "failure: late", "failure: slow");

        var loaded = pack.Pack();

        loaded.Complaint("late")!.Failure.ShouldBe(loaded.Policy.Decisions.Failures.ShouldHaveSingleItem());
        loaded.Policy.Decisions.Facts.ShouldBe(["freight"]);
        var row = loaded.Policy.Decisions.Rows[0];
        row.When.Facts.ShouldHaveSingleItem().ToString().ShouldBe("freight over 30");
        row.Gives.Coupon.ShouldBe(new Figure(null, 12.5m));
    }

    [Theory]
    [InlineData("rules:\n  a: {when: {failure: lat}, give: gesture}\n  b: {give: explanation}", "policy.yaml:31: error: 'failure' cannot be 'lat'; write 'late'")]
    [InlineData("rules:\n  b: {give: gestur}", "policy.yaml:31: error: 'give' cannot be 'gestur'; write 'gesture'")]
    [InlineData("rules:\n  a: {when: {mood: angry}, give: gesture}\n  b: {give: explanation}", "policy.yaml:31: error: 'mood' is not known here; write one of: failure, complaint, fault, cause, resource, excused, standard, measured, confirmed, again, late-hours, severity, …")]
    [InlineData("rules:\n  b: {give: gesture, rate: 300%}", "policy.yaml:31: error: 'rate' is '300%'; write a share from 0% to 150%, or the name of one of the policy's, such as gesture-rate")]
    [InlineData("rules:\n  b: {give: attention, coupon: gesture-rate}", "policy.yaml:31: error: 'coupon' is 'gesture-rate'; write an amount in the site's currency, such as 5.00, or the name of one of the policy's, such as sincerity")]
    [InlineData("rules:\n  a: {when: {facts: {weight: over 3}}, give: gesture}\n  b: {give: explanation}", "policy.yaml:31: error: there is no fact 'weight'; write 'freight'")]
    [InlineData("rules:\n  a: {when: {late-hours: long}, give: gesture}\n  b: {give: explanation}", "policy.yaml:31: error: 'late-hours' is 'long'; write 'over 12', 'under 18', 'at least 3', 'at most 0' or a number; instead of the number the name of one of the policy's may stand, such as goodwill-after-hours")]
    [InlineData("rules:\n  b: {give: in-kind, remedies: [visit, refund]}", "policy.yaml:31: error: 'refund' is money and cannot be one of 'remedies' under 'give: in-kind'; write 'give: restore' with 'rate' and 'of' where in kind or money back may be chosen, or 'give: refund'")]
    [InlineData("coupon-terms: {good-for: [shiping]}\ncoupon-names:\n  shipping: {zh-Hans: 运费, zh-Hant: 運費, en: shipping}", "policy.yaml:30: error: 'good-for' of the policy names 'shiping', which customers have no words for; write it under 'coupon-names', 'shiping: {zh-Hans: …, zh-Hant: …, en: …}', or name one of those")]
    [InlineData("rules:\n  b: {give: gesture, coupon-terms: {minimum: {CNY: -5.00}}}", "policy.yaml:31: error: 'minimum' of the rule 'b' is '-5.00' in CNY; write an amount above zero, such as 50.00, or leave 'minimum' out")]
    [InlineData("rules:\n  b: {give: gesture, coupon-terms: {minimum: {CNY: 0}}}", "policy.yaml:31: error: 'minimum' of the rule 'b' is '0' in CNY; write an amount above zero, such as 50.00, or leave 'minimum' out")]
    [InlineData("rules:\n  b: {give: gesture, coupon-terms: {minimum: {CNY: 99999999}}}", "policy.yaml:31: error: 'minimum' of the rule 'b' is '99999999' in CNY; write an amount above zero, such as 50.00, or leave 'minimum' out")]
    [InlineData("rules:\n  b: {give: gesture, coupon-terms: {minimum: {Yuan: 5.00}}}", "policy.yaml:31: error: 'minimum' of the rule 'b' is in 'Yuan', which is not a currency; write its three capital letters, such as USD")]
    [InlineData("rules:\n  b: {give: gesture, coupon-terms: {minimum: {CYN: 5.00}}}", "policy.yaml:31: error: 'minimum' of the rule 'b' is in CYN, and coupons of this site are in CNY; write 'minimum: {CNY: 50.00}', with other currencies beside it where other sites need them")]
    [InlineData("rules:\n  b: {give: gesture, coupon-terms: {minimum: 50.00}}", "policy.yaml:31: error: 'minimum' of the rule 'b' does not say in which currency; write 'minimum: {CNY: 50.00}'")]
    [InlineData("rules:\n  b: {give: gesture, coupon-terms: {}}", "policy.yaml:31: error: 'coupon-terms' of the rule 'b' says nothing; write 'good-for', 'not-with' or 'minimum', or 'coupon-terms: none'")]
    [InlineData("rules:\n  b: {give: explanation, coupon-terms: none}", "policy.yaml:31: error: the rule 'b' gives no coupon; write 'coupon: 5.00' beside 'coupon-terms', or leave these out")]
    [InlineData("rules:\n  b: {give: in-kind}", "policy.yaml:31: error: 'give: in-kind' does not say what; write 'remedies: [visit]' with those that may be chosen")]
    [InlineData("rules:\n  b: {give: person, because: {zh-Hans: 漏水, en: a leak}}", "policy.yaml:31: error: 'because' has no text in zh-Hant; write 'zh-Hant: …' under it")]
    [InlineData("failures:\n  late: {shown-by: broken}", "policy.yaml:31: error: 'shown-by' cannot be 'broken'; write 'shown-by: promised' for a time that passes, 'shown-by: {status: lost}' for what a fact says, or leave it out where the customer's word counts")]
    [InlineData("rules:\n  a: {when: {fault: firm}, give: gesture}\n  b: {when: {failure: late, fault: firm}, give: finding}\n  c: {give: explanation}", "policy.yaml:32: warning: the rule 'b' never decides: 'a' above it fits whenever it does; move it up, or leave one of the two out")]
    public void A_mistake_in_the_rules(string written, string said)
    {
        pack.Edit("policy.yaml", "brand: -1", $"brand: -1\n{written}");

        pack.Problems().ShouldBe([said]);
    }

    [Fact]
    public void A_failure_that_nothing_decides_is_an_error()
    {
        pack.Edit("policy.yaml", "brand: -1", "brand: -1\nfailures:\n  late: {shown-by: promised}\nrules:\n  ours: {when: {failure: late, fault: firm}, give: gesture}");

        pack.Problems().ShouldBe(["policy.yaml:33: error: no rule decides 'late' when none of the others fits; add a last row with only 'when: {failure: late}', or one without 'when'"]);
    }

    private static IEnumerable<string> Described(DecisionTable table) =>
        [.. table.Failures.Select(f => $"{f.Id} {f.Matter} {f.IsClocked} {string.Join(' ', f.ShownBy)} {f.Fault} {f.FaultWhenShown}"),
         .. table.Rows.Select(r => System.Text.Json.JsonSerializer.Serialize(r))];
}
