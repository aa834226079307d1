using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Facts;
using ServiceBot.Outbound;
using ServiceBot.Packs;
using static ServiceBot.Tests.LoopbackServer;

namespace ServiceBot.Tests.Facts;

/// <summary>"Whose orders does this concern?", asked of a real HTTP server on loopback that answers well, slowly, wrongly, lies, or is down.</summary>
public sealed class HttpSearchTests : IAsyncDisposable
{
    private static readonly FactFilter Stuck = new("哈尔滨", [FactCondition.Parse("status=in-transit,created")!]);
    private readonly OutboundSettings allowed = new() { AllowHttp = true, PrivateNetworks = [IPNetwork.Parse("127.0.0.0/8")] };
    private readonly List<IAsyncDisposable> open = [];

    [Fact]
    public async Task Page_after_page_is_asked_for_until_the_last()
    {
        var (facts, server) = Serve(request => Reply(request.Target.Contains("cursor=p2", StringComparison.Ordinal)
            ? """{ "list": [{ "no": "SF3", "state": "in-transit", "owner": "c2" }] }"""
            : """{ "list": [{ "no": "SF1", "state": "in-transit", "owner": "c1" }, { "state": "in-transit" }, { "no": "SF2", "state": "in-transit", "owner": "c1" }], "next": "p2" }"""));

        var first = (await facts.SearchAsync("order", Stuck, null, default)).ShouldBeOfType<FactPage.Found>();
        var second = (await facts.SearchAsync("order", Stuck, first.Next, default)).ShouldBeOfType<FactPage.Found>();

        first.Facts.Select(f => f.Id).ShouldBe(["SF1", "SF2"]);
        second.Facts.ShouldHaveSingleItem().Owner.ShouldBe("c2");
        second.Next.ShouldBeNull();
        server.Requests.First().Target.ShouldBe("/orders?place=%E5%93%88%E5%B0%94%E6%BB%A8&status=in-transit%2Ccreated&cursor=");
    }

    [Fact]
    public async Task A_page_that_is_never_kept_is_asked_for_anew()
    {
        var (facts, server) = Serve(_ => Reply("""{ "list": [{ "no": "SF1", "state": "in-transit" }] }"""));

        await facts.SearchAsync("order", Stuck, null, default);
        await facts.SearchAsync("order", Stuck, null, default);

        server.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(200, "{ \"list\": {} }")]
    [InlineData(200, "{ }")]
    [InlineData(200, "[1, 2")]
    [InlineData(200, "<html>please sign in</html>")]
    [InlineData(302, "")]
    [InlineData(401, "{}")]
    public async Task A_wrong_answer_is_no_page_and_says_so(int status, string body)
    {
        var (facts, _) = Serve(_ => Reply(body, status));

        (await facts.SearchAsync("order", Stuck, null, default)).ShouldBeOfType<FactPage.Unavailable>().Reason.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task More_than_a_page_is_refused_and_nobody_left_out_in_silence()
    {
        var (facts, _) = Serve(_ => Reply($$"""{ "list": [{{string.Join(',', Enumerable.Range(0, 1001).Select(n => $$"""{ "no": "SF{{n}}" }"""))}}] }"""));

        (await facts.SearchAsync("order", Stuck, null, default)).ShouldBeOfType<FactPage.Unavailable>().Reason.ShouldContain("1001 items");
    }

    [Fact]
    public async Task What_does_not_fit_the_question_is_sorted_out_by_who_asked()
    {
        var (facts, _) = Serve(_ => Reply("""{ "list": [{ "no": "SF1", "state": "delivered", "at": "哈尔滨" }, { "no": "SF2", "state": "in-transit", "at": "广州" }, { "no": "SF3", "state": "created", "at": "哈尔滨" }] }"""));

        var page = (await facts.SearchAsync("order", Stuck, null, default)).ShouldBeOfType<FactPage.Found>();

        page.Facts.Where(f => Stuck.Holds(f, new Gazetteer([]))).Select(f => f.Id).ShouldBe(["SF3"]);
    }

    [Fact]
    public async Task A_server_that_is_down_is_no_empty_page()
    {
        var (facts, server) = Serve(_ => Reply("{}"));
        await server.DisposeAsync();
        open.Remove(server);

        (await facts.SearchAsync("order", Stuck, null, default)).ShouldBeOfType<FactPage.Unavailable>();
    }

    [Fact]
    public async Task Who_stops_waiting_for_a_slow_server_is_let_go()
    {
        var server = new LoopbackServer(async (_, _, cancellation) => await Task.Delay(Timeout.Infinite, cancellation));
        var facts = Facts(server);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(150));

        await Should.ThrowAsync<OperationCanceledException>(async () => await facts.SearchAsync("order", Stuck, null, patience.Token));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in open) await one.DisposeAsync();
    }

    private (HttpFacts Facts, LoopbackServer Server) Serve(Func<Request, byte[]> answer)
    {
        var server = new LoopbackServer(answer);
        return (Facts(server), server);
    }

    private HttpFacts Facts(LoopbackServer server)
    {
        open.Add(server);
        List<string> problems = [];
        var json = $$"""
            { "Facts": { "Order": { "Url": "{{server.Url}}/orders/{id}", "SearchUrl": "{{server.Url}}/orders?place={area}&status={status}&cursor={cursor}", "Items": "list", "Next": "next",
              "Id": "no", "Owner": "owner", "Fields": { "status": "state", "at": "at" } } } }
            """;
        var settings = HttpFactsConfiguration.Read(new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build(), allowed, problems);
        problems.ShouldBeEmpty();
        return new HttpFacts(settings, new OutboundHttp(allowed, TimeProvider.System), _ => null, TimeProvider.System, NullLogger<HttpFacts>.Instance);
    }
}
