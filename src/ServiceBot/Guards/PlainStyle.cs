using System.Globalization;
using System.Text;

namespace ServiceBot.Guards;

/// <summary>For an angry customer (recovery.md §3.6, Crolic et al. 2022): no emoji, no drawn-out cheer, no exclamation marks.</summary>
public static class PlainStyle
{
    public static string Of(string text) => IsPlain(text) ? text : Make(text);

    private static bool IsPlain(string text)
    {
        foreach (var c in text)
            if (c is '!' or '！' or '~' or '～' or '\u200d' or '\ufe0f' || char.IsSurrogate(c) || c is (>= '\u2600' and <= '\u27bf') or (>= '\u2b00' and <= '\u2bff')) return false;
        return true;
    }

    private static string Make(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '!' or '！':
                    var stop = rune.Value == '!' ? '.' : '。';
                    // "什么？！" and "!!" end once.
                    if (plain.Length > 0 && plain[^1] is not ('.' or '。' or '?' or '？')) plain.Append(stop);
                    break;
                case '~' or '～' when plain.Length == 0 || !char.IsAsciiDigit(plain[^1]):
                case 0x200d or 0xfe0f or (>= 0x1f3fb and <= 0x1f3ff):
                    break;
                // Letters of rare characters lie beyond the first plane too; pictures are symbols.
                case var _ when Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol && rune.Value is not (0xa9 or 0xae or 0xb0):
                    break;
                default:
                    plain.Append(rune.ToString());
                    break;
            }
        }

        return plain.ToString().Replace(" .", ".", StringComparison.Ordinal).Trim();
    }
}
