using ServiceBot.Tolerance;

namespace ServiceBot.Tests.Tolerance;

public sealed class EquityTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public void A_stranger_has_none() => Equity.Of(null, 0, false, Today).ShouldBe(0);

    [Fact]
    public void Long_tenure_many_orders_and_a_loyal_tier_are_all_of_it() => Equity.Of(new DateOnly(2019, 1, 1), 80, true, Today).ShouldBe(1, 1e-9);

    [Fact]
    public void Half_the_tenure_and_seven_orders_without_a_tier()
    {
        // 0.4 · 914/1826.25 + 0.4 · ln 8 / ln 51
        Equity.Of(new DateOnly(2024, 5, 21), 7, false, Today).ShouldBe(0.4118, 0.0005);
    }

    [Fact]
    public void A_date_in_the_future_counts_as_none() => Equity.Of(new DateOnly(2027, 1, 1), 0, false, Today).ShouldBe(0);
}
