using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Customers;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>decisions.md 15: on a channel where people sign in, the customer source says who they are; nobody is ever linked on what no token proves.</summary>
public sealed class VerifiedCustomerTests(CompanyWorld shared) : IClassFixture<CompanyWorld>
{
    private readonly string emma = Guid.NewGuid().ToString();
    private readonly string user = $"29:{Guid.NewGuid():N}";

    [Fact]
    public async Task Who_is_known_by_the_directory_s_id_is_proved_by_the_channel_and_asked_for_no_digits()
    {
        shared.Customers[$"aad:{emma}"] = """{"customer":{"no":"emma","name":"Emma Carter","orders":3}}""";
        var line = Teams();

        await line.SayAsync("Where are my parcels?", From(emma));

        (await WhoAsync(line)).ShouldBe((Proof.Channel, "emma"));
        shared.Channel.Calls.ShouldNotContain(call => call.Path.Contains(Uri.EscapeDataString(user)));
        await line.SayAsync("Anything new?", From(emma));
        shared.Channel.Calls.Count(call => call.Path.Contains(emma)).ShouldBe(1);
        // The next conversation from the same address is the same customer's from its first message.
        var other = Teams();
        await other.SayAsync("hello", From(emma));
        (await WhoAsync(other)).ShouldBe((Proof.Channel, "emma"));
    }

    [Theory]
    [InlineData(CompanyWorld.Tenant, "Emma@Shop.example", Proof.Channel)]
    // In a tenant of their own anybody may write any address into their record.
    [InlineData("99999999-0000-4000-8000-000000000000", "Emma@Shop.example", Proof.None)]
    [InlineData(CompanyWorld.Tenant, "emma_shop.example#EXT#@ours.example", Proof.None)]
    public async Task Mail_is_believed_of_members_of_our_own_tenants_only(string tenant, string mail, Proof proof)
    {
        shared.Customers[$"mailto:{user[3..]}@shop.example"] = """{"customer":{"no":"emma"}}""";
        shared.Members[user] = $$"""{"id":"{{user}}","objectId":"{{emma}}","tenantId":"{{tenant}}","userPrincipalName":"{{mail.Replace("emma", user[3..], StringComparison.OrdinalIgnoreCase)}}"}""";
        var line = Teams();

        await line.SayAsync("hello", From(emma));

        (await WhoAsync(line)).Proof.ShouldBe(proof);
    }

    [Fact]
    public async Task What_Teams_says_of_another_member_links_nobody()
    {
        shared.Customers[$"mailto:{user[3..]}@shop.example"] = """{"customer":{"no":"emma"}}""";
        shared.Members[user] = $$"""{"id":"{{user}}","objectId":"33333333-cccc-4ccc-8ccc-333333333333","tenantId":"{{CompanyWorld.Tenant}}","email":"{{user[3..]}}@shop.example"}""";
        var line = Teams();

        await line.SayAsync("hello", From(emma));

        (await WhoAsync(line)).Proof.ShouldBe(Proof.None);
    }

    [Theory]
    [InlineData("webchat")]
    [InlineData("emulator")]
    public async Task Where_anybody_may_claim_any_id_nobody_is_asked_for(string channel)
    {
        shared.Customers[$"{channel}:{emma}"] = shared.Customers[$"aad:{emma}"] = """{"customer":{"no":"emma"}}""";
        var line = Teams() with { Channel = channel, User = emma };

        (await line.SayAsync("hello", new { from = new { id = emma, aadObjectId = emma } })).Status.ShouldBe(200);

        (await WhoAsync(line)).ShouldBe((Proof.None, null));
        shared.Channel.Calls.ShouldNotContain(call => call.Path.Contains(emma));
    }

    [Fact]
    public async Task In_a_group_nobody_is_linked()
    {
        shared.Customers[$"aad:{emma}"] = """{"customer":{"no":"emma"}}""";
        var line = Teams();

        await line.SayAsync("<at>Bot</at> hello", new
        {
            from = new { id = user, aadObjectId = emma }, conversation = new { id = line.Conversation, conversationType = "groupChat" },
            entities = new[] { new { type = "mention", text = "<at>Bot</at>", mentioned = new { id = "bot" } } },
        });

        (await WhoAsync(line)).Proof.ShouldBe(Proof.None);
    }

    [Fact]
    public async Task Of_two_members_of_a_group_neither_is_linked_also_where_an_activity_does_not_say_that_it_is_one()
    {
        var max = Guid.NewGuid().ToString();
        shared.Customers[$"aad:{emma}"] = """{"customer":{"no":"emma"}}""";
        shared.Customers[$"aad:{max}"] = """{"customer":{"no":"max"}}""";
        var line = Teams();
        var mention = new[] { new { type = "mention", text = "<at>Bot</at>", mentioned = new { id = "bot" } } };

        await line.SayAsync("<at>Bot</at> hello", new { from = new { id = user, aadObjectId = emma }, conversation = new { id = line.Conversation, conversationType = "groupChat" }, entities = mention });
        var other = await line.SayAsync("<at>Bot</at> where are my parcels?", new { from = new { id = "29:max", aadObjectId = max }, entities = mention });

        other.Status.ShouldBe(200);
        (await WhoAsync(line)).ShouldBe((Proof.None, null));
        (await line.TranscriptAsync(atLeast: 4)).ShouldNotContain(text => text.Contains("SF"));
    }

    [Theory]
    [InlineData("message")]
    [InlineData("messageUpdate")]
    [InlineData("invoke")]
    public async Task Words_of_nobody_are_not_those_of_who_has_spoken_before(string type)
    {
        shared.Customers[$"aad:{emma}"] = """{"customer":{"no":"emma"}}""";
        var line = Teams();
        await line.SayAsync("hello", From(emma));
        await line.TranscriptAsync(atLeast: 2);
        var nobodys = line.Activity(type, "where are my parcels?", new { name = "adaptiveCard/action", value = new { action = new { type = "Action.Execute", data = new { choice = "person" } } } });
        nobodys.Remove("from");

        var answer = await line.PostAsync(nobodys);

        (answer.Status, answer.Code).ShouldBe((400, "MissingProperty"));
        (await line.TranscriptAsync()).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"customer":{"name":"no id"}}""")]
    [InlineData("""{"customer":{"no":""}}""")]
    [InlineData("""{"customer":{"no":{"a":1}}}""")]
    [InlineData("not json")]
    [InlineData("500")]
    public async Task Half_an_answer_links_nobody_and_the_message_is_answered_all_the_same(string answer)
    {
        shared.Customers[$"aad:{emma}"] = answer;
        var line = Teams();

        (await line.SayAsync("hello", From(emma))).Status.ShouldBe(200);

        (await WhoAsync(line)).Proof.ShouldBe(Proof.None);
        (await line.TranscriptAsync(atLeast: 2))[1].ShouldStartWith("bot: ");
    }

    [Fact]
    public async Task An_id_that_changes_shuts_nobody_out_where_the_directory_or_azure_says_who_it_is_and_proves_nothing_on_a_page()
    {
        shared.Customers[$"aad:{emma}"] = """{"customer":{"no":"emma"}}""";
        var teams = Teams();
        await teams.SayAsync("hello", From(emma));
        var renamed = await teams.SayAsync("hello again", new { from = new { id = "29:new", aadObjectId = emma.ToUpperInvariant() } });
        var somebody = await teams.SayAsync("and his parcel?", new { from = new { id = "29:other", aadObjectId = "44444444-dddd-4ddd-8ddd-444444444444" } });
        var page = Teams() with { Channel = "webchat" };
        await page.SayAsync("hello", new { from = new { id = "page-1" } });
        await shared.Server.Services.GetRequiredService<Database>().WriteAsync((session, cancel) =>
            session.Statement("update conversation set proof = 'order-phone', proven_subject = 'SF1' where channel_conversation_id = @id").Set("@id", page.Conversation).ExecuteAsync(cancel), default);
        var reloaded = await page.SayAsync("hello again", new { from = new { id = "page-2" } });

        renamed.Status.ShouldBe(200);
        (await WhoAsync(teams)).ShouldBe((Proof.Channel, "emma"));
        (somebody.Status, somebody.Code).ShouldBe((403, "WrongConversation"));
        reloaded.Status.ShouldBe(200);
        (await WhoAsync(page)).Proof.ShouldBe(Proof.None);
    }

    [Fact]
    public async Task A_person_whose_chat_is_gone_is_written_to_in_a_new_one_which_is_the_same_conversation()
    {
        var line = Teams();
        await line.SayAsync("hello", new { from = new { id = user, aadObjectId = emma }, channelData = new { tenant = new { id = CompanyWorld.Tenant } } });
        (await line.TranscriptAsync(atLeast: 2)).Count.ShouldBe(2);
        var id = new ConversationId((await line.RowsAsync("select id from conversation where channel_conversation_id = @conversation", row => row.GetString(0))).Single());
        shared.Gone[line.Conversation] = true;

        await shared.Server.Services.GetRequiredService<ServiceBot.Handoff.HandoffDesk>().AcceptAsync(id, new ServiceBot.Handoff.AgentRef(new AgentId("ag_lin"), "Lin"), default);
        var anew = line with { Conversation = $"new-{user}" };
        var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!shared.Channel.Calls.Any(call => call.Path == $"/v3/conversations/{Uri.EscapeDataString(anew.Conversation)}/activities")) await Task.Delay(20, patience.Token);
        (await anew.SayAsync("thanks", From(emma))).Status.ShouldBe(200);

        (await anew.RowsAsync("select id from conversation where channel_conversation_id = @conversation", row => row.GetString(0))).ShouldBe([id.Value]);
        var opened = shared.Channel.Calls.Single(call => call is { Path: "/v3/conversations", Method: "POST" } && call.Raw.Contains(user)).Body;
        opened.GetProperty("members")[0].GetProperty("id").GetString().ShouldBe(user);
        opened.GetProperty("tenantId").GetString().ShouldBe(CompanyWorld.Tenant);
        opened.GetProperty("channelData").GetProperty("tenant").GetProperty("id").GetString().ShouldBe(CompanyWorld.Tenant);
    }

    [Theory]
    [InlineData("Customers:Url", "--Customers:Id", "no")]
    [InlineData("Customers:Id", "--Customers:Url", "https://crm.example/x?a={address}")]
    [InlineData("{address}", "--Customers:Url", "https://crm.example/x", "--Customers:Id", "no")]
    [InlineData("Customers:Uri", "--Customers:Uri", "https://crm.example/x?a={address}")]
    public async Task A_wrong_setting_stops_the_start_with_a_sentence_that_names_it(string named, params string[] settings)
    {
        using var data = new DataFolder();

        (await Should.ThrowAsync<SettingException>(() => ServerApp.BuildAsync(["--urls", "http://127.0.0.1:0", "--SERVICEBOT_DATA", data.Path, .. settings]))).Message.ShouldContain(named);
    }

    private BotLine Teams() => BotLine.New(shared.Server, new Tokens { ServiceUrl = shared.Channel.ServiceUrl }) with { ServiceUrl = shared.Channel.ServiceUrl, Channel = "msteams", User = user };

    private object From(string directory) => new { from = new { id = user, name = "Emma", aadObjectId = directory } };

    private static async Task<(Proof Proof, string? Customer)> WhoAsync(BotLine line) => (await line.RowsAsync(
        "select c.proof, k.external_id from conversation c join customer k on k.id = c.customer_id where c.channel_conversation_id = @conversation",
        row => (row.GetString(0) switch { "channel" => Proof.Channel, "none" => Proof.None, "order-phone" => Proof.OrderPhone, _ => Proof.HostPage }, row.IsDBNull(1) ? null : row.GetString(1)))).Single();
}
