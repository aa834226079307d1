using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ServiceBot.Server.Tests.DirectLine;

/// <summary>One conversation as a client sees it, request by request.</summary>
internal sealed record Line(RunningServer Server, string Id, string Token, string StreamUrl)
{
    public const string Root = "/v3/directline";

    /// <summary>Starts one with the secret, or with a token.</summary>
    public static async Task<Line> StartAsync(RunningServer server, string bearer = RunningServer.Secret, object? body = null)
    {
        var answer = await server.SendAsync(HttpMethod.Post, $"{Root}/conversations", bearer, body);
        answer.Status.ShouldBeInRange(200, 201, answer.Body.ToString());
        return Of(server, answer);
    }

    /// <summary>As a page of the site starts one, without a secret.</summary>
    public static async Task<Line> StartPublicAsync(RunningServer server, object? body = null) =>
        await StartAsync(server, (await server.SendAsync(HttpMethod.Post, "/api/sites/main/token", null, body)).Text("token"));

    public static Line Of(RunningServer server, Answer answer) => new(server, answer.Text("conversationId"), answer.Text("token"), answer.Text("streamUrl"));

    public string Path => $"{Root}/conversations/{Id}";

    public Task<Answer> SayAsync(string text, string? clientActivityId = null) => PostAsync(new
    {
        type = "message",
        text,
        from = new { id = "u1" },
        channelData = clientActivityId is null ? null : new { clientActivityID = clientActivityId },
    });

    public Task<Answer> PostAsync(object activity) => Server.SendAsync(HttpMethod.Post, $"{Path}/activities", Token, activity);

    public Task<Answer> PostRawAsync(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return Server.SendAsync(HttpMethod.Post, $"{Path}/activities", Token, content);
    }

    public Task<Answer> PostRawAsync(string body) => PostRawAsync(Encoding.UTF8.GetBytes(body));

    public Task<Answer> PollAsync(string? watermark = "") => Server.SendAsync(HttpMethod.Get, $"{Path}/activities{(watermark is null ? "" : $"?watermark={watermark}")}", Token);

    public Task<Answer> ResumeAsync(string? watermark = null, string? bearer = null) =>
        Server.SendAsync(HttpMethod.Get, $"{Path}{(watermark is null ? "" : $"?watermark={watermark}")}", bearer ?? Token);

    /// <summary>Polls until so many activities are there; what the bot adds is counted too.</summary>
    public async Task<List<JsonElement>> AtLeastAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var all = (await PollAsync()).Body.GetProperty("activities").EnumerateArray().ToList();
            if (all.Count >= count) return all;
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>The customer's own messages.</summary>
    public async Task<List<JsonElement>> OwnAsync() =>
        [.. (await PollAsync()).Body.GetProperty("activities").EnumerateArray().Where(a => a.GetProperty("from").GetProperty("role").GetString() == "user")];
}
