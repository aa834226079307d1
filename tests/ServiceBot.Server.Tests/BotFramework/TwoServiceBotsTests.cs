using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Handoff;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Handoff;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>protocol.md §5 between two of our own: the customers of one are served at the desk of the other, files and cards included.</summary>
public sealed class TwoServiceBotsTests(TwoServiceBots shared) : IClassFixture<TwoServiceBots>
{
    private const string Card = """{"type":"AdaptiveCard","version":"1.3","body":[{"type":"TextBlock","text":"Claim form"},{"type":"FactSet","facts":[{"title":"Number","value":"F-7"}]}],"actions":[{"type":"Action.Submit","title":"Send","data":{"form":"F-7"}}]}""";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_customer_of_one_is_accepted_served_with_files_and_cards_and_given_back_by_the_other(bool isNorths)
    {
        var (home, hub) = isNorths ? (shared.North, shared.South) : (shared.South, shared.North);
        var customer = shared.Customer(home);
        await customer.SayAsync("我要转人工", new { locale = "zh-CN" });
        var guest = await GuestAsync(hub, customer);
        (await Desk(hub).AcceptAsync(guest, HubScene.Lin, default)).ShouldBeOfType<DeskOutcome.Done>();
        await customer.TranscriptAsync(atLeast: 4);
        await customer.SayAsync("照片在这里", new { attachments = new[] { new { contentType = "image/jpeg", contentUrl = "https://files.example/1.jpg", name = "1.jpg" } } });
        await OnHubAsync(hub, guest, "照片在这里");
        await Desk(hub).ActAsOwnerAsync(guest, HubScene.Lin, async (act, cancel) =>
        {
            await act.SayAsync(Role.Agent, new Activity { Type = ActivityTypes.Message, Text = "请填这张表", Attachments = [new Attachment { ContentType = ContentTypes.AdaptiveCard, Content = JsonElement.Parse(Card) }] }, "k", cancel);
            return act.Done;
        }, default);
        var shown = await ReadsAsync(customer, "请填这张表");
        await customer.PostAsync(customer.Activity("message", more: new { value = new { form = "F-7" }, replyToId = "m-1" }));
        await OnHubAsync(hub, guest, "\"form\":\"F-7\"");
        await hub.Services.GetRequiredService<Resolving>().ResolveAsync(guest, HubScene.Lin, Resolution.AsOnRecord, default);
        await UntilAsync(async () => (await OwnerAsync(home, customer)) == Owner.Bot);

        shown.Body.GetProperty("attachments")[0].GetProperty("content").GetProperty("fallbackText").GetString().ShouldBe("Claim form\nNumber: F-7");
        (await OnHubAsync(hub, guest, "1.jpg")).ShouldContain("https://files.example/1.jpg");
        var heard = await customer.TranscriptAsync();
        heard.ShouldContain(line => line.StartsWith("notice: ") && line.Contains(isNorths ? "South desk" : "North desk"));
        // The hub speaks the customer's language, its own notices too.
        heard.ShouldContain(line => line.StartsWith("agent: ") && line.Contains("Lin"));
        heard.ShouldNotContain(line => line.Contains("joined"));
    }

    [Fact]
    public async Task Who_is_served_at_home_first_does_not_wait_at_the_other_any_more()
    {
        var customer = shared.Customer(shared.North);
        await customer.SayAsync("I want to speak to a person");
        var guest = await GuestAsync(shared.South, customer);

        await Desk(shared.North).AcceptAsync(await IdAsync(shared.North, customer), HubScene.Lin, default);
        await UntilAsync(async () => (await FindAsync(shared.South, guest)).Owner == Owner.Bot);

        (await FindAsync(shared.South, guest)).Status.ShouldBe(ConversationStatus.Resolved);
        (await FindAsync(shared.North, await IdAsync(shared.North, customer))).OwnerName.ShouldBe("Lin");
    }

    [Fact]
    public async Task Where_nobody_at_the_other_takes_it_in_time_the_customer_is_told_and_waits_at_home()
    {
        var customer = shared.Customer(shared.North);
        await customer.SayAsync("I want to speak to a person");
        var guest = await GuestAsync(shared.South, customer);

        await shared.South.Services.GetRequiredService<Database>().WriteAsync((session, cancel) =>
            session.Statement("update clock set due_at = 0 where conversation_id = @id and kind = 'guest-limit'").Set("@id", guest.Value).ExecuteAsync(cancel), default);
        await ReadsAsync(customer, "take this over");

        (await OwnerAsync(shared.North, customer)).ShouldBe(Owner.Queue);
        (await FindAsync(shared.South, guest)).Status.ShouldBe(ConversationStatus.Resolved);
        (await Desk(shared.North).AcceptAsync(await IdAsync(shared.North, customer), HubScene.Lin, default)).ShouldBeOfType<DeskOutcome.Done>();
    }

    [Fact]
    public async Task Only_the_hub_answers_and_only_where_it_was_asked()
    {
        var customer = shared.Customer(shared.North);
        await customer.SayAsync("hello");
        await customer.TranscriptAsync(atLeast: 2);
        var id = await IdAsync(shared.North, customer);
        var path = $"/v3/conversations/{id.Value}/activities";
        var said = new { type = "message", text = "I am your agent" };
        var hub = Tokens.OfApp("aaaaaaaa-0000-4000-8000-000000000002") with { Audience = "aaaaaaaa-0000-4000-8000-000000000001" };

        var nobody = await shared.North.SendAsync(HttpMethod.Post, path, null, said);
        var channel = await shared.North.SendAsync(HttpMethod.Post, path, new Tokens { Audience = "aaaaaaaa-0000-4000-8000-000000000001" }, said);
        var stranger = await shared.North.SendAsync(HttpMethod.Post, path, hub with { More = new Dictionary<string, object> { ["ver"] = "2.0", ["azp"] = "somebody" } }, said);
        var unasked = await shared.North.SendAsync(HttpMethod.Post, path, hub, said);
        var changed = await shared.North.SendAsync(HttpMethod.Put, $"{path}/1", hub, said);

        (nobody.Status, channel.Status, stranger.Status, unasked.Status, changed.Status).ShouldBe((401, 404, 403, 404, 405));
        (await customer.TranscriptAsync()).ShouldNotContain(line => line.Contains("your agent"));
    }

    [Theory]
    [InlineData("""{"contentType":"image/png","contentUrl":"data:image/png;base64,AAAA"}""")]
    [InlineData("""{"contentType":"image/png","contentUrl":"javascript:alert(1)"}""")]
    [InlineData("""{"contentType":"application/json","content":{"activities":[]}}""")]
    [InlineData("""{"contentType":"application/vnd.microsoft.card.signin","content":{"buttons":[{"type":"signin","title":"Sign in","value":"https://evil.example"}]}}""")]
    [InlineData("""{"contentType":"application/vnd.microsoft.card.hero","content":{"buttons":[{"type":"openUrl","title":"Open","value":"data:text/html,x"}]}}""")]
    [InlineData("""{"contentType":"application/vnd.microsoft.card.hero","content":{"buttons":[{"type":"call","title":"Call","value":"https://evil.example"}]}}""")]
    [InlineData("""{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","actions":[{"type":"Action.ShowCard","card":{"type":"AdaptiveCard","actions":[{"type":"Action.OpenUrl","url":"file:///etc/passwd"}]}}]}}""")]
    [InlineData("""{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","body":[{"type":"Image","url":"data:image/svg+xml,x"}]}}""")]
    [InlineData("""{"contentType":"application/vnd.microsoft.card.adaptive","content":"text"}""")]
    public void What_leads_elsewhere_than_to_the_web_or_a_telephone_is_left_out(string attachment) =>
        ForeignAttachments.Taken([ProtocolJson.Parse<Attachment>(System.Text.Encoding.UTF8.GetBytes(attachment))]).ShouldBeEmpty();

    private static HandoffDesk Desk(RunningServer of) => of.Services.GetRequiredService<HandoffDesk>();

    private static async Task<ConversationId> IdAsync(RunningServer of, BotLine customer) =>
        new((await (customer with { Server = of }).RowsAsync("select id from conversation where channel_conversation_id = @conversation", row => row.GetString(0))).Single());

    private static async Task<Conversation> FindAsync(RunningServer of, ConversationId id) => (await of.Services.GetRequiredService<Conversations>().FindAsync(id, default))!;

    private static async Task<Owner> OwnerAsync(RunningServer of, BotLine customer) => (await FindAsync(of, await IdAsync(of, customer))).Owner;

    /// <summary>The same customer's conversation at the hub, once it is there.</summary>
    private static async Task<ConversationId> GuestAsync(RunningServer hub, BotLine customer)
    {
        await customer.TranscriptAsync(atLeast: 2);
        var there = customer with { Server = hub, Conversation = (await IdAsync(customer.Server, customer)).Value };
        List<string> ids = [];
        await UntilAsync(async () => (ids = await there.RowsAsync("select id from conversation where channel_conversation_id = @conversation and owner = 'queue'", row => row.GetString(0))).Count > 0);
        return new ConversationId(ids.Single());
    }

    /// <summary>The line at the hub that has this in it, as it is stored.</summary>
    private static async Task<string> OnHubAsync(RunningServer hub, ConversationId guest, string part)
    {
        string? found = null;
        await UntilAsync(async () => (found = (await hub.Services.GetRequiredService<Database>().ReadAsync((session, cancel) => session.Statement("select json from activity where conversation_id = @id order by seq")
            .Set("@id", guest.Value).ListAsync(row => row.GetString(0), cancel), default)).Find(json => json.Contains(part))) is not null);
        return found!;
    }

    private async Task<LoopbackConnector.Call> ReadsAsync(BotLine customer, string part)
    {
        LoopbackConnector.Call? call = null;
        await UntilAsync(() => Task.FromResult((call = shared.Channel.Calls.FirstOrDefault(sent => sent.Path.Contains(customer.Conversation) && sent.Raw.Contains(part))) is not null));
        return call!;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds()) await Task.Delay(20, patience.Token);
    }
}
