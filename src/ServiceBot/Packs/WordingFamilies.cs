using System.Text.RegularExpressions;

namespace ServiceBot.Packs;

/// <summary>Spreads the keys that code declares over the ids of one pack.</summary>
internal static partial class WordingFamilies
{
    public static IReadOnlyDictionary<string, WordingKey> Spread(IReadOnlyList<WordingKey> declared, PackHead head, IReadOnlyList<ComplaintKind> complaints, IReadOnlyList<Enquiry> enquiries, IEnumerable<string> causes, IEnumerable<string> standards)
    {
        var all = new Dictionary<string, WordingKey>(StringComparer.Ordinal);
        foreach (var key in declared)
            foreach (var name in Names(key.Name, Members))
                all[name] = all.TryGetValue(name, out var other)
                    ? new WordingKey(name, [.. other.Values.Union(Values(key))]) { IsOptional = other.IsOptional && key.IsOptional }
                    : new WordingKey(name, [.. Values(key)]) { IsOptional = key.IsOptional };
        return all;

        IEnumerable<string> Values(WordingKey key) => key.Values.SelectMany(v => v == "{fact}" ? head.Subject.Facts.Select(f => f.Name) : [v]).Distinct(StringComparer.Ordinal);

        IEnumerable<string> Members(string family) => family switch
        {
            "complaint" => complaints.Select(c => c.Id),
            "enquiry" => enquiries.Where(e => e.Needs.Count == 0).Select(e => e.Id),
            "article" => enquiries.Where(e => e.Needs.Contains("article")).Select(e => e.Id),
            "look-up" => enquiries.Where(e => e.Needs.Contains("subject")).Select(e => e.Id),
            "choice" => head.Subject.Facts.Where(f => f.Name != "status").SelectMany(f => f.Choices.Select(c => $"{f.Name}.{c}")),
            "next" => complaints.SelectMany(c => c.NextNeeds).Select(n => n.Text).Distinct(),
            "cause" => causes,
            "standard" => standards,
            "remedy" => IntentSection.Remedies,
            _ when family.StartsWith("fact.", StringComparison.Ordinal) => head.Subject.Facts.FirstOrDefault(f => f.Name == family[5..])?.Choices ?? [],
            _ => throw new ArgumentException($"'{{{family}}}' is no family of wording keys; WordingKey says which there are.", nameof(declared)),
        };
    }

    private static IEnumerable<string> Names(string name, Func<string, IEnumerable<string>> members)
    {
        if (Family().Match(name) is not { Success: true } match) return [name];
        return members(match.Groups[1].Value).SelectMany(m => Names(string.Concat(name.AsSpan(0, match.Index), m, name.AsSpan(match.Index + match.Length)), members));
    }

    [GeneratedRegex(@"\{([a-z.-]+)\}")]
    private static partial Regex Family();
}
