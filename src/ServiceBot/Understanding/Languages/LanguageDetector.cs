using ServiceBot.Understanding.Reading;

namespace ServiceBot.Understanding.Languages;

/// <summary>
/// The language of one message: scripts by character tables, English against other Latin languages by common words.
/// Characters that both scripts share decide nothing; then the conversation's own script stands.
/// </summary>
internal static class LanguageDetector
{
    // One English word says about as much as one and a half Han characters.
    private const double WordWeight = 1.5;

    public static DetectedLanguage Detect(NormalText text, Lexicon lexicon, List<Hit> words, List<(int Start, int End)> taken, Locale? soFar)
    {
        var counts = text.Counts;
        var latin = CountWords(text, taken);
        Span<int> cues = stackalloc int[5];
        cues.Clear();
        foreach (var hit in words) cues[lexicon[hit.Cue].Kind]++;
        int english = cues[(int)LanguageCue.English], foreign = cues[(int)LanguageCue.Foreign];
        counts.Cantonese += cues[(int)LanguageCue.Cantonese];
        latin = Math.Max(0, latin - cues[(int)LanguageCue.Brand]);

        var han = (double)counts.Han;
        var latinWeight = latin * WordWeight;
        var strange = counts.Foreign + counts.Kana;
        // Japanese mixes kana into every sentence; a shop name with one の is still Chinese.
        var isJapanese = counts.Kana >= 2 && counts.Kana * 5 >= counts.Han;
        if (isJapanese) strange += counts.Han;
        if (strange > 0 && (isJapanese || strange / 2.0 >= Math.Max(han, latinWeight)))
        {
            return new DetectedLanguage(Locale.Other, Certainty(strange));
        }

        if (han == 0 && latin == 0) return new DetectedLanguage(soFar ?? Locale.En, 0);
        var isMixed = counts.Han >= 2 && latin >= 1 && (han >= latinWeight || english >= 1);
        var isCantonese = counts.Cantonese >= 1 && counts.Cantonese * 25 >= counts.Han;
        if (han >= latinWeight) return Chinese(counts, han / (han + latinWeight), isMixed, isCantonese, cues[(int)LanguageCue.Traditional], soFar);

        var share = latinWeight / (han + latinWeight);
        var isForeign = foreign > english || (counts.Accented >= 2 && foreign >= english && english * 3 < latin);
        if (isForeign) return new DetectedLanguage(Locale.Other, Certainty(2 * latin) * share, isMixed);
        // Unknown words only: a name, a code, a typo. English, but without weight.
        var known = Math.Min(1, (0.3 + english) / Math.Max(1, latin * 0.4));
        return new DetectedLanguage(Locale.En, Certainty(2.2 * latin) * share * known, isMixed, isCantonese);
    }

    private static DetectedLanguage Chinese(in TextCounts counts, double share, bool isMixed, bool isCantonese, int words, Locale? soFar)
    {
        var traditional = counts.Traditional + (counts.Simplified == 0 ? counts.Cantonese * 0.5 : 0);
        var confidence = Certainty(counts.Han) * share;
        if (traditional == 0 && counts.Simplified == 0)
        {
            if (words > 0 && soFar != Locale.ZhHans) return new DetectedLanguage(Locale.ZhHant, confidence * 0.6, isMixed, isCantonese);
            var script = soFar is Locale.ZhHans or Locale.ZhHant ? soFar.Value : Locale.ZhHans;
            // Surely Chinese, but the script is a guess: enough to leave another language, not to change the script.
            return new DetectedLanguage(script, confidence * (soFar is Locale.ZhHans or Locale.ZhHant ? 0.6 : 0.9), isMixed, isCantonese);
        }

        var locale = traditional > counts.Simplified ? Locale.ZhHant : traditional < counts.Simplified ? Locale.ZhHans : soFar == Locale.ZhHant ? Locale.ZhHant : Locale.ZhHans;
        var margin = Math.Abs(traditional - counts.Simplified) / (traditional + counts.Simplified);
        return new DetectedLanguage(locale, confidence * (0.5 + 0.5 * margin), isMixed, isCantonese);
    }

    // Four characters decide (decisions.md 24): 1 → .17, 2 → .33, 4 → .67, 6 → 1.
    private static double Certainty(double units) => Math.Min(1, units / 6);

    private static int CountWords(NormalText text, List<(int Start, int End)> taken)
    {
        int count = 0, span = 0;
        for (var i = 0; i < text.Length;)
        {
            while (span < taken.Count && taken[span].End <= i) span++;
            if (span < taken.Count && taken[span].Start <= i)
            {
                i = taken[span].End;
                continue;
            }

            if (!char.IsAsciiLetter(text[i]))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < text.Length && char.IsAsciiLetterOrDigit(text[i])) i++;
            if (i - start >= 2 || text[start] is 'i' or 'a' or 'u') count++;
        }

        return count;
    }
}

internal enum LanguageCue
{
    English,
    Foreign,
    Brand,
    Traditional,
    Cantonese,
}
