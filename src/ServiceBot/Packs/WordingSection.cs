using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ServiceBot.Packs;

/// <summary>Reads wording/*.yaml and holds it against the texts that code says.</summary>
internal sealed partial class WordingSection
{
    /// <summary>Values every text may use.</summary>
    public static readonly string[] Standing = ["company", "hours"];

    private readonly Dictionary<string, Entry>?[] texts;
    private readonly Problems problems;

    private sealed record Entry(int Line, List<Variant> Variants);

    private sealed record Variant(int Line, string Source, WordingText.Good Text);

    public WordingSection(PackFolder folder, Problems problems)
    {
        this.problems = problems;
        texts = [.. Locales.All.Select(l => ReadFile(l, folder.Required(FileOf(l), problems)))];
        foreach (var file in folder.In("wording").Where(f => !Locales.All.Any(l => FileOf(l) == f.Path)))
            problems.Warn(file.Path, 0, "this file is not read", $"rename it to one of: {string.Join(", ", Locales.All.Select(FileOf))}");
    }

    /// <summary>Keys of any language; null when a file could not be read.</summary>
    public IReadOnlyCollection<string>? Keys => texts.Contains(null) ? null : texts.SelectMany(t => t!.Keys).ToHashSet(StringComparer.Ordinal);

    public Wording Build(SiteDefaults site) => new(
        [.. texts.Select(t => t!.ToDictionary(e => e.Key, e => e.Value.Variants.Select(v => v.Text.Template).ToArray(), StringComparer.Ordinal))],
        Wording.Standing(site));

    /// <summary>Every text that code or the pack itself says is there in each language, and names only values it is given.</summary>
    /// <param name="declared">Key → the key as code declares it, families spread out.</param>
    /// <param name="ofPack">Keys the pack's own files refer to.</param>
    public void Check(IReadOnlyDictionary<string, WordingKey> declared, IReadOnlyCollection<string> ofPack)
    {
        // While something else is broken, what refers to a text may only be unread.
        var isRestWhole = !problems.HasErrors;
        foreach (var (locale, found) in Locales.All.Zip(texts))
        {
            if (found is null) continue;
            foreach (var key in declared.Values.Where(k => !k.IsOptional || IsAnywhere(k.Name)).Select(k => k.Name).Concat(ofPack).Distinct().Where(k => !found.ContainsKey(k)))
                problems.Error(FileOf(locale), found.Values.Select(e => e.Line).DefaultIfEmpty().Max(), $"the text '{key}' is missing", Missing(key, found.Keys.Where(k => !declared.ContainsKey(k)), declared.GetValueOrDefault(key)));
            foreach (var (key, entry) in found) CheckEntry(key, entry, locale, declared, ofPack, isRestWhole);
        }
    }

    private void CheckEntry(string key, Entry entry, Locale locale, IReadOnlyDictionary<string, WordingKey> declared, IReadOnlyCollection<string> ofPack, bool isRestWhole)
    {
        var isDeclared = declared.TryGetValue(key, out var wanted);
        if (!isDeclared && !ofPack.Contains(key))
        {
            if (isRestWhole) problems.Warn(FileOf(locale), entry.Line, $"nothing says the text '{key}'", Spelling.Nearest(key, declared.Keys) is { } near ? $"write '{near}' if that is meant, or leave it out" : "leave it out");
            return;
        }
        string[] values = [.. wanted?.Values ?? [], .. Standing];
        foreach (var variant in entry.Variants)
        {
            foreach (var name in variant.Text.Names.Where(n => !values.Contains(n, StringComparer.Ordinal)))
                problems.Error(FileOf(locale), variant.Line, $"'{key}' has no value {{{{{name}}}}}", Spelling.Nearest(name, values) is { } near ? $"write {{{{{near}}}}}" : $"write one of: {string.Join(", ", values.Select(v => $"{{{{{v}}}}}"))}");
            foreach (Match brace in SingleBraces().Matches(variant.Source))
                if (values.Contains(brace.Groups["name"].Value, StringComparer.Ordinal))
                    problems.Warn(FileOf(locale), variant.Line, $"'{brace.Value}' is said as it stands", $"write {{{{{brace.Groups["name"].Value}}}}}");
        }
    }

    private bool IsAnywhere(string key) => texts.Any(t => t?.ContainsKey(key) == true);

    private static string Missing(string key, IEnumerable<string> undeclared, WordingKey? wanted)
    {
        if (Spelling.Nearest(key, undeclared) is { } near) return $"write it so where '{near}' stands, or add '{key}: …'";
        return wanted is { Values.Length: > 0 } ? $"write '{key}: …' ({string.Join(", ", wanted.Values.Select(v => $"{{{{{v}}}}}"))} may stand in it)" : $"write '{key}: …'";
    }

    private Dictionary<string, Entry>? ReadFile(Locale locale, PackFile? file)
    {
        if (file?.Root is null) return null;
        var fields = new Fields(file.Root, file.Path, "a file of wording", problems);
        if (!fields.IsGroup) return null;
        return fields.Entries.ToDictionary(e => e.Key, e => new Entry(e.Line, [.. Items(e.Value).Select(n => ReadText(n, e.Key, locale, file.Path)).OfType<Variant>()]), StringComparer.Ordinal);
    }

    private static IReadOnlyList<YamlNode> Items(YamlNode value) => value is YamlList { Items.Count: > 0 } list ? list.Items : [value];

    private Variant? ReadText(YamlNode node, string key, Locale locale, string file)
    {
        if (node is not YamlText { IsEmpty: false } text || text.Value.Trim() is not { Length: > 0 } source)
        {
            problems.Error(file, node.Line, $"'{key}' is not a text", node is YamlMap ? "put a text with ': ' or '{' in it in double quotes" : $"write '{key}: \"…\"', or a list of texts");
            return null;
        }
        Scripts.Check(source, locale, file, node.Line, problems);
        switch (WordingSyntax.Read(source))
        {
            case WordingText.Good good:
                return new Variant(node.Line, source, good);
            case WordingText.Bad(var what, var instead):
                problems.Error(file, node.Line, $"in '{key}' {what}", instead);
                return null;
            default:
                throw new UnreachableException();
        }
    }

    private static string FileOf(Locale locale) => $"wording/{locale.Tag()}.yaml";

    [GeneratedRegex(@"(?<!\{)\{\s*(?<name>[A-Za-z][A-Za-z0-9_-]*)\s*\}(?!\})|｛+\s*(?<name>[A-Za-z][A-Za-z0-9_-]*)\s*｝+")]
    private static partial Regex SingleBraces();
}
