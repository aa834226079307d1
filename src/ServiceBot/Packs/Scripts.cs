using System.Collections;
using System.Text;

namespace ServiceBot.Packs;

/// <summary>
/// Which Han characters betray a script. Simplified: in GB 2312 and not in Big5. Traditional: among Big5's 5,401 common characters and not in GB 2312.
/// What both have (后, 里, 台) betrays nothing; against Unihan's variants the rule errs on some 200 rare characters.
/// </summary>
internal static class Scripts
{
    private const char First = '\u4E00';
    private const int Count = 0x9FFF - First + 1;
    private const byte FirstOfBig5RareRow = 0xC9;

    private static readonly Lazy<(BitArray Simplified, BitArray Traditional)> Marks = new(Compute);

    public static bool IsSimplifiedOnly(char c) => c is >= First and < (char)(First + Count) && Marks.Value.Simplified[c - First];

    public static bool IsTraditionalOnly(char c) => c is >= First and < (char)(First + Count) && Marks.Value.Traditional[c - First];

    public static bool IsHan(char c) => c is >= First and < (char)(First + Count);

    /// <summary>Warns of the other script's characters in a Chinese text.</summary>
    public static void Check(string text, Locale locale, string file, int line, Problems problems)
    {
        var strangers = locale switch
        {
            Locale.ZhHans => Distinct(text, IsTraditionalOnly),
            Locale.ZhHant => Distinct(text, IsSimplifiedOnly),
            _ => "",
        };
        if (strangers.Length == 0) return;
        problems.Warn(file, line, $"the {locale.Tag()} text has {(locale == Locale.ZhHans ? "Traditional" : "Simplified")} characters: {strangers}",
            locale == Locale.ZhHans ? "write it in Simplified characters" : "write it in Traditional characters, as people in Taiwan would say it");
    }

    private static string Distinct(string text, Func<char, bool> belongs) => string.Concat(text.Where(belongs).Distinct().Take(8));

    private static (BitArray Simplified, BitArray Traditional) Compute()
    {
        var all = new string([.. Enumerable.Range(First, Count).Select(c => (char)c)]);
        var gb = LeadBytes(all, 20936);
        var big5 = LeadBytes(all, 950);
        var simplified = new BitArray(Count);
        var traditional = new BitArray(Count);
        for (var i = 0; i < Count; i++)
        {
            simplified[i] = gb[i] != 0 && big5[i] == 0;
            traditional[i] = gb[i] == 0 && big5[i] is > 0 and < FirstOfBig5RareRow;
        }
        return (simplified, traditional);
    }

    // Per character the first of its two bytes, 0 where the code page lacks it.
    private static byte[] LeadBytes(string all, int codePage)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(codePage, new EncoderReplacementFallback("?"), DecoderFallback.ReplacementFallback)!.GetBytes(all);
        var lead = new byte[all.Length];
        for (int i = 0, at = 0; i < lead.Length; i++, at += bytes[at] == '?' ? 1 : 2) lead[i] = bytes[at] == '?' ? (byte)0 : bytes[at];
        return lead;
    }
}
