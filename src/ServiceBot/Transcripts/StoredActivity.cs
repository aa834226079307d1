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

    /// <summary>Whether an id is one of those that we give.</summary>
    public static bool IsIdOf(string? id, ConversationId conversation) => id is not null && id.Length > conversation.Value.Length && id.StartsWith(conversation.Value, StringComparison.Ordinal) && id[conversation.Value.Length] == '|';

    /// <summary>UTF-8 JSON of the activity as stored under <paramref name="seq"/>.</summary>
    public static byte[] Json(Activity activity, ConversationId conversation, string channel, long seq, DateTimeOffset at) =>
        ProtocolJson.Write(activity with
        {
            Id = Id(conversation, seq),
            Timestamp = at,
            ChannelId = channel,
            Conversation = new ConversationAccount { Id = conversation.Value },
            ServiceUrl = null,
            ChannelData = ChannelDataOf(activity, seq, ChannelRows.ArePushed(channel) ? activity.Id : null),
        });

    /// <summary>Under which id the channel knows a customer's message, for replies to it (A2090); null where it gave none.</summary>
    public static string? IdOfChannel(Activity stored) =>
        stored.ChannelData is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty(ChannelId, out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;

    private const string ChannelId = "servicebot:id";

    // Web Chat sorts by the sequence; without it a bubble that was streamed sorts above the question it answers.
    private static JsonElement ChannelDataOf(Activity activity, long seq, string? id)
    {
        if (activity.ChannelData is { ValueKind: JsonValueKind.Object } given)
        {
            var data = JsonObject.Create(given)!;
            data["webchat:sequence-id"] = seq;
            data.Remove(ChannelId);
            if (id is not null) data[ChannelId] = id;
            return JsonSerializer.SerializeToElement(data, TranscriptJson.Default.JsonObject);
        }

        return JsonSerializer.SerializeToElement(new OwnChannelData(seq, id), TranscriptJson.Default.OwnChannelData);
    }
}

internal sealed record OwnChannelData(
    [property: System.Text.Json.Serialization.JsonPropertyName("webchat:sequence-id")] long Seq,
    [property: System.Text.Json.Serialization.JsonPropertyName("servicebot:id"), System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] string? Id);

[System.Text.Json.Serialization.JsonSerializable(typeof(OwnChannelData))]
[System.Text.Json.Serialization.JsonSerializable(typeof(JsonObject))]
internal sealed partial class TranscriptJson : System.Text.Json.Serialization.JsonSerializerContext;
