using ServiceBot.Facts;

namespace ServiceBot.Tests.Facts;

public sealed class FactConditionTests
{
    private static readonly Fact Order = new("order", "SF1", "c1", new Dictionary<string, string> { ["status"] = "in-transit", ["value"] = "120.00", ["promised"] = "2026-11-21T18:00:00+08:00" }, DateTimeOffset.UnixEpoch);

    [Theory]
    [InlineData("status=in-transit", true)]
    [InlineData("status = IN-TRANSIT , created", true)]
    [InlineData("status!=in-transit", false)]
    [InlineData("status!=created,delivered", true)]
    [InlineData("value>=120", true)]
    [InlineData("value<120", false)]
    [InlineData("value=120", true)]
    [InlineData("promised<2026-11-21T11:00:00+00:00", true)]
    [InlineData("promised>2026-11-21T18:00:00+08:00", false)]
    [InlineData("colour=red", false)]
    [InlineData("colour!=red", false)]
    [InlineData("status>a", false)]
    public void A_condition_holds_by_what_the_system_says_and_never_by_what_it_does_not(string condition, bool holds) =>
        FactCondition.Parse(condition)!.Holds(Order).ShouldBe(holds);

    [Theory]
    [InlineData("status")]
    [InlineData("=created")]
    [InlineData("status=")]
    [InlineData("value<1,2")]
    [InlineData("a b=c")]
    public void What_is_no_condition_is_refused(string text) => FactCondition.Parse(text).ShouldBeNull();

    [Fact]
    public void A_search_says_what_the_filter_asks_for_and_leaves_the_rest_empty()
    {
        var template = SearchTemplate.Parse("https://orders.example/api/orders?place={area}&status={status}&product={product}&cursor={cursor}", out var problem)!;

        problem.ShouldBeNull();
        template.For(new FactFilter("哈尔滨&x", [FactCondition.Parse("status=in-transit,created")!, FactCondition.Parse("value>1")!]), "p 2")
            .ShouldBe("https://orders.example/api/orders?place=%E5%93%88%E5%B0%94%E6%BB%A8%26x&status=in-transit%2Ccreated&product=&cursor=p%202");
    }

    [Theory]
    [InlineData("https://{area}.example/api?x=1", "may have {area}, {cursor} and facts in its query only, behind the ?")]
    [InlineData("https://orders.example/{area}?x=1", "may have {area}, {cursor} and facts in its query only, behind the ?")]
    [InlineData("https://orders.example/?x={a b}", "holds a brace that belongs to no {name}")]
    public void A_search_address_may_vary_in_its_query_only(string text, string said)
    {
        SearchTemplate.Parse(text, out var problem).ShouldBeNull();

        problem.ShouldBe(said);
    }
}
