namespace ServiceBot.Tests.Packs;

public sealed class WordingMistakeTests : IDisposable
{
    private readonly TempPack pack = new();

    public void Dispose() => pack.Dispose();

    [Theory]
    [InlineData("{{deu}}", "wording/en.yaml:4: error: 'promise' has no value {{deu}}; write {{due}}")]
    [InlineData("{{weather}}", "wording/en.yaml:4: error: 'promise' has no value {{weather}}; write one of: {{number}}, {{due}}, {{company}}, {{hours}}, {{zone}}, {{subject}}, {{number-name}}, {{emergency}}, {{ambulance}}, {{police}}, {{support-line}}")]
    [InlineData("{{#if deu}}soon{{/if}}", "wording/en.yaml:4: error: 'promise' has no value {{deu}}; write {{due}}")]
    [InlineData("{{~deu}}", "wording/en.yaml:4: error: 'promise' has no value {{deu}}; write {{due}}")]
    [InlineData("{due}", "wording/en.yaml:4: warning: '{due}' is said as it stands; write {{due}}")]
    [InlineData("｛｛due｝｝", "wording/en.yaml:4: warning: '｛｛due｝｝' is said as it stands; write {{due}}")]
    [InlineData("{{due}", "wording/en.yaml:4: error: in 'promise' '{{due}.' is not closed; write '}}' after it")]
    [InlineData("{{due}}}", "wording/en.yaml:4: error: in 'promise' '{{due}}}' has a '}' too many; write '{{due}}'")]
    [InlineData("{{#if due}}{{due}}", "wording/en.yaml:4: error: in 'promise' {{#if …}} does not end; write {{/if}} after it")]
    [InlineData("{{due}}{{/if}}", "wording/en.yaml:4: error: in 'promise' {{/if}} belongs to no {{#if}}; write {{#if name}} before it, or leave it out")]
    [InlineData("{{#if due}}x{{/unless}}", "wording/en.yaml:4: error: in 'promise' {{#if …}} ends with {{/unless}}; write {{/if}}")]
    [InlineData("{{#if}}x{{/if}}", "wording/en.yaml:4: error: in 'promise' {{#if}} names no value; write {{#if name}}")]
    [InlineData("{{#each due}}x{{/each}}", "wording/en.yaml:4: error: in 'promise' {{#each due}} is not known here; write {{#if name}} or {{#unless name}}")]
    [InlineData("{{#if due}}a{{else}}b{{else}}c{{/if}}", "wording/en.yaml:4: error: in 'promise' {{#if due}} has a second {{else}}; keep one of the two")]
    [InlineData("{{due date}}", "wording/en.yaml:4: error: in 'promise' {{due date}} is not the name of a value; write {{name}}, in letters, digits and '-'")]
    [InlineData("{{日期}}", "wording/en.yaml:4: error: in 'promise' {{日期}} is not the name of a value; write {{name}}, in letters, digits and '-'")]
    [InlineData("{{}}", "wording/en.yaml:4: error: in 'promise' {{}} is not the name of a value; write {{name}}, in letters, digits and '-'")]
    [InlineData("{{> footer}}", "wording/en.yaml:4: error: in 'promise' {{> footer}} is not the name of a value; write {{name}}, in letters, digits and '-'")]
    public void A_mistake_in_a_text(string wrong, string said)
    {
        pack.Edit("wording/en.yaml", "{{due}}", wrong);

        pack.Problems().ShouldBe([said]);
    }

    [Fact]
    public void A_text_that_code_says_is_missing_in_one_language()
    {
        pack.Edit("wording/en.yaml", "promise: \"You hear from me by {{due}}.\"\n", "");

        pack.Problems().ShouldBe(["wording/en.yaml:4: error: the text 'promise' is missing; write 'promise: …' ({{number}}, {{due}} may stand in it)"]);
    }

    [Fact]
    public void A_key_that_is_misspelt()
    {
        pack.Edit("wording/en.yaml", "promise:", "promisse:");

        pack.Problems().ShouldBe([
            "wording/en.yaml:4: warning: nothing says the text 'promisse'; write 'promise' if that is meant, or leave it out",
            "wording/en.yaml:5: error: the text 'promise' is missing; write it so where 'promisse' stands, or add 'promise: …'",
        ]);
    }

    [Fact]
    public void A_text_of_a_family_is_missing_after_the_pack_got_another_member()
    {
        pack.Edit("pack.yaml", "[in-transit, delivered]", "[in-transit, delivered, lost]");

        pack.Problems().ShouldContain("wording/zh-Hant.yaml:5: error: the text 'status.lost' is missing; write 'status.lost: …' ({{number}} may stand in it)");
    }

    [Fact]
    public void An_optional_text_may_be_missing_in_all_languages_but_not_in_one()
    {
        pack.Append("wording/en.yaml", "sorry: \"Sorry about {{number}}.\"\n");

        pack.Problems().ShouldBe([
            "wording/zh-Hans.yaml:5: error: the text 'sorry' is missing; write 'sorry: …' ({{number}} may stand in it)",
            "wording/zh-Hant.yaml:5: error: the text 'sorry' is missing; write 'sorry: …' ({{number}} may stand in it)",
        ]);
    }

    [Theory]
    [InlineData("\"You hear from me by {{due}}.\"", "", "wording/en.yaml:4: error: 'promise' is not a text; write 'promise: \"…\"', or a list of texts")]
    [InlineData("\"You hear from me by {{due}}.\"", "[]", "wording/en.yaml:4: error: 'promise' is not a text; write 'promise: \"…\"', or a list of texts")]
    [InlineData("\"You hear from me by {{due}}.\"", "{en: soon}", "wording/en.yaml:4: error: 'promise' is not a text; put a text with ': ' or '{' in it in double quotes")]
    public void A_text_that_is_none(string right, string wrong, string said)
    {
        pack.Edit("wording/en.yaml", right, wrong);

        pack.Problems().ShouldBe([said]);
    }

    [Fact]
    public void Traditional_characters_in_a_Simplified_text()
    {
        pack.Edit("wording/zh-Hans.yaml", "派送前会打电话。", "派送前會打電話。");

        pack.Problems().ShouldBe(["wording/zh-Hans.yaml:5: warning: the zh-Hans text has Traditional characters: 會電話; write it in Simplified characters"]);
    }

    [Fact]
    public void Simplified_characters_in_a_Traditional_text()
    {
        pack.Edit("wording/zh-Hant.yaml", "配送前會先打電話。", "配送前会先打电话。");

        pack.Problems().ShouldBe(["wording/zh-Hant.yaml:5: warning: the zh-Hant text has Simplified characters: 会电话; write it in Traditional characters, as people in Taiwan would say it"]);
    }

    [Fact]
    public void A_file_of_a_fourth_language()
    {
        pack.Write("wording/fr.yaml", "promise: bientôt\n");

        pack.Problems().ShouldBe(["wording/fr.yaml:1: warning: this file is not read; rename it to one of: wording/zh-Hans.yaml, wording/zh-Hant.yaml, wording/en.yaml"]);
    }
}
