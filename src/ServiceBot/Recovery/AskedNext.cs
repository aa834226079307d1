using ServiceBot.Packs;

namespace ServiceBot.Recovery;

/// <summary>Somebody whose matter had come so far asked this next. Counted once a case; nothing of who asked is in it.</summary>
/// <param name="Kind">Complaint kind.</param>
/// <param name="Step">answer, remedy, close.</param>
/// <param name="Enquiry">Enquiry of the pack.</param>
public readonly record struct AskedNext(string Kind, string Step, string Enquiry)
{
    public static string StepOf(NeedStep after) => after switch
    {
        NeedStep.Close => "close",
        NeedStep.Remedy => "remedy",
        _ => "answer",
    };

    // A matter that is all right with the customer stays open as long as something is promised; what was offered was offered at its close.
    public static string StepOf(ComplaintCase matter) =>
        matter.IsClosed || matter.IsAccepted ? "close"
        : matter.Given.Any(g => g.Kind is not (RemedyKind.Apology or RemedyKind.Explanation or RemedyKind.Person)) ? "remedy"
        : "answer";
}

/// <summary>What a site's customers asked next, by how often. Below a minimum nothing is concluded from it.</summary>
public sealed record AskedNextCounts(IReadOnlyDictionary<AskedNext, long> Times)
{
    /// <summary>Fewer than these are chance, and might be told apart.</summary>
    public const int Least = 20;

    public static AskedNextCounts None { get; } = new(new Dictionary<AskedNext, long>());

    /// <returns>0 where too few asked it.</returns>
    public long Of(string kind, string step, string enquiry) =>
        Times.TryGetValue(new AskedNext(kind, step, enquiry), out var count) && count >= Least ? count : 0;

    /// <summary>What is most often asked next first; what nobody asks about keeps the pack's order behind it.</summary>
    public IReadOnlyList<T> Ordered<T>(IReadOnlyList<T> needs, string kind, string step, Func<T, IReadOnlyList<string>> about) =>
        Times.Count == 0 ? needs : [.. needs.OrderByDescending(need => about(need).Sum(enquiry => Of(kind, step, enquiry)))];
}
