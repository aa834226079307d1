using ServiceBot.Knowledge;

namespace ServiceBot.Server.Admin.Authoring;

/// <summary>Puts together what says alike, by the words articles are searched by; the largest group first.</summary>
internal static class UnknownClusters
{
    private const double Alike = 0.3;

    public static IReadOnlyList<IReadOnlyList<UnknownMessage>> Of(IReadOnlyList<UnknownMessage> messages)
    {
        var terms = messages.Select(m => Terms(m.Text)).ToList();
        var common = terms.SelectMany(t => t).CountBy(t => t).ToDictionary();
        var clusters = new List<(List<UnknownMessage> Messages, Dictionary<uint, double> Sum)>();
        for (var i = 0; i < messages.Count; i++)
        {
            // What every message has says nothing of what makes them alike.
            var own = terms[i].ToDictionary(t => t, t => Math.Log(1 + ((double)messages.Count / common[t])));
            var nearest = clusters.Where(c => IsChinese(c.Messages[0]) == IsChinese(messages[i])).Select(c => (Cluster: c, Likeness: Cosine(own, c.Sum))).Where(c => c.Likeness >= Alike).OrderByDescending(c => c.Likeness).FirstOrDefault();
            if (nearest.Cluster.Messages is null) clusters.Add(([messages[i]], own));
            else
            {
                nearest.Cluster.Messages.Add(messages[i]);
                foreach (var (term, weight) in own) nearest.Cluster.Sum[term] = nearest.Cluster.Sum.GetValueOrDefault(term) + weight;
            }
        }

        return [.. clusters.OrderByDescending(c => c.Messages.Count).Select(c => c.Messages)];
    }

    private static bool IsChinese(UnknownMessage message) => message.Locale is Locale.ZhHans or Locale.ZhHant;

    private static HashSet<uint> Terms(string text)
    {
        var terms = new HashSet<uint>();
        SearchTerms.Read(text, (term, _, _) => terms.Add(term));
        return terms;
    }

    private static double Cosine(Dictionary<uint, double> a, Dictionary<uint, double> b)
    {
        var dot = 0.0;
        foreach (var (term, weight) in a) dot += weight * b.GetValueOrDefault(term);
        return dot == 0 ? 0 : dot / Math.Sqrt(a.Values.Sum(w => w * w) * b.Values.Sum(w => w * w));
    }
}

/// <param name="Text">Masked.</param>
/// <param name="Nearest">The kind that comes nearest, with its probability; null when none does.</param>
internal sealed record UnknownMessage(Locale Locale, string Text, string? Nearest, double Odds);
