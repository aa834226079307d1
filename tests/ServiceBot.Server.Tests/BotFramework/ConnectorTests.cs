using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Handoff;
using ServiceBot.Server.Tests.DirectLine;
using ServiceBot.Clustering;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>protocol.md §1.8 and §4: replies leave by the connector, through a channel that behaves and one that does not.</summary>
public sealed class ConnectorTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly AgentRef Lin = new(new AgentId("ag_lin"), "Lin", Authority: 50_00);

    [Fact]
    public async Task Row_1_8_a_reply_goes_to_the_service_address_with_from_and_recipient_swapped_and_no_id_or_time()
    {
        await using var connector = await LoopbackConnector.StartAsync();
        var line = Line(connector);

        var question = line.Message("Where is my parcel?");
        await line.PostAsync(question);
        var call = await connector.NextAsync();

        call.Method.ShouldBe("POST");
        call.Path.ShouldBe($"/v3/conversations/{line.Conversation}/activities/{question["id"]}");
        call.Body.GetProperty("replyToId").GetString().ShouldBe(question["id"]!.GetValue<string>());
        call.Bearer.ShouldBeNull();
        call.Body.GetProperty("from").GetProperty("id").GetString().ShouldBe("bot");
        call.Body.GetProperty("recipient").GetProperty("id").GetString().ShouldBe("u1");
        call.Body.GetProperty("conversation").GetProperty("id").GetString().ShouldBe(line.Conversation);
        call.Body.GetProperty("channelId").GetString().ShouldBe("emulator");
        call.Body.EnumerateObject().Select(p => p.Name).ShouldNotContain("id");
        call.Body.EnumerateObject().Select(p => p.Name).ShouldNotContain("timestamp");
        call.Raw.ShouldNotContain("[]");
        call.Raw.ShouldNotContain("\n  ");
    }

    [Fact]
    public async Task A_conversation_id_with_a_slash_a_semicolon_and_chinese_stays_one_part_of_the_path()
    {
        await using var connector = await LoopbackConnector.StartAsync();
        var line = Line(connector) with { Conversation = $"19:会话/{Guid.NewGuid():N}@thread.tacv2;messageid=1" };

        await line.SayAsync("hello", new { id = "1/2?3" });

        (await connector.NextAsync()).Path.ShouldBe($"/v3/conversations/{Uri.EscapeDataString(line.Conversation)}/activities/1%2F2%3F3");
    }

    [Fact]
    public async Task Row_1_8_what_nobody_asked_for_is_no_reply_and_where_the_question_is_gone_neither_is_its_answer()
    {
        await using var connector = await LoopbackConnector.StartAsync();
        connector.Answer = (context, call) =>
        {
            if (!call.Path.EndsWith("/deleted", StringComparison.Ordinal)) return Task.FromResult(false);
            context.Response.StatusCode = 404;
            return Task.FromResult(true);
        };
        var line = Line(connector);

        await line.SayAsync("Where is my parcel?", new { id = "deleted" });
        var calls = await connector.NextAsync(2);
        await SentAsync(line);
        var id = new ConversationId((await line.RowsAsync("select id from conversation where channel_conversation_id = @conversation", row => row.GetString(0))).Single());
        await shared.Server.Services.GetRequiredService<HandoffDesk>().AcceptAsync(id, Lin, default);
        var notice = await connector.NextAsync();

        calls[0].Path.ShouldEndWith("/activities/deleted");
        foreach (var own in new[] { calls[1], notice })
        {
            own.Path.ShouldBe($"/v3/conversations/{line.Conversation}/activities");
            own.Body.TryGetProperty("replyToId", out _).ShouldBeFalse();
        }

        (await BlockedAsync(line)).ShouldBeNull();
    }

    [Theory]
    [InlineData(412)]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task Row_4_retry_on_412_429_502_504_sends_the_same_again_and_then_the_next_in_order(int status)
    {
        await using var connector = await LoopbackConnector.StartAsync();
        var refused = 0;
        connector.Answer = (context, _) =>
        {
            if (Interlocked.Increment(ref refused) > 1) return Task.FromResult(false);
            context.Response.StatusCode = status;
            return Task.FromResult(true);
        };
        var line = Line(connector);

        await line.SayAsync("Where is my parcel?");
        var first = await connector.NextAsync();
        var again = await connector.NextAsync();

        again.Raw.ShouldBe(first.Raw);
        (again.At - first.At).ShouldBeGreaterThan(TimeSpan.FromSeconds(1.2));
        await SentAsync(line);
        (await line.RowsAsync("select o.tries from outbox o join conversation c on c.id = o.conversation_id where c.channel_conversation_id = @conversation order by o.n", row => row.GetInt64(0)))[0].ShouldBe(2);
    }

    [Fact]
    public async Task Retry_after_is_honoured()
    {
        await using var connector = await LoopbackConnector.StartAsync();
        var refused = 0;
        connector.Answer = (context, _) =>
        {
            if (Interlocked.Increment(ref refused) > 1) return Task.FromResult(false);
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "4";
            return Task.FromResult(true);
        };
        var line = Line(connector);

        await line.SayAsync("Where is my parcel?");
        var first = await connector.NextAsync();
        var again = await connector.NextAsync();

        (again.At - first.At).ShouldBeGreaterThan(TimeSpan.FromSeconds(3.9));
    }

    [Fact]
    public async Task A_connection_that_is_cut_after_the_request_may_have_delivered_it_and_it_is_sent_again()
    {
        await using var connector = await LoopbackConnector.StartAsync();
        var cut = 0;
        connector.Answer = (context, _) =>
        {
            if (Interlocked.Increment(ref cut) > 1) return Task.FromResult(false);
            context.Abort();
            return Task.FromResult(true);
        };
        var line = Line(connector);

        await line.SayAsync("Where is my parcel?");
        await connector.NextAsync();
        await UntilAsync(line, rows => rows.Contains("unknown"));
        await connector.NextAsync();

        await SentAsync(line);
    }

    [Fact]
    public async Task Several_bubbles_of_many_customers_arrive_in_their_order_one_at_a_time()
    {
        await using var connector = await LoopbackConnector.StartAsync();
        var inFlight = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        var most = 0;
        connector.Answer = async (_, call) =>
        {
            most = Math.Max(most, inFlight.AddOrUpdate(call.Path, 1, (_, n) => n + 1));
            await Task.Delay(30);
            inFlight.AddOrUpdate(call.Path, 0, (_, n) => n - 1);
            return false;
        };
        var lines = Enumerable.Range(0, 20).Select(_ => Line(connector)).ToList();

        await Task.WhenAll(lines.Select(async line =>
        {
            for (var i = 0; i < 3; i++) await line.SayAsync($"Where is my parcel SF12345678901{i:00}?");
        }));
        foreach (var line in lines) await SentAsync(line);

        most.ShouldBe(1);
        foreach (var line in lines)
        {
            var said = (await line.TranscriptAsync()).Where(l => l.StartsWith("bot: ", StringComparison.Ordinal)).Select(l => l["bot: ".Length..]).ToList();
            connector.Calls.Where(call => call.Path.Contains(line.Conversation)).Select(call => call.Text ?? "").Select(FirstLine).ShouldBe(said.Select(FirstLine));
        }
    }

    [Fact]
    public async Task Message_writes_blocked_marks_the_customer_unreachable_and_the_desk_is_told_until_they_write_again()
    {
        await using var connector = await LoopbackConnector.StartAsync();
        connector.Answer = async (context, _) =>
        {
            context.Response.StatusCode = 403;
            await context.Response.WriteAsync("""{"subCode":"MessageWritesBlocked","error":{"code":"Forbidden","message":"blocked by user"}}""");
            return true;
        };
        var line = Line(connector);

        await line.SayAsync("Where is my parcel?");
        await UntilAsync(line, rows => rows.Count > 0 && rows.All(status => status == "parked"));
        var blocked = await BlockedAsync(line);
        var journal = await line.RowsAsync("select j.json from journal j join conversation c on c.id = j.conversation_id where c.channel_conversation_id = @conversation and j.kind = 'unreachable'", row => row.GetString(0));
        var before = connector.Calls.Count;
        connector.Answer = (_, _) => Task.FromResult(false);
        await line.SayAsync("I am back");
        while ((await connector.NextAsync()).Text is not { } text || connector.Calls.Count <= before) { }

        blocked.ShouldNotBeNull().ShouldContain("MessageWritesBlocked");
        journal.ShouldHaveSingleItem().ShouldContain("MessageWritesBlocked");
        (await BlockedAsync(line)).ShouldBeNull();
    }

    [Fact]
    public async Task What_an_agent_says_reaches_the_customer_on_their_channel()
    {
        await using var connector = await LoopbackConnector.StartAsync();
        var line = Line(connector);
        await line.SayAsync("Where is my parcel?");
        await SentAsync(line);
        var id = new ConversationId((await line.RowsAsync("select id from conversation where channel_conversation_id = @conversation", row => row.GetString(0))).Single());
        var desk = shared.Server.Services.GetRequiredService<HandoffDesk>();

        await desk.AcceptAsync(id, Lin, default);
        await desk.SayAsync(id, Lin, "我在查，请稍等。", null, default);
        while ((await connector.NextAsync()).Text != "我在查，请稍等。") { }

        await SentAsync(line);
    }

    [Fact]
    public async Task A_card_on_teams_is_updated_in_place_when_its_question_is_answered_and_its_old_button_does_nothing()
    {
        await using var connector = await LoopbackConnector.StartAsync();
        var line = Line(connector) with { Channel = "msteams" };
        await line.SayAsync("I want to complain about my parcel", new { conversation = new { id = line.Conversation, conversationType = "personal" } });
        LoopbackConnector.Call asked;
        do asked = await connector.NextAsync();
        while (!asked.Raw.Contains("Action.Submit"));
        var button = asked.Body.GetProperty("attachments")[0].GetProperty("content").GetProperty("body").EnumerateArray().First(b => b.GetProperty("type").GetString() == "ActionSet").GetProperty("actions")[0];
        var data = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(button.GetProperty("data"))!;
        data.Remove("msteams");
        var (press, title) = (new { value = data, replyToId = "m-1" }, button.GetProperty("title").GetString());
        await SentAsync(line);

        await line.SayAsync(title!, press);
        LoopbackConnector.Call update;
        do update = await connector.NextAsync();
        while (update.Method != "PUT");
        await SentAsync(line);
        var before = await line.TranscriptAsync();
        await line.SayAsync(title!, press);

        update.Path.ShouldStartWith($"/v3/conversations/{line.Conversation}/activities/m-");
        update.Raw.ShouldContain($"✓ {title}");
        update.Raw.ShouldNotContain("Action.Submit");
        (await line.TranscriptAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task The_card_of_a_wait_on_teams_says_in_its_place_who_has_taken_over()
    {
        await using var connector = await LoopbackConnector.StartAsync();
        var line = Line(connector) with { Channel = "msteams" };
        var presence = shared.Server.Services.GetRequiredService<Presence>();
        presence.Connect(Lin);
        try
        {
            await line.SayAsync("I want to speak to a person");
            await SentAsync(line);
            var id = new ConversationId((await line.RowsAsync("select id from conversation where channel_conversation_id = @conversation", row => row.GetString(0))).Single());
            var waiting = connector.Calls.Single(call => call.Raw.Contains("Place in the queue"));
            await shared.Server.Services.GetRequiredService<HandoffDesk>().AcceptAsync(id, Lin, default);
            LoopbackConnector.Call update;
            do update = await connector.NextAsync();
            while (update.Method != "PUT");

            waiting.Body.GetProperty("text").GetString()!.ShouldNotContain("Place in the queue");
            update.Raw.ShouldContain("A person has taken over");
            update.Raw.ShouldContain("\"Lin\"");
            update.Raw.ShouldNotContain("Place in the queue");
            update.Body.GetProperty("text").GetString().ShouldBe(waiting.Body.GetProperty("text").GetString());
        }
        finally
        {
            presence.Disconnect(Lin.Id);
        }
    }

    [Fact]
    public async Task A6001_while_a_turn_takes_long_the_customer_sees_typing_at_most_once_in_three_seconds()
    {
        await using var connector = await LoopbackConnector.StartAsync();
        var line = Line(connector);
        await line.SayAsync("Where is my parcel?");
        await SentAsync(line);
        var id = (await line.RowsAsync("select id from conversation where channel_conversation_id = @conversation", row => row.GetString(0))).Single();
        // Unread for ever: as a turn that does not come to its end.
        await shared.Server.Services.GetRequiredService<Database>().WriteAsync((session, cancel) => session.Statement("update conversation set unread_since = 1 where id = @id").Set("@id", id).ExecuteAsync(cancel), default);
        shared.Server.Services.GetRequiredService<TurnSignal>().Raise(new ConversationId(id));

        LoopbackConnector.Call first;
        do first = await connector.NextAsync();
        while (first.Body.GetProperty("type").GetString() != "typing");
        var second = await connector.NextAsync();

        second.Body.GetProperty("type").GetString().ShouldBe("typing");
        (second.At - first.At).ShouldBeGreaterThan(TimeSpan.FromSeconds(2.9));
        await shared.Server.Services.GetRequiredService<Database>().WriteAsync((session, cancel) => session.Statement("update conversation set unread_since = null where id = @id").Set("@id", id).ExecuteAsync(cancel), default);
    }

    private BotLine Line(LoopbackConnector connector) => BotLine.New(shared.Server) with { ServiceUrl = connector.ServiceUrl };

    private static string FirstLine(string text) => text.Split('\n')[0];

    private static Task SentAsync(BotLine line) => UntilAsync(line, rows => rows.Count > 0 && rows.All(status => status == "sent"));

    private static async Task UntilAsync(BotLine line, Func<List<string>, bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isSo(await line.RowsAsync("""
            select case when c.unread_since is null then o.status else 'unread' end from outbox o join conversation c on c.id = o.conversation_id where c.channel_conversation_id = @conversation and o.channel = 'botframework' order by o.n
            """, row => row.GetString(0)))) await Task.Delay(20, patience.Token);
    }

    private static async Task<string?> BlockedAsync(BotLine line) => (await line.RowsAsync(
        "select r.blocked_why from channel_reference r join conversation c on c.id = r.conversation_id where c.channel_conversation_id = @conversation", row => row.IsDBNull(0) ? null : row.GetString(0))).Single();
}
