using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ServiceBot.Packs;

/// <summary>A YAML document with the line of everything in it, so that a mistake can be pointed at.</summary>
internal abstract record YamlNode(int Line);

/// <param name="IsPlain">Written without quotes.</param>
internal sealed record YamlText(int Line, string Value, bool IsPlain) : YamlNode(Line)
{
    public bool IsEmpty => IsPlain && Value is "" or "~" or "null";
}

internal sealed record YamlList(int Line, IReadOnlyList<YamlNode> Items) : YamlNode(Line);

internal sealed record YamlMap(int Line, IReadOnlyList<YamlEntry> Entries) : YamlNode(Line);

internal sealed record YamlEntry(string Key, int Line, YamlNode Value);

/// <summary>The part of YAML a pack may use: texts, lists, maps. No aliases, no tags, no second document, no duplicate keys (decisions.md 25).</summary>
internal static class Yaml
{
    private const int DeepestNesting = 20;

    /// <returns>Null when the text has no content or cannot be read; then a problem says so, unless it is only empty.</returns>
    public static YamlNode? Read(string text, string file, Problems problems)
    {
        if (TabbedLine(text) is var tabbed and > 0)
        {
            problems.Error(file, tabbed, "the line is indented with a tab", "write spaces");
            return null;
        }
        var events = new Parser(new StringReader(text));
        try
        {
            return Document(events, file, problems);
        }
        catch (YamlException e)
        {
            problems.Error(file, Line(e.Start), $"this is not YAML ({Reason(e)})", Hint(text, Line(e.Start), Reason(e)));
            return null;
        }
    }

    private static YamlNode? Document(Parser events, string file, Problems problems)
    {
        events.Consume<StreamStart>();
        if (events.Accept<StreamEnd>(out _)) return null;
        events.Consume<DocumentStart>();
        var root = Node(events, file, problems, 0);
        events.Consume<DocumentEnd>();
        if (!events.Accept<StreamEnd>(out var end))
            problems.Error(file, Line(end?.Start ?? events.Current!.Start), "a second document begins here ('---')", "write one document a file");
        return root is YamlText { IsEmpty: true } ? null : root;
    }

    private static YamlNode Node(Parser events, string file, Problems problems, int depth)
    {
        if (depth > DeepestNesting) throw new YamlException(events.Current!.Start, events.Current.End, "nested too deeply");
        if (events.TryConsume<AnchorAlias>(out var alias))
        {
            problems.Error(file, Line(alias.Start), $"'*{alias.Value}' refers to another place", "write the text out, or put it in double quotes if it should begin with '*'");
            return new YamlText(Line(alias.Start), "", IsPlain: true);
        }
        RefuseAnchorOrTag((NodeEvent)events.Current!, file, problems);
        if (events.TryConsume<Scalar>(out var scalar)) return new YamlText(Line(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain);
        return events.Accept<SequenceStart>(out _) ? List(events, file, problems, depth) : Map(events, file, problems, depth);
    }

    private static YamlList List(Parser events, string file, Problems problems, int depth)
    {
        var start = events.Consume<SequenceStart>();
        var items = new List<YamlNode>();
        while (!events.TryConsume<SequenceEnd>(out _)) items.Add(Node(events, file, problems, depth + 1));
        return new YamlList(Line(start.Start), items);
    }

    private static YamlMap Map(Parser events, string file, Problems problems, int depth)
    {
        var start = events.Consume<MappingStart>();
        var entries = new List<YamlEntry>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!events.TryConsume<MappingEnd>(out _))
        {
            var key = Node(events, file, problems, depth + 1);
            var value = Node(events, file, problems, depth + 1);
            if (key is not YamlText { Value: var name }) throw new YamlException(new Mark(0, key.Line, 1), new Mark(0, key.Line, 1), "a name is expected, not a list or a group");
            if (lines.TryAdd(name, key.Line))
                entries.Add(new YamlEntry(name, key.Line, value));
            else
                problems.Error(file, key.Line, $"'{name}' is here a second time (first in line {lines[name]})", "keep one of the two");
        }
        return new YamlMap(Line(start.Start), entries);
    }

    private static void RefuseAnchorOrTag(NodeEvent node, string file, Problems problems)
    {
        if (!node.Anchor.IsEmpty)
            problems.Error(file, Line(node.Start), $"'&{node.Anchor.Value}' names this place to be referred to", "leave it out, or put the text in double quotes if it should begin with '&'");
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
            problems.Error(file, Line(node.Start), $"'{node.Tag.Value}' is a YAML tag", "leave it out, or put the text in double quotes if it should begin with '!'");
    }

    private static int Line(Mark mark) => (int)mark.Line;

    private static int TabbedLine(string text)
    {
        var line = 0;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            line++;
            var indent = content[..^content.TrimStart(" \t").Length];
            if (indent.Contains('\t') && indent.Length < content.Length) return line;
        }
        return 0;
    }

    private static string Reason(YamlException e) => (e.InnerException?.Message ?? e.Message).TrimEnd('.').Replace(Environment.NewLine, " ", StringComparison.Ordinal);

    private static string Hint(string text, int line, string reason)
    {
        var lines = text.Split('\n');
        var content = lines.ElementAtOrDefault(line - 1) ?? "";
        var above = lines.Take(Math.Max(0, line - 1)).LastOrDefault(l => l.Trim() is { Length: > 0 } t && t[0] != '#') ?? "";
        if (reason.Contains("escape", StringComparison.Ordinal)) return "put the text in single quotes, or write \\\\ for a backslash";
        if (content.Count(c => c == '"') % 2 == 1) return "close the double quotes; inside them write \\\" for a quotation mark";
        if (content.Count(c => c == '"') > 2) return "inside double quotes write \\\" for a quotation mark";
        if (content.Contains("{{", StringComparison.Ordinal)) return "put the whole text in double quotes: \"…{{name}}…\"";
        if (content.Contains('：', StringComparison.Ordinal) && !content.Contains(": ", StringComparison.Ordinal)) return "write a half-width colon and a space, ': ', instead of '：'";
        if (Indent(content) != Indent(above) && !above.TrimEnd().EndsWith(':')) return "begin this line under the one above it, with the same number of spaces";
        if (content.Count(c => c == ':') > 1) return "put a text with ': ' in it in double quotes";
        return "look at this line and the one above: indentation by spaces, ': ' after a name, '- ' before an item, texts with special characters in double quotes";
    }

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;
}
