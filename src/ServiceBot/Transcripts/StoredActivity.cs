using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceBot.Protocol;

namespace ServiceBot.Transcripts;

/// <summary>An activity as it stands in the transcript and as every reader gets it: with the server's id, time and place in the order.</summary>
public static class StoredActivity
{
    /// <summary>Direct Line's form: the conversation and seven digits of its sequence.</summary>
    public static string Id(ConversationId conversation, long seq) => string.Create(CultureInfo.InvariantCulture, $"{conversation.Value}|{seq:0000000}");

    /// <summary>UTF-8 JSON of the activity as stored under <paramref name="seq"/>.</summary>
    public static byte[] Json(Activity activity, ConversationId conversation, string channel, long seq, DateTimeOffset at) =>
        ProtocolJson.Write(activity with
        {
            Id = Id(conversation, seq),
            Timestamp = at,
            ChannelId = channel,
            Conversation = new ConversationAccount { Id = conversation.Value },
            ServiceUrl = null,
            ChannelData = WithSequence(activity.ChannelData, seq),
        });

    // Web Chat sorts by this; without it a bubble that was streamed sorts above the question it answers.
    private static JsonElement WithSequence(JsonElement? channelData, long seq)
    {
        if (channelData is { ValueKind: JsonValueKind.Object } given)
        {
            var data = JsonObject.Create(given)!;
            data["webchat:sequence-id"] = seq;
            return JsonSerializer.SerializeToElement(data, TranscriptJson.Default.JsonObject);
        }

        return JsonSerializer.SerializeToElement(new SequenceOnly(seq), TranscriptJson.Default.SequenceOnly);
    }
}

internal sealed record SequenceOnly([property: System.Text.Json.Serialization.JsonPropertyName("webchat:sequence-id")] long Seq);

[System.Text.Json.Serialization.JsonSerializable(typeof(SequenceOnly))]
[System.Text.Json.Serialization.JsonSerializable(typeof(JsonObject))]
internal sealed partial class TranscriptJson : System.Text.Json.Serialization.JsonSerializerContext;
