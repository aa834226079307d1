using ServiceBot.Server.Channels.BotFramework;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>guarantees.md S2: a signed token may name any of these, and still nothing is kept and nothing sent there.</summary>
public sealed class ServiceUrlTests(ChannelServer shared) : IClassFixture<ChannelServer>
{
    private static readonly string[] Allowed = ["smba.trafficmanager.net", "*.botframework.com", "own.example:8443", "dev.example:*", "127.0.0.1:56150"];

    public static TheoryData<string> Tricks => [.. (string[])
    [
        // the metadata of clouds and this machine, by number and by name
        "http://169.254.169.254/latest/meta-data/", "https://169.254.169.254/", "https://2852039166/", "https://0xa9fea9fe/", "https://0251.0376.0251.0376/", "https://169.254.43518/", "https://[::ffff:169.254.169.254]/",
        "https://[::ffff:a9fe:a9fe]/", "https://[fd00:ec2::254]/", "https://metadata.google.internal/", "https://127.0.0.1/", "https://127.1/", "https://0x7f.1/", "https://017700000001/", "https://2130706433/",
        "https://localhost/", "https://LOCALHOST/", "https://[::1]/", "https://[::]/", "https://0.0.0.0/", "https://0/", "https://10.0.0.1/", "https://192.168.1.1/", "http://127.0.0.1:56151/",
        // looks like an allowed host
        "https://smba.trafficmanager.net@evil.example/", "https://smba.trafficmanager.net:x@evil.example/", "https://evil.example/smba.trafficmanager.net", "https://evil.example#smba.trafficmanager.net",
        "https://evil.example?smba.trafficmanager.net", "https://evil.example\\smba.trafficmanager.net/", "https://smba.trafficmanager.net\\@evil.example/", "https://smba.trafficmanager.net.evil.example/",
        "https://smba.trafficmanager.net./", "https://smba.trafficmanager.net:444/", "https://smba.trafficmanager.net:80/", "https://SMBA.trafficmanager.net/", "https://smba.trafficmanager.net%2eevil.example/",
        "https://smba.trafficmanager.net%00.evil.example/", "https://smba%2etrafficmanager.net/", "https://evil.trafficmanager.net/", "https://trafficmanager.net/", "https://evil-botframework.com/",
        "https://botframework.com/", "https://x.botframework.com.evil.example/", "https://.botframework.com/", "https://x.botframework.com@evil.example/", "https://х.botframework.com.evil.example/",
        "https://ѕmba.trafficmanager.net/", "https://smba。trafficmanager。net/", "https://①②⑦.0.0.1/", "https://smba.trafficmanager.net /", " https://smba.trafficmanager.net/", "https://smba.trafficmanager.net/\r\nHost: evil.example",
        "https://smba.trafficmanager.net/\t", "https://own.example/", "https://own.example:8444/", "https://smba.trafficmanager.net/../../evil", "https://smba.trafficmanager.net//evil.example/", "https://dev.example.evil.test:1/",
        // no https
        "http://smba.trafficmanager.net.evil/", "file:///etc/passwd", "gopher://smba.trafficmanager.net/", "ftp://smba.trafficmanager.net/", "javascript:alert(1)", "data:text/plain,x", "//smba.trafficmanager.net/",
        "https:smba.trafficmanager.net", "https:/smba.trafficmanager.net/", "https:///smba.trafficmanager.net/", "HTTPS://smba.trafficmanager.net/", "urn:botframework:websocket:x", "smba.trafficmanager.net", "https://", "https://[",
        "jar:https://smba.trafficmanager.net!/", "ws://smba.trafficmanager.net/",
    ]];

    [Theory, MemberData(nameof(Tricks))]
    public async Task S2_a_trick_in_a_service_url_is_refused_and_kept_nowhere(string url)
    {
        var line = shared.Line(new Tokens { ServiceUrl = url }) with { ServiceUrl = url };

        var answer = await line.SayAsync("hello");

        ServiceUrl.Refusal(url, Allowed, allowHttp: true).ShouldNotBeNull();
        (answer.Status, answer.Code).ShouldBe((403, "ServiceUrlNotAllowed"));
        answer.Message.ShouldStartWith("serviceUrl ");
        (await line.TranscriptAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/")]
    [InlineData("https://smba.trafficmanager.net/de/3a6c1f7e-0000-4000-8000-000000000000/")]
    [InlineData("https://webchat.botframework.com/")]
    [InlineData("https://europe.directline.botframework.com")]
    [InlineData("https://own.example:8443/skills")]
    [InlineData("https://dev.example:51234")]
    [InlineData("http://127.0.0.1:56150/_connector")]
    public void A_service_of_the_settings_is_taken(string url) => ServiceUrl.Refusal(url, Allowed, allowHttp: true).ShouldBeNull();

    [Theory]
    [InlineData("public", "https://smba.infra.gcc.teams.microsoft.com/gcc")]
    [InlineData("usgov", "https://smba.infra.gov.teams.microsoft.us/gcch/")]
    [InlineData("china", "https://webchat.botframework.azure.cn/")]
    [InlineData("china", "https://frontend.botapi.msg.infra.teams.microsoftonline.cn")]
    public void A_cloud_s_own_services_are_taken_by_that_cloud_alone(string cloud, string url)
    {
        foreach (var known in BotFrameworkCloud.All)
            (ServiceUrl.Refusal(url, known.ServiceHosts, allowHttp: false) is null).ShouldBe(known.Name == cloud);
    }

    [Fact]
    public void Plain_http_needs_the_setting() => ServiceUrl.Refusal("http://smba.trafficmanager.net/", Allowed, allowHttp: false)!.ShouldContain("Outbound:AllowHttp");
}
