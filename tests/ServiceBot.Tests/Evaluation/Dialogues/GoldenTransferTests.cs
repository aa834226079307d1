using ServiceBot.Server.Evaluation.Dialogues;

namespace ServiceBot.Tests.Evaluation.Dialogues;

public sealed class GoldenTransferTests
{
    [Fact]
    public void Nobody_to_hand_over_and_nobody_handed_over_is_right() => GoldenTransfer.Score([], [], 1).ShouldBe(1);

    [Fact]
    public void A_hand_over_that_nobody_needed_counts_nothing() => GoldenTransfer.Score([], [3], 1).ShouldBe(0);

    [Fact]
    public void One_that_was_missed_counts_nothing() => GoldenTransfer.Score([3], [], 3).ShouldBe(0);

    [Fact]
    public void Each_guess_counts_by_its_distance_to_the_nearest_right_moment() =>
        GoldenTransfer.Score([2, 9], [2, 8], 1).ShouldBe((1 + Math.Exp(-0.5)) / 2, 1e-9);

    [Fact]
    public void A_wider_tolerance_forgives_more() =>
        GoldenTransfer.Score([5], [7], 3).ShouldBe(Math.Exp(-4 / 18.0), 1e-9);
}
