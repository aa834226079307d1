namespace ServiceBot.Packs;

/// <summary>One thing a service manager has to look at.</summary>
/// <param name="File">Relative to the pack's folder, with forward slashes; empty when it is about the folder itself.</param>
/// <param name="Line">1-based; 0 when it is about the file as a whole, printed as the first.</param>
/// <param name="What">What is wrong, in a sentence without a full stop.</param>
/// <param name="Instead">What to write instead.</param>
/// <param name="IsWarning">The pack runs all the same.</param>
public sealed record PackProblem(string File, int Line, string What, string Instead, bool IsWarning = false)
{
    /// <summary>"policy.yaml:7: error: …; write …".</summary>
    public override string ToString() =>
        $"{File}:{Math.Max(1, Line)}: {(IsWarning ? "warning" : "error")}: {What}; {Instead}";
}

/// <summary>The outcome of reading a pack's folder.</summary>
public abstract record PackLoad
{
    private PackLoad() { }

    public abstract IReadOnlyList<PackProblem> Problems { get; init; }

    /// <param name="Problems">Warnings only.</param>
    public sealed record Loaded(Pack Pack, IReadOnlyList<PackProblem> Problems) : PackLoad
    {
        public override IReadOnlyList<PackProblem> Problems { get; init; } = Problems;
    }

    /// <param name="Problems">At least one error; warnings too.</param>
    public sealed record Broken(IReadOnlyList<PackProblem> Problems) : PackLoad
    {
        public override IReadOnlyList<PackProblem> Problems { get; init; } = Problems;
    }
}
