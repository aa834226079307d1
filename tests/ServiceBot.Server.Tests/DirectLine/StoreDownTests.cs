using ServiceBot.Tests;

namespace ServiceBot.Server.Tests.DirectLine;

/// <summary>A database that does not answer: nothing is acknowledged, and no official client dies of it (decisions.md 9).</summary>
public class StoreDownTests
{
    [Fact]
    public async Task Messages_are_refused_with_503_reading_goes_quiet_and_all_goes_on_when_it_is_back()
    {
        await using var cluster = await PostgresCluster.StartAsync(durable: true);
        using var data = new DataFolder();
        await using var server = await RunningServer.StartAsync(data, settings: ["--ConnectionStrings:ServiceBot", await cluster.CreateDatabaseAsync("down", _ => Task.CompletedTask)]);
        var line = await Line.StartAsync(server);
        using var socket = await TestSocket.OpenAsync(line.StreamUrl);
        await line.SayAsync("before", "m1");
        await socket.TextAsync("before");
        var head = (await line.AtLeastAsync(3)).Count;
        var token = (await server.SendAsync(HttpMethod.Post, $"{Line.Root}/tokens/generate", RunningServer.Secret)).Text("token");

        await cluster.StopServerAsync("immediate");
        var post = await line.SayAsync("during", "m2");
        var poll = await line.PollAsync($"{head}");
        var resume = await line.ResumeAsync($"{head}");
        var refresh = await server.SendAsync(HttpMethod.Post, $"{Line.Root}/tokens/refresh", line.Token);
        var start = await server.SendAsync(HttpMethod.Post, $"{Line.Root}/conversations", token);
        await cluster.StartServerAsync();

        post.Status.ShouldBe(503);
        post.Code.ShouldBe("ServiceUnavailable");
        post.Header("Retry-After").ShouldBe("2");
        poll.Status.ShouldBe(200);
        poll.Body.GetRawText().ShouldBe($$"""{"activities":[],"watermark":"{{head}}"}""");
        resume.Status.ShouldBe(503);
        refresh.Status.ShouldBe(200);
        start.Status.ShouldBe(201, "the official client never tries a start twice");
        (await line.SayAsync("during", "m2")).Status.ShouldBe(200);
        await socket.TextAsync("during");
        (await Line.Of(server, start).SayAsync("opened by its first message")).Status.ShouldBe(200);
        (await line.OwnAsync()).Select(a => a.GetProperty("text").GetString()).ShouldBe(["before", "during"]);
    }
}
