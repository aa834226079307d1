using System.Text.Json;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>Microsoft 365 Agents Playground 0.2.28, unchanged, as Teams: an installation, messages, a group chat and a card's buttons.</summary>
public sealed class PlaygroundTests : IAsyncLifetime
{
    private RunningServer server = null!;
    private Playground teams = null!;

    public async Task InitializeAsync()
    {
        server = await RunningServer.StartAsync(settings: ["--Outbound:AllowHttp", "true", "--Outbound:AllowPrivate", "localhost, 127.0.0.1"]);
        teams = await Playground.StartAsync(server.Url);
    }

    public async Task DisposeAsync()
    {
        await teams.DisposeAsync();
        await server.DisposeAsync();
        server.Data.Dispose();
    }

    [Fact]
    public async Task It_installs_the_bot_talks_to_it_and_shows_what_it_says()
    {
        var personal = new BotLine(server, teams.Personal);
        await teams.InstallAsync(teams.Personal);
        await personal.TranscriptAsync(atLeast: 1);
        await teams.SayAsync(teams.Personal, "My parcel is late");
        var transcript = await personal.TranscriptAsync(atLeast: 3);

        transcript[0].ShouldStartWith("bot: ");
        transcript[1].ShouldBe("customer: My parcel is late");
        transcript[2].ShouldStartWith("bot: ");
        await teams.ShowsAsync(FirstWords(transcript[0]));
        await teams.ShowsAsync(FirstWords(transcript[2]));
        (await personal.RowsAsync("""
            select a.external_id from customer_address a join conversation c on c.customer_id = a.customer_id where c.channel_conversation_id = @conversation
            """, row => row.GetString(0))).ShouldBe(["00000000-0000-0000-0000-0000000000020"]);

        var group = new BotLine(server, teams.Group);
        await teams.SayAsync(teams.Group, "nobody asked the bot");
        await teams.SayAsync(teams.Group, "when do you close?", mentions: true);
        var said = await group.TranscriptAsync(atLeast: 2);

        said[0].ShouldBe("customer: when do you close?");
        await teams.ShowsAsync(FirstWords(said[1]));
    }

    [Fact]
    public async Task A_button_of_a_card_pressed_twice_has_one_effect()
    {
        var personal = new BotLine(server, teams.Personal);
        await teams.SayAsync(teams.Personal, "I want to complain");
        await personal.TranscriptAsync(atLeast: 2);
        var choice = JsonDocument.Parse((await personal.RowsAsync("select a.json from activity a join conversation c on c.id = a.conversation_id where c.channel_conversation_id = @conversation and a.seq = 2", row => row.GetString(0))).Single())
            .RootElement.GetProperty("suggestedActions").GetProperty("actions")[0];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        List<string> cards;
        while ((cards = await personal.RowsAsync("select m.resource_id from channel_message m join conversation c on c.id = m.conversation_id where c.channel_conversation_id = @conversation", row => row.GetString(0))).Count == 0)
            await Task.Delay(20, patience.Token);

        var data = JsonSerializer.SerializeToElement(new { choice = choice.GetProperty("value").GetProperty("choice").GetString(), turn = 2 });
        await teams.SubmitAsync(teams.Personal, cards[0], data);
        await personal.TranscriptAsync(atLeast: 4);
        await teams.SubmitAsync(teams.Personal, cards[0], data);
        await teams.SayAsync(teams.Personal, "thanks");
        var transcript = await personal.TranscriptAsync(atLeast: 6);

        transcript.Where(text => text.StartsWith("customer: ", StringComparison.Ordinal)).ShouldBe(["customer: I want to complain", $"customer: {choice.GetProperty("title").GetString()}", "customer: thanks"]);
    }

    private static string FirstWords(string line) => line["bot: ".Length..][..20];
}
