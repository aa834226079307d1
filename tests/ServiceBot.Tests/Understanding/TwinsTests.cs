using ServiceBot.Understanding.Intents;

namespace ServiceBot.Tests.Understanding;

public sealed class TwinsTests
{
    [Fact]
    public void What_has_six_tenths_of_a_shorter_one_is_its_twin() =>
        Twins.FirstOf([[1, 2, 3, 4, 5], [1, 2, 3, 8, 9, 10], [1, 2, 11, 12, 13]]).ShouldBe([0, 0, 2]);

    [Fact]
    public void A_feature_that_a_document_has_twice_counts_once() =>
        Twins.FirstOf([[1, 1, 1, 2, 3], [1, 1, 1, 4, 5]]).ShouldBe([0, 1]);

    [Fact]
    public void A_twin_of_a_twin_is_compared_with_the_first_alone() =>
        Twins.FirstOf([[1, 2, 3, 4, 5], [3, 4, 5, 6, 7], [5, 6, 7, 8, 9]]).ShouldBe([0, 0, 2]);

    [Fact]
    public void Of_two_that_it_is_like_the_first_counts() =>
        Twins.FirstOf([[1, 2, 3, 4, 5], [6, 7, 8, 9, 10], [1, 2, 3, 6, 7, 8]]).ShouldBe([0, 1, 0]);
}
