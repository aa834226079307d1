using System.Net.Sockets;
using System.Text;
using ServiceBot.Server.Tests.DirectLine;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>protocol.md row 1.9 and guarantees.md S4, S5: bodies that are too large, too slow, too deep or not what they should be.</summary>
public sealed class BadBodyTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly BotLine line = BotLine.New(shared.Server);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"message\"")]
    [InlineData("{}")]
    [InlineData("""{"type":""}""")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"message","type":"event"}""")]
    [InlineData("""{"type":"message","text":7}""")]
    [InlineData("""{"type":"message","from":"me"}""")]
    [InlineData("""{"type":"message","attachments":{}}""")]
    [InlineData("""{"type":"message","timestamp":"yesterday"}""")]
    [InlineData("""{"type":"message","text":"\ud800"}""")]
    [InlineData("""{"type":"message","text":"a\u0000b"}""")]
    [InlineData("""{"type":"message","value":1e999}""")]
    [InlineData("""{"type":"message"} x""")]
    public async Task Row_1_1_what_is_no_activity_is_400_with_a_sentence(string body)
    {
        var answer = await line.PostRawAsync(body);

        answer.Status.ShouldBe(400);
        answer.Code.ShouldBeOneOf("BadArgument", "MissingProperty");
        answer.Message.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("channelId", null)]
    [InlineData("channelId", "a b")]
    [InlineData("channelId", "x/../y")]
    [InlineData("conversation", null)]
    [InlineData("serviceUrl", null)]
    public async Task An_activity_that_says_not_where_it_belongs_is_400(string field, string? value)
    {
        var activity = line.Message("hello");
        activity[field] = value;

        (await line.PostAsync(activity)).Status.ShouldBe(400);
        (await line.TranscriptAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("\u3000\t")]
    public async Task A_conversation_without_a_name_is_400(string conversation) =>
        (await (line with { Conversation = conversation }).SayAsync("hello")).Status.ShouldBe(400);

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task S4_nothing_is_unpacked(string encoding)
    {
        var answer = await line.PostRawAsync(line.Message("hello").ToJsonString(), ("Content-Encoding", encoding));

        (answer.Status, answer.Code).ShouldBe((415, "EncodingNotSupported"));
        (await line.TranscriptAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task S5_nesting_deeper_than_64_is_400() =>
        (await line.PostRawAsync($$"""{"type":"message","value":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""")).Status.ShouldBe(400);

    [Fact]
    public async Task S4_more_than_256_kib_is_413() =>
        (await line.PostAsync(line.Message(new string('x', 262_200)))).Status.ShouldBe(413);

    [Fact]
    public async Task S4_ten_gigabytes_in_pieces_are_cut_off()
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", shared.Server.Url.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"));
        var chunk = Encoding.ASCII.GetBytes($"10000\r\n{new string('x', 0x10000)}\r\n");
        var sent = 0L;
        var answer = ReadHeadAsync(stream);
        try
        {
            while (sent < 10L << 30 && !answer.IsCompleted)
            {
                await stream.WriteAsync(chunk);
                sent += 0x10000;
            }
        }
        catch (IOException)
        {
            // The server has closed: that is the point.
        }

        (await answer).ShouldStartWith("HTTP/1.1 413");
        sent.ShouldBeLessThan(64L << 20);
    }

    [Fact]
    public async Task S4_one_byte_a_second_is_408()
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", shared.Server.Url.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"));
        var answer = ReadHeadAsync(stream);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        try
        {
            while (!answer.IsCompleted)
            {
                await stream.WriteAsync("{"u8.ToArray(), patience.Token);
                await Task.WhenAny(answer, Task.Delay(1000, patience.Token));
            }
        }
        catch (IOException)
        {
            // The server has closed: that is the point.
        }

        (await answer).ShouldStartWith("HTTP/1.1 408");
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var buffer = new byte[1024];
        var read = await stream.ReadAsync(buffer);
        return Encoding.ASCII.GetString(buffer, 0, read);
    }
}
