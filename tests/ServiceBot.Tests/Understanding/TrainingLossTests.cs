using ServiceBot.Understanding.Intents;

namespace ServiceBot.Tests.Understanding;

/// <summary>What an example teaches, by what it scored.</summary>
public sealed class TrainingLossTests
{
    [Fact]
    public void Margins_that_are_kept_teach_nothing() =>
        TrainingLoss.Margins.Correct([1.2f, -1, -3], right: 0).ShouldBeFalse();

    [Fact]
    public void By_margins_only_what_is_short_of_them_is_corrected() =>
        Lesson(TrainingLoss.Margins, 0.25f, -0.5f, -3).ShouldBe([-0.75f, 0.5f, 0]);

    [Fact]
    public void By_likelihood_every_class_gives_way_to_the_right_one() =>
        Lesson(TrainingLoss.Likelihood, 0, 0).ShouldBe([-0.5f, 0.5f]);

    [Fact]
    public void In_doubt_nineteen_twentieths_of_two_are_enough() =>
        Lesson(TrainingLoss.Doubt, 0, 0).ShouldBe([-0.45f, 0.45f]);

    private static IEnumerable<float> Lesson(TrainingLoss loss, params float[] scores)
    {
        loss.Correct(scores, right: 0).ShouldBeTrue();
        return scores.Select(score => MathF.Round(score, 5));
    }
}
