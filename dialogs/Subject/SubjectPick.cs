using ServiceBot.Packs;
using ServiceBot.Facts;

namespace ServiceBot.Dialogs.Subject;

/// <summary>Which of several a customer means who says what is special about it: "the expensive one", "晚到的那个", "the older one".</summary>
internal static class SubjectPick
{
    private static readonly Trait[] Traits =
    [
        new("subject.words.dearest", Worth, IsMost: true),
        new("subject.words.cheapest", Worth, IsMost: false),
        new("subject.words.newest", Begun, IsMost: true),
        new("subject.words.oldest", Begun, IsMost: false),
        new("subject.words.overdue", Overdue, IsMost: true),
    ];

    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("subject.words.dearest"), new("subject.words.cheapest"), new("subject.words.newest"), new("subject.words.oldest"), new("subject.words.overdue"),
    ];

    /// <returns>Null when nothing of the kind is said, when it is said of several or denied, or when two are alike in it.</returns>
    public static Fact? Of(DialogContext context, IReadOnlyList<Fact> facts)
    {
        if (context.Heard.Text.Length == 0) return null;
        Trait? said = null;
        foreach (var trait in Traits)
        {
            if (!IsSaid(context, trait.Words)) continue;
            if (said is not null) return null;
            said = trait;
        }
        return said is null ? null : Only(facts, fact => said.Measure(context, fact), said.IsMost);
    }

    /// <summary>"超时那个", "the expensive one": one is pointed at by what is special about it, whichever that is.</summary>
    public static bool Describes(DialogContext context) => context.Picked is null && context.Heard.Text.Length <= (context.Locale == Locale.En ? LongestDescription : LongestDescription / 3) && Traits.Any(trait => IsSaid(context, trait.Words));

    // Who says more tells of it.
    private const int LongestDescription = 36;

    /// <summary>"The kettle leaks": the only one of them that is called so.</summary>
    public static Fact? ByLabel(DialogContext context, IReadOnlyList<Fact> facts, string words)
    {
        if (context.Pack.Subject.LabelFact is not { } label || words.Length == 0) return null;
        var labels = facts.Select(fact => fact.Text(label) ?? "").ToList();
        return MatterWords.Named(words, labels, "") is { } place ? facts[place] : null;
    }

    private static Fact? Only(IReadOnlyList<Fact> facts, Func<Fact, decimal?> measure, bool isMost)
    {
        var known = facts.Select(fact => (Fact: fact, Value: measure(fact))).Where(f => f.Value is not null).OrderBy(f => isMost ? -f.Value : f.Value).ToList();
        return known.Count > 0 && (known.Count == 1 || known[0].Value != known[1].Value) ? known[0].Fact : null;
    }

    private static bool IsSaid(DialogContext context, string key)
    {
        var text = context.Heard.Text;
        foreach (var word in context.Words(key))
            if (text.IndexOf(word, StringComparison.OrdinalIgnoreCase) is var at and >= 0 && !IsDenied(text.AsSpan(0, at).TrimEnd())) return true;
        return false;
    }

    // "not the expensive one", "不是贵的那个".
    private static bool IsDenied(ReadOnlySpan<char> before)
    {
        foreach (var no in (ReadOnlySpan<string>)["not the", "not", "n't the", "不是", "唔係", "不", "非"])
            if (before.EndsWith(no, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static decimal? Worth(DialogContext context, Fact fact)
    {
        decimal? most = null;
        foreach (var type in context.Pack.Subject.Facts)
            if (type.Type == "money" && fact.Number(type.Name) is { } amount && !(amount <= most)) most = amount;
        return most;
    }

    private static decimal? Begun(DialogContext context, Fact fact) => (fact.Time("created") ?? fact.Time("promised") ?? fact.Time("delivered"))?.ToUnixTimeSeconds();

    private static decimal? Overdue(DialogContext context, Fact fact) =>
        context.Pack.Subject.States.IsOpen(fact) && fact.Time("promised") is { } promised && promised < context.Now ? (decimal)(context.Now - promised).TotalSeconds : null;

    /// <param name="Words">Key of the words for it, with commas.</param>
    private sealed record Trait(string Words, Func<DialogContext, Fact, decimal?> Measure, bool IsMost);
}
