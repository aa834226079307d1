namespace ServiceBot.Packs;

/// <summary>One folder of what packs share: wording, enquiries and their examples.</summary>
/// <param name="Shown">Where it is, as `servicebot check` says it: relative to the pack where it stands beside it.</param>
/// <param name="IsContent">Part of the pack's version and of its copies. Not so what only fills the gaps of a copy that an earlier program made.</param>
internal sealed record SharedFolder(string Directory, string Shown, bool IsContent)
{
    /// <summary>Paths of what stands in it, relative to it.</summary>
    public IEnumerable<string> Files => Parts.Where(p => System.IO.Directory.Exists(Path.Combine(Directory, p)))
        .SelectMany(p => System.IO.Directory.EnumerateFiles(Path.Combine(Directory, p), "*.yaml").Select(f => $"{p}/{Path.GetFileName(f)}")).Order(StringComparer.Ordinal);

    private static readonly string[] Parts = ["enquiries", "examples", "wording"];
}

/// <summary>
/// Where the wording of all packs stands, with the questions that every trade is asked. A text is looked for in the pack, then in the folder <c>shared</c> beside it,
/// then in the one that came with the program: so a pack writes only what is its own, and one made for an earlier program has the texts that the program says since.
/// </summary>
internal static class SharedWording
{
    public const string Name = "shared";

    // The program's own, whatever folder the packs are in.
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "packs", Name);

    /// <returns>The folders, nearest first.</returns>
    public static IReadOnlyList<SharedFolder> Of(string pack)
    {
        var beside = Path.GetFullPath(Path.Combine(pack, "..", Name));
        var folders = new List<SharedFolder>(2);
        if (Directory.Exists(beside)) folders.Add(new SharedFolder(beside, $"../{Name}", IsContent: true));
        if (beside != Program && Directory.Exists(Program)) folders.Add(new SharedFolder(Program, Program, IsContent: true));
        return folders;
    }

    /// <summary>The folders of a copy, as they were, and what the program brings since.</summary>
    public static IReadOnlyList<SharedFolder> OfCopy(string shared)
    {
        var folders = Directory.Exists(shared)
            ? Directory.EnumerateDirectories(shared).Order(StringComparer.Ordinal).Select(d => new SharedFolder(d, $"../{Name}/{Path.GetFileName(d)}", IsContent: true)).ToList()
            : [];
        if (Directory.Exists(Program)) folders.Add(new SharedFolder(Program, Program, IsContent: false));
        return folders;
    }
}
