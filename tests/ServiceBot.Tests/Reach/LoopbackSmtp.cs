using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ServiceBot.Tests.Reach;

/// <summary>A mail server on loopback that does as it is told: takes mail, refuses it, or takes its time.</summary>
internal sealed class LoopbackSmtp : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;

    public LoopbackSmtp()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What the server says to RCPT TO.</summary>
    public string AnswerToRecipient { get; set; } = "250 ok";

    /// <summary>Before the greeting: for a server that takes its time.</summary>
    public Task Slowness { get; set; } = Task.CompletedTask;

    public bool OffersTls { get; set; }

    /// <summary>Whole mails as they came, headers and body.</summary>
    public ConcurrentQueue<string> Mails { get; } = [];

    public ConcurrentQueue<string> Recipients { get; } = [];

    public ConcurrentQueue<string> Commands { get; } = [];

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using var _ = client;
            await Slowness.WaitAsync(stop.Token);
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
            await writer.WriteLineAsync("220 loopback");
            while (await reader.ReadLineAsync(stop.Token) is { } line)
            {
                Commands.Enqueue(line.Split(' ')[0].ToUpperInvariant());
                if (line.StartsWith("EHLO", StringComparison.OrdinalIgnoreCase)) await writer.WriteLineAsync(OffersTls ? "250-loopback\r\n250 STARTTLS" : "250-loopback\r\n250-8BITMIME\r\n250 AUTH LOGIN");
                else if (line.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase)) await LogInAsync(line, reader, writer);
                else if (line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase))
                {
                    Recipients.Enqueue(line);
                    await writer.WriteLineAsync(AnswerToRecipient);
                }
                else if (line == "DATA")
                {
                    await writer.WriteLineAsync("354 go on");
                    var mail = new StringBuilder();
                    while (await reader.ReadLineAsync(stop.Token) is { } part && part != ".") mail.Append(part).Append('\n');
                    Mails.Enqueue(mail.ToString());
                    await writer.WriteLineAsync("250 taken");
                }
                else if (line == "QUIT")
                {
                    await writer.WriteLineAsync("221 bye");
                    return;
                }
                else await writer.WriteLineAsync("250 ok");
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            // The other side has gone, or the test is over.
        }
    }

    private async Task LogInAsync(string line, StreamReader reader, StreamWriter writer)
    {
        if (line.Split(' ').Length < 3)
        {
            await writer.WriteLineAsync("334 VXNlcm5hbWU6");
            Commands.Enqueue(Encoding.UTF8.GetString(Convert.FromBase64String((await reader.ReadLineAsync(stop.Token))!)));
        }
        else
        {
            Commands.Enqueue(Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])));
        }

        await writer.WriteLineAsync("334 UGFzc3dvcmQ6");
        Commands.Enqueue(Encoding.UTF8.GetString(Convert.FromBase64String((await reader.ReadLineAsync(stop.Token))!)));
        await writer.WriteLineAsync("235 welcome");
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }
}
