using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceBot.Protocol;

namespace ServiceBot.Tests.Protocol;

/// <summary>What is recorded is written by hand; the serializer says what it has to be.</summary>
public sealed class RecordedActivityTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 12, 0, 0, 120, TimeSpan.Zero);

    private const string Everything = """
        {"type":"message","id":"a1","timestamp":"2026-11-21T01:02:03Z","localTimestamp":"2026-11-21T20:00:00.5+08:00","localTimezone":"Asia/Shanghai","serviceUrl":"https://x.example/","channelId":"msteams",
         "from":{"id":"u1","name":"王芳 <b>","aadObjectId":"ad","role":"user","tenant":{"id":7}},"recipient":{"id":"bot"},"conversation":{"id":"c","isGroup":true},"replyToId":"a0","callerId":"urn:x",
         "text":"包裹到了</script>'&\u2028😀","textFormat":"plain","locale":"zh-Hans","speak":"包裹","inputHint":"expectingInput",
         "attachments":[{"contentType":"application/vnd.microsoft.card.hero","content":{"title":"券","n":1.50},"name":"券","odd":true}],"attachmentLayout":"carousel","summary":"s",
         "suggestedActions":{"to":["u1"],"actions":[{"type":"messageBack","title":"要","value":{"choice":"a:b"}}]},
         "entities":[{"type":"mention","text":"<at>bot</at>","mentioned":{"id":"bot"}}],"expiration":"2026-11-22T00:00:00+00:00","importance":"high","deliveryMode":"expectReplies","listenFor":["退款"],
         "semanticAction":{"id":"s","state":"start","entities":{}},"textHighlights":[{"text":"包","occurrence":1}],
         "name":"n","value":{"choice":null},"valueType":"v","label":"l","relatesTo":{"activityId":"x","conversation":{"id":"d"}},
         "action":"add","membersAdded":[{"id":"m"}],"membersRemoved":[{"id":"k"}],"topicName":"t","historyDisclosed":false,"reactionsAdded":[{"type":"like"}],"reactionsRemoved":[{"type":"heart"}],"code":"completedSuccessfully",
         "channelData":{"clientActivityID":"9"},"future":{"a":[1,null]},"未来":null}
        """;

    [Fact]
    public void The_example_has_every_field_that_there_is() =>
        typeof(Activity).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetValue(Read(Everything)) is null).Select(property => property.Name).ShouldBeEmpty();

    [Fact]
    public void Every_field_is_written_as_the_serializer_writes_it() => ByHand(Read(Everything)).ShouldBe(BySerializer(Read(Everything)));

    [Fact]
    public void Each_field_alone_is_written_as_the_serializer_writes_it()
    {
        foreach (var (name, value) in JsonNode.Parse(Everything)!.AsObject().Where(field => field.Key != "type"))
        {
            var alone = Read(new JsonObject { ["type"] = "message", [name] = value?.DeepClone() }.ToJsonString());

            ByHand(alone).ShouldBe(BySerializer(alone), name);
        }
    }

    [Fact]
    public void What_is_empty_is_left_out()
    {
        var empty = new Activity { Type = "message", Text = "", Attachments = [], Entities = [], From = new ChannelAccount(), UnknownFields = [], SuggestedActions = new SuggestedActions { Actions = [] } };

        ByHand(empty).ShouldBe(BySerializer(empty));
    }

    private static Activity Read(string json) => ProtocolJson.Parse<Activity>(Encoding.UTF8.GetBytes(json));

    private static string ByHand(Activity sent)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ProtocolJson.Options.Encoder }))
        {
            json.WriteStartObject();
            new RecordedActivity(sent, "c|0000007", At, "directline", "c").WriteFields(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string BySerializer(Activity sent) => Encoding.UTF8.GetString(ProtocolJson.Write(sent with
    {
        Id = "c|0000007",
        Timestamp = At,
        ChannelId = "directline",
        Conversation = new ConversationAccount { Id = "c" },
        ServiceUrl = null,
        ChannelData = null,
    }));
}
