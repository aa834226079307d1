namespace ServiceBot.Tests.Packs;

public sealed class SampleMistakeTests : IDisposable
{
    private readonly TempPack pack = new();

    public void Dispose() => pack.Dispose();

    [Theory]
    [InlineData("SF1234567890123", "SF12", "sample/orders.yaml:1: error: 'SF12' is no number by the number-patterns of pack.yaml; write a number as customers see it, in capitals and without spaces and dashes, or add its pattern")]
    [InlineData("customer: wang", "customer: wong", "sample/orders.yaml:2: error: 'customer' cannot be 'wong'; write 'wang'")]
    [InlineData("status: in-transit", "status: in transit", "sample/orders.yaml:3: error: 'status' cannot be 'in transit'; write 'in-transit'")]
    [InlineData("promised: now-26h", "promised: yesterday", "sample/orders.yaml:4: error: 'promised' is 'yesterday'; write now, now-26h, today 18:00, today+1d 09:30 or '2026-11-22 12:00' in the site's zone, or with its own zone '2026-11-22T12:00+08:00'")]
    [InlineData("freight: 18.00", "freight: 18元", "sample/orders.yaml:6: error: 'freight' is '18元'; write a number such as 18.00")]
    [InlineData("freight: 18.00", "frieght: 18.00", "sample/orders.yaml:6: error: 'frieght' is not known here; write 'freight'")]
    [InlineData("phone: 138****6621", "phone: none", "sample/orders.yaml:7: error: 'phone' is 'none'; write a telephone number with at least four digits")]
    public void A_mistake_in_an_order(string right, string wrong, string said)
    {
        pack.Edit("sample/orders.yaml", right, wrong);

        pack.Problems().ShouldBe([said]);
    }

    [Theory]
    [InlineData("area: Heilongjiang", "area: Hokkaido", "sample/incidents.yaml:3: warning: the gazetteer has no place 'Hokkaido'; write a place of gazetteer.yaml, or add it there; until then only places that contain this very text match")]
    [InlineData("kind: weather", "kind: snow", "sample/incidents.yaml:2: error: 'kind' cannot be 'snow'; write one of: weather, sorting")]
    [InlineData("until: today+1d 12:00", "until: today-1d 12:00", "sample/incidents.yaml:1: error: the incident 'snow' ends before it begins; write an 'until' after 'from'")]
    public void A_mistake_in_an_incident(string right, string wrong, string said)
    {
        pack.Edit("sample/incidents.yaml", right, wrong);

        pack.Problems().ShouldBe([said]);
    }

    [Fact]
    public void A_moving_time_outside_the_sample()
    {
        pack.Write("incidents.yaml", "a: {kind: weather, cause: 大雪, until: now+5h}\n");

        pack.Problems().ShouldBe(["incidents.yaml:1: error: 'until' is 'now+5h'; write '2026-11-22 12:00' in the site's zone, or with its own zone '2026-11-22T12:00+08:00'"]);
    }

    [Fact]
    public void A_customer_since_no_day()
    {
        pack.Edit("sample/customers.yaml", "since: 2021-03-01", "since: March");

        pack.Problems().ShouldBe(["sample/customers.yaml:1: error: 'since' is 'March'; write a day such as 2021-03-01"]);
    }

    [Fact]
    public void The_sample_may_be_deleted()
    {
        Directory.Delete(Path.Combine(pack.Directory, "sample"), recursive: true);

        pack.Problems().ShouldBeEmpty();
        pack.Pack().Sample.ShouldBeNull();
    }
}
