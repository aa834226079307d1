namespace ServiceBot.Understanding.Entities.Numbers;

/// <summary>Whole numbers in Chinese numerals, alone or mixed with digits: 一百零几万 · 25万6千 · 五兆六十二亿四万五千二 · 五十打 · 半百.</summary>
internal static class HanNumeral
{
    // 亿亿亿… is no quantity.
    private const decimal Largest = 1_000_000_000_000_000_000_000_000m;

    public static bool IsPart(char c) => Digit(c) >= 0 || Scale(c) > 0;

    /// <param name="isBare">Only a scale that wants a number before it (百, 万): half of 百分之 and the like.</param>
    /// <returns>The position after it, or −1.</returns>
    public static int Read(ReadOnlySpan<char> chars, int position, out decimal value, out bool isBare)
    {
        value = 0;
        isBare = false;
        if (position >= chars.Length) return -1;
        if (chars[position] == '半') return Half(chars, position, out value);
        var state = new State();
        var end = position;
        for (var at = position; at < chars.Length;)
        {
            var next = Step(chars, at, ref state);
            if (next < 0) break;
            end = next;
            at = WrittenNumber.Skip(chars, next);
        }

        if (end == position || state.IsBroken) return -1;
        value = state.Sum();
        isBare = state.IsBare;
        return end;
    }

    public static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        '零' or '〇' => 0,
        '一' or '壹' => 1,
        '二' or '两' or '贰' or '俩' or '倆' => 2,
        '三' or '叁' or '仨' => 3,
        '四' or '肆' => 4,
        '五' or '伍' => 5,
        '六' or '陆' => 6,
        '七' or '柒' => 7,
        '八' or '捌' => 8,
        '九' or '玖' => 9,
        _ => -1,
    };

    public static decimal Scale(char c) => c switch
    {
        '十' or '拾' => 10,
        '百' or '佰' => 100,
        '千' or '仟' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        '兆' => 1_000_000_000_000,
        _ => 0,
    };

    private static int Half(ReadOnlySpan<char> chars, int position, out decimal value)
    {
        value = position + 1 < chars.Length ? Scale(chars[position + 1]) / 2 : 0;
        return value >= 50 ? position + 2 : -1;
    }

    private static int Step(ReadOnlySpan<char> chars, int at, ref State state)
    {
        var c = chars[at];
        if (char.IsAsciiDigit(c) || c == '.') return state.HasDigit || state.HasDigits ? -1 : Put(Arabic.Read(chars, at, out var number), number, ref state);
        if (Digit(c) >= 0) return Digits(chars, at, ref state);
        var scale = Scale(c);
        if (scale > 0) return state.Multiply(scale) ? at + 1 : -1;
        if (c is '几' or '余' or '多' or '来') return IsMore(chars, at) && state.HasAny ? at + 1 : -1;
        return c == '打' && state.HasAny && !(at + 1 < chars.Length && chars[at + 1] is '开' or '电' or '扰' or '听' or '印' or '包' or '折' or '算' or '不' or '通' or '了' or '来' or '过' or '给') && state.Dozen() ? at + 1 : -1;
    }

    private static int Put(int end, decimal number, ref State state)
    {
        if (end > 0) state.Take(number, isString: false);
        return end;
    }

    // 二零二六 is spoken digit by digit; 二三十 is "twenty or thirty" and no number.
    private static int Digits(ReadOnlySpan<char> chars, int at, ref State state)
    {
        if (state.HasDigit) return -1;
        var end = at;
        var number = 0m;
        while (end < chars.Length && !char.IsAsciiDigit(chars[end]) && Digit(chars[end]) is var digit and >= 0 && end - at < 20) (number, end) = (number * 10 + digit, end + 1);
        if (end - at == 1 || Digit(chars[at]) == 0)
        {
            if (Digit(chars[at]) != 0)
            {
                state.Take(number, isString: false);
                return end;
            }

            state.Zero();
            return at + 1;
        }

        if (state.HasAny) return -1;
        state.IsBroken = end < chars.Length && Scale(chars[end]) > 0;
        state.Take(number, isString: true);
        return end;
    }

    // 十多万, 二十 几亿
    private static bool IsMore(ReadOnlySpan<char> chars, int at) => WrittenNumber.Skip(chars, at + 1) is var next && next < chars.Length && Scale(chars[next]) >= 10_000;

    private struct State
    {
        private decimal total;
        private decimal section;
        private decimal digit;
        private decimal last;
        private decimal largest;

        public bool HasDigit { get; private set; }
        public bool HasDigits { get; private set; }
        public bool HasAny { get; private set; }
        public bool IsBare { get; private set; }
        public bool IsBroken { get; set; }

        public void Take(decimal number, bool isString)
        {
            digit = number;
            HasDigit = HasAny = true;
            HasDigits |= isString;
            IsBare = false;
        }

        public void Zero()
        {
            HasAny = true;
            last = 0;
        }

        public bool Multiply(decimal scale)
        {
            if (HasDigits || section + digit > Largest / scale || total > Largest) return false;
            if (scale < 10_000)
            {
                // 五百千 is no number; 百三 is 130.
                if (section != 0 && last != 0 && scale >= last) return false;
                if (!HasAny) IsBare = scale > 10;
                section += (HasDigit ? digit : 1) * scale;
            }
            else
            {
                var part = section + (HasDigit ? digit : 0);
                if (part == 0 && total == 0)
                {
                    if (HasAny) return false;
                    part = 1;
                    IsBare = true;
                }

                if (total + part > Largest / scale && (part == 0 || (largest != 0 && largest < scale))) return false;
                if (part == 0) total *= scale;
                else if (largest != 0 && largest < scale) total = (total + part) * scale;
                else total += part * scale;
                largest = Math.Max(largest, scale);
                section = 0;
            }

            HasAny = true;
            HasDigit = false;
            digit = 0;
            last = scale;
            return true;
        }

        public bool Dozen()
        {
            var sum = Sum() * 12;
            (total, section, digit, HasDigit, last) = (sum, 0, 0, false, 0);
            HasDigits = true;
            return true;
        }

        // 一百二 is 120, 两万五 is 25,000: a digit at the end counts a tenth of the scale before it.
        public readonly decimal Sum() => total + section + (HasDigit && last >= 100 && digit < 10 && digit == decimal.Truncate(digit) ? digit * last / 10 : HasDigit ? digit : 0);
    }
}
