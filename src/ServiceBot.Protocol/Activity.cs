using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Protocol;

/// <summary>
/// One action in a conversation, as the Bot Framework Activity specification describes it. The field names are the specification's;
/// which of them mean something depends on <see cref="Type"/>. Read one from the wire with <see cref="ProtocolJson.ReadActivity"/>.
/// </summary>
public sealed partial record Activity
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

    public string? Speak { get => rare?.Speak; init => rare = value == Speak ? rare : Rare with { Speak = value }; }
    public string? InputHint { get; init; }
    public IReadOnlyList<Attachment>? Attachments { get; init; }
    public string? AttachmentLayout { get => rare?.AttachmentLayout; init => rare = value == AttachmentLayout ? rare : Rare with { AttachmentLayout = value }; }
    public string? Summary { get => rare?.Summary; init => rare = value == Summary ? rare : Rare with { Summary = value }; }
    public SuggestedActions? SuggestedActions { get; init; }
    public IReadOnlyList<Entity>? Entities { get; init; }
    public DateTimeOffset? Expiration { get => rare?.Expiration; init => rare = value == Expiration ? rare : Rare with { Expiration = value }; }
    public string? Importance { get => rare?.Importance; init => rare = value == Importance ? rare : Rare with { Importance = value }; }
    public string? DeliveryMode { get; init; }
    public IReadOnlyList<string>? ListenFor { get => rare?.ListenFor; init => rare = value == ListenFor ? rare : Rare with { ListenFor = value }; }
    public SemanticAction? SemanticAction { get => rare?.SemanticAction; init => rare = value == SemanticAction ? rare : Rare with { SemanticAction = value }; }
    public IReadOnlyList<TextHighlight>? TextHighlights { get => rare?.TextHighlights; init => rare = value == TextHighlights ? rare : Rare with { TextHighlights = value }; }

    // event, invoke, trace, command, commandResult
    public string? Name { get => rare?.Name; init => rare = value == Name ? rare : Rare with { Name = value }; }
    public JsonElement? Value { get; init; }
    public string? ValueType { get => rare?.ValueType; init => rare = value == ValueType ? rare : Rare with { ValueType = value }; }
    public string? Label { get => rare?.Label; init => rare = value == Label ? rare : Rare with { Label = value }; }
    public ConversationReference? RelatesTo { get => rare?.RelatesTo; init => rare = value == RelatesTo ? rare : Rare with { RelatesTo = value }; }

    // conversationUpdate, contactRelationUpdate, installationUpdate, messageReaction, endOfConversation
    public string? Action { get => rare?.Action; init => rare = value == Action ? rare : Rare with { Action = value }; }
    public IReadOnlyList<ChannelAccount>? MembersAdded { get => rare?.MembersAdded; init => rare = value == MembersAdded ? rare : Rare with { MembersAdded = value }; }
    public IReadOnlyList<ChannelAccount>? MembersRemoved { get => rare?.MembersRemoved; init => rare = value == MembersRemoved ? rare : Rare with { MembersRemoved = value }; }
    public string? TopicName { get => rare?.TopicName; init => rare = value == TopicName ? rare : Rare with { TopicName = value }; }
    public bool? HistoryDisclosed { get => rare?.HistoryDisclosed; init => rare = value == HistoryDisclosed ? rare : Rare with { HistoryDisclosed = value }; }
    public IReadOnlyList<MessageReaction>? ReactionsAdded { get => rare?.ReactionsAdded; init => rare = value == ReactionsAdded ? rare : Rare with { ReactionsAdded = value }; }
    public IReadOnlyList<MessageReaction>? ReactionsRemoved { get => rare?.ReactionsRemoved; init => rare = value == ReactionsRemoved ? rare : Rare with { ReactionsRemoved = value }; }
    public string? Code { get => rare?.Code; init => rare = value == Code ? rare : Rare with { Code = value }; }

    /// <summary>What only this channel understands; passed on untouched.</summary>
    public JsonElement? ChannelData { get; init; }

    /// <summary>A2005: fields we do not understand must survive the round trip. Settable because the source generator cannot init it.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? UnknownFields { get; set; }
}
