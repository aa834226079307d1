using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Facts;
using ServiceBot.Outbound;
using ServiceBot.Packs;
using ServiceBot.Server.Chat;
using static ServiceBot.Tests.LoopbackServer;

namespace ServiceBot.Tests.Facts;

/// <summary>Against a real HTTP server on loopback that answers well, slowly, wrongly or not at all.</summary>
public sealed class HttpFactsTests : IAsyncDisposable
{
    private const string Order = """
        { "code": 0, "data": { "no": "SF1", "state": "SHIPPED", "promised": "2026-11-20 18:00:00", "at": { "name": "哈尔滨" }, "fee": 1800, "cur": "CNY", "owner": "c1", "readAt": 1795226400 } }
        """;

    private static readonly SubjectType Subject = new("order", new LocalizedText("订单", "訂單", "order"), [], [],
        [
            new("number", "text", [], false), new("status", "choice", ["in-transit", "delivered"], false), new("promised", "time", [], false), new("at", "text", [], false),
            new("freight", "money", [], false), new("currency", "text", [], false), new("phone", "phone", [], true),
        ], "phone");

    private readonly ManualTime clock = new(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8)));
    private readonly OutboundHttp http = new(new OutboundSettings { AllowHttp = true, PrivateNetworks = [IPNetwork.Parse("127.0.0.0/8")] }, TimeProvider.System);
    private readonly List<IAsyncDisposable> servers = [];

    [Fact]
    public async Task An_order_is_asked_for_by_its_number_and_told_in_the_packs_words()
    {
        var server = Serve(_ => Reply(Order));

        var found = (await Facts(server).FindAsync("order", "SF1", default)).ShouldBeOfType<FactLookup.Found>();

        server.Requests.ShouldHaveSingleItem().Target.ShouldBe("/orders/SF1");
        server.Requests.Single().Headers["x-key"].ShouldBe("k1");
        found.StaleSince.ShouldBeNull();
        found.Fact.Kind.ShouldBe("order");
        found.Fact.Id.ShouldBe("SF1");
        found.Fact.Owner.ShouldBe("c1");
        found.Fact.AsOf.ShouldBe(new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero));
        found.Fact.Values.ShouldBe(new Dictionary<string, string>
        {
            ["number"] = "SF1", ["status"] = "in-transit", ["promised"] = "2026-11-20T18:00:00+08:00", ["at"] = "哈尔滨", ["freight"] = "18.00", ["currency"] = "CNY",
        }, ignoreOrder: true);
        found.Fact.Money("freight", "TWD").ShouldBe(new Money(1800, "CNY"));
    }

    [Theory]
    [InlineData(404, "<html>no</html>")]
    [InlineData(410, "")]
    [InlineData(200, "{\"code\":\"NO_SUCH_ORDER\"}")]
    [InlineData(200, "{\"code\":0,\"data\":null}")]
    public async Task A_number_that_the_system_does_not_know_is_not_found(int status, string body)
    {
        var server = Serve(_ => Reply(body, status));

        (await Facts(server).FindAsync("order", "SF1", default)).ShouldBeOfType<FactLookup.NotFound>();
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("../../admin")]
    [InlineData("..")]
    [InlineData("SF1/../../admin")]
    [InlineData("SF1%2f..")]
    [InlineData("SF1\r\nX-Admin: 1")]
    [InlineData("")]
    public async Task A_number_that_walks_about_is_not_found_without_asking(string id)
    {
        var server = Serve(_ => Reply(Order));

        (await Facts(server).FindAsync("order", id, default)).ShouldBeOfType<FactLookup.NotFound>();
        server.Accepted.ShouldBe(0);
    }

    [Theory]
    [InlineData("SF1?admin=1")]
    [InlineData("SF1#x")]
    [InlineData("SF1@evil.example")]
    [InlineData("SF1 or 1=1")]
    [InlineData("单号")]
    public async Task A_strange_number_stays_within_its_place(string id)
    {
        var server = Serve(_ => Reply("", 404));

        await Facts(server).FindAsync("order", id, default);

        server.Requests.ShouldHaveSingleItem().Target.ShouldBe("/orders/" + Uri.EscapeDataString(id));
    }

    public static TheoryData<string, byte[]> WrongAnswers => new()
    {
        { "HTML", Reply("<html>Welcome to our order system</html>", type: "text/html") },
        { "half JSON", Reply("{\"code\":0,\"data\":{\"no\":\"SF1\",\"state\":") },
        { "nothing", Reply("") },
        { "no content", Reply("", 204) },
        { "a text", Reply("\"SF1\"") },
        { "an array", Reply("[]") },
        { "no item", Reply("{\"code\":0}") },
        { "an item that is text", Reply("{\"code\":0,\"data\":\"SF1\"}") },
        { "no id", Reply("{\"code\":0,\"data\":{\"state\":\"SHIPPED\"}}") },
        { "an id that is an object", Reply("{\"code\":0,\"data\":{\"no\":{\"x\":1},\"state\":\"SHIPPED\"}}") },
        { "another order", Reply(Order.Replace("SF1", "SF2", StringComparison.Ordinal)) },
        { "the same name twice", Reply("{\"code\":0,\"data\":{\"no\":\"SF1\",\"state\":\"SHIPPED\",\"state\":\"LOST\"}}") },
        { "two documents", Reply(Order + Order) },
        { "comments", Reply("/* hello */" + Order) },
        { "GBK, declared", Reply(Encoding.UTF8.GetBytes(Order), type: "application/json; charset=gbk") },
        { "GBK, not declared", Reply([.. "{\"data\":{\"no\":\"SF1\",\"at\":{\"name\":\""u8, 0xb9, 0xfe, 0xb6, 0xfb, .. "\"}}}"u8], type: "application/json") },
        { "UTF-16", Reply(Encoding.Unicode.GetBytes(Order), type: "application/json; charset=utf-16") },
        { "half a surrogate pair", Reply("{\"code\":0,\"data\":{\"no\":\"SF1\",\"at\":{\"name\":\"\\ud83d\"}}}") },
        { "invalid UTF-8 where nobody reads", Reply([.. "{\"data\":{\"no\":\"SF1\",\"x\":\""u8, 0xc3, 0x28, .. "\"}}"u8]) },
        { "NUL", Reply("{\"data\":{\"no\":\"SF1\",\"x\":\"\0\"}}") },
        { "compressed", Reply([0x1f, 0x8b, 8, 0, 0, 0], headers: "Content-Encoding: gzip\r\n") },
        { "too deep", Reply("{\"code\":0,\"data\":" + new string('[', 100_000) + new string(']', 100_000) + "}") },
        { "too large", Reply("{\"code\":0,\"filler\":\"" + new string('x', 300_000) + "\"}") },
        { "a redirect", Reply("", 302, headers: "Location: /orders/SF2\r\n") },
        { "unauthorised", Reply("{\"data\":null}", 401) },
        { "forbidden", Reply("{\"data\":null}", 403) },
        { "a created order", Reply(Order, 201) },
    };

    [Theory]
    [MemberData(nameof(WrongAnswers))]
    public async Task A_wrong_answer_is_no_answer_and_is_not_asked_for_again(string what, byte[] answer)
    {
        var server = Serve(_ => answer);

        var lookup = await Facts(server).FindAsync("order", "SF1", default);

        lookup.ShouldBeOfType<FactLookup.Unavailable>(what).Reason.ShouldNotBeEmpty();
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Values_of_wrong_types_are_left_out_and_the_rest_is_told()
    {
        var server = Serve(_ => Reply("""
            { "data": { "no": "SF1", "state": "TELEPORTED", "promised": 12, "at": { "name": ["哈尔滨"] }, "fee": true, "cur": "CNY", "tel": "none" } }
            """));

        var found = (await Facts(server).FindAsync("order", "SF1", default)).ShouldBeOfType<FactLookup.Found>();

        found.Fact.Values.ShouldBe(new Dictionary<string, string> { ["number"] = "SF1", ["currency"] = "CNY" }, ignoreOrder: true);
    }

    [Fact]
    public async Task An_amount_in_a_currency_that_cannot_be_read_is_withheld()
    {
        var server = Serve(_ => Reply(Order.Replace("\"CNY\"", "\"元\"", StringComparison.Ordinal)));

        var found = (await Facts(server).FindAsync("order", "SF1", default)).ShouldBeOfType<FactLookup.Found>();

        found.Fact.Money("freight", "TWD").ShouldBeNull();
        found.Fact.Text("status").ShouldBe("in-transit");
    }

    [Fact]
    public async Task A_byte_order_mark_does_no_harm()
    {
        var server = Serve(_ => Reply([0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Order)]));

        (await Facts(server).FindAsync("order", "SF1", default)).ShouldBeOfType<FactLookup.Found>();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_passing_trouble_is_asked_again(int status)
    {
        var asked = 0;
        var server = Serve(_ => ++asked < 3 ? Reply("oops", status) : Reply(Order));

        (await Facts(server, TimeProvider.System).FindAsync("order", "SF1", default)).ShouldBeOfType<FactLookup.Found>();
        server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_lasting_trouble_is_given_up_after_two_more_tries()
    {
        var server = Serve(_ => Reply("oops", 500));

        (await Facts(server, TimeProvider.System).FindAsync("order", "SF1", default)).ShouldBeOfType<FactLookup.Unavailable>().Reason.ShouldBe("It answered with status 500.");
        server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_tried_again()
    {
        var asked = 0;
        var server = Serve(async (_, stream, cancellation) =>
        {
            if (++asked == 1) await stream.WriteAsync(Reply(Order).AsMemory(0, 90), cancellation);
            else await stream.WriteAsync(Reply(Order), cancellation);
            stream.Close();
        });

        (await Facts(server, TimeProvider.System).FindAsync("order", "SF1", default)).ShouldBeOfType<FactLookup.Found>();
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"code\":0,")]
    public async Task A_slow_system_is_given_up_in_time(string begun)
    {
        var server = Serve(async (_, stream, cancellation) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(begun), cancellation);
            await Task.Delay(Timeout.Infinite, cancellation);
        });

        var lookup = await Facts(server, TimeProvider.System, s => s with { Limit = TimeSpan.FromMilliseconds(300) }).FindAsync("order", "SF1", default);

        lookup.ShouldBeOfType<FactLookup.Unavailable>().Reason.ShouldContain("did not answer within");
        server.Requests.Count.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task A_system_that_is_down_is_unavailable()
    {
        var server = Serve(_ => Reply(Order));
        var facts = Facts(server, TimeProvider.System);
        await server.DisposeAsync();

        (await facts.FindAsync("order", "SF1", default)).ShouldBeOfType<FactLookup.Unavailable>();
        (await facts.OfCustomerAsync("order", "c1", default)).ShouldBeOfType<FactList.Unavailable>();
    }

    [Fact]
    public async Task A_system_that_answers_twice_does_not_answer_the_next_question()
    {
        var server = Serve(request => request.Target.EndsWith("SF1", StringComparison.Ordinal)
            ? [.. Reply(Order), .. Reply(Order)]
            : Reply(Order.Replace("SF1", "SF2", StringComparison.Ordinal)));
        var facts = Facts(server);

        (await facts.FindAsync("order", "SF1", default)).ShouldBeOfType<FactLookup.Found>().Fact.Id.ShouldBe("SF1");
        (await facts.FindAsync("order", "SF2", default)).ShouldBeOfType<FactLookup.Found>().Fact.Id.ShouldBe("SF2");
    }

    [Fact]
    public async Task A_fresh_copy_spares_the_call_and_an_older_one_does_not()
    {
        var server = Serve(_ => Reply(Order));
        var facts = Facts(server);

        await facts.FindAsync("order", "SF1", default);
        clock.Advance(TimeSpan.FromSeconds(29));
        await facts.FindAsync("order", "SF1", default);
        server.Requests.Count.ShouldBe(1);

        clock.Advance(TimeSpan.FromSeconds(2));
        await facts.FindAsync("order", "SF1", default);
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_copy_bridges_an_outage_with_its_age_until_it_is_too_old()
    {
        var isDown = false;
        var server = Serve(_ => isDown ? Reply("<html>maintenance</html>") : Reply(Order));
        var facts = Facts(server);
        await facts.FindAsync("order", "SF1", default);

        isDown = true;
        clock.Advance(TimeSpan.FromHours(5));
        var stale = await facts.FindAsync("order", "SF1", default);
        clock.Advance(TimeSpan.FromHours(2));
        var tooOld = await facts.FindAsync("order", "SF1", default);

        stale.ShouldBeOfType<FactLookup.Found>().StaleSince.ShouldBe(new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero));
        tooOld.ShouldBeOfType<FactLookup.Unavailable>();
    }

    [Fact]
    public async Task An_order_that_is_gone_is_not_brought_back_by_a_copy()
    {
        var answers = new Queue<byte[]>([Reply(Order), Reply("", 404), Reply("<html>")]);
        var server = Serve(_ => answers.Dequeue());
        var facts = Facts(server);
        await facts.FindAsync("order", "SF1", default);
        clock.Advance(TimeSpan.FromMinutes(1));

        (await facts.FindAsync("order", "SF1", default)).ShouldBeOfType<FactLookup.NotFound>();
        (await facts.FindAsync("order", "SF1", default)).ShouldBeOfType<FactLookup.Unavailable>();
    }

    [Fact]
    public async Task Many_who_ask_the_same_at_once_cause_one_call()
    {
        var go = new TaskCompletionSource();
        var server = Serve(async (_, stream, cancellation) =>
        {
            await go.Task.WaitAsync(cancellation);
            await stream.WriteAsync(Reply(Order), cancellation);
        });
        var facts = Facts(server);

        var lookups = Enumerable.Range(0, 50).Select(_ => facts.FindAsync("order", "SF1", default).AsTask()).ToList();
        go.SetResult();

        (await Task.WhenAll(lookups)).ShouldAllBe(l => l is FactLookup.Found);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_hangs_up_does_not_end_the_call_for_others()
    {
        var go = new TaskCompletionSource();
        var server = Serve(async (_, stream, cancellation) =>
        {
            await go.Task.WaitAsync(cancellation);
            await stream.WriteAsync(Reply(Order), cancellation);
        });
        var facts = Facts(server);
        using var hangsUp = new CancellationTokenSource();

        var first = facts.FindAsync("order", "SF1", hangsUp.Token).AsTask();
        var second = facts.FindAsync("order", "SF1", default).AsTask();
        await hangsUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        go.SetResult();

        (await second).ShouldBeOfType<FactLookup.Found>();
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_system_that_keeps_failing_is_left_alone_for_a_while_and_then_asked_again()
    {
        var isDown = true;
        var server = Serve(_ => isDown ? Reply("", 500) : Reply(Order));
        var facts = Facts(server, new Impatient(clock));

        for (var i = 0; i < 5; i++) await facts.FindAsync("order", $"SF{i}", default);
        var whileBroken = server.Requests.Count;
        await facts.FindAsync("order", "SF9", default);
        server.Requests.Count.ShouldBe(whileBroken);
        whileBroken.ShouldBeLessThan(15);

        isDown = false;
        clock.Advance(TimeSpan.FromSeconds(16));
        (await facts.FindAsync("order", "SF1", default)).ShouldBeOfType<FactLookup.Found>();
    }

    [Fact]
    public async Task A_customers_orders_are_listed_without_those_of_others()
    {
        var server = Serve(_ => Reply("""
            { "list": [ { "no": "SF1", "state": "SHIPPED", "owner": "c 1" }, { "no": "SF2", "owner": "c2" }, { "state": "nameless" }, 7, { "no": "SF3" } ] }
            """));

        var list = (await Facts(server).OfCustomerAsync("order", "c 1", default)).ShouldBeOfType<FactList.Found>();

        server.Requests.ShouldHaveSingleItem().Target.ShouldBe("/customers?id=c%201");
        list.Facts.Select(f => (f.Id, f.Owner)).ShouldBe([("SF1", "c 1"), ("SF3", "c 1")]);
    }

    [Fact]
    public async Task An_order_that_is_listed_twice_is_one_order()
    {
        var server = Serve(_ => Reply("""{ "list": [ { "no": "SF1", "item": "cup" }, { "no": "SF2" }, { "no": "SF1", "item": "lamp" } ] }"""));

        (await Facts(server).OfCustomerAsync("order", "c1", default)).ShouldBeOfType<FactList.Found>().Facts.Select(f => f.Id).ShouldBe(["SF1", "SF2"]);
    }

    [Theory]
    [InlineData(404, "")]
    [InlineData(200, "{\"list\":[]}")]
    [InlineData(200, "{\"list\":null}")]
    public async Task A_customer_without_orders_has_an_empty_list(int status, string body)
    {
        var server = Serve(_ => Reply(body, status));

        (await Facts(server).OfCustomerAsync("order", "c1", default)).ShouldBeOfType<FactList.Found>().Facts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_list_that_is_no_array_is_no_answer()
    {
        var server = Serve(_ => Reply("{\"list\":{\"no\":\"SF1\"}}"));

        (await Facts(server).OfCustomerAsync("order", "c1", default)).ShouldBeOfType<FactList.Unavailable>();
    }

    [Fact]
    public async Task A_system_that_cannot_list_knows_of_none()
    {
        var server = Serve(_ => Reply(Order));

        (await Facts(server, change: s => s with { ListUrl = null }).OfCustomerAsync("order", "c1", default)).ShouldBeOfType<FactList.Found>().Facts.ShouldBeEmpty();
        server.Accepted.ShouldBe(0);
    }

    [Fact]
    public async Task A_kind_that_nothing_is_configured_for_is_unavailable()
    {
        var server = Serve(_ => Reply(Order));

        (await Facts(server).FindAsync("room", "1", default)).ShouldBeOfType<FactLookup.Unavailable>().Reason.ShouldBe("No system for room is configured under Facts.");
    }

    [Fact]
    public async Task Copies_are_bounded_whatever_is_asked_for()
    {
        using var copies = new FactCopies(TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), clock, maxCharacters: 10_000);

        for (var i = 0; i < 1000; i++)
            await copies.GetAsync($"id\n{i}", () => Task.FromResult<FactAnswer>(new FactAnswer.Known([new Fact("order", "x", null, new Dictionary<string, string> { ["at"] = new string('x', 200) }, clock.GetUtcNow())])), default);

        copies.Count.ShouldBeLessThanOrEqualTo(45);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        foreach (var server in servers) await server.DisposeAsync();
    }

    private LoopbackServer Serve(Func<Request, byte[]> answer) => Serve((request, stream, cancellation) => stream.WriteAsync(answer(request), cancellation).AsTask());

    private LoopbackServer Serve(Func<Request, Stream, CancellationToken, Task> answer)
    {
        var server = new LoopbackServer(answer);
        servers.Add(server);
        return server;
    }

    private HttpFacts Facts(LoopbackServer server, TimeProvider? time = null, Func<HttpFactsSettings, HttpFactsSettings>? change = null)
    {
        var problems = new List<string>();
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($$"""
            { "Facts": { "Order": {
              "Url": "{{server.Url}}/orders/{id}", "ListUrl": "{{server.Url}}/customers?id={customer}", "Headers": { "X-Key": "k1" },
              "Item": "data", "Items": "list", "Id": "no", "Owner": "owner", "AsOf": "readAt",
              "Fields": { "Status": "state", "promised": "promised", "at": "at.name", "freight": "fee", "currency": "cur", "phone": "tel" },
              "Values": { "status": { "shipped": "in-transit" } }, "MinorUnits": "freight", "TimeZone": "Asia/Shanghai",
              "NotFound": { "Path": "code", "Value": "NO_SUCH_ORDER" } } } }
            """))).Build();
        var settings = HttpFactsConfiguration.Read(configuration, new OutboundSettings { AllowHttp = true, PrivateNetworks = [System.Net.IPNetwork.Parse("127.0.0.0/8")] }, problems);
        problems.ShouldBeEmpty();
        return new HttpFacts([.. settings.Select(change ?? (s => s))], http, kind => kind == "order" ? Subject.Facts : null, time ?? clock, NullLogger<HttpFacts>.Instance);
    }

    /// <summary>Tells the time of another clock and lets no delay last: retries follow at once.</summary>
    private sealed class Impatient(TimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => clock.GetTimestamp();

        public override long TimestampFrequency => clock.TimestampFrequency;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
