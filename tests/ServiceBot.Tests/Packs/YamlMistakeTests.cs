namespace ServiceBot.Tests.Packs;

public sealed class YamlMistakeTests : IDisposable
{
    private readonly TempPack pack = new();

    public void Dispose() => pack.Dispose();

    [Fact]
    public void A_pack_without_a_mistake_has_no_problems() => pack.Problems().ShouldBeEmpty();

    [Fact]
    public void A_tab_at_the_beginning_of_a_line()
    {
        pack.Edit("pack.yaml", "  kind: order", "\tkind: order");

        pack.Problems().ShouldBe(["pack.yaml:6: error: the line is indented with a tab; write spaces"]);
    }

    [Fact]
    public void A_full_width_colon()
    {
        pack.Edit("complaints/late.yaml", "failure: late", "failure：late");

        pack.Problems().ShouldBe(["complaints/late.yaml:2: error: this is not YAML (While parsing a block mapping, did not find expected key); write a half-width colon and a space, ': ', instead of '：'"]);
    }

    [Fact]
    public void A_full_width_colon_on_the_only_line()
    {
        pack.Write("enquiries/hours.yaml", "name：营业时间\n");

        pack.Problems().ShouldBe(["enquiries/hours.yaml:1: error: an enquiry is a group of 'name: value' lines, this is not; write a half-width colon and a space, ': ', instead of '：'"]);
    }

    [Fact]
    public void No_space_after_the_colon()
    {
        pack.Write("enquiries/hours.yaml", "name:营业时间\n");

        pack.Problems().ShouldBe(["enquiries/hours.yaml:1: error: an enquiry is a group of 'name: value' lines, this is not; write a space after the colon"]);
    }

    [Fact]
    public void Lines_that_do_not_stand_under_one_another()
    {
        pack.Edit("standards.yaml", "  kind: delivery", " kind: delivery");

        pack.Problems().ShouldBe(["standards.yaml:3: error: this is not YAML (While scanning a plain scalar value, found invalid mapping); begin this line under the one above it, with the same number of spaces"]);
    }

    [Theory]
    [InlineData("{{number}} is on its way.")]
    [InlineData("{{number}}")]
    public void A_text_that_begins_with_braces_without_quotes(string text)
    {
        pack.Edit("wording/en.yaml", "\"{{number}} is on its way.\"", text);

        pack.Problems().ShouldBe(["wording/en.yaml:2: error: this is not YAML (a name is expected, not a list or a group); put the whole text in double quotes: \"…{{name}}…\""]);
    }

    [Fact]
    public void A_text_with_a_colon_without_quotes()
    {
        pack.Edit("wording/en.yaml", "\"The courier will call first.\"", "Note: the courier will call first.");

        pack.Problems().ShouldBe(["wording/en.yaml:5: error: this is not YAML (While scanning a plain scalar value, found invalid mapping); put a text with ': ' in it in double quotes"]);
    }

    [Fact]
    public void Quotes_that_are_not_closed()
    {
        pack.Edit("wording/en.yaml", "\"{{number}} is on its way.\"", "\"{{number}} is on its way.");

        pack.Problems().ShouldBe(["wording/en.yaml:2: error: this is not YAML (While scanning a multi-line double-quoted scalar, found wrong indentation); close the double quotes; inside them write \\\" for a quotation mark"]);
    }

    [Fact]
    public void Quotes_inside_quotes()
    {
        pack.Edit("wording/en.yaml", "\"{{number}} is on its way.\"", "\"{{number}} is \"on\" its way.\"");

        pack.Problems().ShouldBe(["wording/en.yaml:2: error: this is not YAML (While parsing a block mapping, did not find expected key); inside double quotes write \\\" for a quotation mark"]);
    }

    [Fact]
    public void A_pattern_in_double_quotes()
    {
        pack.Edit("pack.yaml", @"'SF\d{12,13}'", "\"SF\\d{12,13}\"");

        pack.Problems().ShouldBe([@"pack.yaml:9: error: this is not YAML (While scanning a quoted scalar, found unknown escape character); put the text in single quotes, or write \\ for a backslash"]);
    }

    [Fact]
    public void A_key_that_stands_twice()
    {
        pack.Append("wording/en.yaml", "promise: again\n");

        pack.Problems().ShouldBe(["wording/en.yaml:6: error: 'promise' is here a second time (first in line 4); keep one of the two"]);
    }

    [Fact]
    public void An_alias()
    {
        pack.Edit("wording/en.yaml", "next.call: \"The courier will call first.\"", "next.call: *promise");

        pack.Problems().ShouldContain("wording/en.yaml:5: error: '*promise' refers to another place; write the text out, or put it in double quotes if it should begin with '*'");
    }

    [Fact]
    public void An_anchor()
    {
        pack.Edit("wording/en.yaml", "promise: ", "promise: &p ");

        pack.Problems().ShouldBe(["wording/en.yaml:4: error: '&p' names this place to be referred to; leave it out, or put the text in double quotes if it should begin with '&'"]);
    }

    [Fact]
    public void A_tag()
    {
        pack.Edit("wording/en.yaml", "promise: ", "promise: !date ");

        pack.Problems().ShouldBe(["wording/en.yaml:4: error: '!date' is a YAML tag; leave it out, or put the text in double quotes if it should begin with '!'"]);
    }

    [Fact]
    public void A_second_document()
    {
        pack.Append("wording/en.yaml", "---\na: b\n");

        pack.Problems().ShouldBe(["wording/en.yaml:6: error: a second document begins here ('---'); write one document a file"]);
    }

    [Fact]
    public void Nesting_without_end()
    {
        pack.Write("enquiries/hours.yaml", "name: " + new string('[', 5000) + new string(']', 5000));

        pack.Problems().ShouldHaveSingleItem().ShouldStartWith("enquiries/hours.yaml:1: error: this is not YAML (nested too deeply); ");
    }

    [Fact]
    public void A_list_where_a_group_is_expected()
    {
        pack.Write("enquiries/hours.yaml", "- name: x\n");

        pack.Problems().ShouldBe(["enquiries/hours.yaml:1: error: an enquiry is a group of 'name: value' lines, this is not; leave out the '-' at the beginning of its lines"]);
    }

    [Fact]
    public void A_file_in_the_encoding_of_another_age()
    {
        pack.Write("wording/zh-Hans.yaml", [0x61, 0x3a, 0x20, 0xb0, 0xfc, 0xb9, 0xfc]);

        pack.Problems().ShouldBe(["wording/zh-Hans.yaml:1: error: this file is not UTF-8 text; save it as UTF-8 (in the editor: Save with encoding, UTF-8)"]);
    }

    [Fact]
    public void A_byte_order_mark_is_no_mistake()
    {
        pack.Write("enquiries/hours.yaml", [0xEF, 0xBB, 0xBF, .. "name: {zh-Hans: 营业时间, zh-Hant: 營業時間, en: Opening hours}\n"u8]);

        pack.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void Windows_line_ends_are_no_mistake()
    {
        pack.Write("enquiries/hours.yaml", "name:\r\n  zh-Hans: 营业时间\r\n  zh-Hant: 營業時間\r\n  en: Opening hours\r\n");

        pack.Pack().Enquiry("hours")!.Name.En.ShouldBe("Opening hours");
    }
}
