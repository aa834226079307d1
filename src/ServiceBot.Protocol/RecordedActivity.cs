using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ServiceBot.Protocol;

/// <summary>
/// An activity as its channel has recorded it: with the channel's own id, time and conversation for the sender's, and without the sender's service address and channel data.
/// Written by hand: the serializer asks each of forty fields whether it is to be written, and most are empty.
/// </summary>
public readonly record struct RecordedActivity(Activity Sent, string Id, DateTimeOffset Timestamp, string ChannelId, string Conversation)
{
    /// <summary>Writes its fields into the object that is open, in the order of <see cref="Activity"/>; those that nobody knows come last.</summary>
    public void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("type"u8, Sent.Type);
        json.WriteString("id"u8, Id);
        Write(json, "timestamp"u8, Timestamp);
        Write(json, "localTimestamp"u8, Sent.LocalTimestamp);
        Write(json, "localTimezone"u8, Sent.LocalTimezone);
        json.WriteString("channelId"u8, ChannelId);
        Write(json, "from"u8, Sent.From);
        Write(json, "recipient"u8, Sent.Recipient);
        json.WriteStartObject("conversation"u8);
        json.WriteString("id"u8, Conversation);
        json.WriteEndObject();
        Write(json, "replyToId"u8, Sent.ReplyToId);
        Write(json, "callerId"u8, Sent.CallerId);
        Write(json, "text"u8, Sent.Text);
        Write(json, "textFormat"u8, Sent.TextFormat);
        Write(json, "locale"u8, Sent.Locale);
        Write(json, "speak"u8, Sent.Speak);
        Write(json, "inputHint"u8, Sent.InputHint);
        Write(json, "attachments"u8, Sent.Attachments);
        Write(json, "attachmentLayout"u8, Sent.AttachmentLayout);
        Write(json, "summary"u8, Sent.Summary);
        Write(json, "suggestedActions"u8, Sent.SuggestedActions);
        Write(json, "entities"u8, Sent.Entities);
        Write(json, "expiration"u8, Sent.Expiration);
        Write(json, "importance"u8, Sent.Importance);
        Write(json, "deliveryMode"u8, Sent.DeliveryMode);
        Write(json, "listenFor"u8, Sent.ListenFor);
        Write(json, "semanticAction"u8, Sent.SemanticAction);
        Write(json, "textHighlights"u8, Sent.TextHighlights);
        Write(json, "name"u8, Sent.Name);
        Write(json, "value"u8, Sent.Value);
        Write(json, "valueType"u8, Sent.ValueType);
        Write(json, "label"u8, Sent.Label);
        Write(json, "relatesTo"u8, Sent.RelatesTo);
        Write(json, "action"u8, Sent.Action);
        Write(json, "membersAdded"u8, Sent.MembersAdded);
        Write(json, "membersRemoved"u8, Sent.MembersRemoved);
        Write(json, "topicName"u8, Sent.TopicName);
        if (Sent.HistoryDisclosed is { } disclosed) json.WriteBoolean("historyDisclosed"u8, disclosed);
        Write(json, "reactionsAdded"u8, Sent.ReactionsAdded);
        Write(json, "reactionsRemoved"u8, Sent.ReactionsRemoved);
        Write(json, "code"u8, Sent.Code);
        if (Sent.UnknownFields is not { } unknown) return;
        foreach (var (name, value) in unknown)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    // A2043: UTC carries an explicit Z.
    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? value)
    {
        if (value is not { } time) return;
        if (time.Offset == TimeSpan.Zero) json.WriteString(name, time.UtcDateTime);
        else json.WriteString(name, time);
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, JsonElement? value)
    {
        if (value is not { } element) return;
        json.WritePropertyName(name);
        element.WriteTo(json);
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, ChannelAccount? account)
    {
        if (account is null) return;
        json.WriteStartObject(name);
        Write(json, "id"u8, account.Id);
        Write(json, "name"u8, account.Name);
        Write(json, "aadObjectId"u8, account.AadObjectId);
        Write(json, "role"u8, account.Role);
        if (account.UnknownFields is { } unknown)
        {
            foreach (var (field, value) in unknown)
            {
                json.WritePropertyName(field);
                value.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }

    private static void Write<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<T>? list)
    {
        if (list is { Count: > 0 }) WriteRest(json, name, list);
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, SuggestedActions? value)
    {
        if (value is not null) WriteRest(json, name, value);
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, SemanticAction? value)
    {
        if (value is not null) WriteRest(json, name, value);
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, ConversationReference? value)
    {
        if (value is not null) WriteRest(json, name, value);
    }

    private static void WriteRest<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, T value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, Rest<T>.Type);
    }

    private static class Rest<T>
    {
        public static readonly JsonTypeInfo<T> Type = (JsonTypeInfo<T>)ProtocolJson.Options.GetTypeInfo(typeof(T));
    }
}
