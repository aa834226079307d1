namespace ServiceBot.Server.Chat;

/// <summary>A read `.chat` file: what it says, line by line.</summary>
/// <param name="Title">The first comment; null when there is none.</param>
internal sealed record ChatScript(string File, string? Title, IReadOnlyList<ChatLine> Lines);

/// <param name="Line">1-based; for a continued line its first.</param>
internal sealed record ChatProblem(string File, int Line, string Reason)
{
    public override string ToString() => $"{File}:{Line}: {Reason}";
}

/// <summary>The outcome of reading a `.chat` file.</summary>
internal abstract record ChatFile
{
    private ChatFile() { }

    public sealed record Read(ChatScript Script) : ChatFile;

    public sealed record Unreadable(IReadOnlyList<ChatProblem> Problems) : ChatFile;
}

/// <summary>One instruction of a `.chat` file.</summary>
/// <param name="Number">1-based; for a continued line its first.</param>
/// <param name="Text">As it stands in the file, continuations joined.</param>
internal abstract record ChatLine(int Number, string Text)
{
    // ── the setting, before the first turn ──
    public sealed record Pack(int Number, string Text, string Name) : ChatLine(Number, Text);

    public sealed record Language(int Number, string Text, string Tag) : ChatLine(Number, Text);

    public sealed record Channel(int Number, string Text, string Name) : ChatLine(Number, Text);

    public sealed record Now(int Number, string Text, ChatTime Time) : ChatLine(Number, Text);

    public sealed record Sample(int Number, string Text) : ChatLine(Number, Text);

    public sealed record Budget(int Number, string Text, decimal Amount) : ChatLine(Number, Text);

    public sealed record Policy(int Number, string Text, string Key, string Value) : ChatLine(Number, Text);

    /// <param name="Values">order, coupon… of an earlier, closed case of the customer named last.</param>
    public sealed record Past(int Number, string Text, ChatTime Time, string Kind, IReadOnlyDictionary<string, string> Values) : ChatLine(Number, Text);

    // ── the world, also between turns ──
    /// <param name="Values">id, name, tier, since, orders, verified.</param>
    public sealed record Customer(int Number, string Text, string Id, IReadOnlyDictionary<string, string> Values) : ChatLine(Number, Text);

    /// <param name="Kind">The pack's subject kind, or what `@order` says: order.</param>
    /// <summary>The kind that `@order` stands for.</summary>
    public const string Order = "order";

    public sealed record Fact(int Number, string Text, string Kind, string Id, IReadOnlyDictionary<string, string> Values) : ChatLine(Number, Text);

    /// <param name="Values">kind, area, cause, from, until.</param>
    public sealed record Incident(int Number, string Text, string Id, IReadOnlyDictionary<string, string> Values) : ChatLine(Number, Text);

    public sealed record Facts(int Number, string Text, ChatFactsState State) : ChatLine(Number, Text);

    public sealed record Agents(int Number, string Text, IReadOnlyList<string> Names) : ChatLine(Number, Text);

    // ── turns ──
    /// <param name="Who">Id of an `@customer`; null for the first.</param>
    public sealed record Says(int Number, string Text, string? Who, string Message) : ChatLine(Number, Text);

    public sealed record Presses(int Number, string Text, string? Who, string Title) : ChatLine(Number, Text);

    public sealed record Sends(int Number, string Text, string? Who, string File) : ChatLine(Number, Text);

    public sealed record AgentSays(int Number, string Text, string Agent, string Message) : ChatLine(Number, Text);

    public sealed record AgentActs(int Number, string Text, string Agent, AgentAct Act) : ChatLine(Number, Text);

    public sealed record Pass(int Number, string Text, TimeSpan By) : ChatLine(Number, Text);

    // ── expectations ──
    public sealed record Bot(int Number, string Text, BotScope Scope, TextPattern Pattern) : ChatLine(Number, Text);

    public sealed record Reads(int Number, string Text, string Name, ValuePattern Pattern) : ChatLine(Number, Text);

    /// <summary>Whether somebody does something or time passes: what the bot says next belongs to it.</summary>
    public bool BeginsTurn => this is Says or Presses or Sends or AgentSays or AgentActs or Pass;
}

internal enum BotScope
{
    /// <summary>`bot:`: this turn.</summary>
    Turn,
    /// <summary>`ever:`: all of the file so far.</summary>
    Ever,
    /// <summary>`never:`: all of the file so far, and it must not hold.</summary>
    Never,
}

/// <summary>What an agent does at the desk.</summary>
internal abstract record AgentAct
{
    private AgentAct() { }

    public sealed record Accept : AgentAct;

    /// <summary>Back into the queue.</summary>
    public sealed record Release : AgentAct;

    /// <summary>Back to the bot.</summary>
    public sealed record Return(string Why) : AgentAct;

    public sealed record Transfer(string To) : AgentAct;

    public sealed record Resolve : AgentAct;

    public sealed record Coupon(decimal Amount) : AgentAct;

    public sealed record Promise(string What, TimeSpan Within) : AgentAct;

    public sealed record Note(string What) : AgentAct;
}

/// <summary>A moment as a file writes it; without an offset it is the site's time.</summary>
internal readonly record struct ChatTime(DateTime Local, TimeSpan? Offset)
{
    public DateTimeOffset In(TimeZoneInfo zone) => new(Local, Offset ?? zone.GetUtcOffset(Local));
}
