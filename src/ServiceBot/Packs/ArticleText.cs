using System.Text;

namespace ServiceBot.Packs;

/// <summary>
/// Reads an article: <c># Title</c>, below it <c>&gt; how customers ask</c>, a line each, then text, with <c>## headings</c> where it says more than one thing.
/// Everything else is text, whatever it looks like.
/// </summary>
internal static class ArticleText
{
    /// <summary>More than this is no answer but a page; the bot says the beginning.</summary>
    public const int LongestPart = 700;

    /// <returns>Null with a problem noted when there is nothing to say.</returns>
    public static Article? Read(string id, Locale locale, string text, string file, Problems problems)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var at = Array.FindIndex(lines, line => line.Trim().Length > 0);
        if (at < 0)
        {
            problems.Error(file, 0, "this file is empty", "write '# Title' and the text below it, or remove it");
            return null;
        }

        if (!lines[at].StartsWith("# ", StringComparison.Ordinal) || lines[at][2..].Trim() is not { Length: > 0 } title)
        {
            problems.Error(file, at + 1, "the article has no title", "begin it with '# ' and the title, which customers see as the source of the answer");
            return null;
        }

        List<string> asked = [];
        var parts = Parts(lines, at + 1, asked, file, problems);
        if (parts.Count == 0)
        {
            problems.Error(file, at + 1, "the article says nothing", "write the answer below the title");
            return null;
        }

        for (var line = 0; line < lines.Length; line++) Scripts.Check(lines[line], locale, file, line + 1, problems);
        return new Article(id, locale, title, asked, parts);
    }

    private static List<ArticlePart> Parts(string[] lines, int from, List<string> asked, string file, Problems problems)
    {
        var (parts, heading, begun, text) = (new List<ArticlePart>(), "", from, new StringBuilder());
        for (var at = from; at <= lines.Length; at++)
        {
            var line = at < lines.Length ? lines[at].TrimEnd() : "##";
            if (line.StartsWith('>') && heading.Length == 0 && text.ToString().Trim().Length == 0)
            {
                if (line.TrimStart('>').Trim() is { Length: > 0 } question) asked.Add(question);
            }
            else if (line.StartsWith("##", StringComparison.Ordinal))
            {
                End(at);
                (heading, begun) = (line.TrimStart('#').Trim(), at);
            }
            else
            {
                text.Append(line).Append('\n');
            }
        }

        return parts;

        void End(int at)
        {
            var said = text.ToString().Trim();
            text.Clear();
            if (said.Length > 0) parts.Add(new ArticlePart(heading, said));
            else if (heading.Length > 0) problems.Warn(file, begun + 1, $"nothing stands under '{heading}'", "write what is to be said, or leave the heading out");
            if (said.Length > LongestPart)
                problems.Warn(file, begun + 1, $"this part has {said.Length} characters, of which the bot says the first {LongestPart} or fewer", "make two of it, with a heading '## …' each");
        }
    }
}
