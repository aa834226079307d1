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
    public static byte[] Json(Activity activity, ConversationId conversation, string channel, long seq, DateTimeOffset at)
    {
        using var scratch = JsonScratch.RentForBrowsers();
        scratch.Writer.WriteStartObject();
        new RecordedActivity(activity, Id(conversation, seq), at, channel, conversation.Value).WriteFields(scratch.Writer);
        WriteChannelData(scratch.Writer, activity, seq, ChannelRows.ArePushed(channel) ? activity.Id : null);
        scratch.Writer.WriteEndObject();
        return scratch.Written.ToArray();
    }

    /// <summary>Under which id the channel knows a customer's message, for replies to it (A2090); null where it gave none.</summary>
    public static string? IdOfChannel(Activity stored) =>
        stored.ChannelData is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty(ChannelId, out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;

    private const string ChannelId = "servicebot:id";

    // Web Chat sorts by the sequence; without it a bubble that was streamed sorts above the question it answers.
    private const string Sequence = "webchat:sequence-id";

    private static void WriteChannelData(Utf8JsonWriter json, Activity activity, long seq, string? id)
    {
        json.WriteStartObject("channelData"u8);
        if (activity.ChannelData is { ValueKind: JsonValueKind.Object } given)
        {
            foreach (var property in given.EnumerateObject())
                if (!property.NameEquals(Sequence) && !property.NameEquals(ChannelId)) property.WriteTo(json);
        }

        json.WriteNumber(Sequence, seq);
        if (id is not null) json.WriteString(ChannelId, id);
        json.WriteEndObject();
    }
}
