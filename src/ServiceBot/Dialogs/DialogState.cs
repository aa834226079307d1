namespace ServiceBot.Dialogs;

/// <summary>What a conversation remembers between turns of its dialogs; stored by <see cref="DialogStateJson"/> in at most <see cref="DialogStateJson.MaxBytes"/>.</summary>
public sealed record DialogState
{
    public static DialogState Empty { get; } = new();

    /// <summary>The bottom one first; the last has the question that is open.</summary>
    public IReadOnlyList<DialogFrame> Frames { get; init; } = [];

    /// <summary>The customer's matters that wait behind the one in hand.</summary>
    public IReadOnlyList<PendingIssue> Issues { get; init; } = [];

    /// <summary>What the bot's last turn asked for; null for nothing.</summary>
    public Question? Asked { get; init; }

    /// <summary>The number last spoken of: "and where is it now?" needs no other.</summary>
    public string? Subject { get; init; }

    /// <summary>Turns in a row that were not understood.</summary>
    public int Misses { get; init; }

    /// <summary>All so far: picks the wording, so that the same sentence is never said twice in a row.</summary>
    public int Fallbacks { get; init; }

    /// <summary>Wrong answers to "the last four digits" in this conversation, over all orders: three, then a person (decisions.md 15).</summary>
    public int ProofMisses { get; init; }

    /// <summary>Turns in a row in which the company's system did not answer; a turn that does not ask it counts neither way.</summary>
    public int Outages { get; init; }

    /// <summary>A person has been offered in this matter.</summary>
    public bool IsPersonOffered { get; init; }

    /// <summary>Stored by another version of a dialog and not readable: the matter is taken up from the start, with a sentence (decisions.md 20). Not stored.</summary>
    public bool HasLostThread { get; init; }
}

public sealed record DialogFrame(Dialog Dialog, object State);

/// <param name="What">order-number, photo, phone, choice; null when the choices are an offer and no question.</param>
/// <param name="Choices">As offered: picked by a press, a number or words.</param>
/// <param name="About">What the choice of an intent is about, so that nothing has to be asked again.</param>
public sealed record Question(string? What, IReadOnlyList<Choice> Choices, PendingIssue? About = null);
