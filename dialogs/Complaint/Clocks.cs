using ServiceBot.Dialogs.Subject;
using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Dialogs.Complaint;

/// <summary>How a standard's clock stands, told to the proven owner with its times: the company says what its own data show.</summary>
internal static class Clocks
{
    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("clock.running", Values) { IsOptional = true }, new("clock.kept", Values) { IsOptional = true }, new("clock.missed", Values) { IsOptional = true },
    ];

    private static string[] Values => ["number", "due", "done", "late", "promise"];

    public static string Say(DialogContext context, Assessment known)
    {
        if (known is not { Clock: { } clock, Fact: { } fact } || !SubjectFinder.IsProven(context, fact) || context.Pack.Standard(known.Kind.Standard) is not { } standard) return "";
        return clock switch
        {
            StandardState.Running running => Render("clock.running", running.Due, null),
            StandardState.Kept kept => Render("clock.kept", kept.Due, kept.DoneAt),
            StandardState.Missed missed => Render("clock.missed", missed.Due, missed.DoneAt),
            _ => "",
        };

        string Render(string key, DateTimeOffset due, DateTimeOffset? done) => !context.Pack.Wording.Has(key) ? "" : context.Render(key,
            ("number", fact.Id), ("due", Phrase.When(context, due)), ("done", done is { } at ? Phrase.When(context, at) : ""),
            ("late", known.IsLate ? Phrase.Lasting(context.Locale, known.Late!.Value) : ""), ("promise", standard.Text[context.Locale]));
    }
}
