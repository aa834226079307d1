namespace ServiceBot.Understanding.Entities.Times;

/// <summary>Seasons with their year: this summer · last winter · fall 2018 · summer of last year · 今年夏天. Returns the token after the last one read, or −1.</summary>
internal static class SeasonReader
{
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        if (tokens[i].Kind is WordKind.Relative or WordKind.YearOf)
        {
            var at = i + 1 < tokens.Length && tokens[i + 1].Is('的') ? i + 2 : i + 1;
            return at < tokens.Length && tokens[at].Kind == WordKind.Season ? Put(tokens[at].A, days.Today.Year + tokens[i].A, at + 1, out period) : -1;
        }

        if (tokens[i].Kind == WordKind.Season)
        {
            var at = i + 1 < tokens.Length && (tokens[i + 1].Kind is WordKind.Of or WordKind.In || tokens[i + 1].Is(',')) ? i + 2 : i + 1;
            if (at >= tokens.Length) return -1;
            if (tokens[at].Kind == WordKind.YearOf) return Put(tokens[i].A, days.Today.Year + tokens[at].A, at + 1, out period);
            return YearReader.Read(tokens, at, isExpected: true, out var year) is var end and > 0 ? Put(tokens[i].A, year.From.Year, end, out period) : -1;
        }

        if (tokens[i].Kind is not (WordKind.Digits or WordKind.Numeral) || YearReader.Read(tokens, i, isExpected: true, out var first) is not (var last and > 0) || last >= tokens.Length) return -1;
        if (tokens[last].Is('的') && last + 1 < tokens.Length) last++;
        return tokens[last].Kind == WordKind.Season ? Put(tokens[last].A, first.From.Year, last + 1, out period) : -1;
    }

    /// <summary>By the months: spring begins in March, winter in December.</summary>
    public static Days.Span In(int season, int year)
    {
        var first = new DateTime(year, 3 * season, 1);
        return new Days.Span(first, first.AddMonths(3));
    }

    private static int Put(int season, int year, int end, out Period period)
    {
        period = new Period(In(season, year), TimeLimit.None, null);
        return end;
    }
}
