using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Protocol;

/// <summary>
/// One action in a conversation, as the Bot Framework Activity specification describes it. The field names are the specification's;
/// which of them mean something depends on <see cref="Type"/>. Read one from the wire with <see cref="ProtocolJson.ReadActivity"/>.
/// </summary>
public sealed record Activity
{
    /// <summary>A2010: the one field that must be there. Compared ordinally (A2011); see <see cref="ActivityTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Given by the channel when it has recorded the activity (A2030); clients and bots leave it out (A2031).</summary>
    public string? Id { get; init; }

    /// <summary>When the channel recorded it, UTC (A2040, A2043). Never an order: that is the conversation's sequence (A2042).</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The sender's own clock with its offset (A2050).</summary>
    public DateTimeOffset? LocalTimestamp { get; init; }

    /// <summary>IANA zone of the sender (A2055).</summary>
    public string? LocalTimezone { get; init; }

    /// <summary>Where a bot sends its replies; a channel ignores what a client writes here (A2302).</summary>
    public string? ServiceUrl { get; init; }

    /// <summary>Compared ordinally (A2021); see <see cref="ChannelIds"/>.</summary>
    public string? ChannelId { get; init; }

    public ChannelAccount? From { get; init; }
    public ChannelAccount? Recipient { get; init; }
    public ConversationAccount? Conversation { get; init; }
    public string? ReplyToId { get; init; }

    /// <summary>Who called the bot, from its verified token; never believed from the wire (A2251).</summary>
    public string? CallerId { get; init; }

    // message (and suggestion)
    public string? Text { get; init; }

    /// <summary>plain unless said otherwise; an unknown value is plain (A3012).</summary>
    public string? TextFormat { get; init; }

    /// <summary>BCP 47 tag of <see cref="Text"/>; an unknown one is not refused (A3021).</summary>
    public string? Locale { get; init; }

    public string? Speak { get; init; }
    public string? InputHint { get; init; }
    public IReadOnlyList<Attachment>? Attachments { get; init; }
    public string? AttachmentLayout { get; init; }
    public string? Summary { get; init; }
    public SuggestedActions? SuggestedActions { get; init; }
    public IReadOnlyList<Entity>? Entities { get; init; }
    public DateTimeOffset? Expiration { get; init; }
    public string? Importance { get; init; }
    public string? DeliveryMode { get; init; }
    public IReadOnlyList<string>? ListenFor { get; init; }
    public SemanticAction? SemanticAction { get; init; }
    public IReadOnlyList<TextHighlight>? TextHighlights { get; init; }

    // event, invoke, trace, command, commandResult
    public string? Name { get; init; }
    public JsonElement? Value { get; init; }
    public string? ValueType { get; init; }
    public string? Label { get; init; }
    public ConversationReference? RelatesTo { get; init; }

    // conversationUpdate, contactRelationUpdate, installationUpdate, messageReaction, endOfConversation
    public string? Action { get; init; }
    public IReadOnlyList<ChannelAccount>? MembersAdded { get; init; }
    public IReadOnlyList<ChannelAccount>? MembersRemoved { get; init; }
    public string? TopicName { get; init; }
    public bool? HistoryDisclosed { get; init; }
    public IReadOnlyList<MessageReaction>? ReactionsAdded { get; init; }
    public IReadOnlyList<MessageReaction>? ReactionsRemoved { get; init; }
    public string? Code { get; init; }

    /// <summary>What only this channel understands; passed on untouched.</summary>
    public JsonElement? ChannelData { get; init; }

    /// <summary>A2005: fields we do not understand must survive the round trip. Settable because the source generator cannot init it.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
