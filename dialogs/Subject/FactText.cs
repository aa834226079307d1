using ServiceBot.Facts;
using ServiceBot.Packs;

namespace ServiceBot.Dialogs.Subject;

/// <summary>What the company's system says of an order, as values for the wording. Places only for the proven owner; status and times for everybody (decisions.md 15).</summary>
internal static class FactText
{
    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("status.{fact.status}"),
        new("status.unknown"),
        new("subject.stale", "since"),
    ];

    public static string Status(DialogContext context, Fact fact)
    {
        var key = $"status.{fact.Text("status")}";
        return context.Render(context.Pack.Wording.Has(key) ? key : "status.unknown");
    }

    public static string Place(DialogContext context, Fact fact) =>
        SubjectFinder.IsProven(context, fact) && fact.Text("at") is { } at ? Phrase.Place(context, at) : "";

    public static string Time(DialogContext context, Fact fact, string name) => fact.Time(name) is { } time ? Phrase.When(context, time) : "";

    /// <summary>"The system's data stop at …"; empty when they are fresh.</summary>
    public static string Stale(DialogContext context, DateTimeOffset? since) =>
        since is { } s ? context.Render("subject.stale", ("since", Phrase.When(context, s))) : "";

    /// <summary>What a promise of news is measured by: language-free, not shown.</summary>
    public static string State(Fact fact) => $"{fact.Text("status")} {fact.Text("at")}".Trim();
}
