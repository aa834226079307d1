namespace ServiceBot.Tests.Packs;

public sealed class ExampleMistakeTests : IDisposable
{
    private readonly TempPack pack = new();

    public void Dispose() => pack.Dispose();

    [Fact]
    public void The_same_sentence_under_two_kinds()
    {
        pack.Append("examples/late.yaml", "  - When do you open, on the 3th?\n");

        pack.Problems().ShouldBe(["examples/late.yaml:64: error: the same sentence is an example of 'hours' (examples/hours.yaml:46); keep it under one of the two"]);
    }

    [Fact]
    public void The_same_sentence_twice_under_one_kind()
    {
        pack.Append("examples/late.yaml", "  - My parcel is late, day 3!\n");

        pack.Problems().ShouldBe(["examples/late.yaml:64: warning: the same sentence stands in line 46; leave one out"]);
    }

    [Fact]
    public void A_kind_with_few_sentences()
    {
        pack.Edit("examples/late.yaml", "  - my parcel is late, day 20\n", "");

        pack.Problems().ShouldBe(["examples/late.yaml:44: warning: 'late' has 19 examples in en; write at least 20, as customers write them"]);
    }

    [Fact]
    public void A_kind_without_sentences()
    {
        pack.Delete("examples/hours.yaml");

        pack.Problems().ShouldBe(["examples/hours.yaml:1: warning: 'hours' has no examples, so it is hardly ever understood; add this file with at least 20 sentences a language"]);
    }

    [Fact]
    public void Sentences_of_no_kind()
    {
        pack.Write("examples/hour.yaml", "en: [is it open]\n");

        pack.Problems().ShouldBe(["examples/hour.yaml:1: error: there is no complaint or enquiry 'hour'; rename the file to hours.yaml"]);
    }

    [Fact]
    public void What_sounds_like_ours_and_is_not_stands_under_unknown()
    {
        pack.Write("examples/unknown.yaml", "en: [is the bakery open]\n");

        pack.Problems().ShouldBeEmpty();
    }

    [Fact]
    public void The_same_sentence_under_a_kind_and_under_unknown()
    {
        pack.Write("examples/unknown.yaml", "en: ['When do you open, on the 3th?']\n");

        pack.Problems().ShouldBe(["examples/unknown.yaml:1: error: the same sentence is an example of 'hours' (examples/hours.yaml:46); keep it under one of the two"]);
    }

    [Fact]
    public void A_sentence_with_a_colon_without_quotes()
    {
        pack.Append("examples/late.yaml", "  - note: it is late\n");

        pack.Problems().ShouldBe(["examples/late.yaml:64: error: an example is one sentence; put a sentence with ': ' in it in double quotes"]);
    }

    [Fact]
    public void A_language_that_is_misspelt()
    {
        pack.Edit("examples/late.yaml", "zh-Hant:", "zh-hant:");

        pack.Problems().ShouldContain("examples/late.yaml:22: error: 'zh-hant' is not known here; write 'zh-Hant'");
    }
}
