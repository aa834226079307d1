using System.Text;
using System.Text.Json;
using ServiceBot.Protocol;

namespace ServiceBot.Tests.Protocol;

/// <summary>Bodies bent at random from a fixed seed: each is read or refused, none throws, and what is read writes and reads again.</summary>
public class ReadingFuzzTests
{
    private static readonly byte[] Whole = """
        {"type":"message","id":"a|0000001","timestamp":"2026-11-21T12:00:00.000Z","text":"你好\ud83d\ude00","from":{"id":"u","name":"王"},
         "attachments":[{"contentType":"application/vnd.microsoft.card.hero","content":{"title":"t","buttons":[{"type":"imBack","title":"a","value":"a"}]}}],
         "suggestedActions":{"to":["u"],"actions":[{"type":"postBack","title":"x","value":"y"}]},"entities":[{"type":"Place","geo":{"latitude":31.2e0}}],
         "channelData":{"clientActivityID":"1","list":[1,-2.5,true,null,"\\u0000"]},"value":{"deep":[[[{}]]]},"historyDisclosed":false}
        """u8.ToArray();

    private static readonly byte[][] Pieces =
    [
        .. new[] { "{", "}", "[", "]", "\"", ",", ":", "\\", "null", "true", "1e400", "-", "0", "\\ud800", "\\u0000", "\"type\":", "\"text\":\"", "{}", "[[[[", "\uFEFF", "你", "/*", "\n", "1e", "\"a\":1," }
            .Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0x00],
    ];

    [Fact]
    public void No_body_makes_the_reader_throw()
    {
        var random = new Random(20261121);
        var accepted = 0;
        for (var i = 0; i < 30_000; i++)
        {
            var body = Bent(random);
            if (ProtocolJson.ReadActivity(body) is not Reading<Activity>.Accepted { Value: var activity }) continue;
            accepted++;
            ProtocolJson.ReadActivity(ProtocolJson.Write(activity)).ShouldBeOfType<Reading<Activity>.Accepted>(Encoding.UTF8.GetString(body));
        }
        accepted.ShouldBeInRange(100, 29_000);
    }

    [Fact]
    public void What_is_accepted_is_what_the_framework_calls_JSON_without_duplicates()
    {
        var random = new Random(7);
        var strict = new JsonDocumentOptions { MaxDepth = 64, AllowDuplicateProperties = false };
        for (var i = 0; i < 10_000; i++)
        {
            var body = Bent(random);
            if (ProtocolJson.ReadActivity(body) is Reading<Activity>.Accepted)
                Should.NotThrow(() => JsonDocument.Parse(body, strict).Dispose());
        }
    }

    private static byte[] Bent(Random random)
    {
        var bytes = Whole.ToList();
        for (var cuts = random.Next(1, 4); cuts > 0; cuts--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes.RemoveRange(at, Math.Min(random.Next(1, 12), bytes.Count - at)); break;
                case 1: bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]); break;
                case 2: bytes[at] = (byte)random.Next(256); break;
                default: bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count / 2), random.Next(1, 40))); break;
            }
            if (bytes.Count == 0) bytes.Add((byte)'{');
        }
        return [.. bytes];
    }
}
