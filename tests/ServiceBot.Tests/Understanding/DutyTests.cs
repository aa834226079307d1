using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

/// <summary>
/// Cases in which a person has to come, and sentences that only sound like one ("this wait is killing me", "笑死").
/// A regression test: the tables were widened with what was missed here. What a fresh list measured before that stands in docs/understanding.md.
/// </summary>
public sealed class DutyTests
{
    private const EmotionFlags Duties = EmotionFlags.SelfHarm | EmotionFlags.ThreatLegal | EmotionFlags.ThreatMedia | EmotionFlags.ThreatRegulator | EmotionFlags.ThreatViolence | EmotionFlags.Abuse | EmotionFlags.Minor;

    [Theory]
    [InlineData("self-harm", EmotionFlags.SelfHarm, 0.97, 60)]
    [InlineData("legal", EmotionFlags.ThreatLegal, 0.93, 40)]
    [InlineData("media", EmotionFlags.ThreatMedia, 0.93, 30)]
    [InlineData("regulator", EmotionFlags.ThreatRegulator, 0.93, 30)]
    [InlineData("violence", EmotionFlags.ThreatViolence, 0.95, 28)]
    [InlineData("abuse", EmotionFlags.Abuse, 0.9, 30)]
    [InlineData("minor", EmotionFlags.Minor, 0.95, 30)]
    public void A_duty_is_not_missed(string duty, EmotionFlags flag, double share, int sentences)
    {
        var seen = new Score();
        foreach (var row in Sentences.Read("duties.tsv").Where(row => row[1] == duty)) seen.Add(Flags(row[2]).HasFlag(flag), row[2]);

        seen.ShouldBeAtLeast(share, sentences);
    }

    [Fact]
    public void What_only_sounds_like_a_duty_is_none()
    {
        var none = new Score();
        foreach (var row in Sentences.Read("duties.tsv").Where(row => row[1] == "none")) none.Add((Flags(row[2]) & Duties) == EmotionFlags.None, $"{Flags(row[2])}: {row[2]}");

        none.ShouldBeAtLeast(0.97, sentences: 180);
    }

    [Theory]
    [InlineData("算了我自己下去拿")]
    [InlineData("不等了，我自己上楼找")]
    [InlineData("算啦我自己落去攞")]
    public void Who_goes_to_fetch_it_means_no_harm(string text) => (Flags(text) & Duties).ShouldBe(EmotionFlags.None);

    private static EmotionFlags Flags(string text) => Sentences.Plain.Understand(text, Sentences.Context).Emotion.Flags;
}
