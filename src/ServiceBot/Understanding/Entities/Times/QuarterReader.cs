namespace ServiceBot.Understanding.Entities.Times;

/// <summary>Quarters of a year: Q1 2019 · 2019-Q1 · 去年第三季度 · last quarter. Returns the token after the last one read, or −1.</summary>
internal static class QuarterReader
{
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        if (tokens[i].Kind == WordKind.Relative && i + 1 < tokens.Length && tokens[i + 1] is { Kind: WordKind.Fraction, A: 4 } or { Kind: WordKind.Unit, B: 3 })
        {
            var current = days.Today.AddDays(1 - days.Today.Day).AddMonths(-((days.Today.Month - 1) % 3));
            return Put(current.AddMonths(3 * tokens[i].A), i + 2, out period);
        }

        if (tokens[i].Kind == WordKind.Quarter)
        {
            var at = i + 1 < tokens.Length && (tokens[i + 1].Kind is WordKind.Of or WordKind.In || tokens[i + 1] is { Kind: WordKind.To, A: 2 } || tokens[i + 1].Is(',')) ? i + 2 : i + 1;
            DateTime year = default;
            var end = at < tokens.Length ? Year(tokens, at, days, out year) : -1;
            return end > 0 ? Put(year.AddMonths(3 * tokens[i].A - 3), end, out period) : Put(new DateTime(days.Today.Year, 3 * tokens[i].A - 2, 1), i + 1, out period);
        }

        var after = Year(tokens, i, days, out var of);
        if (after > 0 && after < tokens.Length && (tokens[after].Is('的') || tokens[after] is { Kind: WordKind.To, A: 2 })) after++;
        return after > 0 && after < tokens.Length && tokens[after].Kind == WordKind.Quarter ? Put(of.AddMonths(3 * tokens[after].A - 3), after + 1, out period) : -1;
    }

    private static int Year(ReadOnlySpan<Token> tokens, int i, in Days days, out DateTime first)
    {
        first = default;
        if (tokens[i].Kind == WordKind.The && i + 1 < tokens.Length && tokens[i + 1] is { Kind: WordKind.Unit, B: 12 })
        {
            first = days.YearOf(0).From;
            return i + 2;
        }

        if (tokens[i].Kind == WordKind.YearOf)
        {
            first = days.YearOf(tokens[i].A).From;
            return i + 1;
        }

        var end = YearReader.Read(tokens, i, isExpected: true, out var span);
        first = span.From;
        return end;
    }

    private static int Put(DateTime from, int end, out Period period)
    {
        period = new Period(new Days.Span(from, from.AddMonths(3)), TimeLimit.None, null);
        return end;
    }
}
