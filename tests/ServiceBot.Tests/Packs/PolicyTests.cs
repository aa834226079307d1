using ServiceBot.Packs;

namespace ServiceBot.Tests.Packs;

public sealed class PolicyTests : IDisposable
{
    private readonly TempPack pack = new();

    public void Dispose() => pack.Dispose();

    [Theory]
    [InlineData("floor: 2.00\n", "", "policy.yaml:1: error: 'floor' is missing; write 'floor: 2.00'")]
    [InlineData("day-budget: 2000.00", "daily-budget: 2000.00", "policy.yaml:15: error: 'daily-budget' is not known here; write 'day-budget'")]
    [InlineData("day-budget: 2000.00", "day-budget: 2,000", "policy.yaml:15: error: 'day-budget' is '2,000'; write an amount in the site's currency without its name, such as 2000.00")]
    [InlineData("sincerity: 5.00", "sincerity: 5元", "policy.yaml:7: error: 'sincerity' is '5元'; write an amount in the site's currency without its name, such as 5.00")]
    [InlineData("sincerity: 5.00", "sincerity: -5", "policy.yaml:7: error: 'sincerity' is '-5'; write an amount in the site's currency without its name, such as 5.00")]
    [InlineData("gesture-rate: 20%", "gesture-rate: 20", "policy.yaml:1: error: 'gesture-rate' is '20'; write a share from 0% to 100%, such as 20%")]
    [InlineData("gesture-rate: 20%", "gesture-rate: 50%", "policy.yaml:1: warning: a gesture works best between 10% and 30% of the loss; write a share from 10% to 30%, or leave it so if you know better")]
    [InlineData("cap-of-price: 150%", "cap-of-price: 180%", "policy.yaml:11: warning: above 150% of the price a compensation loses its effect; write 150% or less, or leave it so if you know better")]
    [InlineData("serial-claims: 3", "serial-claims: 0", "policy.yaml:19: error: 'serial-claims' is '0'; write a whole number from 1 to 1000, such as 3")]
    [InlineData("brand: -1", "brand: 9", "policy.yaml:29: error: 'brand' is '9'; write a number from -5 to 5, such as 0")]
    [InlineData("bot-authority: 50.00", "bot-authority: 500.00", "policy.yaml:12: error: the bot may give more than an agent; write a bot-authority that is not above agent-authority")]
    public void A_mistake_in_the_policy(string right, string wrong, string said)
    {
        pack.Edit("policy.yaml", right, wrong);

        pack.Problems().ShouldBe([said]);
    }

    [Fact]
    public void Shares_may_be_written_either_way()
    {
        var policy = pack.Pack().Policy;

        policy.GestureRate.ShouldBe(0.2m);
        policy.GoodwillRate.ShouldBe(0.2m);
        policy.HumanRate.ShouldBe(1.1m);
    }

    [Fact]
    public void Every_value_of_the_file_arrives()
    {
        var policy = pack.Pack().Policy;

        policy.ShouldBe(new PolicyTable
        {
            GestureRate = 0.2m, RestoreRate = 1m, HumanRate = 1.1m, TimeValuePerDay = 0m, GoodwillRate = 0.2m, GoodwillAfterHours = 12m, Sincerity = 5m, RudenessToken = 0m,
            Floor = 2m, Cap = 300m, CapOfPrice = 1.5m, BotAuthority = 50m, AgentAuthority = 200m, SupervisorAuthority = 1000m, DayBudget = 2000m, CustomerCap = 200m,
            CoolDownDays = 14, SecondFailureDays = 30, SerialClaims = 3, SerialDays = 90, CouponValidDays = 60, Holdout = 0m, LoyalTiers = policy.LoyalTiers,
            FindingHours = 4m, UpdateHours = 24m, ArrangeHours = 24m, MessageHours = 4m, MinutesPerWaiting = 4.5m, Brand = -1m,
        });
        policy.LoyalTiers.ShouldBe(["gold", "platinum"]);
    }

    [Fact]
    public void One_value_is_overridden_by_its_name()
    {
        var policy = pack.Pack().Policy;

        policy.With("day-budget", "100.00").ShouldBeOfType<PolicyEdit.Accepted>().Policy.ShouldBe(policy with { DayBudget = 100m });
        policy.With("holdout", "5%").ShouldBeOfType<PolicyEdit.Accepted>().Policy.ShouldBe(policy with { Holdout = 0.05m });
        policy.With("loyal-tiers", "silver,gold").ShouldBeOfType<PolicyEdit.Accepted>().Policy.LoyalTiers.ShouldBe(["silver", "gold"]);
    }

    [Fact]
    public void An_override_of_an_unknown_name_is_refused_with_the_right_one() =>
        pack.Pack().Policy.With("goodwil-rate", "0.2").ShouldBe(new PolicyEdit.Refused("'goodwil-rate' is not known in the policy", "write 'goodwill-rate'"));

    [Fact]
    public void An_override_with_a_wrong_value_is_refused() =>
        pack.Pack().Policy.With("goodwill-rate", "a lot").ShouldBe(new PolicyEdit.Refused("'goodwill-rate' is 'a lot'", "write a share from 0% to 100%, such as 20%"));
}
