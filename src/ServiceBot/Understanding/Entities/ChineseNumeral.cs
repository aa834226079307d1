namespace ServiceBot.Understanding.Entities;

/// <summary>三百二十, 兩萬, 二零二六: read from normalised (Simplified) text.</summary>
internal static class ChineseNumeral
{
    private const decimal Largest = 1_000_000_000_000_000;

    /// <summary>How many characters from the start are one numeral; 0 when none. "两三" (two or three) is the smaller number.</summary>
    public static int Read(ReadOnlySpan<char> text, out decimal value)
    {
        var length = 0;
        while (length < text.Length && (Digit(text[length]) >= 0 || Scale(text[length]) > 0)) length++;
        value = 0;
        if (length == 0) return 0;
        var run = text[..length];
        if (length == 1 && Scale(run[0]) > 10) return 0;
        if (AllDigits(run)) return ReadDigits(run, out value);
        return ReadScaled(run, out value);
    }

    private static int ReadDigits(ReadOnlySpan<char> run, out decimal value)
    {
        value = Digit(run[0]);
        if (run.Length == 1) return 1;
        if (run.Length == 2 && run[0] is not ('零' or '〇') && Digit(run[1]) > Digit(run[0])) return 2;
        foreach (var c in run[1..Math.Min(run.Length, 12)]) value = value * 10 + Digit(c);
        return run.Length;
    }

    private static int ReadScaled(ReadOnlySpan<char> run, out decimal value)
    {
        decimal total = 0, section = 0, digit = 0, lastScale = 0;
        var hasDigit = false;
        foreach (var c in run[..Math.Min(run.Length, 20)])
        {
            // 亿亿亿… is no quantity; the value stays what it was.
            if (total > Largest) break;
            var scale = Scale(c);
            if (scale == 0)
            {
                // 一百二 is 120, 两万五 is 25,000: a digit at the end counts a tenth of the scale before it.
                digit = Digit(c);
                hasDigit = true;
                if (digit == 0) lastScale = 0;
            }
            else if (scale >= 10_000)
            {
                total = (total + section + digit == 0 ? 1 : total + section + digit) * scale;
                section = digit = 0;
                hasDigit = false;
                lastScale = scale;
            }
            else
            {
                section += (hasDigit ? digit : 1) * scale;
                digit = 0;
                hasDigit = false;
                lastScale = scale;
            }
        }

        value = total + section + (hasDigit && lastScale >= 100 ? digit * lastScale / 10 : digit);
        return run.Length;
    }

    private static bool AllDigits(ReadOnlySpan<char> run)
    {
        foreach (var c in run)
        {
            if (Digit(c) < 0) return false;
        }

        return true;
    }

    private static int Digit(char c) => c switch
    {
        '零' or '〇' => 0,
        '一' or '壹' => 1,
        '二' or '两' or '贰' => 2,
        '三' or '叁' => 3,
        '四' or '肆' => 4,
        '五' or '伍' => 5,
        '六' or '陆' => 6,
        '七' or '柒' => 7,
        '八' or '捌' => 8,
        '九' or '玖' => 9,
        _ => -1,
    };

    private static decimal Scale(char c) => c switch
    {
        '十' or '拾' => 10,
        '百' or '佰' => 100,
        '千' or '仟' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => 0,
    };
}
