using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>Microsoft 365 Agents Playground, the local Teams, in a process of its own; spoken to by its REST interface.</summary>
internal sealed class Playground : IAsyncDisposable
{
    private const string User = "user-id-0";
    private const string Bot = "00000000-0000-0000-0000-00000000000011";

    private readonly Process node;
    private readonly HttpClient http;
    private readonly ClientWebSocket socket = new();
    private readonly DirectoryInfo folder;
    private readonly StringBuilder seen = new();

    private Playground(Process node, int port, DirectoryInfo folder)
    {
        this.node = node;
        this.folder = folder;
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    /// <summary>The user's chat with the bot.</summary>
    public string Personal { get; private set; } = "";

    /// <summary>A chat of several users and the bot.</summary>
    public string Group { get; private set; } = "";

    public static async Task<Playground> StartAsync(Uri bot)
    {
        await NodeClients.InstalledAsync();
        var port = FreePort();
        var folder = Directory.CreateTempSubdirectory("servicebot-playground-");
        var start = new ProcessStartInfo("node") { WorkingDirectory = folder.FullName, RedirectStandardOutput = true };
        start.Environment["NODE_OPTIONS"] = $"--require {Path.Combine(NodeClients.Folder, "loopback.cjs")}";
        start.Environment["TEAMSAPPTESTER_BROWSER"] = "none";
        foreach (var argument in new[] { Path.Combine(NodeClients.Folder, "node_modules", "@microsoft", "m365agentsplayground", "cli.js"), "start", "-e", new Uri(bot, BotLine.Path).ToString(), "-c", "msteams", "-p", $"{port}", "--dt" })
            start.ArgumentList.Add(argument);
        var node = Process.Start(start) ?? throw new InvalidOperationException("node does not start.");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (await node.StandardOutput.ReadLineAsync(patience.Token) is { } line && !line.Contains("Listening on", StringComparison.Ordinal)) { }
        // What it says further is read and let go, so that it does not wait for a reader.
        _ = node.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        var playground = new Playground(node, port, folder);
        await playground.socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/_ws_conversation/v1/conversations/stream"), patience.Token);
        var config = (await playground.http.GetFromJsonAsync<JsonElement>("/_internal/v1/config", patience.Token)).GetProperty("config");
        playground.Personal = config.GetProperty("personalChat").GetProperty("id").GetString()!;
        playground.Group = config.GetProperty("groupChats")[0].GetProperty("id").GetString()!;
        return playground;
    }

    public Task InstallAsync(string conversation) => PostAsync($"/_debug/conversation/{conversation}/installation", new { });

    public Task SayAsync(string conversation, string text, bool mentions = false) => PostAsync($"/_conversation/v1/conversations/{conversation}/messages", mentions
        ? new { from = new { id = User }, text = $"<at>Test Bot</at> {text}", textFormat = "plain", mentions = new[] { new { mentioned = new { id = Bot }, text = "<at>Test Bot</at>" } } }
        : new { from = new { id = User }, text, textFormat = "plain" });

    /// <summary>Presses a card's Action.Submit.</summary>
    public Task SubmitAsync(string conversation, string message, JsonElement data) =>
        PostAsync("/_conversation/v1/submit", new { conversation = new { id = conversation }, from = new { id = User }, replyToId = message, value = data });

    /// <summary>Waits until what the page would show contains this.</summary>
    public async Task ShowsAsync(string text)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var buffer = new byte[64 * 1024];
        try
        {
            while (!seen.ToString().Contains(text, StringComparison.Ordinal))
            {
                var part = await socket.ReceiveAsync(buffer, patience.Token);
                seen.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The Playground does not show '{text}'. It shows: {seen}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        http.Dispose();
        node.Kill();
        await node.WaitForExitAsync();
        node.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task PostAsync(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
