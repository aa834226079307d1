namespace ServiceBot.Understanding.Entities.Times;

/// <summary>Weeks and months by their number in a year or a month: 2021年的第二周 · first week of 2015 · week 31 · 明年第九个月. Weeks are those of ISO 8601: the first has the fourth day. Returns the token after the last one read, or −1.</summary>
internal static class WeekReader
{
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        if (tokens[i] is { Kind: WordKind.Unit, A: 604800 } && tokens[i].End - tokens[i].Start == 4) return ByNumber(tokens, i, days, out period);
        var at = tokens[i].Kind == WordKind.The && i + 1 < tokens.Length ? i + 1 : i;
        if (tokens[at].Kind is WordKind.Ordinal or WordKind.Nth && at + 3 < tokens.Length && tokens[at + 1].Kind == WordKind.Unit && tokens[at + 2].Kind == WordKind.Of)
        {
            return Whole(tokens, at + 3, days, out var of) is var last and > 0 && Part(of, tokens[at].A, tokens[at + 1], out var part) ? Period.Put(part, last, out period) : -1;
        }

        if (tokens[i].Kind is not (WordKind.Digits or WordKind.Numeral or WordKind.YearOf or WordKind.MonthOf)) return -1;
        var end = Whole(tokens, i, days, out var whole);
        if (end < 0) return -1;
        if (end < tokens.Length && tokens[end].Is('的')) end++;
        if (end + 2 >= tokens.Length || !tokens[end].Is('第') || Quantity.Number(tokens, end + 1, out var number) is not (var after and > 0) || after >= tokens.Length || number is < 1 or > 53) return -1;
        return tokens[after].Kind == WordKind.Unit && Part(whole, (int)number, tokens[after], out var found) ? Period.Put(found, after + 1, out period) : -1;
    }

    // week 31, week 3 of 2027; of the year that is nearest
    private static int ByNumber(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        if (i + 1 >= tokens.Length || tokens[i + 1] is not { Kind: WordKind.Digits, A: 0, Value: >= 1 and <= 53 }) return -1;
        if (i + 2 < tokens.Length && tokens[i + 2].Kind is WordKind.Unit or WordKind.Workday or WordKind.Counted or WordKind.OneThing or WordKind.Attached) return -1;
        var year = days.YearOf(0);
        var end = i + 2;
        if (end + 1 < tokens.Length && tokens[end].Kind == WordKind.Of && YearReader.Read(tokens, end + 1, isExpected: true, out var named) is var last and > 0) (year, end) = (named, last);
        return Part(year, (int)tokens[i + 1].Value, tokens[i], out var week) ? Period.Put(week, end, out period) : -1;
    }

    public static int Whole(ReadOnlySpan<Token> tokens, int i, in Days days, out Days.Span span)
    {
        var end = YearReader.Read(tokens, i, isExpected: true, out span);
        if (end > 0) return end;
        end = DayReader.Read(tokens, i, days, isChoice: false, out var found);
        span = found.Span;
        return end > 0 && span.To - span.From > TimeSpan.FromDays(27) ? end : -1;
    }

    private static bool Part(Days.Span whole, int number, Token unit, out Days.Span part)
    {
        part = default;
        if (number < 1) return false;
        if (unit.B == 1 && number <= 12 && whole.To - whole.From > TimeSpan.FromDays(360))
        {
            var month = whole.From.AddMonths(number - 1);
            part = new Days.Span(month, month.AddMonths(1));
            return true;
        }

        if (unit.A != 604800) return false;
        var fourth = whole.From.AddDays(3);
        var monday = fourth.AddDays(-(((int)fourth.DayOfWeek + 6) % 7)).AddDays(7 * (number - 1));
        part = new Days.Span(monday, monday.AddDays(7));
        return monday < whole.To;
    }
}
