using System.Net;
using System.Text;
using System.Text.Json;
using ServiceBot.Outbound;
using ServiceBot.Recovery;
using ServiceBot.Remedies;
using ServiceBot.Tests.Storage;
using ServiceBot.Turns;
using static ServiceBot.Tests.LoopbackServer;

namespace ServiceBot.Tests.Remedies;

/// <summary>The company's system as it may be: right, slow, wrong, down, answering twice, answering too late.</summary>
public sealed class HttpRemediesTests(Stores.Sqlite stores) : IClassFixture<Stores.Sqlite>, IDisposable
{
    private const string Secret = "a-secret-of-the-tests";
    private readonly OutboundHttp http = new(new OutboundSettings { AllowHttp = true, PrivateNetworks = [IPNetwork.Parse("127.0.0.0/8")] }, TimeProvider.System);

    [Fact]
    public async Task A_call_is_signed_and_names_what_is_to_be_done()
    {
        await using var company = new LoopbackServer(_ => Reply("""{"status":"done","reference":"R-17"}"""));
        await using var refund = await StartAsync(company.Url);
        await refund.OrderAsync();

        await refund.DeliverAsync();

        var call = company.Requests.ShouldHaveSingleItem();
        call.Headers["idempotency-key"].ShouldBe("cs_1/late-delivery:SF1234567890123/refund");
        WebhookSignature.IsGood(call.Headers["x-servicebot-signature"], Encoding.UTF8.GetBytes(call.Body), [Secret], refund.Spine.Time.GetUtcNow()).ShouldBeTrue();
        var body = JsonDocument.Parse(call.Body).RootElement;
        body.GetProperty("kind").GetString().ShouldBe("refund");
        body.GetProperty("amount").GetInt64().ShouldBe(18_00);
        body.GetProperty("currency").GetString().ShouldBe("CNY");
        body.GetProperty("what").GetString().ShouldBe("freight");
        body.GetProperty("subject").GetString().ShouldBe("SF1234567890123");
        (await refund.SaidAsync()).ShouldContain("R-17");
        (await refund.PromiseAsync()).Status.ShouldBe(PromiseStatus.Kept);
    }

    [Fact]
    public async Task A_coupon_names_what_it_is_good_for()
    {
        await using var company = new LoopbackServer(_ => Reply("""{"status":"done"}"""));
        await using var arranged = await Arranged.StartAsync(stores, time => new HttpRemedies(Settings(company.Url) with { Kinds = new HashSet<RemedyKind> { RemedyKind.Coupon } }, http, new BuiltInRemedies(), time));
        await arranged.OrderAsync(new Remedy.Coupon(new Money(3_60, "CNY"), 60) { Terms = new CouponTerms { GoodFor = ["shipping"], Minimum = new Money(50_00, "CNY") } });

        await arranged.DeliverAsync();

        JsonDocument.Parse(company.Requests.ShouldHaveSingleItem().Body).RootElement.GetProperty("terms").GetRawText().ShouldBe("""{"goodFor":["shipping"],"notWith":[],"minimum":5000}""");
    }

    [Theory]
    [InlineData(500, "oops")]
    [InlineData(200, "<html>login</html>")]
    [InlineData(200, """{"status":"maybe"}""")]
    [InlineData(200, """{"status":"done","key":"cs_2/other/refund"}""")]
    [InlineData(200, "[1,2]")]
    [InlineData(200, "null")]
    [InlineData(429, "")]
    public async Task A_wrong_answer_is_no_confirmation_and_the_same_key_is_asked_again(int status, string body)
    {
        var asked = 0;
        await using var company = new LoopbackServer(_ => Interlocked.Increment(ref asked) == 1 ? Reply(body, status) : Reply("""{"status":"done"}"""));
        await using var refund = await StartAsync(company.Url);
        await refund.OrderAsync();

        await refund.DeliverAsync();
        var afterFirst = (await refund.ExecutionAsync()).Status;
        refund.Spine.Time.Advance(TimeSpan.FromMinutes(1));
        await refund.DeliverAsync();

        afterFirst.ShouldBe(RemedyStatus.Ordered);
        (await refund.ExecutionAsync()).Status.ShouldBe(RemedyStatus.Done);
        company.Requests.Select(r => r.Headers["idempotency-key"]).Distinct().ShouldHaveSingleItem();
        (await refund.Spine.CountAsync("select count(*) from activity where role = 'bot'")).ShouldBe(1);
    }

    [Theory]
    [InlineData(422, """{"status":"refused","reason":"order was cancelled"}""", "order was cancelled")]
    [InlineData(200, """{"status":"refused","reason":"order was cancelled"}""", "order was cancelled")]
    [InlineData(404, """{"status":"refused","reason":"no such order"}""", "no such order")]
    [InlineData(422, "", "the system answered 422 without a reason")]
    public async Task A_refusal_is_not_tried_again_and_its_reason_is_for_the_desk(int status, string body, string why)
    {
        await using var company = new LoopbackServer(_ => Reply(body, status));
        await using var refund = await StartAsync(company.Url);
        await refund.OrderAsync();

        await refund.DeliverAsync();

        var execution = await refund.ExecutionAsync();
        (execution.Status, execution.Why).ShouldBe((RemedyStatus.Refused, why));
        (await refund.SaidAsync()).ShouldNotContain(why);
        company.Requests.ShouldHaveSingleItem();
    }

    // A slip in the settings is the operator's to mend: what the customer is owed waits for it and is not refused for ever.
    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(302)]
    public async Task A_wrong_address_or_secret_of_ours_refuses_nothing(int status)
    {
        var isMended = false;
        await using var company = new LoopbackServer(_ => Volatile.Read(ref isMended) ? Reply("""{"status":"done"}""") : Reply("", status));
        await using var refund = await StartAsync(company.Url);
        await refund.OrderAsync();

        for (var tries = 0; tries < 12; tries++)
        {
            await refund.DeliverAsync();
            refund.Spine.Time.Advance(TimeSpan.FromMinutes(10));
        }

        var given = await refund.ExecutionAsync();
        var parked = (await ParkedRows.ListAsync(refund.Spine.Database, default)).ShouldHaveSingleItem();
        Volatile.Write(ref isMended, true);
        await ParkedRows.PutBackAsync(refund.Spine.Database, parked, refund.Spine.Time, default);
        await refund.DeliverAsync();

        (given.Status, given.Why).ShouldBe((RemedyStatus.Unknown, $"given up after 12 tries: the system answered {status}; check Remedies:Url and Remedies:Secret"));
        (parked.What, parked.Channel).ShouldBe(("delivery", "remedies"));
        var done = await refund.ExecutionAsync();
        (done.Status, done.Why).ShouldBe((RemedyStatus.Done, null));
    }

    [Theory]
    [InlineData(200, "{}", "the system answered 200 without a status")]
    [InlineData(409, """{"error":"DUPLICATE"}""", "the system answered 409 without a status")]
    [InlineData(200, """{"status":"maybe"}""", "the system answered 200 with the status \"maybe\", which is none of done, accepted, refused")]
    public async Task What_is_wrong_with_an_answer_is_said(int status, string body, string why)
    {
        await using var company = new LoopbackServer(_ => Reply(body, status));
        await using var refund = await StartAsync(company.Url);
        await refund.OrderAsync();

        await refund.DeliverAsync();

        (await refund.Spine.CountAsync($"select count(*) from outbox where channel = 'remedies' and error = '{why}'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_system_that_stays_down_leaves_the_outcome_unknown_which_is_said_and_given_to_a_person()
    {
        await using var company = new LoopbackServer(_ => Reply("", 503));
        await using var refund = await StartAsync(company.Url);
        await refund.OrderAsync();

        for (var tries = 0; tries < 12; tries++)
        {
            await refund.DeliverAsync();
            refund.Spine.Time.Advance(TimeSpan.FromMinutes(10));
        }

        (await refund.ExecutionAsync()).Status.ShouldBe(RemedyStatus.Unknown);
        (await refund.SaidAsync()).ShouldContain("can't say whether it went through");
        (await refund.Spine.RowAsync(refund.Conversation)).Owner.ShouldBe(ServiceBot.Transcripts.Owner.Queue);
        company.Requests.Count.ShouldBe(12);
    }

    [Fact]
    public async Task A_system_that_nobody_can_reach_is_tried_again_until_it_is_back()
    {
        var company = new LoopbackServer(_ => Reply(""));
        var (url, port) = (company.Url, company.Port);
        await company.DisposeAsync();
        await using var refund = await StartAsync(url);
        await refund.OrderAsync();

        await refund.DeliverAsync();
        await using var back = new LoopbackServer(_ => Reply("""{"status":"done"}"""), port: port);
        refund.Spine.Time.Advance(TimeSpan.FromMinutes(1));
        await refund.DeliverAsync();

        (await refund.ExecutionAsync()).Status.ShouldBe(RemedyStatus.Done);
    }

    [Fact]
    public async Task An_answer_that_comes_after_our_patience_counts_when_it_is_called_back_and_nothing_is_asked_twice()
    {
        await using var company = new LoopbackServer(async (_, _, cancellation) => await Task.Delay(Timeout.Infinite, cancellation));
        await using var refund = await Arranged.StartAsync(stores, time => new HttpRemedies(Settings(company.Url) with { Limit = TimeSpan.FromMilliseconds(200) }, http, new BuiltInRemedies(), time));
        await refund.OrderAsync();
        await refund.DeliverAsync();
        var afterTimeout = (await refund.ExecutionAsync()).Status;

        await refund.SettleAsync(RemedyStatus.Done, "R-9");
        refund.Spine.Time.Advance(TimeSpan.FromMinutes(5));
        await refund.DeliverAsync();

        afterTimeout.ShouldBe(RemedyStatus.Ordered);
        company.Requests.ShouldHaveSingleItem();
        (await refund.SaidAsync()).ShouldContain("R-9");
        (await refund.Spine.CountAsync("select count(*) from outbox where channel = 'remedies' and status = 'sent'")).ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_and_a_callback_about_the_same_remedy_are_one_result()
    {
        await using var company = new LoopbackServer(_ => Reply("""{"status":"done","reference":"R-1"}"""));
        await using var refund = await StartAsync(company.Url);
        await refund.OrderAsync();
        await refund.DeliverAsync();

        (await refund.SettleAsync(RemedyStatus.Done, "R-1")).ShouldBe(Settling.Repeated);

        (await refund.Spine.CountAsync("select count(*) from activity where role = 'bot'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_conflict_with_what_became_of_the_first_call_is_an_answer()
    {
        await using var company = new LoopbackServer(_ => Reply("""{"status":"done"}""", 409));
        await using var refund = await StartAsync(company.Url);
        await refund.OrderAsync();

        await refund.DeliverAsync();

        (await refund.ExecutionAsync()).Status.ShouldBe(RemedyStatus.Done);
    }

    [Fact]
    public async Task What_the_system_does_not_take_is_for_people()
    {
        await using var company = new LoopbackServer(_ => Reply(""));
        var alerts = new List<string>();
        await using var visit = await Arranged.StartAsync(stores, time => new HttpRemedies(Settings(company.Url) with { Kinds = new HashSet<RemedyKind> { RemedyKind.Refund } }, http, new BuiltInRemedies(), time));
        await visit.OrderAsync(new Remedy.InKind(RemedyKind.Visit));

        await visit.DeliverAsync();

        company.Requests.ShouldBeEmpty();
        (await visit.ExecutionAsync()).Status.ShouldBe(RemedyStatus.Arranging);
        (await visit.Spine.CountAsync("select count(*) from outbox where channel = 'alerts' and payload like '%remedy-to-arrange%'")).ShouldBe(1);
    }

    public void Dispose() => http.Dispose();

    private static RemedySettings Settings(string url) => new($"{url}/remedies", Secret);

    private Task<Arranged> StartAsync(string url) => Arranged.StartAsync(stores, time => new HttpRemedies(Settings(url), http, new BuiltInRemedies(), time));
}
