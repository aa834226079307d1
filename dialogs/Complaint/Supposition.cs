using ServiceBot.Packs;

namespace ServiceBot.Dialogs.Complaint;

/// <summary>"And if the fish has gone bad?", "要是真的丢了呢": what the company promises for that, and no case of it.</summary>
internal static class Supposition
{
    /// <param name="inHand">The complaint that is spoken of: it has happened.</param>
    /// <returns>Null where nothing is supposed, or nothing is promised for it.</returns>
    public static string? Answer(DialogContext context, string? inHand)
    {
        if (!context.Heard.Supposes || context.Picked is not null) return null;
        foreach (var intent in IssueFinder.Find(context.Heard, context.Pack).Select(static i => i.Intent).Concat(context.Heard.Candidates.Select(static c => c.Intent)))
            if (intent != inHand && context.Pack.Complaint(intent) is { } other && (inHand is null || !other.Failure.IsArrival) && context.Pack.Standard(other.Standard)?.Text[context.Locale] is { Length: > 0 } text) return text;
        return null;
    }
}
