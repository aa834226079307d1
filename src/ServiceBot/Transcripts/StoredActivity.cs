using System.Buffers;
using System.Globalization;
using System.Text.Json;
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
        WithChannelData(
            ProtocolJson.Write(activity with
            {
                Id = Id(conversation, seq),
                Timestamp = at,
                ChannelId = channel,
                Conversation = new ConversationAccount { Id = conversation.Value },
                ServiceUrl = null,
                ChannelData = null,
            }),
            activity, seq, ChannelRows.ArePushed(channel) ? activity.Id : null);

    /// <summary>Under which id the channel knows a customer's message, for replies to it (A2090); null where it gave none.</summary>
    public static string? IdOfChannel(Activity stored) =>
        stored.ChannelData is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty(ChannelId, out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;

    private const string ChannelId = "servicebot:id";

    // Web Chat sorts by the sequence; without it a bubble that was streamed sorts above the question it answers.
    private const string Sequence = "webchat:sequence-id";

    private static readonly JsonWriterOptions Writing = new() { Encoder = ProtocolJson.Options.Encoder, SkipValidation = true };

    // Written behind the other fields as bytes: made as an element first, it would be written, parsed and written again for each activity.
    private static byte[] WithChannelData(byte[] json, Activity activity, long seq, string? id)
    {
        var data = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(data, Writing))
        {
            writer.WriteStartObject();
            if (activity.ChannelData is { ValueKind: JsonValueKind.Object } given)
            {
                foreach (var property in given.EnumerateObject())
                    if (!property.NameEquals(Sequence) && !property.NameEquals(ChannelId)) property.WriteTo(writer);
            }

            writer.WriteNumber(Sequence, seq);
            if (id is not null) writer.WriteString(ChannelId, id);
            writer.WriteEndObject();
        }

        var field = ",\"channelData\":"u8;
        var whole = new byte[json.Length + field.Length + data.WrittenCount];
        // All but the closing brace, which comes last.
        json.AsSpan(0, json.Length - 1).CopyTo(whole);
        field.CopyTo(whole.AsSpan(json.Length - 1));
        data.WrittenSpan.CopyTo(whole.AsSpan(json.Length - 1 + field.Length));
        whole[^1] = (byte)'}';
        return whole;
    }
}
