using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ServiceBot.Packs;

/// <summary>Reads wording/*.yaml and holds it against the texts that code says.</summary>
internal sealed partial class WordingSection
{
    private const string RemedyTitle = "remedy.title.";
    private static readonly (string Family, string What)[] OfARemedy = [("remedy.given.", "what is said when it is chosen"), ("choice.words.", "what customers may call it who write instead of pressing")];

    private readonly Dictionary<string, Entry>?[] texts;
    private readonly Dictionary<string, Entry>[] shared;
    private readonly Problems problems;

    private sealed record Entry(string File, int Line, List<Variant> Variants);

    private sealed record Variant(int Line, string Source, WordingText.Good Text);

    public WordingSection(PackFolder folder, Problems problems)
    {
        this.problems = problems;
        texts = [.. Locales.All.Select(l => ReadFile(l, folder.Required(FileOf(l), problems)))];
        shared = [.. Locales.All.Select(l => ReadShared(l, folder))];
        foreach (var file in folder.In("wording").Where(f => !Locales.All.Any(l => FileOf(l) == f.Path)))
            problems.Warn(file.Path, 0, "this file is not read", $"rename it to one of: {string.Join(", ", Locales.All.Select(FileOf))}");
    }

    /// <summary>Keys of any language; null when a file could not be read.</summary>
    public IReadOnlyCollection<string>? Keys => texts.Contains(null) ? null : texts.Concat(shared).SelectMany(t => t!.Keys).ToHashSet(StringComparer.Ordinal);

    public Wording Build(SiteDefaults site, SubjectType subject) => new(
        [.. texts.Zip(shared, (own, all) => all.Where(e => !own!.ContainsKey(e.Key)).Concat(own!).ToDictionary(e => e.Key, e => e.Value.Variants.Select(v => v.Text.Template).ToArray(), StringComparer.Ordinal))],
        site, subject);

    /// <summary>Every text that code or the pack itself says is there in each language, and names only values it is given.</summary>
    /// <param name="declared">Key → the key as code declares it, families spread out.</param>
    /// <param name="ofPack">Keys the pack's own files refer to.</param>
    public void Check(IReadOnlyDictionary<string, WordingKey> declared, IReadOnlyCollection<string> ofPack)
    {
        // While something else is broken, what refers to a text may only be unread.
        var isRestWhole = !problems.HasErrors;
        foreach (var (locale, found, common) in Locales.All.Zip(texts, shared))
        {
            foreach (var (key, entry) in common.Where(e => declared.ContainsKey(e.Key) || ofPack.Contains(e.Key))) CheckEntry(key, entry, declared, ofPack, isRestWhole);
            if (found is null) continue;
            WarnOfForgotten(locale, found, common);
            WarnOfHalfARemedy(locale, found, common);
            foreach (var key in declared.Values.Where(k => !k.IsOptional || IsAnywhere(k.Name)).Select(k => k.Name).Concat(ofPack).Distinct().Where(k => !found.ContainsKey(k) && !common.ContainsKey(k)))
                problems.Error(FileOf(locale), found.Values.Select(e => e.Line).DefaultIfEmpty().Max(), $"the text '{key}' is missing", Missing(key, found.Keys.Where(k => !declared.ContainsKey(k)), declared.GetValueOrDefault(key)));
            foreach (var (key, entry) in found) CheckEntry(key, entry, declared, ofPack, isRestWhole);
        }
    }

    // A text of one's own in one language, beside the shared one in another, is most likely half an edit.
    private void WarnOfForgotten(Locale locale, Dictionary<string, Entry> found, Dictionary<string, Entry> common)
    {
        foreach (var key in common.Keys.Where(k => !found.ContainsKey(k)))
            if (Locales.All.Zip(texts).Where(t => t.Second?.ContainsKey(key) == true).Select(t => t.First.Tag()).ToList() is { Count: > 0 } own)
                problems.Warn(FileOf(locale), 0, $"the text '{key}' is the pack's own in {string.Join(" and ", own)}, and the shared one here", "write it here too, or leave it out there");
    }

    // Whoever reads "Another car" on a button asks for another car in words, and means to get one.
    private void WarnOfHalfARemedy(Locale locale, Dictionary<string, Entry> found, Dictionary<string, Entry> common)
    {
        foreach (var (title, entry) in found.Where(e => e.Key.StartsWith(RemedyTitle, StringComparison.Ordinal) && e.Value.Variants.All(v => v.Text.Names.Count == 0)))
            foreach (var (family, what) in OfARemedy)
            {
                var key = family + title[RemedyTitle.Length..];
                if (!found.ContainsKey(key) && common.GetValueOrDefault(key)?.Variants is [var shared, ..])
                    problems.Warn(FileOf(locale), entry.Line, $"'{title}' is the pack's own, but {what} is shared by every trade: \"{shared.Source}\"", $"write '{key}: …' in your words too");
            }
    }

    private void CheckEntry(string key, Entry entry, IReadOnlyDictionary<string, WordingKey> declared, IReadOnlyCollection<string> ofPack, bool isRestWhole)
    {
        var isDeclared = declared.TryGetValue(key, out var wanted);
        if (!isDeclared && !ofPack.Contains(key))
        {
            if (isRestWhole) problems.Warn(entry.File, entry.Line, $"nothing says the text '{key}'", Spelling.Nearest(key, declared.Keys) is { } near ? $"write '{near}' if that is meant, or leave it out" : "leave it out");
            return;
        }
        string[] values = [.. wanted?.Values ?? [], .. Wording.StandingNames];
        foreach (var variant in entry.Variants)
        {
            foreach (var name in variant.Text.Names.Where(n => !values.Contains(n, StringComparer.Ordinal)))
                problems.Error(entry.File, variant.Line, $"'{key}' has no value {{{{{name}}}}}", Spelling.Nearest(name, values) is { } near ? $"write {{{{{near}}}}}" : $"write one of: {string.Join(", ", values.Select(v => $"{{{{{v}}}}}"))}");
            foreach (Match brace in SingleBraces().Matches(variant.Source))
                if (values.Contains(brace.Groups["name"].Value, StringComparer.Ordinal))
                    problems.Warn(entry.File, variant.Line, $"'{brace.Value}' is said as it stands", $"write {{{{{brace.Groups["name"].Value}}}}}");
        }
    }

    private bool IsAnywhere(string key) => texts.Concat(shared).Any(t => t?.ContainsKey(key) == true);

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
        return fields.Entries.ToDictionary(e => e.Key, e => new Entry(file.Path, e.Line, [.. Items(e.Value).Select(n => ReadText(n, e.Key, locale, file.Path)).OfType<Variant>()]), StringComparer.Ordinal);
    }

    // The nearest folder that has the text.
    private Dictionary<string, Entry> ReadShared(Locale locale, PackFolder folder)
    {
        var all = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var file in folder.Shared(FileOf(locale)))
            foreach (var (key, entry) in ReadFile(locale, file) ?? []) all.TryAdd(key, entry);
        return all;
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
