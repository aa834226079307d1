namespace ServiceBot.Tests.Packs;

public sealed class FieldMistakeTests : IDisposable
{
    private readonly TempPack pack = new();

    public void Dispose() => pack.Dispose();

    [Theory]
    [InlineData("severity: 1", "severty: 1", "complaints/late.yaml:10: error: 'severty' is not known here; write 'severity'")]
    [InlineData("root: process\n", "", "complaints/late.yaml:1: error: 'root' is missing; write 'root: process'")]
    [InlineData("root: process", "root:", "complaints/late.yaml:8: error: 'root' is missing; write 'root: process'")]
    [InlineData("root: process", "root: proces", "complaints/late.yaml:8: error: 'root' cannot be 'proces'; write 'process'")]
    [InlineData("root: process", "root: weather", "complaints/late.yaml:8: error: 'root' cannot be 'weather'; write one of: product, service, price, communication, process, expectation")]
    [InlineData("root: process", "root: [process]", "complaints/late.yaml:8: error: 'root' is one value, not a list; write 'root: …' with one value")]
    [InlineData("severity: 1", "severity: high", "complaints/late.yaml:10: error: 'severity' is 'high'; write a whole number from 0 to 4")]
    [InlineData("severity: 1", "severity: 5", "complaints/late.yaml:10: error: 'severity' is '5'; write a whole number from 0 to 4")]
    [InlineData("[explanation, apology, coupon]", "[]", "complaints/late.yaml:1: error: no remedies may be offered; write 'remedies: [explanation, apology]' with those that may")]
    [InlineData("[explanation, apology, coupon]", "[explanation, money]", "complaints/late.yaml:11: error: 'remedies' cannot be 'money'; write one of: explanation, apology, coupon, refund, redelivery, replacement, priority, points, visit, person, tier, invitation")]
    [InlineData("standard: delivery-by", "standard: delivery-on-time", "complaints/late.yaml:6: error: 'standard' cannot be 'delivery-on-time'; write one of: delivery-by")]
    [InlineData("causes: [weather, sorting]", "causes: [wether, sorting]", "complaints/late.yaml:5: error: 'causes' cannot be 'wether'; write 'weather'")]
    [InlineData("facts: [number, promised]", "facts: [number, promise]", "complaints/late.yaml:4: error: 'facts' cannot be 'promise'; write 'promised'")]
    [InlineData("next.call", "next.cal", "complaints/late.yaml:12: error: 'next-needs' cannot be 'next.cal'; write 'next.call'")]
    public void A_mistake_in_a_complaint(string right, string wrong, string said)
    {
        pack.Edit("complaints/late.yaml", right, wrong);

        pack.Problems().ShouldBe([said]);
    }

    [Fact]
    public void A_text_with_a_comma_and_without_quotes()
    {
        pack.Edit("causes.yaml", "en: severe weather}", "en: severe weather, and floods}");

        pack.Problems().ShouldBe(["causes.yaml:3: error: 'and floods' was cut off from the text before it, at the comma; put the whole text in double quotes"]);
    }

    [Theory]
    [InlineData("format: 1", "format: 2", "pack.yaml:1: error: 'format' cannot be '2'; write '1'")]
    [InlineData("id: parcels", "id: My Parcels", "pack.yaml:2: error: 'My Parcels' cannot be an id; write small letters, digits and hyphens, beginning with a letter, such as 'my-parcels'")]
    [InlineData(@"'SF\d{12,13}'", @"'SF(\d{12'", @"pack.yaml:9: error: the number pattern 'SF(\d{12' is not a regular expression (at character 8); write it in single quotes, such as 'SF\d{12,13}'")]
    [InlineData(@"'SF\d{12,13}'", @"'SF(?=\d)\d+'", @"pack.yaml:9: error: the number pattern 'SF(?=\d)\d+' looks around or back, or repeats too much; write it without (?=…), (?<=…) and \1, and with repetitions such as {12,13}")]
    [InlineData(@"'SF\d{12,13}'", @"'SF((\d{1,999}){1,999}){1,999}'", @"pack.yaml:9: error: the number pattern 'SF((\d{1,999}){1,999}){1,999}' looks around or back, or repeats too much; write it without (?=…), (?<=…) and \1, and with repetitions such as {12,13}")]
    [InlineData(@"'SF\d{12,13}'", @"'^SF\d{12,13}'", @"pack.yaml:9: error: the number pattern '^SF\d{12,13}' is tied to the ends of the message; leave out '^' and '$'")]
    [InlineData(@"'SF\d{12,13}'", @"'(SF\d{12,13})?'", @"pack.yaml:9: error: the number pattern '(SF\d{12,13})?' fits an empty text; write what a number is made of, such as 'SF\d{12,13}'")]
    [InlineData(@"'SF\d{12,13}'", @"'SF-?\d{12,13}'", @"pack.yaml:9: error: the number pattern 'SF-?\d{12,13}' has a '-' in it, but customers type numbers with and without; leave it out: spaces and dashes of a message are skipped, and your system is asked for the number without them")]
    [InlineData(@"'SF\d{12,13}'", @"'SF \d{12,13}'", @"pack.yaml:9: error: the number pattern 'SF \d{12,13}' has a ' ' in it, but customers type numbers with and without; leave it out: spaces and dashes of a message are skipped, and your system is asked for the number without them")]
    [InlineData("proof-fact: phone", "proof-fact: telephone", "pack.yaml:18: error: 'proof-fact' cannot be 'telephone'; write one of: number, status, promised, at, freight, phone")]
    [InlineData("promised: {type: time}", "promised: {type: date}", "pack.yaml:14: error: 'type' cannot be 'date'; write one of: text, time, money, number, phone, choice")]
    [InlineData("status: {type: choice, choices: [in-transit, delivered]}", "status: {type: choice}", "pack.yaml:13: error: the fact 'status' is a choice without choices; write 'choices: [created, delivered, …]'")]
    [InlineData("currency: CNY", "currency: 元", "pack.yaml:20: error: '元' is not a currency; write its three capital letters, such as CNY")]
    [InlineData("time-zone: Asia/Shanghai", "time-zone: Beijing", "pack.yaml:21: error: 'Beijing' is not a time zone; write an IANA name, such as Asia/Shanghai")]
    [InlineData("monday: 09:00-18:00", "monday: 9-18", "pack.yaml:23: error: 'monday' is '9-18'; write 09:00-18:00, 00:00-24:00 or closed")]
    [InlineData("monday: 09:00-18:00", "monday: 18:00-09:00", "pack.yaml:23: error: 'monday' is '18:00-09:00'; write 09:00-18:00, 00:00-24:00 or closed")]
    [InlineData("monday: 09:00-18:00", "mondy: 09:00-18:00", "pack.yaml:23: error: 'mondy' is not known here; write 'monday'")]
    public void A_mistake_in_pack_yaml(string right, string wrong, string said)
    {
        pack.Edit("pack.yaml", right, wrong);

        pack.Problems().ShouldBe([said]);
    }

    [Theory]
    [InlineData("causes.yaml", "zh-Hant: 惡劣天氣, ", "", "causes.yaml:3: error: 'name' has no text in zh-Hant; write 'zh-Hant: …' under it")]
    [InlineData("causes.yaml", "{zh-Hans: 恶劣天气, zh-Hant: 惡劣天氣, en: severe weather}", "severe weather", "causes.yaml:3: error: 'name' is a text in one language; write 'name: {zh-Hans: …, zh-Hant: …, en: …}'")]
    [InlineData("causes.yaml", "zh-Hant: 惡劣天氣", "zh-Hant: 恶劣天气", "causes.yaml:3: warning: the zh-Hant text has Simplified characters: 恶; write it in Traditional characters, as people in Taiwan would say it")]
    [InlineData("causes.yaml", "zh-Hant: 惡劣天氣", "zh-TW: 惡劣天氣", "causes.yaml:3: error: 'name' has no text in zh-Hant; write 'zh-Hant: …' under it")]
    [InlineData("causes.yaml", "attribution: nature", "attribution: god", "causes.yaml:2: error: 'attribution' cannot be 'god'; write one of: firm, partner, nature, customer, unknown")]
    [InlineData("causes.yaml", "weather:", "unknown:", "causes.yaml:1: error: 'unknown' is what the bot says by itself when it knows no cause; leave this group out")]
    [InlineData("standards.yaml", "remedy: refund-freight", "remedy: refund-fright", "standards.yaml:5: error: 'remedy' cannot be 'refund-fright'; write 'refund-freight'")]
    [InlineData("standards.yaml", "exceptions: [weather]", "exceptions: [strike]", "standards.yaml:4: error: 'exceptions' cannot be 'strike'; write one of: weather, sorting")]
    [InlineData("gazetteer.yaml", "in: heilongjiang", "in: heilongjian", "gazetteer.yaml:2: error: 'in' cannot be 'heilongjian'; write 'heilongjiang'")]
    [InlineData("gazetteer.yaml", "Heilongjiang]}", "Heilongjiang], in: harbin}", "gazetteer.yaml:1: error: 'heilongjiang' lies in itself by way of its 'in'; take one 'in' out of the circle")]
    [InlineData("gazetteer.yaml", "in: heilongjiang}", "in: heilongjiang}\nhaerbin: {names: [harbin]}", "gazetteer.yaml:3: error: 'harbin' is also a name of 'harbin' (line 2); write the names so that they differ, such as 'Suzhou (Anhui)'")]
    public void A_mistake_in_another_file(string file, string right, string wrong, string said)
    {
        pack.Edit(file, right, wrong);

        pack.Problems().ShouldContain(said);
    }

    [Fact]
    public void A_file_that_is_missing()
    {
        pack.Delete("policy.yaml");

        pack.Problems().ShouldBe(["policy.yaml:1: error: this file is missing; copy it from the courier pack and change what stands in it"]);
    }

    [Fact]
    public void A_file_that_is_empty()
    {
        pack.Write("standards.yaml", "# to be written\n");

        pack.Problems().ShouldBe(["standards.yaml:1: error: this file is empty; copy it from the courier pack and change what stands in it"]);
    }

    [Fact]
    public void A_file_with_another_ending()
    {
        pack.Write("complaints/lost.yml", "");

        pack.Problems().ShouldBe(["complaints/lost.yml:1: warning: this file is not read; rename it to lost.yaml, or remove it"]);
    }

    [Fact]
    public void A_file_with_a_misspelt_name()
    {
        pack.Write("incident.yaml", "");

        pack.Problems().ShouldBe(["incident.yaml:1: warning: this file is not read; rename it to incidents.yaml"]);
    }

    [Fact]
    public void A_folder_with_a_misspelt_name()
    {
        pack.Write("complaint/lost.yaml", "");

        pack.Problems().ShouldBe(["complaint/:1: warning: this folder is not read; rename it to complaints"]);
    }

    [Fact]
    public void A_question_with_the_id_of_a_complaint()
    {
        pack.Write("enquiries/late.yaml", "name: {zh-Hans: 延误, zh-Hant: 延誤, en: Late}\nneeds: [subject]\n");

        pack.Problems().ShouldBe(["enquiries/late.yaml:1: error: 'late' is a complaint already (complaints/late.yaml); rename one of the two"]);
    }

    [Fact]
    public void What_people_and_editors_leave_there_is_no_mistake()
    {
        pack.Write("README.md", "# About");
        pack.Write("golden/snow.chat", "# Snow");
        pack.Write(".policy.yaml.swp", "");
        pack.Write("wording/en.yaml~", "");

        pack.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void All_mistakes_are_said_at_once()
    {
        pack.Edit("causes.yaml", "attribution: nature", "attribution: natur");
        pack.Edit("policy.yaml", "floor: 2.00", "floor: two");
        pack.Edit("wording/en.yaml", "{{due}}", "{{deu}}");

        pack.Problems().ShouldBe([
            "causes.yaml:2: error: 'attribution' cannot be 'natur'; write 'nature'",
            "policy.yaml:9: error: 'floor' is 'two'; write an amount in the site's currency without its name, such as 2.00",
            "wording/en.yaml:4: error: 'promise' has no value {{deu}}; write {{due}}",
        ]);
    }
}
