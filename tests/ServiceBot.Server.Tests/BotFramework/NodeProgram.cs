using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>A program of Microsoft's in a Node process of its own: lines of JSON in and out.</summary>
internal sealed class NodeProgram : IAsyncDisposable
{
    private readonly Process node;
    private readonly Channel<JsonElement> lines = Channel.CreateUnbounded<JsonElement>();

    private NodeProgram(Process node) => this.node = node;

    public static async Task<NodeProgram> StartAsync(string script)
    {
        await NodeClients.InstalledAsync();
        var node = Process.Start(new ProcessStartInfo("node", script) { WorkingDirectory = NodeClients.Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException("node does not start.");
        var program = new NodeProgram(node);
        node.OutputDataReceived += (_, line) =>
        {
            if (line.Data is ['{', ..] json) program.lines.Writer.TryWrite(JsonDocument.Parse(json).RootElement);
        };
        node.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } text) program.lines.Writer.TryWrite(JsonSerializer.SerializeToElement(new { stderr = text }));
        };
        node.BeginOutputReadLine();
        node.BeginErrorReadLine();
        return program;
    }

    public async Task TellAsync(object command)
    {
        await node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command));
        await node.StandardInput.FlushAsync();
    }

    /// <summary>The next line that has this field; what comes before it and has not is passed over.</summary>
    public async Task<JsonElement> NextAsync(string name)
    {
        List<JsonElement> passed = [];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            while (true)
            {
                var line = await lines.Reader.ReadAsync(patience.Token);
                passed.Add(line);
                if (line.TryGetProperty(name, out _)) return line;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No line with '{name}' came. Seen: {string.Join('\n', passed)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        node.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await node.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            node.Kill();
        }

        node.Dispose();
    }
}
