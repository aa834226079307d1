using System.Text.Json.Serialization;
using ServiceBot.Recovery;

namespace ServiceBot.Server.Desk;

/// <summary>One conversation as an agent sees it, without its transcript.</summary>
/// <param name="Epoch">Raised by every change of owner.</param>
/// <param name="Reason">Why it left the bot last, as in the lists.</param>
internal sealed record ConversationView(
    string Id,
    string Channel,
    string Language,
    CustomerView Customer,
    OwnerWord Owner,
    string? AgentId,
    string? Agent,
    long Epoch,
    StatusWord Status,
    string? Reason,
    DateTimeOffset? WaitingSince,
    DateTimeOffset CreatedAt,
    long Seq,
    long ReadSeq,
    EmotionView? Emotion,
    IReadOnlyList<TolerancePoint> Tolerance,
    IReadOnlyList<CaseView> Cases,
    IReadOnlyList<PromiseView> Promises,
    IReadOnlyList<KnownFact> DoNotAsk,
    IReadOnlyList<SaidView> Said,
    IReadOnlyList<FlagView> Flags,
    MoneyView Authority,
    AllowedView Allowed);

/// <param name="Name">Null for a stranger.</param>
/// <param name="ProvenSubject">The one number that proof by telephone holds for.</param>
/// <param name="News">Whether they want to be spoken to first.</param>
/// <param name="NewsSaidAt">When they said so.</param>
/// <param name="Relationship">0..100: tenure, purchases, tier, referrals, regular contact. How satisfied they are with this matter is another number, and neither stands for the other (handbook S4).</param>
internal sealed record CustomerView(string? Name, string? Tier, DateOnly? Since, int Orders, int Referrals, int ContactMonths, int Relationship, ProofWord Proof, string? ProvenSubject, NewsWish News, DateTimeOffset? NewsSaidAt);

/// <summary>What the last message showed.</summary>
/// <param name="Intensity">0..3.</param>
internal sealed record EmotionView(string Emotion, int Intensity, string Target);

/// <summary>One reading of the tolerance with what moved it.</summary>
internal sealed record TolerancePoint(DateTimeOffset At, double T, double A, double D, ZoneWord Zone, IReadOnlyList<ReasonView> Reasons);

/// <param name="Code">A code of Tolerance/README.md.</param>
internal sealed record ReasonView(string Code, double Delta);

internal sealed record CaseView(
    string Id,
    string KindId,
    LocalizedText Kind,
    string? Subject,
    string Cause,
    LocalizedText? CauseName,
    string Attribution,
    int Severity,
    string Root,
    bool IsRootKnown,
    string Dimension,
    DateTimeOffset? FailedAt,
    WitnessWord Witness,
    ConfidenceWord Confidence,
    RecurrenceWord Recurrence,
    int Urgency,
    IReadOnlyList<WantWord> Wants,
    LossView? Loss,
    ExpectationView Expectation,
    IReadOnlyList<EvidenceView> Evidence,
    IReadOnlyList<string> Unknowns,
    IReadOnlyList<IReadOnlyList<RemedyView>> Offered,
    IReadOnlyList<RemedyView> Given,
    IReadOnlyList<IReadOnlyList<RemedyView>> Prepared,
    LocalizedText? Reason,
    int Apologies,
    bool IsClosed,
    DateTimeOffset OpenedAt);

/// <param name="Kind">explanation, apology, coupon, refund, redelivery, replacement, priority, points, visit, person.</param>
internal sealed record RemedyView(string Kind, MoneyView? Amount);

internal sealed record MoneyView(long MinorUnits, string Currency)
{
    public static MoneyView Of(Money money) => new(money.MinorUnits, money.Currency);
}

/// <param name="What">status-update, find-cause, refund-arranged, message-answered, agent-free-text.</param>
/// <param name="Text">As an agent worded it.</param>
/// <param name="IsPutOff">It had another time before, and gets no third.</param>
internal sealed record PromiseView(string Id, string What, string? Text, string? Subject, PromiseWord Status, DateTimeOffset MadeAt, DateTimeOffset Due, bool IsPutOff);

/// <summary>Something the customer has told us or we know: asking again costs patience.</summary>
internal sealed record KnownFact(KnownWord What, string? Value);

/// <summary>What came since the numbers the page has: messages in the customer's order, notes of the desk in theirs.</summary>
internal sealed record TranscriptPart(IReadOnlyList<MessageView> Messages, IReadOnlyList<NoteView> Notes, long Seq, long Note, bool HasMore);

/// <param name="Text">Plain; never markup.</param>
/// <param name="PromisedFor">An agent's words that promise something, and until when: offered to be recorded. Null: none, or recorded.</param>
/// <param name="Cards">Each card's text form, its lines as the customer reads them.</param>
internal sealed record MessageView(long Seq, DateTimeOffset At, AuthorWord From, string? Author, string? Text, IReadOnlyList<string> Choices, IReadOnlyList<string> Cards, IReadOnlyList<FileView> Files, DateTimeOffset? PromisedFor = null);

/// <param name="Address">Where to download it from this server; null when it lies elsewhere, which the desk does not open.</param>
internal sealed record FileView(string Name, string ContentType, string? Address);

/// <param name="Kind">note, owner, returned, resolved, handoff, agent-lost, agent-left, taken-over, promise, promise-alarm, promise-put-off, promise-kept, promise-broken, promise-dropped, customer-edited, customer-deleted, customer-reacted, customer-left, unreachable, unsent, agent-warning, remedy-result, remedy-contradicted, coupon-revoked, flag-lifted, news-wanted, news-unwanted, news-for-agent, bot-note, approval-asked, approval-given, approval-refused, approval-over.</param>
/// <param name="News">Of news-for-agent, which the page puts into words.</param>
/// <param name="Bot">Of bot-note, likewise; null where an earlier version has written a sentence.</param>
internal sealed record NoteView(long Number, DateTimeOffset At, string Kind, string? Agent, string Text, NewsView? News = null, BotNote? Bot = null);

internal sealed record Message(string Text, string Key);

internal sealed record Note(string Text);

internal sealed record OptionalNote(string? Text);

/// <param name="Roots">For each case whose root cause the agent has picked.</param>
internal sealed record Resolve(string? Text, IReadOnlyList<CaseRoot>? Roots) : IJsonOnDeserialized
{
    void IJsonOnDeserialized.OnDeserialized() => RequiredFields.NoneIsNull(Roots);
}

/// <param name="Root">product, service, price, communication, process, expectation.</param>
internal sealed record CaseRoot(string Case, string Root);

internal sealed record TransferTo(string Agent);

/// <param name="Key">The same key is one coupon, however often it is sent.</param>
internal sealed record NewCoupon(MoneyView Amount, string Key);

/// <param name="Text">What the customer reads.</param>
/// <param name="Key">The same key is one promise, however often it is sent.</param>
/// <param name="Seq">Of the agent's own message that says it already; it is not said again.</param>
internal sealed record NewPromise(string Text, DateTimeOffset Due, string Key, long? Seq = null);

internal sealed record PromiseSettled(PromiseWord Status);

/// <param name="Due">The new time, later than the one before.</param>
/// <param name="Why">Said to the customer; null: no reason.</param>
/// <param name="Key">The same key puts off once, however often it is sent.</param>
internal sealed record PromisePutOff(DateTimeOffset Due, string? Why, string Key);

internal sealed record ReadUpTo(long Seq);

/// <param name="Epoch">The owner epoch after the act.</param>
internal sealed record ActDone(long Epoch);

/// <summary>Somebody else has it.</summary>
/// <param name="Agent">Who; null when the queue or the bot has it.</param>
internal sealed record TakenBy(OwnerWord Owner, string? Agent);

/// <param name="Why">A sentence in English that names the figures; the page has one of its own in the agent's language.</param>
internal sealed record ActRefused(RefusedWord Because, string Why);

[JsonConverter(typeof(WordConverter<RefusedWord>))]
internal enum RefusedWord
{
    WrongText,
    WrongAmount,
    AboveAuthority,
    BudgetSpent,
    WrongTime,
    NoSuch,
    SettledBefore,
    OutOfReach,
    RootMissing,
    HadItBefore,
    PutOffBefore,
}

[JsonConverter(typeof(WordConverter<NewsWish>))]
internal enum NewsWish
{
    Unsaid,
    Wanted,
    Unwanted,
}

[JsonConverter(typeof(WordConverter<ProofWord>))]
internal enum ProofWord
{
    None,
    HostPage,
    Channel,
    OrderPhone,
}

[JsonConverter(typeof(WordConverter<PromiseWord>))]
internal enum PromiseWord
{
    Open,
    Kept,
    Broken,
    Dropped,
}

[JsonConverter(typeof(WordConverter<KnownWord>))]
internal enum KnownWord
{
    Name,
    OrderNumber,
    Matter,
    Proof,
    Photo,
}

[JsonConverter(typeof(WordConverter<AuthorWord>))]
internal enum AuthorWord
{
    Customer,
    Bot,
    Agent,
    Notice,
}
