using System.Net.Http.Json;
using System.Text.Json;
using ServiceBot.Server.Tests.BotFramework;

namespace ServiceBot.Server.Tests.Faults;

/// <summary>guarantees.md F1 and G6 for a hand-off: killed while the hub is being asked, it is asked again under the same conversation, and may accept.</summary>
public sealed class HubCrashTests
{
    // The alert that somebody waits passes first, the hub's row after it.
    [Theory]
    [InlineData("outbox:claimed", 0)]
    [InlineData("outbox:sent", 1)]
    public async Task A_kill_while_the_hub_is_asked_loses_no_customer_and_the_hub_may_accept(string point, int before)
    {
        using var data = new DataFolder();
        await using var hub = await LoopbackConnector.StartAsync();
        string[] settings = ["--Handoff:Hub:ServiceUrl", hub.ServiceUrl, "--Handoff:Hub:Name", "Night team"];
        JsonElement opened;
        using (var doomed = await ServerProcess.StartAsync(data, $"{point}#2", settings))
        {
            opened = await AskAsync(doomed);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            await doomed.WaitForExitAsync(patience.Token);
        }

        hub.Calls.Count.ShouldBeLessThanOrEqualTo(before);
        var known = hub.Calls.Count;
        using var restarted = await ServerProcess.StartAsync(data, null, settings);
        while (hub.Calls.Count <= known) await Task.Delay(20);
        var asked = hub.Calls.Last().Body;
        var conversation = asked.GetProperty("conversation").GetProperty("id").GetString()!;
        using var status = await restarted.Client.PostAsJsonAsync(BotLine.Path, new
        {
            type = "event", id = "s1", name = "handoff.status", value = new { state = "accepted" }, channelId = "hub", serviceUrl = hub.ServiceUrl,
            from = new { id = "hub" }, recipient = new { id = "bot" }, conversation = new { id = conversation },
        });

        asked.GetProperty("name").GetString().ShouldBe("handoff.initiate");
        hub.Calls.Select(call => call.Path).Distinct().Count().ShouldBe(1);
        status.EnsureSuccessStatusCode();
        (await SaidAsync(restarted, opened)).ShouldContain(text => text.Contains("Night team"));
    }

    private static async Task<JsonElement> AskAsync(ServerProcess server)
    {
        var opened = await SendAsync(server, HttpMethod.Post, "/v3/directline/conversations", RunningServer.Secret, new { user = new { id = "dl_u1" }, locale = "en" });
        try
        {
            await SendAsync(server, HttpMethod.Post, Activities(opened), Token(opened), new { type = "message", text = "I want to speak to a person", locale = "en", from = new { id = "dl_u1" } });
        }
        catch (HttpRequestException)
        {
            // Killed before its answer: it is stored all the same.
        }

        return opened;
    }

    private static async Task<List<string>> SaidAsync(ServerProcess server, JsonElement opened) =>
        [.. (await SendAsync(server, HttpMethod.Get, Activities(opened), Token(opened), null)).GetProperty("activities").EnumerateArray().Select(activity => activity.TryGetText("text") ?? "")];

    private static string Activities(JsonElement opened) => $"/v3/directline/conversations/{opened.GetProperty("conversationId").GetString()}/activities";

    private static string Token(JsonElement opened) => opened.GetProperty("token").GetString()!;

    private static async Task<JsonElement> SendAsync(ServerProcess server, HttpMethod method, string path, string bearer, object? body)
    {
        using var request = RunningServer.Request(method, path, bearer, body);
        using var response = await server.Client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
