namespace ServiceBot.Server.Chat;

/// <summary>A file as it went.</summary>
internal sealed record ChatResult(ChatScript Script, IReadOnlyList<ChatStep> Steps)
{
    public int Passed => Steps.OfType<ChatStep.Checked>().Count(c => c.Outcome.Holds);
    public int Failed => Steps.OfType<ChatStep.Checked>().Count(c => !c.Outcome.Holds);
}

internal abstract record ChatStep(ChatLine Line)
{
    /// <summary>The setting or the world was changed.</summary>
    public sealed record Set(ChatLine Line) : ChatStep(Line);

    /// <summary>Somebody did something or time passed; the turn that followed.</summary>
    public sealed record Turn(ChatLine Line, IReadOnlyList<Utterance> Said, ChatReading Reading) : ChatStep(Line);

    /// <summary>An expectation, or an act that had to be possible (a button to press), and what came of it.</summary>
    public sealed record Checked(ChatLine Line, Outcome Outcome) : ChatStep(Line);
}

/// <summary>One line of the transcript.</summary>
/// <param name="From">customer, bot, agent, or notice for a line about the conversation itself.</param>
/// <param name="Name">Of an agent or a further customer.</param>
internal sealed record Utterance(string From, string? Name, DateTimeOffset At, string Text, IReadOnlyList<string> Buttons);
