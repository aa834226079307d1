namespace ServiceBot.Packs;

/// <summary>One folder of wording that packs share.</summary>
/// <param name="Shown">Where it is, as `servicebot check` says it: relative to the pack where it stands beside it.</param>
/// <param name="IsContent">Part of the pack's version and of its copies. Not so what only fills the gaps of a copy that an earlier program made.</param>
internal sealed record SharedFolder(string Directory, string Shown, bool IsContent)
{
    public string? FileOf(Locale locale)
    {
        var path = Path.Combine(Directory, SharedWording.File(locale));
        return System.IO.File.Exists(path) ? path : null;
    }
}

/// <summary>
/// Where the wording of all packs stands. A text is looked for in the pack, then in the folder <c>shared</c> beside it, then in the one that came with the program:
/// so a pack writes only what is its own, and one made for an earlier program has the texts that the program says since.
/// </summary>
internal static class SharedWording
{
    public const string Name = "shared";

    // The program's own, whatever folder the packs are in.
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "packs", Name);

    public static string File(Locale locale) => $"wording/{locale.Tag()}.yaml";

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
