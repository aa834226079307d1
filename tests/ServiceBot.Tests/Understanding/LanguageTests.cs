using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

public sealed class LanguageTests
{
    [Fact]
    public void Ninety_seven_of_a_hundred_sentences_are_in_the_language_they_are_in()
    {
        var score = new Score();
        foreach (var row in Sentences.Read("languages.tsv"))
        {
            var found = Sentences.Plain.Understand(row[1], Sentences.Context).Language;
            var label = found.Locale.Tag() + (found.IsMixed ? "+" : "") + (found.IsCantonese ? "c" : "");
            score.Add(label == row[0].Replace(" ", "", StringComparison.Ordinal), $"{label}, not {row[0]}: {row[1]}");
        }

        score.ShouldBeAtLeast(0.97, sentences: 300);
    }

    [Theory]
    [InlineData("ok")]
    [InlineData("SF1234567890123")]
    [InlineData("2")]
    [InlineData("13812345678")]
    [InlineData("hi")]
    [InlineData("好")]
    [InlineData("😡😡")]
    public void A_short_or_digit_only_text_decides_no_language(string text) =>
        Sentences.Plain.Understand(text, Sentences.Context).Language.IsDecisive.ShouldBeFalse();

    [Theory]
    [InlineData("包裹坏了", Locale.ZhHans)]
    [InlineData("包裹壞了", Locale.ZhHant)]
    [InlineData("it is broken", Locale.En)]
    public void Four_characters_decide(string text, Locale locale)
    {
        var found = Sentences.Plain.Understand(text, Sentences.Context with { Locale = Locale.En }).Language;

        found.Locale.ShouldBe(locale);
        found.IsDecisive.ShouldBeTrue();
    }

    [Theory]
    [InlineData(Locale.ZhHant, Locale.ZhHant)]
    [InlineData(Locale.ZhHans, Locale.ZhHans)]
    [InlineData(Locale.En, Locale.ZhHans)]
    public void What_both_scripts_share_stays_in_the_script_of_the_conversation(Locale soFar, Locale read) =>
        Sentences.Plain.Understand("你好，包裹到了", Sentences.Context with { Locale = soFar }).Language.Locale.ShouldBe(read);
}
