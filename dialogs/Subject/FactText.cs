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
        new("fact.{choice}") { IsOptional = true },
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

    /// <summary>All that the pack declares of its subject, as values under the facts' names; what is personal is empty for whoever has not shown to be the owner.</summary>
    public static (string Name, string Value)[] All(DialogContext context, Fact fact)
    {
        var isProven = SubjectFinder.IsProven(context, fact);
        return
        [
            .. context.Pack.Subject.Facts.Select(type => (type.Name, type.IsPersonal && !isProven ? "" : Value(context, fact, type))),
            ("number", fact.Id), ("place", Place(context, fact)), ("asof", Phrase.When(context, fact.AsOf)),
        ];
    }

    private static string Value(DialogContext context, Fact fact, FactType type) => type switch
    {
        { Name: "status" } => Status(context, fact),
        { Name: "at" } => Place(context, fact),
        { Type: "time" } => Time(context, fact, type.Name),
        { Type: "money" } => fact.Money(type.Name, context.Pack.Site.Currency) is { } amount ? Phrase.Amount(context.Locale, amount) : "",
        // A phone is proof: it is asked for, never told.
        { Type: "phone" } => "",
        { Type: "choice" } when fact.Text(type.Name) is { } chosen && context.Pack.Wording.Has($"fact.{type.Name}.{chosen}") => context.Render($"fact.{type.Name}.{chosen}"),
        _ => fact.Text(type.Name) ?? "",
    };

    /// <summary>"The system's data stop at …"; empty when they are fresh.</summary>
    public static string Stale(DialogContext context, DateTimeOffset? since) =>
        since is { } s ? context.Render("subject.stale", ("since", Phrase.When(context, s))) : "";

    /// <summary>What a promise of news is measured by: language-free, not shown.</summary>
    public static string State(Fact fact) => $"{fact.Text("status")} {fact.Text("at")}".Trim();
}
