using System.Text;

namespace ServiceBot.Packs;

/// <summary>Reads examples/*.yaml: how customers say it, a list for each language.</summary>
internal sealed class ExampleSection(PackFolder folder, Problems problems)
{
    // From where on more sentences help less (understanding.md: 10-shot 74–82 %, 30-shot 86–89 %).
    private const int Enough = 20;

    /// <summary>What a message is called that fits nothing.</summary>
    public const string Nothing = "unknown";

    private readonly List<(string Intent, string File, int Line, string Sentence)> sentences = [];
    private readonly List<string> read = [];

    /// <param name="isShared">The sentences that all packs share come first, the pack's own are added.</param>
    public IReadOnlyList<Example> Of(string intent, bool isShared = false)
    {
        read.Add(intent);
        var file = folder.File($"examples/{intent}.yaml");
        if (isShared && folder.Shared($"examples/{intent}.yaml").FirstOrDefault() is { Root: not null } shared)
            return [.. Read(shared, intent, Enough), .. file?.Root is null ? [] : Read(file, intent, enough: 0)];
        if (file?.Root is null)
        {
            if (file is null or { IsReadable: true })
                problems.Warn($"examples/{intent}.yaml", 0, $"'{intent}' has no examples, so it is hardly ever understood", $"add this file with at least {Enough} sentences a language");
            return [];
        }
        return Read(file, intent, Enough);
    }

    /// <summary>What sounds like the pack's matters and is none of them; a pack need not say so.</summary>
    public IReadOnlyList<Example> OfNothing()
    {
        read.Add(Nothing);
        return folder.File($"examples/{Nothing}.yaml") is { Root: not null } file ? Read(file, Nothing, enough: 0) : [];
    }

    private List<Example> Read(PackFile file, string intent, int enough)
    {
        var fields = new Fields(file.Root, file.Path, "a file of examples", problems);
        List<Example> all = [.. Locales.All.SelectMany(l => In(l, intent, file.Path, fields, enough))];
        fields.Done();
        return all;
    }

    public void Check(IReadOnlyCollection<string> intents)
    {
        foreach (var file in folder.In("examples").Where(f => folder.IsWhole && !read.Contains(f.Id, StringComparer.Ordinal)))
            problems.Error(file.Path, 0, $"there is no complaint or enquiry '{file.Id}'",
                Spelling.Nearest(file.Id, intents) is { } near ? $"rename the file to {near}.yaml" : $"add complaints/{file.Id}.yaml or enquiries/{file.Id}.yaml, or remove this file");
        foreach (var same in sentences.GroupBy(s => s.Sentence, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            var first = same.First();
            foreach (var other in same.Skip(1).Where(s => s.Intent != first.Intent))
                problems.Error(other.File, other.Line, $"the same sentence is an example of '{first.Intent}' ({first.File}:{first.Line})", "keep it under one of the two");
        }
    }

    private IEnumerable<Example> In(Locale locale, string intent, string file, Fields fields, int enough)
    {
        var items = fields.Items(locale.Tag());
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (item is not YamlText { IsEmpty: false } text || text.Value.Trim() is not { Length: > 0 } sentence)
            {
                problems.Error(file, item.Line, "an example is one sentence", item is YamlMap ? "put a sentence with ': ' in it in double quotes" : "write it after '- '");
                continue;
            }
            Scripts.Check(sentence, locale, file, item.Line, problems);
            var bare = Bare(sentence);
            if (seen.TryGetValue(bare, out var line)) problems.Warn(file, item.Line, $"the same sentence stands in line {line}", "leave one out");
            else sentences.Add((intent, file, item.Line, bare));
            seen.TryAdd(bare, item.Line);
            yield return new Example(locale, sentence);
        }
        if (seen.Count < enough)
            problems.Warn(file, fields.Node(locale.Tag())?.Line ?? 0, $"'{intent}' has {seen.Count} examples in {locale.Tag()}", $"write at least {Enough}, as customers write them");
    }

    // Width, case and punctuation do not make another sentence.
    private static string Bare(string sentence)
    {
        var bare = new StringBuilder(sentence.Length);
        foreach (var c in sentence.Normalize(NormalizationForm.FormKC))
            if (char.IsLetterOrDigit(c)) bare.Append(char.ToLowerInvariant(c));
        return bare.Length > 0 ? bare.ToString() : sentence;
    }
}
