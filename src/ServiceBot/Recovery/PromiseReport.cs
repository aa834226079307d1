namespace ServiceBot.Recovery;

/// <summary>One promise, as the report needs it.</summary>
/// <param name="Owner">"bot", or an agent's id.</param>
/// <param name="Took">Null while it is open, and where nobody wrote down when it was settled.</param>
public sealed record PromiseMade(string What, string Owner, TimeSpan Given, TimeSpan? Took, PromiseStatus Status, bool IsPutOff, bool IsOverdue);

/// <summary>What became of the promises of one kind, or of one person.</summary>
/// <param name="Broken">Settled as not kept, or overdue and still open.</param>
/// <param name="Given">The time that four of five were given at most.</param>
/// <param name="Took">The time within which four of five were kept (recovery.md §5); null below <see cref="Enough"/> kept ones.</param>
public sealed record PromiseLine(string Of, int Made, int Open, int Kept, int Broken, int Dropped, int PutOff, TimeSpan Given, TimeSpan? Took)
{
    /// <summary>Fewer say nothing of a person or a kind.</summary>
    public const int Enough = 5;

    // Quoted at the 80th percentile, one in five is late by design; more than that promises too much.
    private const double Allowed = 0.2;

    public double? KeptShare => Kept + Broken == 0 ? null : (double)Kept / (Kept + Broken);

    /// <summary>More than one in five not kept or put off, or given less time than such promises take.</summary>
    public bool PromisesTooMuch => Made >= Enough && Kept + Broken >= Enough && ((double)(Broken + PutOff) / Made > Allowed || Took > Given);
}

/// <summary>Promised against kept, by kind and by who promised. Pure.</summary>
public sealed record PromiseReport(IReadOnlyList<PromiseLine> Kinds, IReadOnlyList<PromiseLine> Owners)
{
    private const double Percentile = 0.8;

    public static PromiseReport Of(IReadOnlyCollection<PromiseMade> made) => new(Lines(made, static promise => promise.What), Lines(made, static promise => promise.Owner));

    private static List<PromiseLine> Lines(IEnumerable<PromiseMade> made, Func<PromiseMade, string> of) =>
        [.. made.GroupBy(of).Select(group => Line(group.Key, [.. group])).OrderByDescending(line => line.PromisesTooMuch).ThenByDescending(line => line.Made).ThenBy(line => line.Of, StringComparer.Ordinal)];

    private static PromiseLine Line(string of, List<PromiseMade> made)
    {
        var took = made.Where(promise => promise is { Status: PromiseStatus.Kept, Took: not null }).Select(promise => promise.Took!.Value).ToList();
        return new PromiseLine(
            of, made.Count,
            made.Count(promise => promise is { Status: PromiseStatus.Open, IsOverdue: false }),
            made.Count(promise => promise.Status == PromiseStatus.Kept),
            made.Count(promise => promise.Status == PromiseStatus.Broken || promise is { Status: PromiseStatus.Open, IsOverdue: true }),
            made.Count(promise => promise.Status == PromiseStatus.Dropped),
            made.Count(promise => promise.IsPutOff),
            At(made.ConvertAll(promise => promise.Given)),
            took.Count < PromiseLine.Enough ? null : At(took));
    }

    // Nearest rank: of five the fourth.
    private static TimeSpan At(List<TimeSpan> times)
    {
        times.Sort();
        return times[(int)Math.Ceiling(times.Count * Percentile) - 1];
    }
}
