using FsCheck;
using FsCheck.Fluent;
using ServiceBot.Tests.Packs;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

/// <summary>What holds for any text whatsoever.</summary>
public sealed class UnderstanderLaws
{
    [Fact]
    public void Any_text_is_read_and_every_span_lies_within_it() =>
        Check.One(Laws.Cases(500), Prop.ForAll(Texts.ToArbitrary(), text =>
        {
            foreach (var asked in (string?[])[null, Asked.OrderNumber, Asked.Phone, Asked.Choice])
            {
                var message = Sentences.OfCourier.Understand(text, Sentences.Context with { Asked = asked });
                message.Text.ShouldBe(text);
                var end = 0;
                foreach (var entity in message.Entities)
                {
                    entity.Start.ShouldBeGreaterThanOrEqualTo(end);
                    entity.Length.ShouldBeGreaterThan(0);
                    end = entity.Start + entity.Length;
                }

                end.ShouldBeLessThanOrEqualTo(text.Length);
                message.Intents.ShouldAllBe(i => i.Start >= 0 && i.Length > 0 && i.Start + i.Length <= text.Length && i.Probability >= 0 && i.Probability <= 1);
                message.Emotion.Intensity.ShouldBeInRange(0, 3);
            }
        }));

    [Fact]
    public void Two_trainings_on_one_pack_answer_alike()
    {
        var pack = new CourierPack().Pack;
        var (first, second) = (Understander.For(pack), Understander.For(pack));

        foreach (var row in Sentences.Read("intents.tsv"))
        {
            var (a, b) = (first.Understand(row[1], Sentences.Context), second.Understand(row[1], Sentences.Context));
            a.Candidates.ShouldBe(b.Candidates);
            a.Intents.ShouldBe(b.Intents);
        }
    }

    [Fact]
    public void Many_threads_read_what_one_reads()
    {
        var texts = Sentences.Read("intents.tsv").Select(row => row[1]).ToArray();
        var alone = texts.Select(Told).ToArray();

        var together = new string[texts.Length];
        Parallel.For(0, texts.Length, i => together[i] = Told(texts[i]));

        together.ShouldBe(alone);
    }

    [Fact]
    public void What_lies_beyond_four_thousand_characters_is_not_read()
    {
        var text = new string('啊', 5000) + " SF1234567890123";

        var message = Sentences.OfCourier.Understand(text, Sentences.Context);

        message.Text.ShouldBe(text[..4000]);
        message.Entities.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\ud83d")]
    [InlineData("\0\u200b\ufeff")]
    public void A_text_that_says_nothing_is_a_nudge(string text) =>
        Sentences.OfCourier.Understand(text, Sentences.Context).Act.ShouldBe(DialogAct.Nudge);

    private static string Told(string text)
    {
        var message = Sentences.OfCourier.Understand(text, Sentences.Context);
        return string.Join(' ', message.Intents) + string.Join(' ', message.Entities) + message.Emotion + message.Act + message.Language + message.Signature;
    }

    // Pieces that mean something to one reader or another, and anything at all between them.
    private static readonly string[] pieces =
    [
        "昨天", "下午", "3点", "周五", "之前", "before ", "next ", "Tuesday ", "the ", "18th ", "of ", "Nov ", "亿亿亿亿", "万万万", "million million ", "hundred ", "twenty ", "999999999999999999", "SF", "1234", "5678", "90123", "-", " ", "十", "百", "万", "两", "半", "个", "月", "小时", "天", "块", "元", "$", "¥", "20", "1,234", ".5",
        "度", "℃", "零下", "-5", "第", "一", "个", "the last one ", "@", "a.b", ".com", "+86", "138", "(", ")", "http://", "?", "！！", "。", "\n", "另外", "also ", "and ", "不用", "人工", "no ", "agent", "谢谢", "😡", "\ud83d", "ＡＢＣ", "é", "soooo", "tmd", "到", "to ", "at ", "by ", "in ", "am", "pm", ":30", "2026", "年", "11/18", "end of ", "ago ", "前", "后", "内", "b", "选",
    ];

    private static readonly Gen<string> Texts = Gen.ListOf(Gen.OneOf(Gen.Elements(pieces), ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""))).Select(parts => string.Concat(parts));
}
