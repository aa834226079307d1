using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Handoff;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>protocol.md §5, out: with Handoff:Hub a conversation that goes to a person goes to an agent hub outside.</summary>
public sealed class HandoffToHubTests
{
    [Fact]
    public async Task Row_5_a_conversation_that_goes_to_a_person_leaves_as_handoff_initiate_with_context_and_transcript()
    {
        await using var scene = await HubScene.StartAsync();
        await scene.Line.SayAsync("My parcel is late");
        await scene.Channel.NextAsync();

        var initiate = await scene.AskForPersonAsync();

        var id = (await scene.IdAsync()).Value;
        scene.Hub.Calls.First().Path.ShouldBe($"/v3/conversations/{id}/activities");
        (initiate.GetProperty("type").GetString(), initiate.GetProperty("name").GetString()).ShouldBe(("event", "handoff.initiate"));
        initiate.GetProperty("conversation").GetProperty("id").GetString().ShouldBe(id);
        var context = initiate.GetProperty("value");
        (context.GetProperty("reason").GetString(), context.GetProperty("language").GetString(), context.GetProperty("site").GetString()).ShouldBe(("asked", "en", (await scene.ConversationAsync()).Site));
        context.GetProperty("tolerance").GetProperty("t").GetDouble().ShouldBeGreaterThan(0);
        context.GetProperty("customer").GetProperty("proof").GetString().ShouldBe("none");
        var attachment = initiate.GetProperty("attachments")[0];
        (attachment.GetProperty("contentType").GetString(), attachment.GetProperty("name").GetString()).ShouldBe(("application/json", "Transcript"));
        var said = attachment.GetProperty("content").GetProperty("activities").EnumerateArray().ToList();
        said[0].GetProperty("text").GetString().ShouldBe("My parcel is late");
        said[0].GetProperty("from").GetProperty("role").GetString().ShouldBe("user");
        said[^1].GetProperty("text").GetString()!.ShouldContain("Night team");
        said.Count.ShouldBe((await scene.Line.TranscriptAsync()).Count);
    }

    [Fact]
    public async Task Accepted_gives_the_hub_the_conversation_and_both_sides_hear_each_other()
    {
        await using var scene = await HubScene.StartAsync();
        await scene.AskForPersonAsync();

        (await scene.StatusAsync(new { state = "accepted" })).Status.ShouldBe(200);
        await scene.CustomerReadsAsync("Night team has joined");
        await scene.Line.SayAsync("It was due on Monday");
        var heard = await scene.Hub.NextAsync();
        await scene.HubSaysAsync("I am looking for it", "m1");
        await scene.HubSaysAsync("I am looking for it", "m1");
        await scene.CustomerReadsAsync("I am looking for it");

        (heard.Body.GetProperty("type").GetString(), heard.Text, heard.Body.GetProperty("from").GetProperty("role").GetString()).ShouldBe(("message", "It was due on Monday", "user"));
        var now = await scene.ConversationAsync();
        (now.Owner, now.OwnerName).ShouldBe((Owner.Agent, "Night team"));
        var lines = await scene.Line.TranscriptAsync();
        lines.TakeLast(2).ShouldBe(["customer: It was due on Monday", "agent: I am looking for it"]);
        scene.Hub.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Completed_gives_the_conversation_back_to_the_bot_which_answers_again()
    {
        await using var scene = await HubScene.StartAsync();
        await scene.AskForPersonAsync();
        await scene.StatusAsync(new { state = "accepted" });
        var before = (await scene.Line.TranscriptAsync()).Count;

        (await scene.StatusAsync(new { state = "completed", message = "found it" })).Status.ShouldBe(200);
        var returned = await scene.Line.TranscriptAsync(atLeast: before + 1);
        await scene.Line.SayAsync("hello again");
        var answered = await scene.Line.TranscriptAsync(atLeast: returned.Count + 2);

        returned[^1].ShouldStartWith("bot: ");
        answered[^1].ShouldStartWith("bot: ");
        (await scene.ConversationAsync()).Owner.ShouldBe(Owner.Bot);
        scene.Hub.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Failed_is_told_to_the_customer_who_waits_in_our_own_queue(bool afterAccepted)
    {
        await using var scene = await HubScene.StartAsync();
        await scene.AskForPersonAsync();
        if (afterAccepted) await scene.StatusAsync(new { state = "accepted" });

        (await scene.StatusAsync(new { state = "failed", message = "all lines busy" })).Status.ShouldBe(200);
        await scene.CustomerReadsAsync("Night team can't take this over");

        (await scene.ConversationAsync()).Owner.ShouldBe(Owner.Queue);
        (await scene.NotesAsync()).ShouldContain("handoff.status failed: all lines busy");
        (await scene.Desk.AcceptAsync(await scene.IdAsync(), HubScene.Lin, default)).ShouldBeOfType<DeskOutcome.Done>();
        await scene.CustomerReadsAsync("Lin has joined");
        scene.Hub.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(false, "none of us is here right now")]
    [InlineData(true, "and a colleague of ours will answer you here")]
    public async Task Where_nobody_is_on_duty_a_failed_hub_promises_nobody(bool isOnDuty, string said)
    {
        await using var scene = await HubScene.StartAsync();
        if (isOnDuty) scene.Server.Services.GetRequiredService<Presence>().Connect(HubScene.Lin);
        await scene.AskForPersonAsync();

        await scene.StatusAsync(new { state = "failed" });

        (await scene.CustomerReadsAsync("Night team can't take this over")).ShouldContain(said);
    }

    [Fact]
    public async Task A_hub_that_refuses_has_failed()
    {
        await using var scene = await HubScene.StartAsync();
        scene.Hub.Answer = (context, _) =>
        {
            context.Response.StatusCode = 400;
            return Task.FromResult(true);
        };

        await scene.AskForPersonAsync();

        await scene.CustomerReadsAsync("Night team can't take this over");
        (await scene.ConversationAsync()).Owner.ShouldBe(Owner.Queue);
    }

    // Four tries with growing pauses: some seconds, because the pauses are the thing.
    [Fact]
    public async Task A_hub_whose_port_is_closed_has_failed_after_some_tries()
    {
        await using var scene = await HubScene.StartAsync("--Handoff:AcceptWithin", "01:00:00");
        await scene.Hub.CloseAsync();

        await scene.Line.SayAsync("I want to speak to a person");
        await scene.CustomerReadsAsync("Night team can't take this over");

        (await scene.ConversationAsync()).Owner.ShouldBe(Owner.Queue);
        (await scene.NotesAsync()).ShouldContain(note => note.StartsWith("handoff.status failed: "));
        (await scene.Desk.AcceptAsync(await scene.IdAsync(), HubScene.Lin, default)).ShouldBeOfType<DeskOutcome.Done>();
    }

    [Fact]
    public async Task A_hub_that_says_nothing_has_failed_and_is_told_that_nobody_waits_there()
    {
        await using var scene = await HubScene.StartAsync("--Handoff:AcceptWithin", "00:00:01");
        await scene.AskForPersonAsync();

        await scene.CustomerReadsAsync("Night team can't take this over");

        (await scene.Hub.NextAsync()).Body.GetProperty("type").GetString().ShouldBe("endOfConversation");
        (await scene.ConversationAsync()).Owner.ShouldBe(Owner.Queue);
        (await scene.NotesAsync()).ShouldContain("handoff.status failed: no word from it within 00:00:01");
        await scene.StatusAsync(new { state = "accepted" });
        (await scene.ConversationAsync()).Owner.ShouldBe(Owner.Queue);
    }

    [Fact]
    public async Task What_is_written_before_the_hub_accepts_reaches_it_behind_the_transcript()
    {
        await using var scene = await HubScene.StartAsync();
        await scene.AskForPersonAsync();

        await scene.Line.SayAsync("and it is a present");

        (await scene.Hub.NextAsync()).Text.ShouldBe("and it is a present");
    }

    [Theory]
    [InlineData("""{"state":"resting"}""")]
    [InlineData("""{"state":7}""")]
    [InlineData("""{"state":null}""")]
    [InlineData("""{"State":"accepted"}""")]
    [InlineData("""["accepted"]""")]
    [InlineData("\"accepted\"")]
    [InlineData("7")]
    [InlineData("null")]
    public async Task Row_1_10_a_status_that_nobody_knows_is_not_rejected_changes_nothing_and_is_noted(string value)
    {
        await using var scene = await HubScene.StartAsync();
        await scene.AskForPersonAsync();

        var answer = await scene.StatusAsync(JsonDocument.Parse(value).RootElement);

        answer.Status.ShouldBe(200);
        (await scene.ConversationAsync()).Owner.ShouldBe(Owner.Queue);
        (await scene.NotesAsync()).Single().ShouldStartWith("handoff.status ");
    }

    [Fact]
    public async Task An_agent_of_our_own_who_is_first_has_the_customer_and_the_hub_is_told()
    {
        await using var scene = await HubScene.StartAsync();
        await scene.AskForPersonAsync();

        await scene.Desk.AcceptAsync(await scene.IdAsync(), HubScene.Lin, default);
        var told = await scene.Hub.NextAsync();
        var status = await scene.StatusAsync(new { state = "accepted" });
        var message = await scene.HubSaysAsync("Hello, how can I help?");

        told.Body.GetProperty("type").GetString().ShouldBe("endOfConversation");
        status.Status.ShouldBe(200);
        (message.Status, message.Code).ShouldBe((409, "NotYours"));
        (await scene.ConversationAsync()).OwnerName.ShouldBe("Lin");
        (await scene.Line.TranscriptAsync()).ShouldNotContain(line => line.Contains("how can I help"));
    }

    [Fact]
    public async Task With_tokens_the_hub_gets_one_that_is_good_for_nobody_else_and_only_its_own_app_may_answer()
    {
        await using var provider = await IdentityProvider.StartAsync();
        await using var login = await LoopbackConnector.StartAsync();
        login.Answer = async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"token_type":"Bearer","expires_in":3600,"access_token":"for-the-hub"}""");
            return true;
        };
        await using var scene = await HubScene.StartAsync(provider.Settings("--Handoff:Hub:AppId", "the-hub", "--BotFramework:LoginUrl", login.ServiceUrl.TrimEnd('/')));
        var line = scene.Line with { Token = new Tokens(), ServiceUrl = "http://127.0.0.1:56150/_connector" };
        await line.SayAsync("I want to speak to a person");
        var call = await scene.Hub.NextAsync();
        var asHub = line with { Conversation = (await scene.IdAsync()).Value, ServiceUrl = scene.Hub.ServiceUrl, Channel = "hub", User = "hub" };
        var accepted = asHub.Activity("event", more: new { name = "handoff.status", value = new { state = "accepted" } });

        var stranger = await (asHub with { Token = Tokens.OfApp("another-bot") }).PostAsync(accepted);
        var customer = await (asHub with { Token = new Tokens { ServiceUrl = scene.Hub.ServiceUrl }, Channel = "emulator" }).SayAsync("let me in");
        var hub = await (asHub with { Token = Tokens.OfApp("the-hub") }).PostAsync(accepted);
        var elsewhere = await (asHub with { Token = Tokens.OfApp("the-hub"), Conversation = "c-of-somebody" }).SayAsync("hello");

        call.Bearer.ShouldBe("for-the-hub");
        login.Calls.ShouldContain(asked => Uri.UnescapeDataString(asked.Raw).Contains("the-hub/.default"));
        stranger.Status.ShouldBe(403);
        hub.Status.ShouldBe(200);
        (elsewhere.Status, elsewhere.Code).ShouldBe((404, "ConversationNotFound"));
        (await scene.ConversationAsync()).OwnerName.ShouldBe("Night team");
        customer.Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("Handoff:Hub:ServiceUrl", "--Handoff:Hub:ServiceUrl", "https://hub.example.com", "--Handoff:Hub:Name", "Night team")]
    [InlineData("Handoff:Hub:Name", "--Handoff:Hub:ServiceUrl", "http://127.0.0.1:1/")]
    [InlineData("ServiceUrl", "--Handoff:Hub:Name", "Night team")]
    [InlineData("Handoff:AcceptWithin", "--Handoff:AcceptWithin", "soon")]
    [InlineData("Handoff:AcceptWithin", "--Handoff:AcceptWithin", "-00:01:00")]
    public async Task A_wrong_setting_stops_the_start_with_a_sentence_that_names_it(string named, params string[] settings)
    {
        using var data = new DataFolder();

        var wrong = await Should.ThrowAsync<SettingException>(() => RunningServer.StartAsync(data, settings: settings));

        wrong.Message.ShouldContain(named);
    }
}
