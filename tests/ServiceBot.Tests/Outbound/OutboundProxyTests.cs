using System.Net;
using ServiceBot.Outbound;

namespace ServiceBot.Tests.Outbound;

/// <summary>Changes what is the whole process's, so nothing runs beside it.</summary>
[Collection("alone")]
public sealed class OutboundProxyTests
{
    [Fact]
    public async Task The_proxy_of_the_environment_is_not_used()
    {
        await using var trap = new LoopbackServer(_ => LoopbackServer.Reply("1"));
        await using var good = new LoopbackServer(_ => LoopbackServer.Reply("1"), "127.0.0.2");
        using var http = new OutboundHttp(new OutboundSettings { AllowHttp = true, PrivateNetworks = [IPNetwork.Parse("127.0.0.2/32")] }, TimeProvider.System);
        var before = HttpClient.DefaultProxy;
        // What http_proxy and its kin are read into, once per process.
        HttpClient.DefaultProxy = new WebProxy(trap.Url);
        try
        {
            var result = await http.SendAsync(new OutboundRequest(HttpMethod.Get, good.Url, TimeSpan.FromSeconds(20), 1000), default);

            result.ShouldBeOfType<OutboundResult.Replied>();
            trap.Accepted.ShouldBe(0);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }
}

[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class AloneCollection;
