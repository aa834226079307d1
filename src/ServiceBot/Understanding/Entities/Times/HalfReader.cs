namespace ServiceBot.Understanding.Entities.Times;

/// <summary>Halves of years, months and weeks: 去年上半年 · 2018年前半年 · h2 of 2019. Returns the token after the last one read, or −1.</summary>
internal static class HalfReader
{
    // 上半年, 去年下半年, 2018年前半年
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        var year = days.YearOf(0);
        var at = i;
        if (tokens[i].Kind == WordKind.YearOf) (year, at) = (days.YearOf(tokens[i].A), i + 1);
        else if (YearReader.Read(tokens, i, isExpected: true, out var named) is var after and > 0) (year, at) = (named, after);
        if (at < tokens.Length && tokens[at].Is('的')) at++;
        if (at >= tokens.Length || tokens[at].Kind != WordKind.HalfYear) return -1;
        if (tokens[at].B > 0)
        {
            if (at != i) return -1;
            var whole = tokens[at].B == 1 ? Days.Month(days.Today.Year, days.Today.Month) : days.Week(0);
            var half = tokens[at].B == 1 ? whole.From.AddDays(15) : whole.From.AddDays(3);
            return Period.Put(tokens[at].A == 1 ? new Days.Span(whole.From, half) : new Days.Span(half, whole.To), at + 1, out period);
        }

        var last = at + 1;
        if (at == i && IsEnglish(tokens[at]))
        {
            // h2 of 2019, the first half of next year
            var of = last < tokens.Length && (tokens[last].Kind is WordKind.Of or WordKind.In || tokens[last].Is(',')) ? last + 1 : last;
            if (of >= tokens.Length) return -1;
            if (tokens[of].Kind == WordKind.YearOf) (year, last) = (days.YearOf(tokens[of].A), of + 1);
            else if (tokens[of].Kind == WordKind.The && of + 1 < tokens.Length && tokens[of + 1] is { Kind: WordKind.Unit, B: 12 }) last = of + 2;
            else if (YearReader.Read(tokens, of, isExpected: true, out var behind) is var numbered and > 0) (year, last) = (behind, numbered);
            else return -1;
        }

        var middle = year.From.AddMonths(6);
        return Period.Put(tokens[at].A == 1 ? new Days.Span(year.From, middle) : new Days.Span(middle, year.To), last, out period);
    }

    // h1, first half of
    private static bool IsEnglish(Token half) => half.End - half.Start is 2 or > 6;
}
