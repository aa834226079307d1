using FsCheck;
using FsCheck.Fluent;
using ServiceBot.Facts;
using ServiceBot.Packs;

namespace ServiceBot.Tests.Facts;

public sealed class FactValuesTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Theory]
    [InlineData("2026-11-20T18:00:00+08:00", "2026-11-20T18:00:00+08:00")]
    [InlineData("2026-11-20T10:00:00Z", "2026-11-20T10:00:00+00:00")]
    [InlineData("2026-11-20T10:00:00.123456Z", "2026-11-20T10:00:00+00:00")]
    [InlineData("2026-11-20T18:00+0800", "2026-11-20T18:00:00+08:00")]
    [InlineData("2026-11-20 18:00:00", "2026-11-20T18:00:00+08:00")]
    [InlineData("2026/11/20 18:00", "2026-11-20T18:00:00+08:00")]
    [InlineData("2026-11-20", "2026-11-20T23:59:59+08:00")]
    [InlineData("1795168800", "2026-11-20T10:00:00+00:00")]
    [InlineData("1795168800000", "2026-11-20T10:00:00+00:00")]
    public void A_time_is_read_with_its_offset_or_in_the_systems_zone(string word, string time) => Read("time", word).ShouldBe(time);

    [Theory]
    [InlineData("18:00")]
    [InlineData("tomorrow")]
    [InlineData("20.11.2026")]
    [InlineData("11/20/2026")]
    [InlineData("20261120")]
    [InlineData("2026-02-30")]
    [InlineData("2026-11-20T25:00:00Z")]
    [InlineData("0001-01-01")]
    [InlineData("0001-01-01T00:00:00+08:00")]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("9999-12-31")]
    [InlineData("0")]
    [InlineData("1e9")]
    public void A_time_that_would_have_to_be_guessed_is_none(string word) => Read("time", word).ShouldBeNull();

    [Theory]
    [InlineData("18", "18.00")]
    [InlineData("18.5", "18.50")]
    [InlineData("1.8e1", "18.00")]
    [InlineData("0", "0.00")]
    public void An_amount_is_a_decimal_number(string word, string amount) => Read("money", word).ShouldBe(amount);

    [Fact]
    public void An_amount_in_cents_is_divided() => FactValues.Normal(new FactType("freight", "money", [], false), "1850", Shanghai, isMinorUnits: true).ShouldBe("18.50");

    [Theory]
    [InlineData("18,00")]
    [InlineData("1,800.00")]
    [InlineData("¥18")]
    [InlineData("-18")]
    [InlineData("1e400")]
    [InlineData("NaN")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("１８")]
    public void An_amount_that_would_have_to_be_guessed_is_none(string word) => Read("money", word).ShouldBeNull();

    [Fact]
    public void A_choice_is_one_of_the_packs_words()
    {
        var status = new FactType("status", "choice", ["in-transit", "delivered"], false);

        FactValues.Normal(status, "DELIVERED", Shanghai, false).ShouldBe("delivered");
        FactValues.Normal(status, "SHIPPED", Shanghai, false).ShouldBeNull();
    }

    [Theory]
    [InlineData("138 0013 8000", "138 0013 8000")]
    [InlineData("138****8000", "138****8000")]
    [InlineData("+86-138-0013-8000", "+86-138-0013-8000")]
    [InlineData("call me", null)]
    [InlineData("12", null)]
    public void A_phone_has_digits(string word, string? phone) => Read("phone", word).ShouldBe(phone);

    [Theory]
    [InlineData("  哈尔滨转运中心 ", "哈尔滨转运中心")]
    [InlineData("line one\r\nline two", "line one  line two")]
    [InlineData("a\u202eb\u200bc\u0007", "abc")]
    [InlineData("\u0000", null)]
    public void A_text_is_one_line_without_hidden_signs(string word, string? text) => Read("text", word).ShouldBe(text);

    [Fact]
    public void A_long_text_is_cut() => Read("text", new string('长', 1000))!.Length.ShouldBe(300);

    [Fact]
    public void No_word_of_a_strange_system_is_too_strange_to_read() =>
        Prop.ForAll<string?, int>((word, seed) =>
        {
            string[] types = ["text", "time", "money", "number", "phone", "choice"];
            _ = Read(types[Math.Abs(seed % 6)], word ?? "");
            return true;
        }).Check(Laws.Cases());

    private static string? Read(string type, string word) => FactValues.Normal(new FactType("x", type, [], false), word, Shanghai, isMinorUnits: false);
}
