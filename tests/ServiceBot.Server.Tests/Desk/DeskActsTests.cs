using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Customers;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Server.Desk;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Tests.Desk;

public sealed class DeskActsTests(DeskServer server) : IClassFixture<DeskServer>
{
    private readonly DeskScene scene = new(server.Services);

    [Fact]
    public async Task Of_twenty_agents_who_accept_at_once_one_wins_and_the_others_are_told_who()
    {
        var id = await scene.WaitingAsync("王芳", Locale.ZhHans, "我的快递呢");
        var pages = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => server.OpenAsync($"Racer {i}")));

        var answers = await Task.WhenAll(pages.Select(p => p.ActAsync($"conversations/{id}/accept")));

        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        var winner = $"Racer {Array.FindIndex(answers, a => a.StatusCode == HttpStatusCode.OK)}";
        foreach (var loser in answers.Where(a => a.StatusCode != HttpStatusCode.OK))
        {
            loser.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            var taken = (await loser.Content.ReadFromJsonAsync<JsonNode>())!;
            ((string)taken["owner"]!).ShouldBe("agent");
            ((string)taken["agent"]!).ShouldBe(winner);
        }

        foreach (var page in pages) page.Dispose();
    }

    [Fact]
    public async Task Accepting_twice_is_accepting_once()
    {
        var id = await scene.WaitingAsync("陳怡君", Locale.ZhHant, "我的包裹還沒到");
        using var page = await server.OpenAsync("Twice");

        (await page.ActAsync($"conversations/{id}/accept")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.ActAsync($"conversations/{id}/accept")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var notices = (await page.GetAsync($"conversations/{id}/transcript"))["messages"]!.AsArray().Count(m => (string)m!["from"]! == "notice");
        notices.ShouldBe(1);
    }

    [Fact]
    public async Task An_accepted_conversation_leaves_the_queue_for_my_chats()
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "Where is my parcel?");
        using var page = await server.OpenAsync("Mover");
        Waiting(await page.GetAsync("board")).ShouldContain(id.Value);

        await page.ActAsync($"conversations/{id}/accept");

        var board = await page.GetAsync("board");
        Waiting(board).ShouldNotContain(id.Value);
        var mine = board["mine"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)mine["id"]!).ShouldBe(id.Value);
        ((string)mine["agent"]!).ShouldBe("Mover");
    }

    [Fact]
    public async Task Only_the_owner_writes_to_the_customer()
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "Hello?");
        using var owner = await server.OpenAsync("Owner");
        using var other = await server.OpenAsync("Other");
        await owner.ActAsync($"conversations/{id}/accept");

        var refused = await other.ActAsync($"conversations/{id}/say", new { text = "me too", key = "k1" });

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        ((string)(await refused.Content.ReadFromJsonAsync<JsonNode>())!["agent"]!).ShouldBe("Owner");
    }

    [Fact]
    public async Task A_message_that_is_sent_twice_stands_once()
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "Hello?");
        using var page = await server.OpenAsync("Weak link");
        await page.ActAsync($"conversations/{id}/accept");

        await page.ActAsync($"conversations/{id}/say", new { text = "I am looking into it.", key = "once" });
        await page.ActAsync($"conversations/{id}/say", new { text = "I am looking into it.", key = "once" });

        Texts(await page.GetAsync($"conversations/{id}/transcript"), "agent").ShouldBe(["I am looking into it."]);
    }

    [Fact]
    public async Task An_empty_and_an_endless_message_are_refused_with_the_reason()
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "Hello?");
        using var page = await server.OpenAsync("Lengthy");
        await page.ActAsync($"conversations/{id}/accept");

        (await page.ActAsync($"conversations/{id}/say", new { text = "  ", key = "a" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await page.ActAsync($"conversations/{id}/say", new { text = new string('x', 4001), key = "b" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_note_is_read_by_the_desk_and_not_by_the_customer()
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "Hello?");
        using var page = await server.OpenAsync("Noter");

        (await page.ActAsync($"conversations/{id}/note", new { text = "called before" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var transcript = await page.GetAsync($"conversations/{id}/transcript");
        transcript["notes"]!.AsArray().Select(n => ((string)n!["kind"]!, (string?)n["agent"], (string)n["text"]!)).ShouldContain(("note", "Noter", "called before"));
        Texts(transcript, "agent").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_transfer_gives_the_conversation_to_the_other_agent()
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "Hello?");
        using var from = await server.OpenAsync("From");
        using var to = await server.OpenAsync("To");
        await from.ActAsync($"conversations/{id}/accept");
        var target = (string)(await to.GetAsync("me"))["id"]!;

        (await from.ActAsync($"conversations/{id}/transfer", new { agent = target })).StatusCode.ShouldBe(HttpStatusCode.OK);

        ((string)(await to.GetAsync($"conversations/{id}"))["agent"]!).ShouldBe("To");
        (await from.ActAsync($"conversations/{id}/say", new { text = "still me", key = "k" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_supervisor_sees_what_a_colleague_has_and_takes_it_over_for_all_to_read()
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "Hello?");
        using var agent = await server.OpenAsync("Overtaken");
        using var boss = await server.OpenAsync("Overtaker", AgentRole.Supervisor);
        await agent.ActAsync($"conversations/{id}/accept");
        var seen = (await boss.GetAsync("board"))["colleagues"]!.AsArray().Single(entry => (string)entry!["id"]! == id.Value)!;
        ((string)seen["agent"]!).ShouldBe("Overtaken");

        (await boss.ActAsync($"conversations/{id}/take-over")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await boss.ActAsync($"conversations/{id}/take-over")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await agent.ActAsync($"conversations/{id}/say", new { text = "still me", key = "k" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var transcript = await boss.GetAsync($"conversations/{id}/transcript");
        transcript["notes"]!.AsArray().Where(note => (string)note!["kind"]! == "taken-over").ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            note => ((string)note!["agent"]!).ShouldBe("Overtaker"), note => ((string)note!["text"]!).ShouldBe("Overtaken"));
        Texts(transcript, "notice").ShouldContain("Overtaker takes over from here and can read everything above.");
    }

    [Fact]
    public async Task An_agent_takes_nothing_over_and_nothing_is_taken_over_from_nobody()
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "Hello?");
        using var owner = await server.OpenAsync("Holder");
        using var other = await server.OpenAsync("Grabber");
        using var boss = await server.OpenAsync("Early", AgentRole.Supervisor);

        (await boss.ActAsync($"conversations/{id}/take-over")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await owner.ActAsync($"conversations/{id}/accept");

        (await other.ActAsync($"conversations/{id}/take-over")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await other.GetAsync("board"))["colleagues"]!.AsArray().ShouldBeEmpty();
        ((string)(await boss.GetAsync($"conversations/{id}"))["agent"]!).ShouldBe("Holder");
    }

    [Fact]
    public async Task A_transfer_to_nobody_is_refused()
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "Hello?");
        using var page = await server.OpenAsync("Lost");
        await page.ActAsync($"conversations/{id}/accept");

        (await page.ActAsync($"conversations/{id}/transfer", new { agent = "ag_nobody" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_transfer_to_an_agent_who_is_not_signed_in_is_refused_with_a_sentence_and_changes_nothing()
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "Hello?");
        using var page = await server.OpenAsync("Handing over");
        using var gone = await server.OpenAsync("Gone home");
        var target = (string)(await gone.GetAsync("me"))["id"]!;
        await gone.ActAsync("sign-out");
        await page.ActAsync($"conversations/{id}/accept");

        var refused = await page.ActAsync($"conversations/{id}/transfer", new { agent = target });

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Gone home is not at the desk; choose one from the list of those on duty.");
        ((string)(await page.GetAsync($"conversations/{id}"))["agent"]!).ShouldBe("Handing over");
    }

    [Fact]
    public async Task A_resolved_conversation_is_in_no_list()
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "Hello?");
        using var page = await server.OpenAsync("Closer");
        await page.ActAsync($"conversations/{id}/accept");

        (await page.ActAsync($"conversations/{id}/resolve", new { text = "sent a new one" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var board = await page.GetAsync("board");
        Waiting(board).ShouldNotContain(id.Value);
        board["mine"]!.AsArray().ShouldBeEmpty();
        ((string)(await page.GetAsync($"conversations/{id}"))["status"]!).ShouldBe("resolved");
    }

    [Fact]
    public async Task A_case_of_unknown_cause_is_resolved_with_its_root_cause_and_not_before()
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "Where is it?");
        await scene.CaseAsync(id, new ComplaintCase { Id = new CaseId("cs_root"), Kind = "late-delivery", Root = "process", Dimension = "reliability", OpenedAt = DateTimeOffset.UtcNow, PackVersion = "x" });
        using var page = await server.OpenAsync("Rooter");
        await page.ActAsync($"conversations/{id}/accept");

        var without = await page.ActAsync($"conversations/{id}/resolve", new { text = "" });
        var with = await page.ActAsync($"conversations/{id}/resolve", new { text = "", roots = new[] { new { @case = "cs_root", root = "service" } } });

        without.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string)(await without.Content.ReadFromJsonAsync<JsonNode>())!["because"]!).ShouldBe("root-missing");
        with.StatusCode.ShouldBe(HttpStatusCode.OK);
        var complaint = (await page.GetAsync($"conversations/{id}"))["cases"]!.AsArray().ShouldHaveSingleItem()!;
        ((bool)complaint["isClosed"]!, (string)complaint["root"]!).ShouldBe((true, "service"));
    }

    [Fact]
    public async Task What_was_read_is_unread_no_more()
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "first");
        await scene.SayAsync(id, Role.Customer, "second");
        using var page = await server.OpenAsync("Reader");
        await page.ActAsync($"conversations/{id}/accept");
        ((int)(await page.GetAsync("board"))["mine"]![0]!["unread"]!).ShouldBe(2);

        await page.ActAsync($"conversations/{id}/read", new { seq = 2 });
        await page.ActAsync($"conversations/{id}/read", new { seq = 1 });

        ((int)(await page.GetAsync("board"))["mine"]![0]!["unread"]!).ShouldBe(0);
    }

    [Fact]
    public async Task A_conversation_that_is_not_there_is_not_found()
    {
        using var page = await server.OpenAsync("Seeker");

        (await page.StatusOfAsync("conversations/cv_nothing")).ShouldBe(HttpStatusCode.NotFound);
        (await page.ActAsync("conversations/cv_nothing/accept")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_number_where_a_text_belongs_is_refused()
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "Hello?");
        using var page = await server.OpenAsync("Typed");

        (await page.ActAsync($"conversations/{id}/note", new { text = 7 })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await page.ActAsync($"conversations/{id}/read", new { seq = "1" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_case_shows_what_a_person_has_to_know()
    {
        var id = await scene.WaitingAsync("王芳", Locale.ZhHans, "我的快递昨天就该到了", reason: "tolerance");
        await scene.ReadingAsync(id, new TurnReading { Turn = 1, Emotion = "angry", Intensity = 2, Target = "company", T = 41.5, A = 45, D = 75, Zone = "below", Reasons = [new ReadingReason("repeated", -7)] });
        await scene.CaseAsync(id, new ComplaintCase
        {
            Id = new CaseId("cs_1"), Kind = "late-delivery", SubjectId = "SF1234567890123", Cause = "weather", Attribution = Attribution.Nature, Severity = 2, Root = "process", Dimension = "reliability",
            Evidence = [new CaseEvidence("order status=in-transit", null)], Unknowns = ["promised"], OpenedAt = DateTimeOffset.UtcNow, PackVersion = "x", Apologies = 1,
            Given = [new Remedy.Coupon(new Money(500, "CNY"), 30)], Prepared = [new RemedyBundle("1", [new Remedy.Refund(new Money(1800, "CNY"), "freight")])],
        });
        await scene.PromiseAsync(id, new Promise(new PromiseId("pr_1"), new CaseId("cs_1"), "status-update", null, "SF1234567890123", "bot", DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddHours(4), PromiseStatus.Open, 0));
        using var page = await server.OpenAsync("Knower");

        var view = await page.GetAsync($"conversations/{id}");

        ((string)view["reason"]!).ShouldBe("tolerance");
        ((string)view["emotion"]!["emotion"]!).ShouldBe("angry");
        var point = view["tolerance"]!.AsArray().ShouldHaveSingleItem()!;
        ((double)point["t"]!).ShouldBe(41.5);
        ((string)point["zone"]!).ShouldBe("below");
        ((string)point["reasons"]![0]!["code"]!).ShouldBe("repeated");
        var complaint = view["cases"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)complaint["attribution"]!).ShouldBe("nature");
        ((string)complaint["evidence"]![0]!["text"]!).ShouldBe("order status=in-transit");
        ((string)view["said"]![0]!["what"]!).ShouldBe("promised");
        ((bool)view["allowed"]!["mayApologise"]!).ShouldBeFalse();
        ((long)complaint["given"]![0]!["amount"]!["minorUnits"]!).ShouldBe(500);
        ((string)complaint["prepared"]![0]![0]!["kind"]!).ShouldBe("refund");
        ((string)view["promises"]![0]!["what"]!).ShouldBe("status-update");
        view["doNotAsk"]!.AsArray().Select(k => (string)k!["what"]!).ShouldBe(["name", "order-number", "matter", "proof"]);
        var entry = (await page.GetAsync("board"))["waiting"]!.AsArray().Single(e => (string)e!["id"]! == id.Value)!;
        ((string)entry["story"]!["subject"]!).ShouldBe("SF1234567890123");
        ((double)entry["tolerance"]!["t"]!).ShouldBe(41.5);
        ((string)entry["lastText"]!).ShouldBe("我的快递昨天就该到了");
    }

    [Theory]
    [InlineData("https://evil.example/x.png", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("//evil.example/v3/directline/uploads/1", null)]
    [InlineData("/v3/directline/../../api/desk/sign-out", null)]
    [InlineData("/v3/directline/uploads/a/../../desk", null)]
    [InlineData("http://127.0.0.1:3978/v3/directline/uploads/up_abc", "/api/desk/uploads/up_abc")]
    public async Task A_file_is_offered_from_this_server_only(string address, string? offered)
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "see the picture");
        await scene.SayAsync(id, Role.Customer, new Activity { Type = ActivityTypes.Message, Attachments = [new Attachment { ContentType = "image/png", ContentUrl = address, Name = "x.png" }] });
        using var page = await server.OpenAsync("Files " + address.GetHashCode(StringComparison.Ordinal));

        var file = (await page.GetAsync($"conversations/{id}/transcript"))["messages"]![1]!["files"]![0]!;

        ((string)file["name"]!).ShouldBe("x.png");
        ((string?)file["address"]).ShouldBe(offered);
    }

    [Fact]
    public async Task A_coupon_that_is_sent_twice_is_given_once_and_the_customer_sees_its_code()
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "Hello?");
        using var page = await server.OpenAsync("Giver");
        await page.ActAsync($"conversations/{id}/accept");
        var currency = (string)(await page.GetAsync($"conversations/{id}"))["authority"]!["currency"]!;
        var coupon = new { amount = new { minorUnits = 7_50, currency }, key = "press" };

        var answers = await Task.WhenAll(page.ActAsync($"conversations/{id}/coupon", coupon), page.ActAsync($"conversations/{id}/coupon", coupon));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
        (await scene.GivenAsync(id)).ShouldBe([7_50L]);
        Texts(await page.GetAsync($"conversations/{id}/transcript"), "agent").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(1_000_000_00, null, "above-authority")]
    [InlineData(0, null, "wrong-amount")]
    [InlineData(-500, null, "wrong-amount")]
    [InlineData(500, "XTS", "wrong-amount")]
    public async Task A_coupon_that_may_not_be_given_is_refused_with_the_reason(long minorUnits, string? currency, string because)
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "Hello?");
        using var page = await server.OpenAsync($"Refused {minorUnits} {currency}");
        await page.ActAsync($"conversations/{id}/accept");
        var own = (string)(await page.GetAsync($"conversations/{id}"))["authority"]!["currency"]!;

        var answer = await page.ActAsync($"conversations/{id}/coupon", new { amount = new { minorUnits, currency = currency ?? own }, key = "k" });

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["because"]!).ShouldBe(because);
        (await scene.GivenAsync(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_the_owner_gives_and_promises()
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "Hello?");
        using var owner = await server.OpenAsync("Has it");
        using var other = await server.OpenAsync("Has it not");
        await owner.ActAsync($"conversations/{id}/accept");

        var coupon = await other.ActAsync($"conversations/{id}/coupon", new { amount = new { minorUnits = 100, currency = "CNY" }, key = "k" });
        var promise = await other.ActAsync($"conversations/{id}/promise", new { text = "I call you", due = DateTimeOffset.UtcNow.AddHours(1), key = "k" });

        coupon.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        promise.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_promise_is_said_once_has_its_clock_and_is_settled_once()
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "Hello?");
        using var page = await server.OpenAsync("Promiser");
        await page.ActAsync($"conversations/{id}/accept");
        var due = DateTimeOffset.UtcNow.AddHours(4);
        var promise = new { text = "I call you before five.", due, key = "press" };

        await page.ActAsync($"conversations/{id}/promise", promise);
        await page.ActAsync($"conversations/{id}/promise", promise);
        var made = (await page.GetAsync($"conversations/{id}"))["promises"]!.AsArray().ShouldHaveSingleItem()!;
        var kept = await page.ActAsync($"conversations/{id}/promises/{made["id"]}/settle", new { status = "kept" });
        var again = await page.ActAsync($"conversations/{id}/promises/{made["id"]}/settle", new { status = "kept" });
        var broken = await page.ActAsync($"conversations/{id}/promises/{made["id"]}/settle", new { status = "broken" });

        Texts(await page.GetAsync($"conversations/{id}/transcript"), "agent").ShouldBe(["I call you before five."]);
        ((string)made["status"]!).ShouldBe("open");
        ((DateTimeOffset)made["due"]!).ShouldBe(due, TimeSpan.FromSeconds(1));
        (kept.StatusCode, again.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        ((string)(await broken.Content.ReadFromJsonAsync<JsonNode>())!["because"]!).ShouldBe("settled-before");
        ((string)(await page.GetAsync($"conversations/{id}"))["promises"]![0]!["status"]!).ShouldBe("kept");
    }

    [Theory]
    [InlineData(-1, "wrong-time")]
    [InlineData(24 * 91, "wrong-time")]
    public async Task A_promise_falls_due_in_a_future_that_somebody_waits_for(int hours, string because)
    {
        var id = await scene.WaitingAsync("Ann Lee", Locale.En, "Hello?");
        using var page = await server.OpenAsync($"Late {hours}");
        await page.ActAsync($"conversations/{id}/accept");

        var answer = await page.ActAsync($"conversations/{id}/promise", new { text = "I call you", due = DateTimeOffset.UtcNow.AddHours(hours), key = "k" });

        ((string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["because"]!).ShouldBe(because);
        (await page.GetAsync($"conversations/{id}"))["promises"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_promise_of_another_conversation_cannot_be_settled_here()
    {
        var mine = await scene.WaitingAsync("Ann Lee", Locale.En, "Hello?");
        var other = await scene.WaitingAsync("Bo Wu", Locale.En, "Hello?");
        await scene.PromiseAsync(other, new Promise(new PromiseId("pr_other"), null, "status-update", null, null, "bot", DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddHours(4), PromiseStatus.Open, 0));
        using var page = await server.OpenAsync("Reacher");
        await page.ActAsync($"conversations/{mine}/accept");

        var answer = await page.ActAsync($"conversations/{mine}/promises/pr_other/settle", new { status = "kept" });

        ((string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["because"]!).ShouldBe("no-such");
    }

    private static List<string> Waiting(JsonNode board) => [.. board["waiting"]!.AsArray().Select(e => (string)e!["id"]!)];

    private static List<string> Texts(JsonNode transcript, string from) =>
        [.. transcript["messages"]!.AsArray().Where(m => (string)m!["from"]! == from).Select(m => (string)m!["text"]!)];
}
