using System.Text.Json;
using ServiceBot.Tolerance;
using ServiceBot.Turns;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Tolerance;

/// <summary>The journal of years ago is still read: what stands here was written by earlier versions, letter by letter.</summary>
public sealed class ToleranceEventJsonTests
{
    public static TheoryData<ToleranceEvent, string> Stored { get; } = new()
    {
        { new ToleranceEvent.BotMissed(), """{"e":"bot-missed"}""" },
        { new ToleranceEvent.BotRepeated(), """{"e":"bot-repeated"}""" },
        { new ToleranceEvent.Repeated(0.85), """{"e":"repeated","Similarity":0.85}""" },
        { new ToleranceEvent.Repeated(0), """{"e":"repeated"}""" },
        { new ToleranceEvent.AskedForKnown(), """{"e":"asked-for-known"}""" },
        { new ToleranceEvent.WaitOverran(0.5), """{"e":"wait","Share":0.5}""" },
        { new ToleranceEvent.WaitOverran(0), """{"e":"wait","Share":0}""" },
        { new ToleranceEvent.WaitOverran(null), """{"e":"wait"}""" },
        { new ToleranceEvent.EmotionShown(Emotion.Neutral), """{"e":"emotion","Emotion":{}}""" },
        {
            new ToleranceEvent.EmotionShown(new Emotion(EmotionClass.Angry, 2, EmotionTarget.Company, EmotionFlags.ThreatLegal | EmotionFlags.Abuse)),
            """{"e":"emotion","Emotion":{"Class":"Angry","Intensity":2,"Target":"Company","Flags":"ThreatLegal, Abuse"}}"""
        },
        { new ToleranceEvent.FailedAgain(true), """{"e":"failed-again","IsSimilarOrRecent":true}""" },
        { new ToleranceEvent.FailedAgain(false), """{"e":"failed-again"}""" },
        { new ToleranceEvent.PromiseBroken(), """{"e":"promise-broken"}""" },
        { new ToleranceEvent.PromiseKept(), """{"e":"promise-kept"}""" },
        { new ToleranceEvent.Apologised(), """{"e":"apology"}""" },
        { new ToleranceEvent.Apologised(PromisesToImprove: true), """{"e":"apology","PromisesToImprove":true}""" },
        { new ToleranceEvent.Justified(), """{"e":"justified"}""" },
        { new ToleranceEvent.CauseExplained(IsExternal: true, HasEvidence: true), """{"e":"cause","IsExternal":true,"HasEvidence":true}""" },
        { new ToleranceEvent.CauseExplained(IsExternal: false, HasEvidence: true), """{"e":"cause","HasEvidence":true}""" },
        { new ToleranceEvent.StatusGiven(), """{"e":"status"}""" },
        { new ToleranceEvent.ChoiceGiven(3), """{"e":"choice","Options":3}""" },
        { new ToleranceEvent.RemedyGiven(MatchesLoss: true, IsNow: false), """{"e":"remedy","MatchesLoss":true}""" },
        { new ToleranceEvent.RemedyGiven(MatchesLoss: false, IsNow: true), """{"e":"remedy","IsNow":true}""" },
        { new ToleranceEvent.RemedyRejected(), """{"e":"rejected"}""" },
        { new ToleranceEvent.Unresolved(), """{"e":"unresolved"}""" },
        { new ToleranceEvent.PersonNamed(HasContext: true), """{"e":"person","HasContext":true}""" },
        { new ToleranceEvent.Relieved(), """{"e":"relieved"}""" },
    };

    [Theory]
    [MemberData(nameof(Stored))]
    public void An_event_is_written_as_ever(ToleranceEvent happened, string json) =>
        Write(happened).ShouldContain($$"""[{"Event":{{json}}}]""");

    [Theory]
    [MemberData(nameof(Stored))]
    public void An_event_is_read_as_it_was_written(ToleranceEvent happened, string json) =>
        Read(json).ShouldBe(happened);

    [Fact]
    public void Every_event_has_its_name()
    {
        var tried = Stored.Select(row => row[0].GetType()).Distinct();

        tried.ShouldBe(typeof(ToleranceEvent).GetNestedTypes(), ignoreOrder: true);
    }

    [Fact]
    public void An_event_that_nobody_knows_is_refused_by_its_name()
    {
        var refused = Should.Throw<JsonException>(() => Read("""{"e":"fainted"}"""));

        refused.Message.ShouldContain("'fainted'");
    }

    private static string Write(ToleranceEvent happened) =>
        JsonSerializer.Serialize(new TurnReading { Turn = 1, Log = [new ToleranceEntry { Event = happened }] }, TurnJson.Default.TurnReading);

    private static ToleranceEvent Read(string json) =>
        JsonSerializer.Deserialize($$"""{"Turn":1,"Log":[{"Event":{{json}}}]}""", TurnJson.Default.TurnReading)!.Log![0].Event!;
}
