using HandlebarsDotNet;

namespace ServiceBot.Packs;

/// <summary>A text of the wording, read: how it is rendered and which values it names, or what is wrong with it.</summary>
internal abstract record WordingText
{
    private WordingText() { }

    public sealed record Good(WordingTemplate Template, IReadOnlySet<string> Names) : WordingText;

    public sealed record Bad(string What, string Instead) : WordingText;
}

/// <summary>Reads the part of Handlebars that a pack may use: values, if, unless, else, comments, whitespace control.</summary>
internal static class WordingSyntax
{
    private static readonly IHandlebars Engine = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true });

    private static readonly string[] Blocks = ["if", "unless"];

    public static WordingText Read(string text)
    {
        if (!text.Contains("{{", StringComparison.Ordinal)) return new WordingText.Good(new WordingTemplate.Fixed(text), new HashSet<string>());
        try
        {
            var reading = new Reading(text);
            var segments = reading.Segments();
            return new WordingText.Good(reading.NeedsHandlebars ? new WordingTemplate.Compiled(Engine.Compile(text)) : new WordingTemplate.Segmented(segments), reading.Names);
        }
        catch (MistakeException mistake)
        {
            return new WordingText.Bad(mistake.Message, mistake.Instead);
        }
        catch (HandlebarsException e)
        {
            return new WordingText.Bad($"this is not a Handlebars text ({e.Message.TrimEnd('.')})", "write {{name}} and {{#if name}}…{{/if}} only");
        }
    }

    private sealed class Reading(string text)
    {
        private int at;

        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public bool NeedsHandlebars { get; private set; }

        public List<Segment> Segments() => Until(null, out _);

        // Reads to the end of the block 'open', or to its {{else…}}; to the end of the text when there is none.
        private List<Segment> Until(string? open, out string stop)
        {
            var segments = new List<Segment>();
            while (Next(segments) is { } tag)
            {
                if (tag.Length > 0 && tag[0] == '!') continue;
                if (IsEnd(tag) || IsElse(tag))
                {
                    if (open is null) throw new MistakeException($"{{{{{tag}}}}} belongs to no {{{{#if}}}}", "write {{#if name}} before it, or leave it out");
                    if (IsEnd(tag) && tag[1..].Trim() != open) throw new MistakeException($"{{{{#{open} …}}}} ends with {{{{{tag}}}}}", $"write {{{{/{open}}}}}");
                    stop = tag;
                    return segments;
                }
                segments.Add(tag.StartsWith('#') ? Block(tag[1..].Trim(), closedBy: null) : new Segment.Value(Name(tag.TrimStart('&').Trim(), tag)));
            }
            if (open is not null) throw new MistakeException($"{{{{#{open} …}}}} does not end", $"write {{{{/{open}}}}} after it");
            stop = "";
            return segments;
        }

        // {{else if x}} is a block inside the else, closed by the outer {{/if}}.
        private Segment.If Block(string block, string? closedBy)
        {
            var words = block.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || !Blocks.Contains(words[0], StringComparer.Ordinal))
                throw new MistakeException($"{{{{#{block}}}}} is not known here", "write {{#if name}} or {{#unless name}}");
            if (words.Length == 1) throw new MistakeException($"{{{{#{block}}}}} names no value", $"write {{{{#{block} name}}}}");
            var name = Name(words[1], "#" + block);
            var open = closedBy ?? words[0];
            var then = Until(open, out var stop);
            List<Segment> otherwise = [];
            if (stop.StartsWith("else ", StringComparison.Ordinal)) otherwise = [Block(stop[5..].Trim(), open)];
            else if (IsElse(stop))
            {
                otherwise = Until(open, out var end);
                if (IsElse(end)) throw new MistakeException($"{{{{#{block}}}}} has a second {{{{else}}}}", "keep one of the two");
            }
            return words[0] == "if" ? new Segment.If(name, then, otherwise) : new Segment.If(name, otherwise, then);
        }

        private string Name(string name, string tag)
        {
            if (name.Length == 0 || !char.IsAsciiLetter(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
                throw new MistakeException($"{{{{{tag}}}}} is not the name of a value", "write {{name}}, in letters, digits and '-'");
            Names.Add(name);
            return name;
        }

        /// <returns>The next tag's inside, trimmed, after the text before it went to <paramref name="segments"/>; null at the end.</returns>
        private string? Next(List<Segment> segments)
        {
            var begin = text.IndexOf("{{", at, StringComparison.Ordinal);
            var literal = begin < 0 ? text[at..] : text[at..begin];
            if (literal.Length > 0) segments.Add(new Segment.Text(literal));
            if (begin < 0)
            {
                at = text.Length;
                return null;
            }
            if (literal.EndsWith('\\')) throw new MistakeException("'\\{{' is not known here", "leave out the '\\'");
            var (opens, closes) = Delimiters(begin);
            var end = text.IndexOf(closes, begin + opens, StringComparison.Ordinal);
            if (end < 0 || (closes != "--}}" && text.IndexOf("{{", begin + opens, end - begin - opens, StringComparison.Ordinal) >= 0))
                throw new MistakeException($"'{text.Substring(begin, Math.Min(12, text.Length - begin))}' is not closed", $"write '{closes}' after it");
            var inside = text[(begin + opens)..end];
            at = end + closes.Length;
            if (at < text.Length && text[at] == '}') throw new MistakeException($"'{text[begin..(at + 1)]}' has a '}}' too many", $"write '{text[begin..at]}'");
            NeedsHandlebars |= inside.StartsWith('~') || inside.EndsWith('~') || StandsAlone(inside.Trim(), begin);
            return inside.Trim('~').Trim();
        }

        private (int Opens, string Closes) Delimiters(int begin) =>
            text.AsSpan(begin).StartsWith("{{{") ? (3, "}}}") : text.AsSpan(begin).StartsWith("{{!--") ? (2, "--}}") : (2, "}}");

        // Handlebars takes the whole line away when nothing else stands on it.
        private bool StandsAlone(string inside, int begin)
        {
            if (inside is not ['#' or '/' or '!' or '^', ..] && !IsElse(inside)) return false;
            var before = text.AsSpan(0, begin).TrimEnd(" \t");
            var after = text.AsSpan(at).TrimStart(" \t");
            return (before.Length == 0 || before[^1] == '\n') && (after.Length == 0 || after[0] is '\n' or '\r');
        }

        private static bool IsEnd(string tag) => tag.StartsWith('/');

        private static bool IsElse(string tag) => tag is "else" or "^" || tag.StartsWith("else ", StringComparison.Ordinal);
    }

    private sealed class MistakeException(string what, string instead) : Exception(what)
    {
        public string Instead { get; } = instead;
    }
}
