using System.Text.RegularExpressions;

namespace ServiceBot.Tests;

/// <summary>The sources of src/ServiceBot, read for who uses whom. Comments and literals do not count.</summary>
internal sealed class SliceSources
{
    private readonly Dictionary<string, string> files;
    private readonly ILookup<string, (string Name, bool IsRecord)> types;

    /// <param name="files">Source texts by path below src/ServiceBot, with slashes.</param>
    public SliceSources(IReadOnlyDictionary<string, string> files)
    {
        this.files = files.ToDictionary(f => f.Key, f => WithoutCommentsAndLiterals(f.Value));
        types = this.files.SelectMany(f => Declared(f.Value).Select(t => (Slice: SliceOf(f), t.Name, t.IsRecord))).ToLookup(t => t.Slice, t => (t.Name, t.IsRecord));
    }

    public IEnumerable<string> Slices => files.Keys.Where(f => f.Contains('/')).Select(f => f[..f.IndexOf('/')]).Distinct();

    public static SliceSources Read(string folder) =>
        new(Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
            .Where(f => !f.StartsWith("obj/", StringComparison.Ordinal) && !f.StartsWith("bin/", StringComparison.Ordinal))
            .ToDictionary(f => f, f => File.ReadAllText(Path.Combine(folder, f))));

    public SliceSources With(string path, string source) => new(new Dictionary<string, string>(files) { [path] = source });

    public IEnumerable<string> InWrongNamespace() =>
        from file in files
        let wanted = ("ServiceBot/" + Path.GetDirectoryName(file.Key)).TrimEnd('/').Replace('/', '.')
        where NamespaceOf(file.Value) != wanted
        select $"{file.Key} is in namespace {NamespaceOf(file.Value)}, not {wanted}";

    public IEnumerable<string> NotAllowedBy(SliceTable table) =>
        from file in files
        let user = SliceOf(file)
        where user.Length > 0
        from use in Uses(file.Value, user)
        where !IsAllowed(table.Allowed(user, use.Slice), use)
        select $"{file.Key}: {user} uses {use.Slice}{(use.Type is null ? "" : "." + use.Type)}";

    private bool IsAllowed(string[]? allowed, (string Slice, string? Type) use) =>
        allowed is not null
        && (allowed.Length == 0 || use.Type is null || allowed.Contains(use.Type)
            || (allowed.Contains("records") && types[use.Slice].Any(t => t.Name == use.Type && t.IsRecord)));

    // Protocol is a project of its own, open to all: the compiler keeps that rule.
    // A use is a using directive, a qualified name, or, once a slice is used, a simple name that only it declares.
    private IEnumerable<(string Slice, string? Type)> Uses(string source, string user)
    {
        var others = types.Select(g => g.Key).Where(s => s.Length > 0 && s != user).ToList();
        var imported = Regex.Matches(source, @"\busing\s+(?:static\s+)?(?:\w+\s*=\s*)?(?:global::)?ServiceBot\.(\w+)").Select(m => m.Groups[1].Value).Where(s => s != user && s != "Protocol").ToHashSet();
        var own = types[user].Select(t => t.Name).Concat(types[""].Select(t => t.Name)).ToHashSet();
        var words = Regex.Matches(source, @"(?<![\w.])\w+").Select(m => m.Value).ToHashSet();
        var qualified = Regex.Matches(source, @"(?<=\bServiceBot\.)(\w+)\.(\w+)|(?<![\w.])(?!ServiceBot\.)(\w+)\.(\w+)")
            .Select(m => m.Groups[1].Success ? (Slice: m.Groups[1].Value, Type: m.Groups[2].Value) : (Slice: m.Groups[3].Value, Type: m.Groups[4].Value))
            .Where(q => others.Contains(q.Slice) && types[q.Slice].Any(t => t.Name == q.Type)).ToList();
        var simple = imported.SelectMany(s => types[s].Where(t => words.Contains(t.Name) && !own.Contains(t.Name)).Select(t => (s, (string?)t.Name)));
        var unknown = imported.Where(s => !qualified.Exists(q => q.Slice == s) && !types[s].Any(t => words.Contains(t.Name))).Select(s => (s, (string?)null));
        return qualified.Select(q => (q.Slice, (string?)q.Type)).Concat(simple).Concat(unknown).Distinct();
    }

    private static IEnumerable<(string Name, bool IsRecord)> Declared(string source) =>
        Regex.Matches(source, @"\b(record\s+struct|record\s+class|record|enum|class|struct|interface|delegate\s+[\w<>?\[\], .]+?)\s+(\w+)(?=\s*(?:[<({:;]|where\b|$))")
            .Select(m => (m.Groups[2].Value, m.Groups[1].Value.StartsWith("record", StringComparison.Ordinal) || m.Groups[1].Value == "enum"));

    private static string SliceOf(KeyValuePair<string, string> file) => NamespaceOf(file.Value).Split('.') is [_, var slice, ..] ? slice : "";

    private static string NamespaceOf(string source) => Regex.Match(source, @"\bnamespace\s+([\w.]+)").Groups[1].Value;

    private static string WithoutCommentsAndLiterals(string source) =>
        Regex.Replace(source, """""
            //[^\n]*|/\*.*?\*/|\$*"{3,}.*?"{3,}|[$@]*"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])+'
            """"".Trim(), " ", RegexOptions.Singleline);
}
