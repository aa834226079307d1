using ServiceBot.Packs;

namespace ServiceBot.Facts;

/// <summary>What the section <c>Facts</c> names and no pack in use knows: it would be read by nobody, and the bot would say that the system does not answer.</summary>
public static class FactNames
{
    public static IReadOnlyList<string> Faults(IReadOnlyList<HttpFactsSettings> systems, IReadOnlyCollection<Pack> packs) => [.. systems.SelectMany(system => Faults(system, packs))];

    private static IEnumerable<string> Faults(HttpFactsSettings system, IReadOnlyCollection<Pack> packs)
    {
        var section = $"Facts:{char.ToUpperInvariant(system.Kind[0])}{system.Kind[1..]}";
        var types = system.Kind == CustomerFacts.Kind ? CustomerFacts.Types : [.. packs.SelectMany(pack => pack.FactsOf(system.Kind) ?? [])];
        if (types.Count == 0)
        {
            yield return $"{section} is asked by no pack of your sites: they ask for {OneOf([.. packs.SelectMany(Kinds), CustomerFacts.Kind])}.";
            yield break;
        }

        foreach (var field in system.Fields.Keys.Where(name => !types.Any(type => Is(type, name))))
            yield return $"{section}:Fields:{field} is no fact that the packs of your sites know: write one of {OneOf(types.Select(type => type.Name))}, or name it under 'facts' in pack.yaml.";
        foreach (var (fact, words) in system.Values)
        {
            string[] choices = [.. types.Where(type => Is(type, fact)).SelectMany(type => type.Choices)];
            foreach (var (theirs, ours) in words.Where(word => choices.Length > 0 && !choices.Contains(word.Value)))
                yield return $"{section}:Values:{fact}:{theirs} is '{ours}': write one of {OneOf(choices)}.";
        }
    }

    private static IEnumerable<string> Kinds(Pack pack) => [pack.Subject.Kind, .. pack.Measurements.Select(measured => measured.Kind)];

    private static bool Is(FactType type, string name) => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string OneOf(IEnumerable<string> words) => string.Join(", ", words.Distinct());
}
