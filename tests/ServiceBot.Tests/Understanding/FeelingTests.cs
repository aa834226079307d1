using Microsoft.Extensions.Configuration;
using ServiceBot.Packs;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

public sealed class FeelingTests
{
    private static readonly Lazy<Understander> moodless = new(() => Understander.Train(Sentences.Some([]) with { ReadsFeelings = false }));

    [Fact]
    public void Seven_tenths_of_what_is_felt_without_a_word_for_it_is_felt()
    {
        var felt = new Score();
        foreach (var row in Sentences.Read("feelings.tsv").Where(row => row[0] != "neutral")) felt.Add(IsFelt(row), $"{row[0]}: {row[1]}");

        felt.ShouldBeAtLeast(0.7, sentences: 80);
    }

    [Fact]
    public void What_is_calm_stays_calm()
    {
        var calm = new Score();
        foreach (var row in Sentences.Read("feelings.tsv").Where(row => row[0] == "neutral")) calm.Add(IsFelt(row), row[1]);

        calm.ShouldBeAtLeast(0.96, sentences: 30);
    }

    [Theory]
    [InlineData("你这个机器人一点用都没有", EmotionTarget.Bot)]
    [InlineData("跟机器说话真是浪费时间", EmotionTarget.Bot)]
    [InlineData("刚才那个客服说话太难听了", EmotionTarget.Agent)]
    [InlineData("又是这样，没有一次兑现", EmotionTarget.Company)]
    public void A_feeling_that_no_word_names_is_aimed_at_whoever_is_named(string text, EmotionTarget target) =>
        Sentences.OfCourier.Understand(text, Sentences.Context).Emotion.Target.ShouldBe(target);

    // Whoever is taken for somebody in danger gets a hotline for an answer: seen in conversations nobody had written for it.
    [Theory]
    [InlineData("算了我留言吧")]
    [InlineData("不想再折腾了，退了吧")]
    [InlineData("我不想住这间，太吵")]
    [InlineData("楼顶信号不好，打不通你们电话")]
    [InlineData("我先走了，你们慢慢查")]
    [InlineData("真的不想再跟你们说话了")]
    [InlineData("留言給師傅：放管理室")]
    [InlineData("唔想再等落去，取消佢")]
    [InlineData("I don't want to move rooms, just shut them up")]
    [InlineData("I don't want to do this anymore, send me a person")]
    [InlineData("we don't want to stay in this room")]
    [InlineData("living room, 18 would do")]
    [InlineData("20 in the living room, please")]
    [InlineData("I'd like to end my contract")]
    [InlineData("nobody would miss that ugly lamp, refund it")]
    [InlineData("I can't go on calling you every day")]
    [InlineData("this is my last message to you before I call my bank")]
    public void Who_gives_up_on_an_order_is_not_taken_for_somebody_who_gives_up_on_life(string text)
    {
        foreach (var pack in (string[])["courier", "hotel"]) Sentences.Of(pack).Understand(text, Sentences.Context).Emotion.Flags.HasFlag(EmotionFlags.SelfHarm).ShouldBeFalse(pack);
    }

    [Fact]
    public void No_sentence_of_a_stranger_about_parcels_heat_goods_and_rooms_is_taken_for_despair()
    {
        var calm = new Score();
        foreach (var (pack, file) in ((string, string)[])[("courier", "unseen-courier.tsv"), ("heating", "unseen-heating.tsv"), ("retail", "unseen-retail.tsv"), ("hotel", "unseen-hotel.tsv")])
            foreach (var row in Sentences.Read(file)) calm.Add(!Sentences.Of(pack).Understand(row[2], Sentences.Context).Emotion.Flags.HasFlag(EmotionFlags.SelfHarm), row[2]);

        calm.ShouldBeAtLeast(0.999, sentences: 1_500);
    }

    [Theory]
    [InlineData("I am absolutely furious, this is outrageous!!!")]
    [InlineData("你们太过分了，气死我了")]
    [InlineData("太感謝了")]
    public void With_the_reading_of_moods_switched_off_nobody_feels_anything(string text) => moodless.Value.Understand(text, Sentences.Context).Emotion.ShouldBe(Emotion.Neutral);

    [Theory]
    [InlineData("我要去法院起诉你们", EmotionFlags.ThreatLegal)]
    [InlineData("I want to kill myself", EmotionFlags.SelfHarm)]
    public void And_what_is_a_duty_is_still_heard(string text, EmotionFlags duty) => moodless.Value.Understand(text, Sentences.Context).Emotion.Flags.ShouldBe(duty);

    [Fact]
    public void A_company_may_show_its_own_sentences_of_feelings()
    {
        var own = Understander.Train(Sentences.Some([]) with
        {
            Feelings = [new IntentSource("angry", [new(Locale.En, "my flange is wibbling"), new(Locale.En, "that flange wibbles again"), new(Locale.En, "wibbling flange once more")], []),
                new IntentSource("neutral", [new(Locale.En, "please send a new bolt"), new(Locale.En, "the bolt has come"), new(Locale.En, "which bolt fits")], [])],
        });

        own.Understand("the flange is wibbling", Sentences.Context).Emotion.Class.ShouldBe(EmotionClass.Angry);
        Sentences.Plain.Understand("the flange is wibbling", Sentences.Context).Emotion.Class.ShouldBe(EmotionClass.Neutral);
    }

    [Fact]
    public void The_setting_is_on_or_off()
    {
        List<string> problems = [];

        UnderstandingSettings.Read(With("off"), problems).ReadsFeelings.ShouldBeFalse();
        UnderstandingSettings.Read(With("on"), problems).ReadsFeelings.ShouldBeTrue();
        problems.ShouldBeEmpty();
        UnderstandingSettings.Read(With("maybe"), problems);
        problems.ShouldHaveSingleItem().ShouldBe("Understanding:Emotion is 'maybe': write on or off.");
    }

    private static IConfiguration With(string emotion) => new ConfigurationBuilder().AddInMemoryCollection([new("Understanding:Emotion", emotion)]).Build();

    private static bool IsFelt(string[] row)
    {
        var emotion = Sentences.OfCourier.Understand(row[1], Sentences.Context).Emotion;
        return row[0] switch
        {
            "sarcasm" => emotion.Flags.HasFlag(EmotionFlags.Sarcasm),
            "self-harm" => emotion.Flags.HasFlag(EmotionFlags.SelfHarm),
            _ => emotion.Class.ToString().Equals(row[0], StringComparison.OrdinalIgnoreCase),
        };
    }
}
