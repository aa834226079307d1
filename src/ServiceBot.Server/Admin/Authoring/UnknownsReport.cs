using System.Globalization;
using System.Text;

namespace ServiceBot.Server.Admin.Authoring;

/// <summary>Groups of what was not understood, each as YAML that can be pasted where it seems to belong.</summary>
internal static class UnknownsReport
{
    private const int MostShown = 12;

    public static string Of(IReadOnlyList<IReadOnlyList<UnknownMessage>> clusters)
    {
        var text = new StringBuilder();
        var alone = clusters.Where(c => c.Count == 1).Select(c => c[0]).ToList();
        foreach (var cluster in clusters.Where(c => c.Count > 1)) Write(text, cluster, Proposal(cluster));
        foreach (var kind in alone.GroupBy(m => m.Nearest)) Write(text, [.. kind], $"alone of their kind; {(kind.Key is { } near ? $"nearest is '{near}': examples/{near}.yaml, where they belong there" : "nothing comes near")}");
        return text.ToString();
    }

    private static string Proposal(IReadOnlyList<UnknownMessage> cluster)
    {
        var nearest = cluster.Where(m => m.Nearest is not null).GroupBy(m => m.Nearest!).OrderByDescending(g => g.Sum(m => m.Odds)).FirstOrDefault();
        return nearest is not null && nearest.Count() * 2 >= cluster.Count
            ? string.Create(CultureInfo.InvariantCulture, $"nearest is '{nearest.Key}' ({nearest.Average(m => m.Odds):0.00}): paste into examples/{nearest.Key}.yaml, if it belongs there")
            : "nothing comes near: an article that answers it, or an enquiry of its own with these as examples/NAME.yaml";
    }

    private static void Write(StringBuilder text, IReadOnlyList<UnknownMessage> messages, string proposal)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"# {messages.Count} {(messages.Count == 1 ? "message" : "messages")}; {proposal}");
        foreach (var language in messages.GroupBy(m => m.Locale))
        {
            var lines = language.Select(m => m.Text).Distinct().ToList();
            text.AppendLine(CultureInfo.InvariantCulture, $"{(language.Key == Locale.Other ? "# another language" : $"{language.Key.Tag()}:")}");
            foreach (var line in lines.Take(MostShown)) text.AppendLine(CultureInfo.InvariantCulture, $"{(language.Key == Locale.Other ? "# " : "")}  - {Quoted(line)}");
            if (lines.Count > MostShown) text.AppendLine(CultureInfo.InvariantCulture, $"  # and {lines.Count - MostShown} more");
        }

        text.AppendLine();
    }

    // A customer's words may hold anything: in double quotes nothing in them is YAML.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (!char.IsControl(c)) quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}
