namespace ServiceBot.Understanding.Entities.Times;

/// <summary>Decades and centuries: the 1990s · in the nineties · the last two decades · 21st century · 十九世纪七十年代. Returns the token after the last one read, or −1.</summary>
internal static class DecadeReader
{
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        return tokens[i].Kind switch
        {
            WordKind.The when i + 1 < tokens.Length && tokens[i + 1].Kind == WordKind.Relative => Moved(tokens, i + 1, days, out period),
            WordKind.Relative or WordKind.Spell => Moved(tokens, i, days, out period),
            WordKind.DecadeName when i > 0 && tokens[i - 1].Kind is WordKind.The or WordKind.In => Put(1900 + tokens[i].A, 10, i + 1, out period),
            WordKind.Digits or WordKind.Numeral or WordKind.Number or WordKind.Ordinal or WordKind.Nth => Counted(tokens, i, out period),
            _ => -1,
        };
    }

    // this century, the next two decades: those of the calendar.
    private static int Moved(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        var at = i + 1;
        var count = 1m;
        if (at < tokens.Length && tokens[at].Kind is WordKind.Digits or WordKind.Number or WordKind.Few) at = tokens[at].Kind == WordKind.Few ? Few(at, out count) : Quantity.Number(tokens, at, out count);
        if (at < 0 || at >= tokens.Length || count is < 1 or > 20 || count != decimal.Truncate(count) || tokens[at].Kind is not (WordKind.Decade or WordKind.Century)) return -1;
        var years = tokens[at].Kind == WordKind.Decade ? 10 : 100;
        var first = days.Today.Year / years * years;
        if (tokens[i].A > 0) first += years;
        else if (tokens[i].A < 0) first -= years * (int)count;
        return Put(first, years * (tokens[i].A == 0 ? 1 : (int)count), at + 1, out period);
    }

    private static int Few(int at, out decimal count)
    {
        count = 3;
        return at + 1;
    }

    private static int Counted(ReadOnlySpan<Token> tokens, int i, out Period period)
    {
        period = default;
        var token = tokens[i];
        if (token.Kind == WordKind.Digits && token.A == 0 && i + 1 < tokens.Length && tokens[i + 1] is { Kind: WordKind.Attached, A: 1 } && token.Value % 10 == 0)
        {
            // "90s" alone is a minute and a half.
            if (token.Value is >= 1800 and <= 2090 && tokens[i + 1].IsGlued) return Put((int)token.Value, 10, i + 2, out period);
            return token.Value is >= 20 and <= 90 && token.End - token.Start == 2 && i > 0 && tokens[i - 1].Kind is WordKind.The or WordKind.In ? Put(1900 + (int)token.Value, 10, i + 2, out period) : -1;
        }

        int end, number;
        if (token.Kind == WordKind.Numeral || (token.Kind == WordKind.Digits && i + 1 < tokens.Length && tokens[i + 1].Kind == WordKind.Century && tokens[i + 1].IsGlued)) (end, number) = (i + 1, (int)Math.Min(token.Value, 99));
        else if (token.Kind == WordKind.Digits) return -1;
        else end = MonthReader.NthOf(tokens, i, out number);
        if (end < 0 || end >= tokens.Length || tokens[end].Kind != WordKind.Century || number is < 1 or > 25) return -1;
        var first = 100 * (number - 1);
        if (end + 3 < tokens.Length && tokens[end + 1].Kind is WordKind.Numeral or WordKind.Digits && tokens[end + 1].Value is >= 10 and <= 90 && tokens[end + 1].Value % 10 == 0 && tokens[end + 2].Is('年') && tokens[end + 3].Is('代'))
        {
            return Put(first + (int)tokens[end + 1].Value, 10, end + 4, out period);
        }

        return first > 0 ? Put(first, 100, end + 1, out period) : -1;
    }

    private static int Put(int year, int years, int end, out Period period)
    {
        period = new Period(new Days.Span(new DateTime(year, 1, 1), new DateTime(year + years, 1, 1)), TimeLimit.None, null);
        return end;
    }
}
