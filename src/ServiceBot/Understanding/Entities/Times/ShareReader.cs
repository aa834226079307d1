namespace ServiceBot.Understanding.Entities.Times;

/// <summary>
/// A share of a longer time: the first 2 weeks of 2021 · the last four months of last year · last week of this month · 2021年的前2周.
/// Returns the token after the last one read, or −1.
/// </summary>
internal static class ShareReader
{
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        return tokens[i].Kind switch
        {
            WordKind.The or WordKind.Ordinal or WordKind.Nth or WordKind.Relative => Counted(tokens, i, days, out period),
            WordKind.Digits or WordKind.Numeral or WordKind.YearOf or WordKind.MonthOf => Chinese(tokens, i, days, out period),
            _ => -1,
        };
    }

    private static int Counted(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        var at = tokens[i].Kind == WordKind.The ? i + 1 : i;
        if (at + 3 >= tokens.Length || tokens[at] is not ({ Kind: WordKind.Ordinal or WordKind.Nth, A: 1 } or { Kind: WordKind.Relative, A: -1, B: 0 })) return -1;
        var count = 1m;
        var unit = at + 1;
        if (tokens[unit].Kind is WordKind.Digits or WordKind.Number) unit = Quantity.Number(tokens, unit, out count);
        if (unit < 0 || unit + 2 >= tokens.Length || tokens[unit].Kind != WordKind.Unit || tokens[unit + 1].Kind is not (WordKind.Of or WordKind.In) || WeekReader.Whole(tokens, unit + 2, days, out var whole) is not (var end and > 0)) return -1;
        return Share(whole, count, tokens[unit], isFirst: tokens[at].Kind != WordKind.Relative, out var share) ? Period.Put(share, end, out period) : -1;
    }

    // 2021年的前2周, 去年的最后4个月
    private static int Chinese(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        var at = WeekReader.Whole(tokens, i, days, out var whole);
        if (at < 0 || at >= tokens.Length) return -1;
        if (tokens[at].Is('的')) at++;
        if (at < tokens.Length && tokens[at].Is('最')) at++;
        if (at + 2 >= tokens.Length || tokens[at].Kind is not (WordKind.Ago or WordKind.Later) || tokens[at].End - tokens[at].Start != 1) return -1;
        var unit = Quantity.Number(tokens, at + 1, out var count);
        if (unit < 0 || unit >= tokens.Length || tokens[unit].Kind != WordKind.Unit) return -1;
        return Share(whole, count, tokens[unit], isFirst: tokens[at].Kind == WordKind.Ago, out var share) ? Period.Put(share, unit + 1, out period) : -1;
    }

    private static bool Share(Days.Span whole, decimal count, Token unit, bool isFirst, out Days.Span share)
    {
        share = default;
        if (count is < 1 or > 366 || count != decimal.Truncate(count)) return false;
        var number = (int)count;
        share = unit switch
        {
            { A: 86400 } => isFirst ? new Days.Span(whole.From, whole.From.AddDays(number)) : new Days.Span(whole.To.AddDays(-number), whole.To),
            { A: 604800 } => isFirst ? new Days.Span(Monday(whole.From), Monday(whole.From).AddDays(7 * number)) : new Days.Span(Monday(whole.To).AddDays(-7 * number), Monday(whole.To)),
            { B: 1 } => isFirst ? new Days.Span(whole.From, whole.From.AddMonths(number)) : new Days.Span(whole.To.AddMonths(-number), whole.To),
            _ => default,
        };
        return share.To > share.From && share.To - share.From <= whole.To - whole.From + TimeSpan.FromDays(3);
    }

    // ISO 8601: the first week has the fourth day.
    private static DateTime Monday(DateTime first) => first.AddDays(3 - ((int)first.AddDays(3).DayOfWeek + 6) % 7);
}
