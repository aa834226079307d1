using System.Text;
using Microsoft.Extensions.Configuration;
using ServiceBot.Facts;
using ServiceBot.Outbound;
using ServiceBot.Tests.Packs;

namespace ServiceBot.Tests.Facts;

public sealed class HttpFactsConfigurationTests(CourierPack courier) : IClassFixture<CourierPack>
{
    private const string Least = """ "Url": "https://orders.example/{id}", "Id": "no", "Fields": { "status": "state" } """;
    private readonly List<string> problems = [];

    [Fact]
    public void Nothing_configured_is_no_system_and_no_problem()
    {
        Read("{}").ShouldBeEmpty();

        problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_whole_section_is_read()
    {
        var settings = Read("""
            { "Facts": { "Order": {
              "Url": "https://orders.example/api/orders/{id}", "ListUrl": "https://orders.example/api/customers/{customer}/orders",
              "Headers": { "Authorization": "Bearer abc" },
              "Item": "data", "Items": "data.list", "Id": "orderNo", "Owner": "customer.id", "AsOf": "readAt",
              "Fields": { "status": "state.code", "freight": "fees[0].amount" }, "Values": { "status": { "SHIPPED": "in-transit" } },
              "MinorUnits": ["freight"], "NotFound": { "Path": "code", "Value": "NO_SUCH_ORDER" },
              "TimeZone": "Asia/Shanghai", "FreshFor": "10s", "StaleFor": "2d" } } }
            """).ShouldHaveSingleItem();

        problems.ShouldBeEmpty();
        settings.Kind.ShouldBe("order");
        settings.Url.For("A1").ShouldBe("https://orders.example/api/orders/A1");
        settings.ListUrl!.For("c1").ShouldBe("https://orders.example/api/customers/c1/orders");
        settings.Headers.ShouldBe(new Dictionary<string, string> { ["Accept"] = "application/json", ["Authorization"] = "Bearer abc" }, ignoreOrder: true);
        settings.Fields.Keys.ShouldBe(["freight", "status"], ignoreOrder: true);
        settings.Values["status"]["shipped"].ShouldBe("in-transit");
        settings.MinorUnits.ShouldBe(["freight"]);
        settings.NotFound!.Value.ShouldBe("NO_SUCH_ORDER");
        settings.Zone.Id.ShouldBe("Asia/Shanghai");
        settings.FreshFor.ShouldBe(TimeSpan.FromSeconds(10));
        settings.StaleFor.ShouldBe(TimeSpan.FromDays(2));
        settings.Limit.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void The_manuals_example_is_right()
    {
        var manual = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));

        Read(manual.Split("```json")[1].Split("```")[0]).ShouldHaveSingleItem().Kind.ShouldBe("order");
        problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(""" "Id": "no", "Fields": { "status": "s" } """, "Facts:Order:Url is missing")]
    [InlineData(""" "Url": "https://orders.example/orders", "Id": "no", "Fields": { "status": "s" } """, "Facts:Order:Url holds no {id}")]
    [InlineData(""" "Url": "http://orders.example/{id}", "Id": "no", "Fields": { "status": "s" } """, "Facts:Order:Url: orders.example: plain HTTP is not allowed")]
    [InlineData(""" "Url": "https://me:secret@orders.example/{id}", "Id": "no", "Fields": { "status": "s" } """, "Facts:Order:Url: orders.example: the address holds a user name")]
    [InlineData(""" "Url": "orders/{id}", "Id": "no", "Fields": { "status": "s" } """, "Facts:Order:Url may have {id} in its path or query only")]
    [InlineData(""" "Url": "https://orders.example/{id}", "Fields": { "status": "s" } """, "Facts:Order:Id is missing")]
    [InlineData(""" "Url": "https://10.2.3.4/{id}", "Id": "no", "Fields": { "status": "s" } """, "Facts:Order:Url: 10.2.3.4 lies at 10.2.3.4, a private address. If it is yours, add it to Outbound:AllowPrivate.")]
    [InlineData(""" "Url": "https://orders.example/{id}", "Id": "no" """, "Facts:Order:Fields is missing")]
    [InlineData(""" "Url": "https://orders.example/{id}", "Id": "no", "Fields": { "status": "a..b" } """, "Facts:Order:Fields:status is \"a..b\"")]
    [InlineData(Least + """, "ListUrl": "https://orders.example/{id}" """, "Facts:Order:ListUrl holds no {customer}")]
    [InlineData(Least + """, "Items": "$..x" """, "Facts:Order:Items is \"$..x\"")]
    [InlineData(Least + """, "Header": { "a": "b" } """, "Facts:Order:Header is not a setting: those of Facts:Order are Url, ListUrl, SearchUrl, Next, Headers")]
    [InlineData(Least + """, "Headers": { "Host": "b" } """, "Facts:Order:Headers:Host is a header that cannot be set here")]
    [InlineData(Least + """, "Headers": { "X Y": "b" } """, "Facts:Order:Headers:X Y is a header that cannot be set here")]
    [InlineData(Least + """, "Headers": { "X-Key": "a\nb" } """, "Facts:Order:Headers:X-Key needs a value of plain ASCII characters in one line")]
    [InlineData(Least + """, "Values": { "state": { "A": "b" } } """, "Facts:Order:Values:state translates a fact that Facts:Order:Fields does not name")]
    [InlineData(Least + """, "MinorUnits": "freight" """, "Facts:Order:MinorUnits names \"freight\"")]
    [InlineData(Least + """, "NotFound": { "Value": "x" } """, "Facts:Order:NotFound:Path is missing")]
    [InlineData(Least + """, "TimeZone": "Shanghai" """, "Facts:Order:TimeZone is \"Shanghai\"")]
    [InlineData(Least + """, "FreshFor": "30" """, "Facts:Order:FreshFor is \"30\": write a number with s, m, h or d")]
    [InlineData(Least + """, "FreshFor": "1h", "StaleFor": "30m" """, "Facts:Order:StaleFor is shorter")]
    public void A_wrong_setting_is_a_sentence_that_names_it(string order, string problem)
    {
        Read($$"""{ "Facts": { "Order": { {{order}} } } }""");

        problems.ShouldHaveSingleItem().ShouldStartWith(problem);
    }

    [Theory]
    [InlineData("Order", "\"status\": \"state\", \"payment\": \"card\"", "", "Facts:Order:Fields:payment is no fact that the packs of your sites know: write one of number, status, promised,")]
    [InlineData("Order", "\"Status\": \"state\"", """, "Values": { "status": { "SHIPPED": "in_transit" } }""", "Facts:Order:Values:status:SHIPPED is 'in_transit': write one of created, picked-up, in-transit,")]
    [InlineData("Orders", "\"status\": \"state\"", "", "Facts:Orders is asked by no pack of your sites: they ask for order, customer.")]
    [InlineData("Customer", "\"tier\": \"level\", \"age\": \"age\"", "", "Facts:Customer:Fields:age is no fact that the packs of your sites know: write one of name, tier,")]
    public void What_no_pack_knows_is_named_at_the_start(string kind, string fields, string values, string fault)
    {
        var settings = Read($$"""{ "Facts": { "{{kind}}": { "Url": "https://orders.example/{id}", "Id": "no", "Fields": { {{fields}} } {{values}} } } }""");

        FactNames.Faults(settings, [courier.Pack]).ShouldHaveSingleItem().ShouldStartWith(fault);
    }

    [Fact]
    public void What_a_pack_knows_is_no_fault() =>
        FactNames.Faults(Read($$"""{ "Facts": { "Order": { {{Least}}, "Values": { "status": { "SENT": "in-transit" } } } } }"""), [courier.Pack]).ShouldBeEmpty();

    private IReadOnlyList<HttpFactsSettings> Read(string json) => HttpFactsConfiguration.Read(
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build(), OutboundSettings.PublicHttpsOnly, problems);
}
