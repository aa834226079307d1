using System.Security.Cryptography;
using System.Text;

namespace ServiceBot.Packs;

/// <summary>One file of a pack, read: YAML, or an article.</summary>
/// <param name="Path">Relative to the pack, with forward slashes.</param>
/// <param name="Root">Null when it is empty or cannot be read.</param>
/// <param name="IsReadable">False when a problem was noted; what depends on its content then stays unchecked.</param>
internal sealed record PackFile(string Path, YamlNode? Root, bool IsReadable)
{
    /// <summary>Of an article; null for everything else.</summary>
    public string? Text { get; init; }

    /// <summary>The file's name without its ending: the id of what it holds.</summary>
    public string Id => System.IO.Path.GetFileNameWithoutExtension(Path);
}

/// <summary>All files of a pack's folder, read once.</summary>
internal sealed class PackFolder
{
    private static readonly string[] RootFiles = ["pack.yaml", "standards.yaml", "causes.yaml", "policy.yaml", "gazetteer.yaml", "incidents.yaml"];
    private static readonly string[] Folders = ["complaints", "enquiries", "examples", "wording", "sample"];
    private static readonly string[] Unread = ["golden"];

    private const long LargestFile = 2 * 1024 * 1024;

    private readonly bool isParsed;
    private readonly List<PackFile> files = [];
    private readonly List<Dictionary<string, PackFile>> shared = [];
    private readonly Dictionary<string, string> sources = new(StringComparer.Ordinal);

    /// <summary>SHA-256, lower-case hex, over the names and the bytes of what is read.</summary>
    public string Version { get; }

    /// <param name="sharedFolders">Folders with what all packs share, nearest first.</param>
    /// <param name="isParsed">False where only the version and the names of the files are asked for.</param>
    public PackFolder(string directory, IReadOnlyList<SharedFolder> sharedFolders, Problems problems, bool isParsed = true)
    {
        this.isParsed = isParsed;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Paths(directory, problems))
        {
            sources[path] = Path.Combine(directory, path);
            files.Add(Read(sources[path], path, path, hash, problems));
        }
        // A pack without files is no pack: nothing is said of the shared wording then.
        if (files.Count > 0)
            foreach (var folder in sharedFolders) shared.Add(folder.Files.ToDictionary(path => path, path => ReadShared(folder, path, hash, problems), StringComparer.Ordinal));
        Version = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>What the version is made of: name → full path. Names of what packs share begin with <c>shared/</c>.</summary>
    public IReadOnlyDictionary<string, string> Sources => sources;

    /// <summary>The files of this path that packs share, the nearest folder's first.</summary>
    public IEnumerable<PackFile> Shared(string path)
    {
        foreach (var files in shared)
            if (files.TryGetValue(path, out var file)) yield return file;
    }

    public bool IsEmpty => files.Count == 0;

    /// <summary>False when a file could not be read: what it would have held is then not missed elsewhere.</summary>
    public bool IsWhole => files.TrueForAll(f => f.IsReadable);

    /// <returns>Null when the folder has no such file.</returns>
    public PackFile? File(string path) => files.Find(f => f.Path == path);

    /// <returns>The file, or null with a problem noted.</returns>
    public PackFile? Required(string path, Problems problems)
    {
        var file = File(path);
        if (file is null) problems.Error(path, 0, "this file is missing", "copy it from the courier pack and change what stands in it");
        else if (file.IsReadable && file.Root is null) problems.Error(path, 0, "this file is empty", "copy it from the courier pack and change what stands in it");
        return file;
    }

    /// <summary>Ids of the enquiries that packs share.</summary>
    public IReadOnlyCollection<string> SharedEnquiries => [.. shared.SelectMany(f => f.Values).Where(f => f.Path.Contains("/enquiries/", StringComparison.Ordinal)).Select(f => f.Id).Distinct()];

    public IEnumerable<PackFile> In(string folder) => files.Where(f => f.Path.StartsWith(folder + "/", StringComparison.Ordinal));

    private static List<string> Paths(string directory, Problems problems)
    {
        try
        {
            return [.. Listed(directory, problems).Order(StringComparer.Ordinal)];
        }
        catch (IOException e)
        {
            problems.Error("", 0, $"the folder {directory} cannot be read ({e.Message})", "name the folder of a pack, the one with pack.yaml in it");
        }
        catch (UnauthorizedAccessException e)
        {
            problems.Error("", 0, $"the folder {directory} cannot be read ({e.Message})", "give the service the right to read it");
        }
        return [];
    }

    private static IEnumerable<string> Listed(string directory, Problems problems)
    {
        foreach (var path in Directory.EnumerateFiles(directory).Select(p => Path.GetFileName(p)!))
        {
            if (RootFiles.Contains(path, StringComparer.Ordinal)) yield return path;
            else if (!IsIgnored(path)) problems.Warn(path, 0, "this file is not read", Renaming(path, RootFiles));
        }
        foreach (var folder in Directory.EnumerateDirectories(directory).Select(p => Path.GetFileName(p)!))
        {
            if (folder == ArticleSection.Folder)
            {
                foreach (var path in Articles(Path.Combine(directory, folder), problems)) yield return path;
                continue;
            }
            if (!Folders.Contains(folder, StringComparer.Ordinal))
            {
                if (!Unread.Contains(folder, StringComparer.Ordinal) && !IsIgnored(folder))
                    problems.Warn(folder + "/", 0, "this folder is not read", Renaming(folder, [.. Folders, ArticleSection.Folder]));
                continue;
            }
            foreach (var name in Directory.EnumerateFiles(Path.Combine(directory, folder)).Select(p => Path.GetFileName(p)!))
            {
                if (name.EndsWith(".yaml", StringComparison.Ordinal)) yield return $"{folder}/{name}";
                else if (!IsIgnored(name)) problems.Warn($"{folder}/{name}", 0, "this file is not read", $"rename it to {Path.GetFileNameWithoutExtension(name)}.yaml, or remove it");
            }
        }
    }

    private static IEnumerable<string> Articles(string directory, Problems problems)
    {
        var form = $"put articles into {string.Join(", ", Locales.All.Select(l => $"{ArticleSection.Folder}/{l.Tag()}"))}, as files that end in .md";
        foreach (var name in Directory.EnumerateFiles(directory).Select(p => Path.GetFileName(p)!).Where(n => n != "README.md" && (!IsIgnored(n) || n.EndsWith(".md", StringComparison.Ordinal))))
            problems.Warn($"{ArticleSection.Folder}/{name}", 0, "this file is not read", form);
        foreach (var language in Directory.EnumerateDirectories(directory).Select(p => Path.GetFileName(p)!))
            foreach (var name in Directory.EnumerateFiles(Path.Combine(directory, language)).Select(p => Path.GetFileName(p)!))
            {
                if (ArticleSection.PathIn(language, name) is { } path) yield return path;
                else if (!IsIgnored(name) || name.EndsWith(".md", StringComparison.Ordinal)) problems.Warn($"{ArticleSection.Folder}/{language}/{name}", 0, "this file is not read", form);
            }
    }

    // What editors and systems leave behind, and what is meant for people.
    private static bool IsIgnored(string name) =>
        name.StartsWith('.') || name.StartsWith('#') || name.EndsWith('~') || Path.GetExtension(name) is ".md" or ".swp" or ".tmp" or ".bak" or ".orig";

    private static string Renaming(string name, string[] known) =>
        Spelling.Nearest(name, known) is { } near ? $"rename it to {near}" : "remove it";

    private PackFile ReadShared(SharedFolder folder, string path, IncrementalHash hash, Problems problems)
    {
        var (name, full) = ($"{SharedWording.Name}/{shared.Count}/{path}", Path.Combine(folder.Directory, path));
        if (folder.IsContent) sources[name] = full;
        return Read(full, $"{folder.Shown}/{path}", name, folder.IsContent ? hash : null, problems);
    }

    // 'shown' is for the manager, 'name' for the version: it must not change with the machine.
    private PackFile Read(string fullPath, string shown, string name, IncrementalHash? hash, Problems problems)
    {
        var before = problems.Count;
        var text = Content(fullPath, shown, name, hash, problems);
        if (name.EndsWith(".md", StringComparison.Ordinal)) return new PackFile(shown, null, problems.Count == before) { Text = text };
        var root = text is null || !isParsed ? null : Yaml.Read(text, shown, problems);
        return new PackFile(shown, root, problems.Count == before);
    }

    private static string? Content(string fullPath, string path, string name, IncrementalHash? hash, Problems problems)
    {
        try
        {
            if (new FileInfo(fullPath).Length > LargestFile)
            {
                problems.Error(path, 0, "this file is larger than 2 MB", "keep what customers and agents see in the pack; leave data in the company's own systems");
                return null;
            }
            var bytes = System.IO.File.ReadAllBytes(fullPath);
            hash?.AppendData(Encoding.UTF8.GetBytes($"{name}\0{bytes.Length}\0"));
            hash?.AppendData(bytes);
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            problems.Error(path, 0, "this file is not UTF-8 text", "save it as UTF-8 (in the editor: Save with encoding, UTF-8)");
        }
        catch (IOException e)
        {
            problems.Error(path, 0, $"this file cannot be read ({e.Message})", "close the program that holds it, and save it again");
        }
        catch (UnauthorizedAccessException e)
        {
            problems.Error(path, 0, $"this file cannot be read ({e.Message})", "give the service the right to read it");
        }
        return null;
    }
}
