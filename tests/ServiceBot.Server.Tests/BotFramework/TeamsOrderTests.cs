using System.Text.Json;
using ServiceBot.Server.Tests.DirectLine;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>What Teams tells of itself comes in any order (A2042), doubled, and around messages: one greeting, and reachable exactly while the app is there.</summary>
public sealed class TeamsOrderTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Installed = """{"type":"installationUpdate","action":"add"}""";
    private const string Upgraded = """{"type":"installationUpdate","action":"add-upgrade"}""";
    private const string Uninstalled = """{"type":"installationUpdate","action":"remove"}""";
    private const string BotAdded = """{"type":"conversationUpdate","membersAdded":[{"id":"bot"}]}""";
    private const string BothAdded = """{"type":"conversationUpdate","membersAdded":[{"id":"bot"},{"id":"29:u1","aadObjectId":"0b9e7f5c-0000-4000-8000-0000000000ff"}]}""";
    private const string BotRemoved = """{"type":"conversationUpdate","membersRemoved":[{"id":"bot"}]}""";
    private const string Renamed = """{"type":"conversationUpdate","topicName":"new","channelData":{"eventType":"channelRenamed"}}""";
    private const string Says = """{"type":"message","text":"Where is my parcel?"}""";

    private readonly BotLine line = BotLine.New(shared.Server) with { Channel = "msteams", User = "29:u1" };

    [Theory]
    [InlineData(Installed, BothAdded, Says)]
    [InlineData(BothAdded, Installed, Says)]
    [InlineData(BotAdded, Installed, Says)]
    [InlineData(Says, Installed, BothAdded)]
    [InlineData(Says, BotAdded, Installed)]
    [InlineData(Installed, Says, BothAdded)]
    [InlineData(Installed, Installed, BothAdded, BothAdded, Upgraded, Says)]
    [InlineData(Renamed, Installed, BothAdded, Says)]
    public async Task However_an_installation_is_told_the_customer_is_greeted_once_and_answered_once(params string[] told)
    {
        foreach (var activity in told) await TellAsync(activity);
        var heard = await line.TranscriptAsync(atLeast: 2);

        heard.Count(text => text == "customer: Where is my parcel?").ShouldBe(1);
        heard.Count(text => text.Contains("Swallow Express bot", StringComparison.Ordinal)).ShouldBe(1);
        (await BlockedAsync()).ShouldBe([null]);
    }

    [Theory]
    [InlineData(new[] { Uninstalled, BotRemoved }, new[] { Installed, BothAdded })]
    [InlineData(new[] { BotRemoved, Uninstalled }, new[] { BothAdded, Installed })]
    [InlineData(new[] { Uninstalled }, new[] { BotAdded })]
    [InlineData(new[] { BotRemoved, BotRemoved }, new[] { Upgraded })]
    public async Task Uninstalled_and_installed_again_they_are_reachable_without_a_word_and_not_greeted_again(string[] leaving, string[] coming)
    {
        await TellAsync(Says);
        var before = await line.TranscriptAsync(atLeast: 2);
        foreach (var activity in leaving) await TellAsync(activity);
        var left = await BlockedAsync();
        foreach (var activity in coming) await TellAsync(activity);

        left.ShouldHaveSingleItem().ShouldNotBeNull();
        (await BlockedAsync()).ShouldBe([null]);
        (await line.TranscriptAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task What_Teams_tells_of_a_team_or_a_group_opens_nothing_and_shuts_nobody_out()
    {
        var team = line with { Conversation = $"19:{Guid.NewGuid():N}@thread.tacv2" };
        foreach (var activity in new[] { Installed, BothAdded, Renamed, """{"type":"conversationUpdate","membersRemoved":[{"id":"29:other"}],"channelData":{"eventType":"teamMemberRemoved"}}""", """{"type":"messageReaction","reactionsAdded":[{"type":"like"}]}""" })
        {
            var json = Read(team, activity);
            json["conversation"]!["isGroup"] = true;
            json["conversation"]!["conversationType"] = "channel";
            (await team.PostAsync(json)).Status.ShouldBe(200);
        }

        (await team.TranscriptAsync()).ShouldBeEmpty();
        (await team.RowsAsync(Blocked, row => row.IsDBNull(0) ? null : row.GetString(0))).ShouldAllBe(why => why == null);
    }

    private async Task TellAsync(string activity) => (await line.PostAsync(Read(line, activity))).Status.ShouldBe(200);

    private static System.Text.Json.Nodes.JsonObject Read(BotLine line, string activity)
    {
        using var json = JsonDocument.Parse(activity);
        return line.Activity(json.RootElement.GetProperty("type").GetString()!, more: json.RootElement);
    }

    private const string Blocked = "select r.blocked_why from channel_reference r join conversation c on c.id = r.conversation_id where c.channel_conversation_id = @conversation";

    private Task<List<string?>> BlockedAsync() => line.RowsAsync(Blocked, row => row.IsDBNull(0) ? null : row.GetString(0));
}
