using System.Collections.Frozen;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Entities;

/// <summary>Addresses of the web: https://…, www.…, and bare hosts under a known top-level domain (links.tsv).</summary>
internal static class LinkReader
{
    private static readonly string[] schemes = ["https://", "http://", "ftp://"];

    private static readonly FrozenSet<string> domains = Read("domain");

    // "sorry.it was late": a word as well as a domain, which an address without www or path does not show.
    private static readonly FrozenSet<string> words = Read("word");

    public static void Find(ReadOnlySpan<char> text, List<Entity> found)
    {
        if (text.IndexOf('.') < 0 && text.IndexOf("://") < 0 && text.IndexOf('．') < 0) return;
        for (var i = 0; i < text.Length;)
        {
            if (!IsPart(text[i]))
            {
                i++;
                continue;
            }

            var end = i;
            while (end < text.Length && IsPart(text[end])) end++;
            FindIn(text, i, end, found);
            i = end;
        }
    }

    private static void FindIn(ReadOnlySpan<char> text, int start, int end, List<Entity> found)
    {
        var run = text[start..end];
        if (run.IndexOf("://") is var mark and >= 0)
        {
            foreach (var scheme in schemes)
            {
                var at = mark + 3 - scheme.Length;
                if (at < 0 || !run[at..].StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || (at > 0 && char.IsAsciiLetterOrDigit(run[at - 1]))) continue;
                Add(text, start + at, start + mark + 3, end, isBare: false, found);
                return;
            }

            return;
        }

        for (var i = start; i < end;)
        {
            if (!char.IsAsciiLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }

            var last = i > start && text[i - 1] is '@' or '.' or '-' or '_' or '/' ? -1 : Add(text, i, i, end, isBare: true, found);
            if (last > 0)
            {
                i = last;
                continue;
            }

            while (i < end && IsHost(text[i]) | text[i] == '@') i++;
        }
    }

    private static int Add(ReadOnlySpan<char> text, int start, int host, int end, bool isBare, List<Entity> found)
    {
        var at = host;
        var labels = 0;
        var dot = -1;
        while (at < end && IsHost(text[at]))
        {
            if (text[at] == '.')
            {
                if (at + 1 >= end || at == host || !char.IsAsciiLetterOrDigit(text[at + 1])) break;
                dot = at;
                labels++;
            }

            at++;
        }

        if (at == host || (at < end && text[at] == '@')) return -1;
        var name = text[host..at];
        var last = dot < 0 ? name : text[(dot + 1)..at];
        var hasPath = at < end && text[at] is '/' or '?' or '#' or ':';
        var top = last.ToString().ToLowerInvariant();
        var isKnown = dot >= 0 && domains.Contains(top);
        var isWww = name.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && labels >= 2;
        if (isBare && !(isKnown && (isWww || hasPath && text[at] != ':' || labels > 1 && !words.Contains(top) || !words.Contains(top)) && !IsTime(text[host..(dot < 0 ? at : dot)], top))) return -1;
        if (!isBare && !isKnown && !(name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (labels == 3 && IsAddress(name)))) return -1;
        if (at < end && text[at] == ':')
        {
            var port = at + 1;
            while (port < end && char.IsAsciiDigit(text[port])) port++;
            if (port > at + 1) at = port;
        }

        if (at < end && text[at] is '/' or '?' or '#')
        {
            at = end;
            while (text[at - 1] is '.' or ',' or ')' or ';' or ':' or '!' or '?' or ']' or '>' or '\'') at--;
        }

        found.Add(new Entity.Url(start, at - start, text[start..at].ToString()));
        return at;
    }

    // "7.am" tells the time.
    private static bool IsTime(ReadOnlySpan<char> label, string top) => top is "am" or "pm" && int.TryParse(label, out var hour) && hour <= 12;

    private static bool IsAddress(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiDigit(c) && c != '.') return false;
        }

        return true;
    }

    private static bool IsPart(char c) => c is > ' ' and < (char)0x7F and not ('"' or '<' or '>' or '`' or '{' or '}' or '|' or '\\');

    private static bool IsHost(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_';

    private static FrozenSet<string> Read(string kind) =>
        Resource.Rows("links.tsv").Where(row => row[0] == kind || kind == "domain").SelectMany(row => row[1].Split(' ')).ToFrozenSet(StringComparer.Ordinal);
}
