using ServiceBot.Packs;
using ServiceBot.Server.Evaluation;

namespace ServiceBot.Tests.Evaluation;

/// <summary>What a label says by itself.</summary>
public sealed class LabelPhraseTests
{
    [Theory]
    [InlineData("Change Password", "change password")]
    [InlineData("Refund_not_showing_up", "refund not showing up")]
    [InlineData("findAlternative", "find alternative")]
    [InlineData("top-up 2x", "top up x")]
    public void A_label_is_read_as_the_words_it_is_made_of(string label, string words) =>
        LabelPhrase.Of(label, [English]).ShouldBe(new Example(Locale.En, words));

    [Theory]
    [InlineData("None")]
    [InlineData("other")]
    [InlineData("12")]
    [InlineData("L2")]
    public void A_label_that_says_nothing_is_no_example(string label) =>
        LabelPhrase.Of(label, [English]).ShouldBeNull();

    [Fact]
    public void An_English_label_of_Chinese_sentences_is_no_example() =>
        LabelPhrase.Of("cookbook", [Chinese]).ShouldBeNull();

    [Fact]
    public void A_Chinese_label_is_one_in_the_script_of_its_sentences() =>
        LabelPhrase.Of("改密碼", [English, Chinese]).ShouldBe(new Example(Locale.ZhHant, "改密碼"));

    [Fact]
    public void What_only_the_label_says_is_understood()
    {
        LabelledText[] texts =
        [
            new("How do I delete my LinkedIn account?", "Delete Account", Locale.En), new("How to remove my profile?", "Delete Account", Locale.En),
            new("How can I back up my blog?", "Export Data", Locale.En), new("Get all my tweets into a file", "Export Data", Locale.En),
        ];

        var guess = TextClassifier.Train(texts, isOneWorld: false).Predict(new LabelledText("export contacts", null, Locale.En));

        guess.Label.ShouldBe("Export Data");
    }

    private static LabelledText English { get; } = new("How do I do that?", "any", Locale.En);

    private static LabelledText Chinese { get; } = new("怎麼弄", "any", Locale.ZhHant);
}
