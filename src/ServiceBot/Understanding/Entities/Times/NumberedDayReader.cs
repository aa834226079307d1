namespace ServiceBot.Understanding.Entities.Times;

/// <summary>A day in figures that only a word before it makes one: this Friday 5/12 · Friday 7.6 · next 5/12 · this Friday (Jun-15) · the next 6th of April. Returns the token after the last one read, or −1.</summary>
internal static class NumberedDayReader
{
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        var isRelative = tokens[i] is { Kind: WordKind.Relative, A: >= 0 };
        var at = isRelative ? i + 1 : i;
        var isWeekday = at < tokens.Length && tokens[at].Kind == WordKind.Weekday;
        if (isWeekday) at++;
        if (at == i || at >= tokens.Length || tokens[at].Kind is WordKind.Other && !(tokens[at].Is('(') || tokens[at].Is(','))) return -1;
        var isBracket = tokens[at].Is('(');
        if (isBracket || tokens[at].Is(',') || tokens[at] is { Kind: WordKind.To, A: 2, IsGlued: true }) at++;
        if (at >= tokens.Length || tokens[at].Kind is not (WordKind.Digits or WordKind.Calendar or WordKind.Month or WordKind.Nth)) return -1;
        var end = Day(tokens, at, isWeekday, days, out var day);
        if (end < 0) return -1;
        if (isBracket && end < tokens.Length && tokens[end].Is(')')) end++;
        // next 5/12 is the first one to come.
        if (isRelative && !isWeekday && tokens[i].A > 0 && day.From <= days.Today) day = new Days.Span(day.From.AddYears(1), day.To.AddYears(1));
        period = new Period(day, TimeLimit.None, null);
        return end;
    }

    private static int Day(ReadOnlySpan<Token> tokens, int i, bool isWeekday, in Days days, out Days.Span day)
    {
        if (MonthReader.Slashed(tokens, i, days, out day) is var slashed and > 0) return slashed;
        if (isWeekday && tokens[i] is { Kind: WordKind.Digits, A: 1 } && Dotted(tokens[i], days, out day)) return i + 1;
        if (tokens[i].Kind == WordKind.Month && i + 2 < tokens.Length && tokens[i + 1] is { Kind: WordKind.To, A: 2, IsGlued: true } && tokens[i + 2] is { Kind: WordKind.Digits, A: 0, Value: >= 1 and <= 31, IsGlued: true })
        {
            return days.TryDate(0, tokens[i].A, (int)tokens[i + 2].Value, out day) ? i + 3 : -1;
        }

        if (tokens[i] is { Kind: WordKind.Digits, A: 1 }) return -1;
        var end = DayReader.Read(tokens, i, days, isChoice: false, out var found);
        day = found.Span;
        return end > 0 && day.IsOneDay && found.Clock is null ? end : -1;
    }

    // 7.6: the sixth of July
    private static bool Dotted(Token token, in Days days, out Days.Span day)
    {
        day = default;
        var month = (int)token.Value;
        var places = token.End - token.Start - 1 - (month >= 10 ? 2 : 1);
        return month is >= 1 and <= 12 && places is 1 or 2 && days.TryDate(0, month, (int)((token.Value - month) * (places == 1 ? 10 : 100)), out day);
    }
}
