using ServiceBot.Handoff;
using ServiceBot.Recovery;
using ServiceBot.Tests.Storage;
using ServiceBot.Tests.Turns;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Recovery;

public sealed class CouponRevocationTests(Stores.Sqlite stores) : IClassFixture<Stores.Sqlite>
{
    [Fact]
    public async Task An_agent_revokes_within_authority_once_and_a_redeemed_one_not_any_more()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = await spine.ConversationAsync();
        await spine.Desk.AcceptAsync(conversation, Spine.Lin, default);
        var (small, used) = (await GiveAsync(spine, conversation, 5_00, "one"), await GiveAsync(spine, conversation, 6_00, "two"));
        await spine.Get<Coupons>().RedeemAsync(used, "A-1", Purchase.NotSaid, null, null, "shop", default);
        var acts = spine.Get<CouponActs>();

        var first = await acts.RevokeAsync(conversation, Spine.Lin, small, "given twice", default);
        var again = await acts.RevokeAsync(conversation, Spine.Lin, small, "given twice", default);
        var tooLate = await acts.RevokeAsync(conversation, Spine.Lin, used, "given twice", default);
        var poor = await acts.RevokeAsync(conversation, Spine.Wei with { Authority = 1_00 }, await GiveAsync(spine, conversation, 7_00, "three"), "given twice", default);

        first.ShouldBeOfType<DeskOutcome.Done>();
        again.ShouldBeOfType<DeskOutcome.Done>();
        tooLate.ShouldBeOfType<DeskOutcome.Refused>().Because.ShouldBe(RefusedBecause.SettledBefore);
        poor.ShouldBeOfType<DeskOutcome.Refused>().Because.ShouldBe(RefusedBecause.AboveAuthority);
        (await spine.Get<Coupons>().OfConversationAsync(conversation, default)).Select(c => c.State).ShouldBe([CouponState.Revoked, CouponState.Redeemed, CouponState.Issued], ignoreOrder: true);
        (await spine.Get<Coupons>().RedeemAsync(small, "A-2", Purchase.NotSaid, null, null, "shop", default)).ShouldBe(new Redemption.Refused(CouponState.Revoked));
    }

    [Fact]
    public async Task A_coupon_of_another_conversation_is_none()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var (mine, other) = (await spine.ConversationAsync(), await spine.ConversationAsync());
        await spine.Desk.AcceptAsync(other, Spine.Lin, default);
        var code = await GiveAsync(spine, other, 5_00, "one");

        (await spine.Get<CouponActs>().RevokeAsync(mine, Spine.Lin, code, "x", default)).ShouldBeOfType<DeskOutcome.Refused>().Because.ShouldBe(RefusedBecause.NoSuch);
    }

    private static async Task<string> GiveAsync(Spine spine, ConversationId conversation, long amount, string key)
    {
        (await spine.Get<AgentActs>().GiveCouponAsync(conversation, Spine.Lin, new Money(amount, "CNY"), key, default)).ShouldBeOfType<DeskOutcome.Done>();
        return (await spine.Get<Coupons>().OfConversationAsync(conversation, default)).Single(c => c.Row.Amount.MinorUnits == amount).Row.Code;
    }
}
