using System.Globalization;
using ServiceBot.Packs;
using ServiceBot.Understanding;
using ServiceBot.Understanding.Intents;

namespace ServiceBot.Server.Admin.Authoring;

/// <summary>Which examples lead the model astray, which kinds it hardly knows, and what is said in one language only.</summary>
internal static class ExampleAdvice
{
    // From here on the other kind is what a customer would be answered with.
    private const double Misled = 0.6;
    private const int MostShown = 40;
    private const int MostOfAPair = 3;
    private const double Recognised = 0.6;
    private const int EnoughToSay = 5;
    private const int FewerThan = 3;

    public static IReadOnlyList<Advice> Of(Pack pack, string directory)
    {
        var (source, places) = (PackSource.Of(pack), new ExamplePlaces(directory));
        var judged = HeldOutExamples.Judge(source);
        // Whoever writes a pack can do nothing about two kinds that all packs share.
        var shared = SharedWording.Of(directory).Select(f => Path.Combine(f.Directory, "enquiries")).Where(Directory.Exists).SelectMany(f => Directory.GetFiles(f, "*.yaml")).Select(f => Path.GetFileNameWithoutExtension(f)).ToHashSet();
        var own = judged.Where(j => !shared.Contains(j.Intent) || !shared.Contains(j.Guessed)).ToList();
        return [.. Confused(source, own, shared, places), .. Thin(judged, places), .. Untranslated(source, places)];
    }

    private static IEnumerable<Advice> Confused(UnderstandingSource source, IReadOnlyList<HeldOutExample> judged, HashSet<string> shared, ExamplePlaces places)
    {
        // Where one covers the other, either answer serves.
        var covers = source.Intents.SelectMany(i => i.Covers.SelectMany(c => new[] { (i.Id, c), (c, i.Id) })).ToHashSet();
        var pairs = judged.Where(j => j.Guessed != j.Intent && j.Odds >= Misled && !covers.Contains((j.Intent, j.Guessed))).GroupBy(j => (j.Intent, j.Guessed));
        foreach (var (example, alike) in pairs.SelectMany(pair => pair.OrderByDescending(Certainty).Take(MostOfAPair).Select(j => (j, pair.Count() - 1))).OrderByDescending(e => Certainty(e.j)).Take(MostShown))
        {
            var (file, line) = places.Of(example.Intent, example.Example.Locale, example.Example.Text);
            yield return new Advice(file, line,
                string.Create(CultureInfo.InvariantCulture, $"\"{example.Example.Text}\" is an example of '{example.Intent}', but a model that has not seen it takes it for '{example.Guessed}' ({example.Odds:0.00}, its own {example.Own:0.00}{Others(alike)})"),
                shared.Contains(example.Guessed)
                    ? $"every pack shares '{example.Guessed}': add more sentences like this one to '{example.Intent}', or leave it out if it says too little"
                    : $"move it there if it belongs there, make plainer what makes it '{example.Intent}', or add more sentences like it");
        }
    }

    private static string Others(int count) => count switch { 0 => "", 1 => "; so is 1 other", _ => $"; so are {count} others" };

    private static double Certainty(HeldOutExample example) => example.Odds - example.Own;

    private static IEnumerable<Advice> Thin(IReadOnlyList<HeldOutExample> judged, ExamplePlaces places)
    {
        foreach (var kind in judged.GroupBy(j => (j.Intent, j.Example.Locale)).Where(g => g.Count() >= EnoughToSay))
        {
            var missed = kind.Where(j => j.Guessed != j.Intent).ToList();
            if (missed.Count <= (1 - Recognised) * kind.Count()) continue;
            var (file, line) = places.Of(kind.Key.Intent, kind.Key.Locale, null);
            yield return new Advice(file, line,
                string.Create(CultureInfo.InvariantCulture, $"of the {kind.Count()} sentences of '{kind.Key.Intent}' in {kind.Key.Locale.Tag()} only {kind.Count() - missed.Count} are recognised by a model that has not seen them, not \"{missed[0].Example.Text}\""),
                "add sentences that say the same in other words");
        }
    }

    private static IEnumerable<Advice> Untranslated(UnderstandingSource source, ExamplePlaces places)
    {
        foreach (var intent in source.Intents.Where(i => i.Examples.Count > 0))
        {
            var languages = Locales.All.ToDictionary(l => l, l => intent.Examples.Where(e => e.Locale == l).ToList());
            var richest = languages.MaxBy(l => l.Value.Count);
            foreach (var (lacking, own) in languages.Where(l => l.Value.Count * FewerThan <= richest.Value.Count))
            {
                var (file, line) = places.Of(intent.Id, richest.Key, richest.Value[0].Text);
                var some = string.Join(", ", Enumerable.Range(0, Math.Min(MostOfAPair, richest.Value.Count)).Select(i => $"\"{richest.Value[i * richest.Value.Count / MostOfAPair].Text}\""));
                yield return new Advice(file, line,
                    string.Create(CultureInfo.InvariantCulture, $"'{intent.Id}' has {richest.Value.Count} sentences in {richest.Key.Tag()}, such as {some}, and {own.Count} in {lacking.Tag()}"),
                    $"write under {lacking.Tag()} how customers there say the same");
            }
        }
    }
}
