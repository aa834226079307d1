using ServiceBot.Recovery;

namespace ServiceBot.Tests.Dialogs;

/// <summary>Asked about a coupon that was given in the chat, the bot says what the ledger says.</summary>
public sealed class OwnCouponTests
{
    [Theory]
    [InlineData(CouponState.Issued, "still good, until 19 Feb 2027")]
    [InlineData(CouponState.Redeemed, "was used on 3 Dec 2026")]
    [InlineData(CouponState.Expired, "ran out on 19 Feb 2027")]
    [InlineData(CouponState.Revoked, "was withdrawn on 3 Dec 2026")]
    public async Task Its_state_is_told_with_the_date(CouponState state, string told)
    {
        var talk = await GivenAsync(state);

        await talk.Says("is my coupon still valid?");

        talk.Bot.ShouldContain($"ending in EF56) {(state == CouponState.Issued ? "is " : "")}{told}");
    }

    [Fact]
    public async Task Asked_what_was_given_nobody_is_told_that_a_coupon_works_which_has_ended()
    {
        var talk = await GivenAsync(CouponState.Revoked);

        await talk.Does("what do I get for this?", ServiceBot.Understanding.DialogAct.AsksMoney);

        talk.Bot.ShouldContain("was withdrawn on 3 Dec 2026");
        talk.Bot.ShouldNotContain("works for your next shipment");
    }

    [Fact]
    public async Task Who_was_given_none_is_not_told_of_any()
    {
        var talk = await new Talk(Locale.En).Says("is my coupon still valid?");

        talk.Bot.ShouldNotContain("ending in");
    }

    private static async Task<Talk> GivenAsync(CouponState state)
    {
        var talk = await new Talk(Locale.En).WithOrder("SF1234567890123").WithSnowstorm().Says("it has not come", "late-delivery");
        var ended = state switch { CouponState.Redeemed => CouponEnd.Redeemed, CouponState.Revoked => CouponEnd.Revoked, _ => (CouponEnd?)null };
        talk.Coupons =
        [
            new CouponStanding(new CouponRow("key", "AB12CD34EF56", "main", talk.Customer.Id, new ConversationId("cv_1"), talk.Case.Id, new Money(3_60, "CNY"), Talk.Start, new DateTimeOffset(2027, 2, 19, 10, 0, 0, TimeSpan.FromHours(8)),
                "2026-11-21", "p1", ended, ended is null ? null : new DateTimeOffset(2026, 12, 3, 10, 0, 0, TimeSpan.FromHours(8)), null), state, null),
        ];
        return talk;
    }
}
