namespace ServiceBot.Packs;

/// <summary>Gathers what is wrong while a pack is read: all of it, not the first only.</summary>
internal sealed class Problems
{
    private readonly List<PackProblem> found = [];

    public int Count => found.Count;

    public bool HasErrors => found.Exists(p => !p.IsWarning);

    public IReadOnlyList<PackProblem> Sorted() =>
        [.. found.Distinct().OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.IsWarning)];

    public void Error(string file, int line, string what, string instead) => found.Add(new PackProblem(file, line, what, instead));

    public void Warn(string file, int line, string what, string instead) => found.Add(new PackProblem(file, line, what, instead, IsWarning: true));
}
