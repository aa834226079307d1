using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Storage;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>One conversation as a channel of the Bot Framework sends it to us, request by request.</summary>
/// <param name="Token">Null sends no Authorization header.</param>
internal sealed record BotLine(RunningServer Server, string Conversation, string? Token = null)
{
    public const string Path = "/api/messages";

    public string Channel { get; init; } = "emulator";
    public string ServiceUrl { get; init; } = "http://127.0.0.1:56150/_connector";
    public string User { get; init; } = "u1";

    public static BotLine New(RunningServer server, string? token = null) => new(server, $"c-{Guid.NewGuid():N}", token);

    /// <summary>A message, with whatever else the test says.</summary>
    public JsonObject Message(string text, object? more = null) => Activity("message", text, more);

    public JsonObject Activity(string type, string? text = null, object? more = null)
    {
        var activity = new JsonObject
        {
            ["type"] = type,
            ["id"] = Guid.NewGuid().ToString("N"),
            ["channelId"] = Channel,
            ["serviceUrl"] = ServiceUrl,
            ["from"] = new JsonObject { ["id"] = User, ["name"] = "User" },
            ["recipient"] = new JsonObject { ["id"] = "bot", ["name"] = "Bot" },
            ["conversation"] = new JsonObject { ["id"] = Conversation },
            ["locale"] = "en-US",
        };
        if (text is not null) activity["text"] = text;
        if (more is null) return activity;
        foreach (var (name, value) in JsonSerializer.SerializeToNode(more)!.AsObject()) activity[name] = value?.DeepClone();
        return activity;
    }

    public Task<Answer> SayAsync(string text, object? more = null) => PostAsync(Message(text, more));

    public Task<Answer> PostAsync(JsonObject activity) => PostRawAsync(activity.ToJsonString());

    public Task<Answer> PostRawAsync(string body, params (string Name, string Value)[] headers) => PostRawAsync(Encoding.UTF8.GetBytes(body), headers);

    public async Task<Answer> PostRawAsync(byte[] body, params (string Name, string Value)[] headers)
    {
        using var request = RunningServer.Request(HttpMethod.Post, Path, Token, new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } });
        foreach (var (name, value) in headers) (request.Headers.TryAddWithoutValidation(name, value) || request.Content!.Headers.TryAddWithoutValidation(name, value)).ShouldBeTrue();
        return await Server.SendAsync(request);
    }

    /// <summary>What stands in the transcript, "role: text", once there are so many lines.</summary>
    public async Task<List<string>> TranscriptAsync(int atLeast = 0)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var lines = await RowsAsync("""
                select a.role, a.json from activity a join conversation c on c.id = a.conversation_id where c.channel_conversation_id = @conversation order by a.seq
                """, row => $"{row.GetString(0)}: {JsonDocument.Parse(row.GetString(1)).RootElement.TryGetText("text")}");
            if (lines.Count >= atLeast) return lines;
            await Task.Delay(20, patience.Token);
        }
    }

    /// <param name="sql">With @conversation.</param>
    public async Task<List<T>> RowsAsync<T>(string sql, Func<Row, T> row) =>
        await Server.Services.GetRequiredService<Database>().ReadAsync((session, cancel) => session.Statement(sql).Set("@conversation", Conversation).ListAsync(row, cancel), default);
}

internal static class JsonTexts
{
    public static string? TryGetText(this JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
