namespace ServiceBot.Recovery;

// A list that a stored row does not name comes as null from the reader of its JSON, whatever the type says.
// What comes later in a case's life, if ever: one object, which a case has none of while its complaint is answered and is copied from stage to stage.
public sealed partial record ComplaintCase
{
    private readonly LaterFields? later;

    private LaterFields Later => later ?? LaterFields.None;

    /// <summary>Never changed once it is there: copies of a case share it.</summary>
    private sealed record LaterFields
    {
        public static readonly LaterFields None = new();

        public string? RootBy { get; init; }
        public DateTimeOffset? ClosedAt { get; init; }
        public IReadOnlyList<string>? CountedNext { get; init; }
        public IReadOnlyList<RemedyBundle> Rejected { get; init; } = [];
        public IReadOnlyList<RemedyKind> Done { get; init; } = [];
        public IReadOnlyList<RemedyKind> Stuck { get; init; } = [];
        public IReadOnlyList<RemedyBundle> Prepared { get; init; } = [];
    }
}
