using System.Globalization;

namespace ServiceBot.Packs;

/// <summary>
/// A group of named values in a pack's file, read field by field. What is missing or wrong is noted with its line and reads as something harmless;
/// <see cref="Done"/> notes the names that nobody asked for.
/// </summary>
internal sealed class Fields
{
    private readonly string file;
    private readonly Problems problems;
    private readonly List<string> asked = [];
    private readonly List<(string Name, string Instead)> missing = [];
    private readonly YamlMap map;

    /// <param name="what">"a complaint kind": for the sentence that says a group was expected.</param>
    public Fields(YamlNode? node, string file, string what, Problems problems)
    {
        this.file = file;
        this.problems = problems;
        IsGroup = node is YamlMap;
        map = node as YamlMap ?? new YamlMap(node?.Line ?? 0, []);
        if (node is not null && !IsGroup) problems.Error(file, node.Line, $"{what} is a group of 'name: value' lines, this is not", HintFor(node));
    }

    public int Line => map.Line;

    /// <summary>False: the values are not there, and a problem said so already.</summary>
    public bool IsGroup { get; }

    public IEnumerable<YamlEntry> Entries => map.Entries;

    /// <summary>The value's node; null when absent or empty.</summary>
    public YamlNode? Node(string name)
    {
        asked.Add(name);
        return map.Entries.FirstOrDefault(e => e.Key == name)?.Value is { } v and not YamlText { IsEmpty: true } ? v : null;
    }

    public YamlNode? Required(string name, string instead)
    {
        var node = Node(name);
        if (node is null && IsGroup) missing.Add((name, instead));
        return node;
    }

    public string Text(string name, string instead) => Required(name, instead) is { } n ? TextOf(n, name) : "";

    public string? OptionalText(string name) => Node(name) is { } n ? TextOf(n, name) : null;

    /// <summary>One of the known words; any word when <paramref name="known"/> is null (what they depend on could not be read).</summary>
    public string OneOf(string name, IReadOnlyCollection<string>? known, string instead) =>
        Required(name, instead) is { } n ? Known(n, name, known) : "";

    public string? OptionalOneOf(string name, IReadOnlyCollection<string>? known) =>
        Node(name) is { } n ? Known(n, name, known) : null;

    /// <summary>A list of known words; a single word counts as a list of one, nothing as an empty list.</summary>
    public IReadOnlyList<string> ListOf(string name, IReadOnlyCollection<string>? known) =>
        [.. Items(name).Select(n => Known(n, name, known)).Where(v => v.Length > 0)];

    public IReadOnlyList<string> Texts(string name) => [.. Items(name).Select(n => TextOf(n, name)).Where(v => v.Length > 0)];

    public IReadOnlyList<YamlNode> Items(string name) => Node(name) switch
    {
        null => [],
        YamlList list => list.Items,
        var one => [one],
    };

    public bool Flag(string name) => Node(name) is { } n && Known(n, name, ["yes", "no", "true", "false"]) is "yes" or "true";

    public int WholeNumber(string name, int from, int to, string instead)
    {
        if (Required(name, instead) is not { } n) return from;
        if (int.TryParse(TextOf(n, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= from && value <= to) return value;
        problems.Error(file, n.Line, $"'{name}' is '{Shown(n)}'", $"write a whole number from {from} to {to}");
        return from;
    }

    /// <summary>A text in the three languages, each in its own script.</summary>
    public LocalizedText Localized(string name)
    {
        var node = Required(name, "{zh-Hans: …, zh-Hant: …, en: …}");
        if (node is YamlText text)
        {
            problems.Error(file, text.Line, $"'{name}' is a text in one language", $"write '{name}: {{zh-Hans: …, zh-Hant: …, en: …}}'");
            return new LocalizedText(text.Value, text.Value, text.Value);
        }
        if (node is null) return new LocalizedText("", "", "");
        var languages = new Fields(node, file, $"'{name}'", problems);
        var localized = new LocalizedText(languages.In(Locale.ZhHans, name), languages.In(Locale.ZhHant, name), languages.In(Locale.En, name));
        languages.Done();
        return localized;
    }

    /// <summary>Notes every name that was not asked for, and every required one that is not there, unless one of the former is it, misspelt.</summary>
    public void Done()
    {
        var unknown = map.Entries.Where(e => !asked.Contains(e.Key)).ToList();
        foreach (var entry in unknown)
            if (IsRestOfText(entry)) problems.Error(file, entry.Line, $"'{entry.Key}' was cut off from the text before it, at the comma", "put the whole text in double quotes");
            else problems.Error(file, entry.Line, $"'{entry.Key}' is not known here", Spelling.Instead(entry.Key, asked));
        var meant = unknown.Select(e => Spelling.Nearest(e.Key, asked)).ToHashSet();
        foreach (var (name, instead) in missing.Where(m => !meant.Contains(m.Name)))
            problems.Error(file, EntryLine(name), $"'{name}' is missing", $"write '{name}: {instead}'");
    }

    // {en: Ready on the day, or it is free}: YAML takes what follows the comma for a name of its own.
    private static bool IsRestOfText(YamlEntry entry) => entry.Value is YamlText { IsEmpty: true } && entry.Key.Contains(' ');

    private string In(Locale locale, string name)
    {
        var node = Node(locale.Tag());
        if (node is null && IsGroup) problems.Error(file, EntryLine(locale.Tag()), $"'{name}' has no text in {locale.Tag()}", $"write '{locale.Tag()}: …' under it");
        if (node is null) return "";
        var text = TextOf(node, locale.Tag());
        Scripts.Check(text, locale, file, node.Line, problems);
        return text;
    }

    private string Known(YamlNode node, string name, IReadOnlyCollection<string>? known)
    {
        var word = TextOf(node, name);
        if (word.Length == 0 || known is null || known.Contains(word)) return word;
        problems.Error(file, node.Line, $"'{name}' cannot be '{word}'", Spelling.Instead(word, known));
        return "";
    }

    private string TextOf(YamlNode node, string name)
    {
        if (node is YamlText { IsEmpty: false } text && text.Value.Trim() is { Length: > 0 } value) return value;
        problems.Error(file, node.Line, node is YamlText ? $"'{name}' is empty" : $"'{name}' is one value, not a {(node is YamlList ? "list" : "group")}", $"write '{name}: …' with one value");
        return "";
    }

    // An empty entry is pointed at where it stands, a missing one where its group begins.
    private int EntryLine(string name) => map.Entries.FirstOrDefault(e => e.Key == name)?.Line ?? Line;

    private static string Shown(YamlNode node) => node is YamlText text ? text.Value : "…";

    private static string HintFor(YamlNode node) => node switch
    {
        YamlText { Value: var v } when v.Contains('：', StringComparison.Ordinal) => "write a half-width colon and a space, ': ', instead of '：'",
        YamlText { Value: var v } when v.Contains(':', StringComparison.Ordinal) => "write a space after the colon",
        YamlList => "leave out the '-' at the beginning of its lines",
        _ => "write 'name: value' lines",
    };
}
