using System.Net;
using ServiceBot.Outbound;

namespace ServiceBot.Tests.Outbound;

/// <summary>guarantees.md S2: addresses that would make this server call itself, its network or its cloud. The trap must see nothing.</summary>
public sealed class OutboundSsrfTests : IAsyncDisposable
{
    private readonly LoopbackServer trap = new(_ => LoopbackServer.Reply("{}"));

    public static TheoryData<string> Spellings => new(
        // Loopback, as people and parsers write it
        "http://127.0.0.1:PORT/", "http://127.0.0.2:PORT/", "http://127.255.255.254:PORT/", "http://localhost:PORT/", "http://LOCALHOST:PORT/",
        "http://localhost.:PORT/", "http://localhost.localdomain:PORT/", "http://sub.localhost:PORT/", "http://0.0.0.0:PORT/", "http://0:PORT/",
        // Decimal, hexadecimal, octal, short, mixed, with the final dot
        "http://2130706433:PORT/", "http://0x7f000001:PORT/", "http://0x7F.0x0.0x0.0x1:PORT/", "http://017700000001:PORT/", "http://0177.0.0.1:PORT/",
        "http://127.1:PORT/", "http://127.0.1:PORT/", "http://0x7f.1:PORT/", "http://127.0.0.1.:PORT/", "http://00000177.0.0.1:PORT/",
        "http://127.000.000.001:PORT/", "http://4294967296:PORT/", "http://127.0.0.257:PORT/",
        // Full-width, circled and ideographic signs that IDNA folds to digits and dots
        "http://１２７.０.０.１:PORT/", "http://①②⑦.⓪.⓪.①:PORT/", "http://127。0。0。1:PORT/", "http://127．0．0．1:PORT/", "http://ｌｏｃａｌｈｏｓｔ:PORT/", "http://loc\u00adalhost:PORT/",
        // IPv6: loopback, unspecified, mapped, compatible, translated, NAT64, 6to4, Teredo, with a scope
        "http://[::1]:PORT/", "http://[0:0:0:0:0:0:0:1]:PORT/", "http://[::]:PORT/", "http://[::ffff:127.0.0.1]:PORT/", "http://[::ffff:7f00:1]:PORT/",
        "http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/", "http://[::127.0.0.1]:PORT/", "http://[::ffff:0:127.0.0.1]:PORT/", "http://[64:ff9b::127.0.0.1]:PORT/",
        "http://[64:ff9b::7f00:1]:PORT/", "http://[2002:7f00:1::]:PORT/", "http://[2001:0:0:0:0:0:80ff:fffe]:PORT/", "http://[::1%25lo]:PORT/", "http://[::ffff:127.0.0.1%251]:PORT/",
        "http://[fe80::1]:PORT/", "http://[fec0::1]:PORT/", "http://[fd00:ec2::254]:PORT/latest/meta-data/", "http://[ff02::1]:PORT/",
        // Private networks, carriers, clouds
        "http://10.0.0.1:PORT/", "http://172.16.0.1:PORT/", "http://172.31.255.254:PORT/", "http://192.168.1.1:PORT/", "http://100.64.0.1:PORT/",
        "http://169.254.169.254/latest/meta-data/", "http://0xA9FEA9FE/latest/meta-data/", "http://2852039166/", "http://[::ffff:169.254.169.254]/", "http://100.100.100.200/",
        "http://168.63.129.16/", "http://192.0.0.192/", "http://metadata.google.internal/computeMetadata/v1/", "http://198.18.0.1/", "http://255.255.255.255/", "http://224.0.0.1/", "http://240.0.0.1/",
        // User names, backslashes, signs that parsers disagree about
        "http://orders.example@127.0.0.1:PORT/", "http://orders.example:80@127.0.0.1:PORT/", "http://user:secret@orders.example:PORT/", "http://@127.0.0.1:PORT/", "http://127.0.0.1:PORT\\@orders.example/",
        "http://orders.example\\@127.0.0.1:PORT/", "http:\\\\127.0.0.1:PORT\\", "http:/\\127.0.0.1:PORT/", "http://orders.example#@127.0.0.1:PORT/", "http://orders.example?@127.0.0.1:PORT/",
        "http://127.0.0.1:PORT#orders.example", "http://127.0.0.1:PORT?.orders.example", "http://127.0.0.1 .orders.example:PORT/", "http://127.0.0.1\t:PORT/", "http://127.0.0.1\r\nHost: orders.example\r\n:PORT/",
        "http://127.0.0.1%00.orders.example:PORT/", "http://127.0.0.1%2eorders.example:PORT/", "http://%31%32%37.0.0.1:PORT/", "http:127.0.0.1:PORT/", "http:///127.0.0.1:PORT/",
        // Names that resolve to loopback (this test's resolver answers 127.0.0.1 and ::1 to every name)
        "http://orders.example:PORT/", "http://127.0.0.1.nip.io:PORT/", "http://spoofed.burpcollaborator.net:PORT/", "http://xn--lcalhost-sl7d:PORT/",
        // Other schemes
        "file:///etc/passwd", "ftp://127.0.0.1:PORT/", "gopher://127.0.0.1:PORT/_GET%20/", "dict://127.0.0.1:PORT/", "ws://127.0.0.1:PORT/", "unix:///run/docker.sock", "data:application/json,{}", "//127.0.0.1:PORT/", "/orders", "");

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task A_spelling_of_a_forbidden_address_is_refused_before_anything_is_sent(string spelling)
    {
        using var http = new OutboundHttp(new OutboundSettings { AllowHttp = true }, TimeProvider.System, EveryNameIsThisMachine);

        var result = await http.SendAsync(Get(spelling), CancellationToken.None);

        result.ShouldBeOfType<OutboundResult.Refused>();
        trap.Accepted.ShouldBe(0);
    }

    [Fact]
    public async Task The_trap_is_reached_once_its_network_is_allowed()
    {
        using var http = new OutboundHttp(Allowing("127.0.0.0/8"), TimeProvider.System, EveryNameIsThisMachine);

        var results = new[] { await http.SendAsync(Get("http://2130706433:PORT/a"), default), await http.SendAsync(Get("http://orders.example:PORT/b"), default) };

        results.ShouldAllBe(r => r is OutboundResult.Replied);
        trap.Requests.Select(r => r.Target).ShouldBe(["/a", "/b"]);
    }

    [Fact]
    public async Task Plain_http_is_refused_unless_it_is_allowed()
    {
        using var http = new OutboundHttp(Allowing("127.0.0.0/8") with { AllowHttp = false }, TimeProvider.System);

        var result = await http.SendAsync(Get("http://127.0.0.1:PORT/"), default);

        result.ShouldBeOfType<OutboundResult.Refused>().Reason.ShouldContain("Outbound:AllowHttp");
        trap.Accepted.ShouldBe(0);
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_is_not_followed()
    {
        await using var redirecting = new LoopbackServer(_ => LoopbackServer.Reply("", 302, headers: $"Location: {trap.Url}/\r\n"), "127.0.0.2");
        using var http = new OutboundHttp(Allowing("127.0.0.0/8"), TimeProvider.System);

        var result = await http.SendAsync(Get(redirecting.Url), default);

        result.ShouldBeOfType<OutboundResult.Replied>().Status.ShouldBe(302);
        trap.Accepted.ShouldBe(0);
    }

    [Fact]
    public async Task A_name_that_answers_differently_the_second_time_gains_nothing()
    {
        var good = IPAddress.Parse("127.0.0.2");
        await using var closing = new LoopbackServer(_ => LoopbackServer.Reply("1", headers: "Connection: close\r\n"), "127.0.0.2", trap.Port);
        var asked = 0;
        using var http = new OutboundHttp(Allowing("127.0.0.2"), TimeProvider.System,
            (_, _) => Task.FromResult<IPAddress[]>(asked++ == 0 ? [good] : [IPAddress.Loopback]));

        var first = await http.SendAsync(Get("http://rebinding.example:PORT/"), default);
        var second = await http.SendAsync(Get("http://rebinding.example:PORT/"), default);

        first.ShouldBeOfType<OutboundResult.Replied>();
        second.ShouldBeOfType<OutboundResult.Refused>();
        asked.ShouldBe(2);
        trap.Accepted.ShouldBe(0);
    }

    [Fact]
    public async Task Of_several_addresses_only_an_allowed_one_is_connected_to()
    {
        await using var good = new LoopbackServer(_ => LoopbackServer.Reply("1"), "127.0.0.2", trap.Port);
        using var http = new OutboundHttp(Allowing("127.0.0.2"), TimeProvider.System,
            (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.Parse("127.0.0.2")]));

        var result = await http.SendAsync(Get("http://mixed.example:PORT/"), default);

        result.ShouldBeOfType<OutboundResult.Replied>();
        trap.Accepted.ShouldBe(0);
    }

    public async ValueTask DisposeAsync() => await trap.DisposeAsync();

    private OutboundRequest Get(string url) => new(HttpMethod.Get, url.Replace("PORT", $"{trap.Port}", StringComparison.Ordinal), TimeSpan.FromSeconds(20), 1000);

    private static OutboundSettings Allowing(string range) => new() { AllowHttp = true, PrivateNetworks = [IPNetwork.Parse(range.Contains('/') ? range : range + "/32")] };

    private static Task<IPAddress[]> EveryNameIsThisMachine(string host, CancellationToken cancellation) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.IPv6Loopback]);
}
