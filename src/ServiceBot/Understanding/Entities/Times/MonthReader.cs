namespace ServiceBot.Understanding.Entities.Times;

/// <summary>Months and their days: 11月18号 · Nov 18 · the 18th of November · 上个月初. Each returns the token after the last one read, or −1.</summary>
internal static class MonthReader
{
    public static int ChineseMonth(ReadOnlySpan<Token> tokens, int i, in Days days, int year, int month, out DayReader.Found found)
    {
        if (i < tokens.Length && tokens[i].Is('份')) i++;
        if (Quantity.Number(tokens, i, out var day) is var end and > 0 && tokens[i].IsGlued && days.TryDate(year, month, (int)Math.Min(day, 99), out var date))
        {
            return Put(date, end < tokens.Length && (tokens[end].Is('号') || tokens[end].Is('日')) ? end + 1 : end, out found);
        }

        var span = year == 0 ? days.NearestMonth(month) : Days.Month(year, month);
        return AfterMonth(tokens, i, days, span, out found);
    }

    // 上个月18号, 下个月初, 11月中旬
    public static int AfterMonth(ReadOnlySpan<Token> tokens, int i, in Days days, Days.Span month, out DayReader.Found found)
    {
        if (i < tokens.Length && tokens[i].Kind == WordKind.Edge) return Edge(month, tokens[i], i + 1, out found);
        if (i < tokens.Length && tokens[i].IsGlued && EdgeOfCharacter(tokens[i]) is { } edge) return Edge(month, edge, i + 1, out found);
        if (Quantity.Number(tokens, i, out var day) is var end and > 0 && end < tokens.Length && (tokens[end].Is('号') || tokens[end].Is('日'))
            && days.TryDate(month.From.Year, month.From.Month, (int)Math.Min(day, 99), out var date))
        {
            return Put(date, end + 1, out found);
        }

        return Put(month, i, out found);
    }

    public static int AfterYear(ReadOnlySpan<Token> tokens, int i, in Days days, out DayReader.Found found)
    {
        var year = days.YearOf(tokens[i].A);
        if (Quantity.Number(tokens, i + 1, out var month) is var end and > 0 && end < tokens.Length && tokens[end].Is('月') && month is >= 1 and <= 12)
        {
            return ChineseMonth(tokens, end + 1, days, year.From.Year, (int)month, out found);
        }

        return Put(year, i + 1, out found);
    }

    /// <summary>5/12 where something else says that it is a date: after a weekday, between two of them. Month first.</summary>
    public static int Slashed(ReadOnlySpan<Token> tokens, int i, in Days days, out Days.Span span)
    {
        span = default;
        if (i + 2 >= tokens.Length || tokens[i] is not { Kind: WordKind.Digits, A: 0, Value: >= 1 and <= 31 } || !tokens[i + 1].Is('/') || !tokens[i + 1].IsGlued || tokens[i + 2] is not { Kind: WordKind.Digits, A: 0, Value: >= 1 and <= 31, IsGlued: true }) return -1;
        if (i + 3 < tokens.Length && tokens[i + 3].Is('/')) return -1;
        int first = (int)tokens[i].Value, second = (int)tokens[i + 2].Value;
        return days.TryDate(0, first, second, out span) || days.TryDate(0, second, first, out span) ? i + 3 : -1;
    }

    // Nov 18, November 18th 2026, November; "may" and "march" need their day.
    public static int EnglishMonth(ReadOnlySpan<Token> tokens, int i, in Days days, out DayReader.Found found)
    {
        var month = tokens[i];
        // $DEC is a name at an exchange.
        if (i > 0 && month.IsGlued && tokens[i - 1].Kind is WordKind.MoneyBefore or WordKind.MoneyAfter)
        {
            found = default;
            return -1;
        }

        if (i + 1 < tokens.Length && tokens[i + 1] is { Kind: WordKind.Digits or WordKind.Nth, Value: >= 1 and <= 31 } day && !(i + 2 < tokens.Length && tokens[i + 2].Kind is WordKind.Unit))
        {
            return WithYear(tokens, i + 2, days, month.A, (int)day.Value, out found);
        }

        if (i + 1 < tokens.Length && tokens[i + 1].Is(',') && i + 2 < tokens.Length && tokens[i + 2].Kind == WordKind.Nth && tokens[i + 2].Value <= 31) return WithYear(tokens, i + 3, days, month.A, (int)tokens[i + 2].Value, out found);
        if (i + 2 < tokens.Length && tokens[i + 1].Is('/') && tokens[i + 2] is { Kind: WordKind.Digits, A: 0, Value: >= 1 and <= 31, IsGlued: true } && !(i + 3 < tokens.Length && tokens[i + 3].Is('/'))) return WithYear(tokens, i + 3, days, month.A, (int)tokens[i + 2].Value, out found);
        // April of 1987, dec-2018, dec/2018, dec, 2018
        var of = i + 1 < tokens.Length && (tokens[i + 1].Kind is WordKind.Of or WordKind.In || tokens[i + 1] is { Kind: WordKind.To, A: 2, IsGlued: true } || tokens[i + 1].Is('/') || tokens[i + 1].Is(',')) ? i + 2 : i + 1;
        if (of < tokens.Length && tokens[of] is { Kind: WordKind.Digits, A: 0, Value: >= 1900 and <= 2100 } year) return Put(Days.Month((int)year.Value, month.A), of + 1, out found);
        if (YearReader.Spelled(tokens, of, out var said) is var spoken and > 0) return Put(Days.Month(said, month.A), spoken, out found);
        if (i + 1 < tokens.Length && tokens[i + 1].Kind is WordKind.The or WordKind.Ordinal or WordKind.Number && NthOf(tokens, i + 1, out var nth) is var spelled and > 0 && (tokens[spelled - 1].Kind == WordKind.Ordinal || (nth > 12 && !(spelled < tokens.Length && tokens[spelled].Kind is WordKind.Scale)))) return WithYear(tokens, spelled, days, month.A, nth, out found);
        found = default;
        return month.B == 0 ? Put(days.NearestMonth(month.A), i + 1, out found) : -1;
    }

    /// <summary>The day of a month as figure or word: 18, 18th, the ninth, twenty-seventh.</summary>
    public static int NthOf(ReadOnlySpan<Token> tokens, int i, out int day)
    {
        day = 0;
        if (i < tokens.Length && tokens[i].Kind == WordKind.The) i++;
        if (i >= tokens.Length) return -1;
        var end = i + 1;
        var first = tokens[i];
        if (first is { Kind: WordKind.Digits, A: 0 } or { Kind: WordKind.Nth }) day = (int)Math.Min(first.Value, 99);
        else if (first.Kind == WordKind.Ordinal) day = first.A;
        else if (first.Kind == WordKind.Number)
        {
            day = (int)Math.Min(first.Value, 99);
            var unit = end < tokens.Length && tokens[end] is { Kind: WordKind.To, A: 2 } ? end + 1 : end;
            if (first.Value is 20 or 30 && unit < tokens.Length && (tokens[unit] is { Kind: WordKind.Ordinal, A: < 10 } || tokens[unit] is { Kind: WordKind.Number, Value: > 0 and < 10 }))
            {
                day += tokens[unit].Kind == WordKind.Ordinal ? tokens[unit].A : (int)tokens[unit].Value;
                end = unit + 1;
            }
        }

        return day is >= 1 and <= 31 ? end : -1;
    }

    public static int WithYear(ReadOnlySpan<Token> tokens, int i, in Days days, int month, int day, out DayReader.Found found)
    {
        found = default;
        var at = i < tokens.Length && (tokens[i].Is(',') || tokens[i].Kind is WordKind.Of or WordKind.In) ? i + 1 : i;
        if (YearReader.Spelled(tokens, at, out var spelled) is var last and > 0) return days.TryDate(spelled, month, day, out var named) ? Put(named, last, out found) : -1;
        var hasYear = at < tokens.Length && tokens[at] is { Kind: WordKind.Digits, Value: >= 1990 and <= 2100 };
        return days.TryDate(hasYear ? (int)tokens[at].Value : 0, month, day, out var date) ? Put(date, hasYear ? at + 1 : i, out found) : -1;
    }

    // the 18th, 18th of November; a bare "18th" only before a month.
    public static int Nth(ReadOnlySpan<Token> tokens, int i, in Days days, bool isBare, out DayReader.Found found)
    {
        found = default;
        var month = i + 1 < tokens.Length && tokens[i + 1].Kind == WordKind.Of ? i + 2 : i + 1;
        if (month < tokens.Length && tokens[month].Kind == WordKind.Month) return WithYear(tokens, month + 1, days, tokens[month].A, tokens[i].A, out found);
        var isCounting = i + 1 < tokens.Length && tokens[i + 1].Kind is WordKind.Counted or WordKind.OneThing;
        if (isBare && !(i > 0 && tokens[i - 1].Kind is WordKind.On or WordKind.By or WordKind.Since or WordKind.Before)) return -1;
        return !isCounting && days.TryDayOfMonth(tokens[i].A, out var day) ? Put(day, i + 1, out found) : -1;
    }

    private static Token? EdgeOfCharacter(Token token) => token.Kind != WordKind.Other ? null : (char)token.Value switch
    {
        '初' => token with { A = 1, B = 10 },
        '中' => token with { A = 11, B = 20 },
        '底' or '末' => token with { A = 25, B = 31 },
        _ => null,
    };

    public static int Edge(Days.Span month, Token edge, int end, out DayReader.Found found)
    {
        var from = month.From.AddDays(edge.A - 1);
        var to = month.From.AddDays(edge.B);
        return Put(new Days.Span(from, to < month.To ? to : month.To), end, out found);
    }

    private static int Put(Days.Span span, int end, out DayReader.Found found)
    {
        found = new DayReader.Found(span);
        return end;
    }
}
