using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;

namespace ServiceBot.Server.Tests.DirectLine;

/// <summary>Microsoft's botframework-directlinejs in a Node process of its own.</summary>
internal sealed class OfficialClient : IAsyncDisposable
{
    private readonly Process node;
    private readonly Channel<JsonElement> events = Channel.CreateUnbounded<JsonElement>();
    private readonly List<JsonElement> seen = [];

    private OfficialClient(Process node) => this.node = node;

    /// <param name="options">Of the client's constructor.</param>
    public static async Task<OfficialClient> StartAsync(object options)
    {
        await NodeClients.InstalledAsync();
        var node = Process.Start(new ProcessStartInfo("node", "directline.cjs") { WorkingDirectory = NodeClients.Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException("node does not start.");
        var client = new OfficialClient(node);
        node.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } json) client.events.Writer.TryWrite(JsonDocument.Parse(json).RootElement);
        };
        node.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } text) client.events.Writer.TryWrite(JsonSerializer.SerializeToElement(new { stderr = text }));
        };
        node.BeginOutputReadLine();
        node.BeginErrorReadLine();
        await client.TellAsync(new { @do = "start", options });
        return client;
    }

    /// <summary>Everything the client has reported up to what was waited for last.</summary>
    public IReadOnlyList<JsonElement> Seen => seen;

    public IEnumerable<string> Texts => Activities.Where(a => a.TryGetProperty("text", out _)).Select(a => a.GetProperty("text").GetString()!);

    public IEnumerable<JsonElement> Activities => seen.Where(e => e.TryGetProperty("activity", out _)).Select(e => e.GetProperty("activity"));

    public async Task TellAsync(object command)
    {
        await node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command));
        await node.StandardInput.FlushAsync();
    }

    public Task SayAsync(string text, string key) => TellAsync(new
    {
        @do = "post",
        activity = new { type = "message", text, from = new { id = "u1" }, channelData = new { clientActivityID = key } },
    });

    /// <summary>Waits for an event that has this field and fits.</summary>
    public async Task<JsonElement> EventAsync(string name, Func<JsonElement, bool>? fits = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        try
        {
            while (true)
            {
                var next = await events.Reader.ReadAsync(patience.Token);
                seen.Add(next);
                if (next.TryGetProperty(name, out var value) && fits?.Invoke(value) != false) return value;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No '{name}' came that fits. Seen: {string.Join('\n', seen)}");
        }
    }

    public Task<JsonElement> TextAsync(string text) => EventAsync("activity", a => a.TryGetProperty("text", out var t) && t.GetString() == text);

    /// <summary>Waits for something the bot says after the customer's first message, unless it has come already.</summary>
    public async Task ReplyAsync()
    {
        if (!Activities.SkipWhile(IsBots).Any(IsBots)) await EventAsync("activity", IsBots);
    }

    public Task OnlineAsync() => EventAsync("status", s => s.GetString() == "Online");

    public async ValueTask DisposeAsync()
    {
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        node.Dispose();
    }

    private static bool IsBots(JsonElement activity) => activity.GetProperty("type").GetString() == "message" && activity.GetProperty("from").GetProperty("role").GetString() == "bot";
}
