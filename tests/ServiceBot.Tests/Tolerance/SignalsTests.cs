using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Tolerance;

public sealed class SignalsTests
{
    [Fact]
    public void The_same_complaint_again_is_a_repetition()
    {
        var events = Signals.Of(Said("我的快递到底在哪里"), similarity: 0.75);

        events.ShouldContain(new ToleranceEvent.Repeated(0.75));
    }

    [Fact]
    public void Something_new_is_no_repetition()
    {
        Signals.Of(Said("那能不能改送到公司"), similarity: 0.31).OfType<ToleranceEvent.Repeated>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("SF1234567890123")]
    [InlineData("好的")]
    [InlineData("？？？？？？")]
    public void A_number_or_a_word_said_again_is_an_answer(string text)
    {
        var message = Said(text) with { Entities = text.StartsWith("SF", StringComparison.Ordinal) ? [new Entity.OrderNumber(0, text.Length, text)] : [] };

        Signals.Of(message, similarity: 1).OfType<ToleranceEvent.Repeated>().ShouldBeEmpty();
    }

    [Fact]
    public void You_did_not_answer_is_a_miss_of_the_bot_each_time()
    {
        var events = Signals.Of(Said("You are not answering my question") with { Act = DialogAct.NotAnswered }, similarity: 1);

        events.ShouldContain(new ToleranceEvent.BotMissed());
        events.OfType<ToleranceEvent.Repeated>().ShouldBeEmpty();
    }

    [Fact]
    public void Praise_in_sarcasm_is_anger_at_the_firm()
    {
        var message = Said("你们服务真好，三天了还没到") with { Emotion = new Emotion(EmotionClass.Satisfied, 0, EmotionTarget.None, EmotionFlags.Sarcasm) };

        var events = Signals.Of(message, 0);

        events.ShouldBe([new ToleranceEvent.EmotionShown(new Emotion(EmotionClass.Angry, 1, EmotionTarget.Company, EmotionFlags.Sarcasm))]);
    }

    [Fact]
    public void Abuse_of_the_bot_stays_aimed_at_the_bot()
    {
        var felt = Signals.Felt(new Emotion(EmotionClass.Angry, 3, EmotionTarget.Bot, EmotionFlags.Abuse));

        felt.ShouldBe(new Emotion(EmotionClass.Angry, 3, EmotionTarget.Bot, EmotionFlags.Abuse));
    }

    [Fact]
    public void Thanks_and_relief_are_relief_unless_angry()
    {
        var thanks = Said("谢谢，解决了") with { Act = DialogAct.Thanks };
        var bitter = thanks with { Emotion = new Emotion(EmotionClass.Angry, 2, EmotionTarget.Company, EmotionFlags.None) };

        Signals.Of(thanks, 0).ShouldContain(new ToleranceEvent.Relieved());
        Signals.Of(bitter, 0).ShouldNotContain(new ToleranceEvent.Relieved());
    }

    [Fact]
    public void The_most_anxious_message_sets_the_urgency()
    {
        var calm = Said("请帮我查一下");
        var anxious = calm with { Emotion = new Emotion(EmotionClass.Anxious, 3, EmotionTarget.Situation, EmotionFlags.None) };

        Signals.Urgency([calm, anxious]).ShouldBe(2);
        Signals.Urgency([calm]).ShouldBe(0);
    }

    private static UnderstoodMessage Said(string text) => new()
    {
        Text = text,
        Language = new DetectedLanguage(Locale.ZhHans, 0.9),
        Intents = [],
        Candidates = [],
        Certainty = Certainty.Sure,
        Entities = [],
        Emotion = Emotion.Neutral,
        Act = DialogAct.None,
        Signature = MessageSignature.Empty,
    };
}
