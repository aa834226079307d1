namespace ServiceBot.Understanding.Reading;

/// <summary>Single-character folds: width, diacritics, punctuation.</summary>
internal static class Folding
{
    private const int LatinFirst = 0xC0;
    private const int LatinLast = 0x1EFF;

    // From a table: the runtime's own normalisation needs ICU, which a small container may lack.
    private static readonly char[] latin = MakeLatin();

    /// <summary>Full-width forms to ASCII; other characters stay.</summary>
    public static char Width(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\u3000' or '\u00A0' or (>= '\u2000' and <= '\u200A') or '\u202F' => ' ',
        '\r' or '\u2028' or '\u2029' => '\n',
        '\uFFE5' => '¥',
        '\uFFE1' => '£',
        _ => c,
    };

    /// <summary>A letter of Latin script without its diacritics, lower case; NUL when it is none.</summary>
    public static char Latin(char c) => c is >= (char)LatinFirst and <= (char)LatinLast ? latin[c - LatinFirst] : '\0';

    /// <summary>The ASCII mark that a typographic or Chinese one stands for; NUL when there is none. 。 stays itself: it is no decimal point.</summary>
    public static char Punctuation(char c) => c switch
    {
        '‘' or '’' or '‛' or '´' or 'ʼ' => '\'',
        '“' or '”' or '„' or '「' or '」' or '『' or '』' or '«' or '»' => '"',
        '‐' or '‑' or '‒' or '–' or '—' or '−' or '﹣' => '-',
        '、' or '﹐' or '､' => ',',
        '﹖' or '⁇' or '❓' => '?',
        '﹗' or '❗' or '‼' => '!',
        '【' or '〔' or '《' or '〈' => '(',
        '】' or '〕' or '》' or '〉' => ')',
        '〜' => '~',
        '︰' => ':',
        _ => '\0',
    };

    /// <summary>Zero-width characters, variation selectors, combining marks.</summary>
    public static bool IsInvisible(char c) => c is (>= '\u200B' and <= '\u200F') or '\uFEFF' or '\u2060' or '\u00AD'
        or (>= '\uFE00' and <= '\uFE0F') or (>= '\u0300' and <= '\u036F') or (>= '\u202A' and <= '\u202E');

    public static bool IsKana(char c) => c is (>= '\u3041' and <= '\u30FF' and not '・' and not 'ー') or (>= '\uFF66' and <= '\uFF9D');

    private static char[] MakeLatin()
    {
        var map = new char[LatinLast - LatinFirst + 1];
        foreach (var row in Resource.Rows("latin.tsv"))
        {
            foreach (var c in row[1]) map[c - LatinFirst] = row[0][0];
        }

        return map;
    }
}
