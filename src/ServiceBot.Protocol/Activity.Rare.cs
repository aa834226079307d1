namespace ServiceBot.Protocol;

// Nearly all activities are messages and have none of these: together they are one object, which most leave out.
public sealed partial record Activity
{
    private readonly RareFields? rare;

    private RareFields Rare => rare ?? RareFields.None;

    /// <summary>Never changed once it is there: copies of an activity share it.</summary>
    private sealed record RareFields
    {
        public static readonly RareFields None = new();

        public string? Speak { get; init; }
        public string? AttachmentLayout { get; init; }
        public string? Summary { get; init; }
        public DateTimeOffset? Expiration { get; init; }
        public string? Importance { get; init; }
        public IReadOnlyList<string>? ListenFor { get; init; }
        public SemanticAction? SemanticAction { get; init; }
        public IReadOnlyList<TextHighlight>? TextHighlights { get; init; }
        public string? Name { get; init; }
        public string? ValueType { get; init; }
        public string? Label { get; init; }
        public ConversationReference? RelatesTo { get; init; }
        public string? Action { get; init; }
        public IReadOnlyList<ChannelAccount>? MembersAdded { get; init; }
        public IReadOnlyList<ChannelAccount>? MembersRemoved { get; init; }
        public string? TopicName { get; init; }
        public bool? HistoryDisclosed { get; init; }
        public IReadOnlyList<MessageReaction>? ReactionsAdded { get; init; }
        public IReadOnlyList<MessageReaction>? ReactionsRemoved { get; init; }
        public string? Code { get; init; }
    }
}
