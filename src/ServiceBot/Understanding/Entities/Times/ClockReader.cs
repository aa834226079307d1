namespace ServiceBot.Understanding.Entities.Times;

/// <summary>Times of day in minutes from midnight: 下午3点半 · 15:30 · 5 pm · noon · 3-5pm · 晚上.</summary>
internal static class ClockReader
{
    /// <param name="isLenient">A bare number is an hour: "next Tuesday before 5".</param>
    /// <returns>The token after the last one read, or −1.</returns>
    public static int Read(ReadOnlySpan<Token> tokens, int i, bool isLenient, out Range clock)
    {
        clock = default;
        if (i >= tokens.Length) return -1;
        var end = Point(tokens, i, isLenient, null, out var from, out var part);
        if (end < 0) return Part(tokens, i, out clock);
        if (end + 1 < tokens.Length && tokens[end].Kind == WordKind.To && Point(tokens, end + 1, false, part, out var to, out _) is var last and > 0 && (to > from || (part is not null && tokens[end + 1].Kind == WordKind.Part)))
        {
            // 下午5:00到凌晨3:00 ends on the next day.
            clock = new Range(from, to > from ? to : to + 1440);
            return last;
        }

        clock = new Range(from, from + 1);
        return end;
    }

    private static int Part(ReadOnlySpan<Token> tokens, int i, out Range clock)
    {
        clock = default;
        if (tokens[i].Kind != WordKind.Part) return -1;
        clock = new Range(tokens[i].A * 60, tokens[i].B * 60);
        return i + 1;
    }

    private static int Point(ReadOnlySpan<Token> tokens, int i, bool isLenient, Token? inherited, out int minutes, out Token? part)
    {
        minutes = 0;
        part = inherited;
        if (Past(tokens, i, out minutes) is var past and > 0) return HalfOfDay(tokens, past, part, isTwentyFourHour: false, ref minutes);
        if (tokens[i].Kind == WordKind.Part && i + 1 < tokens.Length)
        {
            part = tokens[i];
            i++;
        }

        if (tokens[i].Kind == WordKind.At && i + 1 < tokens.Length)
        {
            i++;
            if (Past(tokens, i, out minutes) is var after and > 0) return HalfOfDay(tokens, after, part, isTwentyFourHour: false, ref minutes);
            isLenient = isLenient || part is not null;
        }

        if (tokens[i].Kind == WordKind.Clock)
        {
            minutes = tokens[i].A;
            return i + 1;
        }

        int end;
        if (tokens[i].Kind == WordKind.Time)
        {
            minutes = (int)tokens[i].Value;
            end = i + 1;
        }
        else
        {
            end = Hour(tokens, i, isLenient, part is not null, out minutes);
            if (end < 0) return -1;
        }

        return HalfOfDay(tokens, end, part, tokens[i].Kind == WordKind.Time && tokens[i].A == 2, ref minutes);
    }

    // half past seven, 20 min past eight, 10 past 9, a quarter past six
    private static int Past(ReadOnlySpan<Token> tokens, int i, out int minutes)
    {
        minutes = 0;
        var at = tokens[i].Kind == WordKind.Article && i + 1 < tokens.Length ? i + 1 : i;
        if (tokens[at].Kind is not (WordKind.Half or WordKind.Fraction or WordKind.Digits or WordKind.Number)) return -1;
        var count = tokens[at] switch { { Kind: WordKind.Half } => 30m, { Kind: WordKind.Fraction, A: 4 } => 15m, _ => -1m };
        var end = at + 1;
        if (count < 0) end = Quantity.Number(tokens, at, out count);
        if (end > 0 && end < tokens.Length && tokens[end] is { Kind: WordKind.Unit, A: 60 }) end++;
        if (end < 0 || end + 1 >= tokens.Length || count is <= 0 or >= 60 || tokens[end] is not { Kind: WordKind.Relative, B: 1 }) return -1;
        var last = Hour(tokens, end + 1, isLenient: true, hasPart: false, out minutes);
        if (last < 0 || minutes > 12 * 60) return -1;
        minutes += (int)count;
        return last;
    }

    private static int Hour(ReadOnlySpan<Token> tokens, int i, bool isLenient, bool hasPart, out int minutes)
    {
        minutes = 0;
        var end = Quantity.Number(tokens, i, out var hour);
        if (end < 0 || hour is < 0 or > 24) return -1;
        if (tokens[i].Kind == WordKind.Digits && tokens[i].A == 1)
        {
            // "3.30pm"; "3.5" is no time.
            var rest = (hour - decimal.Truncate(hour)) * 100;
            minutes = (int)decimal.Truncate(hour) * 60 + (int)rest;
            return rest < 60 && end < tokens.Length && tokens[end].Kind is WordKind.Am or WordKind.Pm ? end : -1;
        }

        minutes = (int)hour * 60;
        if (SpelledMinutes(tokens, i, end, (int)hour, isLenient || hasPart, out var spelled) is var spoken and > 0)
        {
            minutes += spelled;
            return spoken;
        }

        if (end + 1 < tokens.Length && tokens[end].Is('时') && Quantity.Number(tokens, end + 1, out _) is var minute and > 0 && minute < tokens.Length && tokens[minute].Is('分')) return ChineseMinutes(tokens, end + 1, tokens[i], hasPart, ref minutes);
        if (end < tokens.Length && tokens[end].Is('点')) return ChineseMinutes(tokens, end + 1, tokens[i], hasPart, ref minutes);
        if (end < tokens.Length && tokens[end].Kind is WordKind.Am or WordKind.Pm or WordKind.OClock) return end;
        if (end + 1 < tokens.Length && tokens[end].Kind == WordKind.To && Quantity.Number(tokens, end + 1, out _) is var last and > 0 && last < tokens.Length && tokens[last].Kind is WordKind.Am or WordKind.Pm)
        {
            // "3-5pm": the first takes the half of the second.
            if (tokens[last].Kind == WordKind.Pm && hour < 12) minutes += 720;
            return end;
        }

        if (end + 2 < tokens.Length && tokens[end].Kind == WordKind.In && tokens[end + 1].Kind == WordKind.The && tokens[end + 2].Kind == WordKind.Part) return end;
        var isCounting = end < tokens.Length && tokens[end].Kind is WordKind.Unit or WordKind.Attached or WordKind.Workday or WordKind.MoneyAfter or WordKind.Counted or WordKind.OneThing or WordKind.Degree or WordKind.Month;
        return isLenient && hour > 0 && !isCounting && !(end < tokens.Length && tokens[end].Is('%')) ? end : -1;
    }

    // nine thirty, five-fifteen, one forty five pm
    private static int SpelledMinutes(ReadOnlySpan<Token> tokens, int i, int end, int hour, bool isHour, out int minutes)
    {
        minutes = 0;
        if (tokens[i].Kind != WordKind.Number || end != i + 1 || hour is < 1 or > 12) return -1;
        var at = end < tokens.Length && tokens[end] is { Kind: WordKind.To, A: 2, IsGlued: true } ? end + 1 : end;
        if (at >= tokens.Length || tokens[at].Kind != WordKind.Number || Quantity.Number(tokens, at, out var number) is not (var last and > 0) || number is < 10 or > 59) return -1;
        minutes = (int)number;
        // What is counted is no time: "nine fifteen dollar coupons".
        if (isHour && last < tokens.Length && tokens[last] is { Kind: WordKind.Unit, A: 60 }) return last + 1;
        var isFollowed = last < tokens.Length && tokens[last].Kind is WordKind.Am or WordKind.Pm or WordKind.OClock;
        return isFollowed || isHour || (minutes is 15 or 30 or 45 && !(last < tokens.Length && (tokens[last].Kind is WordKind.Unit or WordKind.MoneyAfter or WordKind.Scale or WordKind.Counted or WordKind.Percent))) ? last : -1;
    }

    private static int ChineseMinutes(ReadOnlySpan<Token> tokens, int i, Token hour, bool hasPart, ref int minutes)
    {
        if (i < tokens.Length && tokens[i].Kind == WordKind.Half)
        {
            minutes += 30;
            return i + 1;
        }

        if (i < tokens.Length && tokens[i] is { Kind: WordKind.Unit, A: 900 } or { Kind: WordKind.Unit, A: 3600 }) return i + 1;
        if (i < tokens.Length && (tokens[i].Is('钟') || tokens[i].Is('整') || tokens[i].Is('多'))) return i + 1;
        if (Quantity.Number(tokens, i, out var extra) is var end and > 0 && extra is > 0 and < 60 && tokens[i].IsGlued)
        {
            if (end < tokens.Length && tokens[end].Is('刻'))
            {
                minutes += (int)extra * 15;
                return end + 1;
            }

            minutes += (int)extra;
            if (end >= tokens.Length || !tokens[end].Is('分')) return end;
            return Quantity.Number(tokens, end + 1, out var seconds) is var second and > 0 && second < tokens.Length && seconds < 60 && tokens[second] is { Kind: WordKind.Unit, A: 1 } ? second + 1 : end + 1;
        }

        // 一点 alone is "a little", 三点意见 are three points.
        if (hour is { Kind: WordKind.Numeral, Value: 1 } && !hasPart) return -1;
        return i < tokens.Length && tokens[i].Kind == WordKind.Other && (char)tokens[i].Value is '意' or '建' or '要' or '问' or '原' or '请' or '说' or '理' ? -1 : i;
    }

    // Which half of the day is meant; without a word, 1 to 7 are afternoon hours: shops and couriers work by day.
    private static int HalfOfDay(ReadOnlySpan<Token> tokens, int i, Token? part, bool isTwentyFourHour, ref int minutes)
    {
        var end = i;
        if (end < tokens.Length && tokens[end].Kind is WordKind.Am or WordKind.Pm)
        {
            var isPm = tokens[end].Kind == WordKind.Pm;
            if (isPm && minutes < 720) minutes += 720;
            else if (!isPm && minutes >= 720 && minutes < 780) minutes -= 720;
            return end + 1;
        }

        // 9:45a, 9a
        if (end < tokens.Length && tokens[end] is { Kind: WordKind.Article, IsGlued: true } && tokens[end - 1].Kind is WordKind.Time or WordKind.Digits && tokens[end].End - tokens[end].Start == 1)
        {
            if (minutes is >= 720 and < 780) minutes -= 720;
            return end + 1;
        }

        if (end < tokens.Length && tokens[end].Kind == WordKind.OClock) end++;
        if (end + 2 < tokens.Length && tokens[end].Kind == WordKind.In && tokens[end + 1].Kind == WordKind.The && tokens[end + 2].Kind == WordKind.Part)
        {
            part = tokens[end + 2];
            end += 3;
        }

        if (part is { } p)
        {
            var isLate = p.B > 12;
            if (isLate && p.A >= 17 && minutes < 300) minutes += 1440;
            else if (isLate && p.A >= 17 && minutes is >= 720 and < 780) minutes += 720;
            else if (isLate && minutes < 660) minutes += 720;
        }
        else if (minutes is >= 60 and < 480 && !isTwentyFourHour)
        {
            minutes += 720;
        }

        return end;
    }

    /// <summary>Minutes from midnight of the day; may run past 1440. To is exclusive.</summary>
    internal readonly record struct Range(int From, int To)
    {
        public bool IsPoint => To - From == 1;
    }
}
