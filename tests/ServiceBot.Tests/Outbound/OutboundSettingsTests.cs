using System.Net;
using Microsoft.Extensions.Configuration;
using ServiceBot.Outbound;

namespace ServiceBot.Tests.Outbound;

public sealed class OutboundSettingsTests
{
    private readonly List<string> problems = [];

    [Fact]
    public void Nothing_said_allows_nothing_private()
    {
        var settings = Read();

        settings.AllowHttp.ShouldBeFalse();
        AddressRules.Refusal("orders.internal", IPAddress.Parse("10.1.2.3"), settings).ShouldBe("orders.internal lies at 10.1.2.3, a private address");
        AddressRules.Refusal("orders.example", IPAddress.Parse("93.184.216.34"), settings).ShouldBeNull();
        AddressRules.Refusal("orders.example", IPAddress.Parse("2606:2800:220:1:248:1893:25c8:1946"), settings).ShouldBeNull();
    }

    [Fact]
    public void A_host_name_may_lie_at_a_private_address_but_not_at_the_clouds_own()
    {
        var settings = Read(("Outbound:AllowPrivate:0", "Orders.Internal."));

        AddressRules.Refusal("orders.internal", IPAddress.Parse("10.1.2.3"), settings).ShouldBeNull();
        AddressRules.Refusal("orders.internal", IPAddress.Parse("fd12:3456::1"), settings).ShouldBeNull();
        AddressRules.Refusal("other.internal", IPAddress.Parse("10.1.2.3"), settings).ShouldNotBeNull();
        AddressRules.Refusal("orders.internal.evil.example", IPAddress.Parse("10.1.2.3"), settings).ShouldNotBeNull();
        AddressRules.Refusal("orders.internal", IPAddress.Parse("169.254.169.254"), settings).ShouldBe("orders.internal lies at 169.254.169.254, a special address");
    }

    [Fact]
    public void A_range_allows_whoever_lies_in_it_also_when_written_as_ipv6()
    {
        var settings = Read(("Outbound:AllowPrivate:0", "10.0.0.0/8"), ("Outbound:AllowPrivate:1", "127.0.0.1"));

        AddressRules.Refusal("a", IPAddress.Parse("10.200.0.1"), settings).ShouldBeNull();
        AddressRules.Refusal("a", IPAddress.Parse("::ffff:10.200.0.1"), settings).ShouldBeNull();
        AddressRules.Refusal("a", IPAddress.Parse("127.0.0.1"), settings).ShouldBeNull();
        AddressRules.Refusal("a", IPAddress.Parse("127.0.0.2"), settings).ShouldNotBeNull();
        AddressRules.Refusal("a", IPAddress.Parse("192.168.0.1"), settings).ShouldNotBeNull();
    }

    [Fact]
    public void One_line_with_commas_is_a_list_too()
    {
        var settings = Read(("Outbound:AllowPrivate", "orders.internal, 10.0.0.0/8"), ("Outbound:AllowHttp", "True"));

        settings.PrivateHosts.ShouldBe(["orders.internal"]);
        settings.PrivateNetworks.ShouldBe([IPNetwork.Parse("10.0.0.0/8")]);
        settings.AllowHttp.ShouldBeTrue();
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("https://orders.internal")]
    [InlineData("orders.internal:8080")]
    [InlineData("*")]
    [InlineData("127.1")]
    [InlineData("")]
    public void An_entry_that_could_never_match_is_a_problem_that_names_it(string entry)
    {
        Read(("Outbound:AllowPrivate:3", entry));

        problems.ShouldHaveSingleItem().ShouldBe($"Outbound:AllowPrivate:3 is \"{entry}\": write a host name (orders.internal), an address (10.1.2.3) or a range (10.0.0.0/8).");
    }

    [Fact]
    public void A_wrong_switch_is_a_problem_that_names_it()
    {
        Read(("Outbound:AllowHttp", "yes"));

        problems.ShouldBe(["Outbound:AllowHttp is \"yes\": write true or false."]);
    }

    private OutboundSettings Read(params (string Key, string Value)[] values) =>
        OutboundSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build(), problems);
}
