using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Subject;

/// <summary>How often the number was asked for, and how often one was not found.</summary>
/// <param name="IsBotChosen">A person was offered and turned down: the bot goes on asking.</param>
/// <param name="Missing">The number that was not found last: its digits may be put right.</param>
internal sealed record SubjectSearch(int Asked = 0, int NotFound = 0, bool HasSaidWhere = false, bool IsBotChosen = false, string? Missing = null)
{
    // Asked, asked again, a person offered: a fourth time would only be a wall.
    private const int MostAsked = 3;

    public bool IsInVain => Asked >= MostAsked && !IsBotChosen;
}

/// <summary>Asks which order it is; the words change with each try, and from the third on a person is offered.</summary>
internal static class SubjectPrompt
{
    private const int MostOffered = 5;
    private const string Prefix = Choice.SubjectPrefix;

    /// <summary>Not about any of the orders offered.</summary>
    public const string None = "order:none";

    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("subject.ask", "subject"), new("subject.again", "subject"), new("subject.last", "subject"),
        new("subject.where", "subject"), new("subject.partial", "subject", "number"),
        new("subject.not-found", "subject", "number"), new("subject.not-found-again", "subject", "number"),
        new("subject.choose", "subject", "list"), new("subject.none", "subject"), new("subject.title", "number", "status", "promised", "label"),
        new("subject.words.another"), new("subject.words.arrives"), new("wait.ok"),
        new("subject.down", "subject"), new("subject.down.ask", "subject", "due"), new("subject.down-number", "subject", "number"),
    ];

    /// <summary>The number the customer now gives: typed, pressed, picked or by its tail.</summary>
    public static string? Given(DialogContext context) =>
        context.Heard.FirstNumber ?? (context.Picked is { } picked && picked.StartsWith(Prefix, StringComparison.Ordinal) && picked != None ? picked[Prefix.Length..] : null);

    /// <summary>"3 at the end, not 8": the number that was not found, put right.</summary>
    public static string? Corrected(DialogContext context, SubjectSearch? search) =>
        search?.Missing is { } missing && context.Heard.FirstNumber is null ? NumberCorrection.Apply(missing, context.Heard.Text) : null;

    /// <summary>"And the other one?"</summary>
    public static bool MeansAnother(DialogContext context) =>
        context.Words("subject.words.another").Any(w => context.Heard.Text.Contains(w, StringComparison.OrdinalIgnoreCase));

    /// <summary>"Hang on, I'll look for it": told that there is no hurry, and asked nothing anew.</summary>
    public static bool IsSearching(DialogContext context)
    {
        if (context.Reason != TurnReason.Message || context.Picked is not null || !context.Heard.AsksToWait) return false;
        context.Ask("order-number", context.Render("wait.ok"));
        return true;
    }

    public static bool IsAnswered(DialogContext context) =>
        Given(context) is not null || SubjectHint.Describes(context) || SubjectPick.Describes(context) || context.Picked == None || context.Heard.PartialNumber is not null
        || context.Heard.Act is DialogAct.DontKnow or DialogAct.No or DialogAct.NeverMind or DialogAct.SomethingElse;

    /// <param name="lead">Said before the question in the same bubble.</param>
    public static SubjectSearch Ask(DialogContext context, SubjectSearch search, string lead = "")
    {
        var key = search.Asked switch
        {
            0 => "subject.ask",
            1 => "subject.again",
            _ => "subject.last",
        };
        return Say(context, search, lead, context.Render(key, Subject(context)));
    }

    /// <summary>The system does not answer: the number is worth having all the same, and nobody has to wait for it.</summary>
    public static SubjectSearch AskWhileDown(DialogContext context, SubjectSearch search, DateTimeOffset due, string lead = "") =>
        Say(context, search, lead, context.Render("subject.down.ask", Subject(context), ("due", Phrase.When(context, due))));

    public static SubjectSearch AskToComplete(DialogContext context, SubjectSearch search, string partial, string lead = "") =>
        Say(context, search, lead, context.Render("subject.partial", Subject(context), ("number", partial)));

    /// <summary>"I can't find the number": where it stands.</summary>
    public static SubjectSearch SayWhere(DialogContext context, SubjectSearch search) => search.HasSaidWhere
        ? Ask(context, search with { Asked = Math.Max(2, search.Asked) })
        : Say(context, search with { HasSaidWhere = true }, "", context.Render("subject.where", Subject(context)));

    public static SubjectSearch SayNotFound(DialogContext context, SubjectSearch search, string number, string lead = "")
    {
        var counted = search with { NotFound = search.NotFound + 1, Missing = number, Asked = Math.Max(1, search.Asked) };
        var key = counted.NotFound < 2 ? "subject.not-found" : "subject.not-found-again";
        return Say(context, counted.NotFound < 2 ? counted : counted with { Asked = 2 }, lead, context.Render(key, Subject(context), ("number", number)));
    }

    /// <summary>A choice of the customer's own orders; picked by press, number, words or the number's tail.</summary>
    public static void Choose(DialogContext context, IReadOnlyList<Fact> facts, string lead, bool canBeNone)
    {
        var choices = facts.Take(MostOffered).Select(f => new Choice(Title(context, f), Prefix + f.Id)).ToList();
        var list = string.Join('\n', choices.Select((c, i) => $"{i + 1}. {c.Title}"));
        if (canBeNone) choices.Add(new Choice(context.Render("subject.none", Subject(context)), None));
        context.Ask("choice", Phrase.Join(context.Locale, lead, context.Render("subject.choose", Subject(context), ("list", list))), choices);
    }

    /// <summary>The system does not answer: said, not guessed.</summary>
    public static string Down(DialogContext context, string? number) => number is null
        ? context.Render("subject.down", Subject(context))
        : context.Render("subject.down-number", Subject(context), ("number", number));

    public static (string, string) Subject(DialogContext context) => ("subject", Phrase.Lower(context.Locale, context.Pack.Subject.Name[context.Locale]));

    private static SubjectSearch Say(DialogContext context, SubjectSearch search, string lead, string question)
    {
        IReadOnlyList<Choice> choices = search.Asked switch
        {
            0 => [],
            1 => [new Choice(context.Render("choice.person"), Choice.Person)],
            _ => [new Choice(context.Render("choice.person"), Choice.Person), new Choice(context.Render("choice.bot"), Choice.Bot)],
        };
        context.Ask("order-number", Phrase.Join(context.Locale, lead, question), choices);
        return search with { Asked = search.Asked + 1 };
    }

    private static string Title(DialogContext context, Fact fact) => context.Render("subject.title",
        ("number", fact.Id),
        ("status", FactText.Status(context, fact)),
        ("label", context.Pack.Subject.LabelFact is { } label && SubjectFinder.IsProven(context, fact) ? fact.Text(label) ?? "" : ""),
        ("promised", fact.Time("promised") is { } promised ? Phrase.When(context, promised) : ""));
}
