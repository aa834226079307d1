using System.Runtime.InteropServices;
using ServiceBot.Packs;
using ServiceBot.Understanding.Emotions;
using ServiceBot.Understanding.Intents;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Pinyin;

/// <summary>Which characters follow one another in what customers say: counted in the pack's Chinese examples and in the sentences that all packs share.</summary>
internal sealed class Phrases
{
    /// <summary>Before the first character and after the last.</summary>
    public const char Border = '\n';

    private readonly Dictionary<uint, int> pairs = [];
    private readonly Dictionary<char, int> counts = [];
    private readonly Dictionary<ushort, List<char>> ofSound = [];
    private readonly HashSet<string> english = new(StringComparer.Ordinal);
    private int all;

    public static Phrases Of(IEnumerable<Example> examples)
    {
        var phrases = new Phrases();
        var text = new NormalText();
        IEnumerable<Example> shared = [.. Sentences(isChinese: true), .. Sentences(isChinese: false), .. Resource.Rows("feelings.tsv").SelectMany(FeelingSentences.Of)];
        foreach (var example in examples.Concat(shared))
        {
            text.Read(example.Text);
            if (example.Locale == Locale.En) phrases.AddEnglish(text.Chars);
            else phrases.AddChinese(text.Chars);
        }

        return phrases;

        static IEnumerable<Example> Sentences(bool isChinese) => Background.Sentences(isChinese).Select(s => new Example(isChinese ? Locale.ZhHans : Locale.En, s.Text));
    }

    /// <summary>Stands in an English sentence.</summary>
    public bool IsEnglish(ReadOnlySpan<char> word) => english.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>Somebody has said this and nothing else.</summary>
    public bool IsWhole(char one, char other) => Follow(Border, one) && Follow(one, other) && Follow(other, Border);

    /// <summary>Characters of a sound, in no order.</summary>
    public IReadOnlyList<char> OfSound(ushort sound) => ofSound.TryGetValue(sound, out var of) ? of : [];

    public bool Follow(char one, char other) => pairs.ContainsKey(Key(one, other));

    /// <summary>Mostly one word: seen several times, and where one of them stands the other often stands beside it.</summary>
    public bool Belong(char one, char other) => pairs.TryGetValue(Key(one, other), out var together) && together >= 3 && 5 * together >= Math.Min(counts[one], counts[other]);

    /// <summary>Logarithm of the probability that a character follows another.</summary>
    public double Odds(char one, char other)
    {
        var together = pairs.GetValueOrDefault(Key(one, other));
        return Math.Log((0.9 * together / Math.Max(1, counts.GetValueOrDefault(one))) + (0.02 * counts[other] / all));
    }

    private void AddEnglish(ReadOnlySpan<char> sentence)
    {
        foreach (var range in sentence.SplitAny(" ,.!?;:()\"'-/\n"))
            if (sentence[range] is { IsEmpty: false } word) english.Add(word.ToString());
    }

    private void AddChinese(ReadOnlySpan<char> sentence)
    {
        var before = Border;
        foreach (var c in sentence)
        {
            var one = HanTable.IsHan(c) ? c : Border;
            if (one == Border && before == Border) continue;
            CollectionsMarshal.GetValueRefOrAddDefault(pairs, Key(before, one), out _)++;
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, one, out var isKnown);
            if (!isKnown && one != Border)
            {
                foreach (var sound in HanTable.Sounds(one))
                {
                    ref var of = ref CollectionsMarshal.GetValueRefOrAddDefault(ofSound, sound, out _);
                    (of ??= []).Add(one);
                }
            }

            count++;
            all++;
            before = one;
        }
    }

    private static uint Key(char one, char other) => (uint)one << 16 | other;
}
