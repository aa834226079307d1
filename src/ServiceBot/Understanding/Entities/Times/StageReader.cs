namespace ServiceBot.Understanding.Entities.Times;

/// <summary>
/// Which part of a time: early next week · mid-November · later this month · the end of the year · late this morning · early in the day on Wednesday · EOM.
/// Returns the token after the last one read, or −1.
/// </summary>
internal static class StageReader
{
    private const int Early = 1;
    private const int Mid = 2;
    private const int Late = 3;

    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, out DayReader.Found found)
    {
        found = default;
        var token = tokens[i];
        if (token.Kind == WordKind.StageEnd) return End(token, i, days, out found);
        var stage = token switch { { Kind: WordKind.Stage } => token.A, { Kind: WordKind.Later, C: 1 } => Late, { Kind: WordKind.Ago, C: 2 } => Early, _ => 0 };
        if (stage == 0) return -1;
        var isRelative = token.Kind != WordKind.Stage;
        var at = i + 1;
        if (at < tokens.Length && (tokens[at].Kind is WordKind.In or WordKind.On or WordKind.Of || tokens[at] is { Kind: WordKind.To, A: 2, IsGlued: true })) at++;
        var isNamed = at < tokens.Length && tokens[at].Kind == WordKind.The;
        if (isNamed) at++;
        if (at >= tokens.Length) return -1;
        if (isNamed && tokens[at] is { Kind: WordKind.Unit, A: 86400 } && at + 1 < tokens.Length && token.B == 0)
        {
            var on = tokens[at + 1].Kind is WordKind.On or WordKind.Of ? at + 2 : at + 1;
            if (on < tokens.Length && DayReader.Read(tokens, on, days, isChoice: false, out var named) is var last and > 0 && named.Span.IsOneDay) return Put(named.Span, Half(stage, 0, 1440), last, out found);
        }

        // late morning, later in the afternoon
        if (tokens[at] is { Kind: WordKind.Part, C: < 2 } part) return token.B == 0 ? Put(days.Day(0), Half(stage, part.A * 60, part.B * 60), at + 1, out found) : -1;
        var end = Whole(tokens, at, isNamed, days, out var whole);
        if (end < 0) return -1;
        if (whole.Clock is { } clock) return token.B == 0 ? Put(whole.Span, Half(stage, clock.From, clock.To), end, out found) : -1;
        if (whole.Span.IsOneDay)
        {
            // late monday morning
            if (end < tokens.Length && tokens[end] is { Kind: WordKind.Part, C: < 2 } of && token.B == 0) return Put(whole.Span, Half(stage, of.A * 60, of.B * 60), end + 1, out found);
            if (token.B == 1) return stage == Late ? Put(whole.Span, new ClockReader.Range(1439, 1440), end, out found) : -1;
            return tokens[at].Kind is WordKind.Weekday or WordKind.WeekdayOf or WordKind.Day or WordKind.Calendar or WordKind.Relative or WordKind.Month ? Put(whole.Span, Half(stage, 0, 1440), end, out found) : -1;
        }

        if (PartOf(whole.Span, stage, tokens[at].Kind == WordKind.Digits) is not { } span) return -1;
        if (isRelative && whole.Span.From <= days.Today && days.Today < whole.Span.To) span = stage == Late ? span with { From = span.From > days.Today ? span.From : days.Today } : span with { To = span.To < days.Today || days.Today == span.From ? span.To : days.Today };
        found = new DayReader.Found(span);
        return end;
    }

    // The half of a month and a year that ends with it; of a day its last minute.
    private static int End(Token token, int i, in Days days, out DayReader.Found found) => token.A switch
    {
        0 => Put(days.Day(0), new ClockReader.Range(1439, 1440), i + 1, out found),
        1 => Put(PartOf(days.MonthOf(0), Late, isNumbered: false)!.Value, null, i + 1, out found),
        _ => Put(PartOf(days.YearOf(0), Late, isNumbered: false)!.Value, null, i + 1, out found),
    };

    private static int Whole(ReadOnlySpan<Token> tokens, int i, bool isNamed, in Days days, out DayReader.Found found)
    {
        found = default;
        if (isNamed && tokens[i].Kind == WordKind.Unit)
        {
            Days.Span? unit = tokens[i] switch { { A: 604800 } => days.Week(0), { B: 1 } => days.MonthOf(0), { B: 12 } => days.YearOf(0), { A: 86400 } => days.Day(0), _ => null };
            if (unit is not { } whole) return -1;
            found = new DayReader.Found(whole);
            return i + 1;
        }

        if (tokens[i].Kind == WordKind.Month)
        {
            // "early may", "late march": a part of them can only be a month's.
            if (DayReader.Read(tokens, i, days, isChoice: false, out found) is var month and > 0) return month;
            found = new DayReader.Found(days.NearestMonth(tokens[i].A));
            return i + 1;
        }

        if (YearReader.Read(tokens, i, isExpected: true, out var year) is var end and > 0)
        {
            found = new DayReader.Found(year);
            return end;
        }

        return tokens[i].Kind is WordKind.Relative or WordKind.Day or WordKind.Week or WordKind.Weekday or WordKind.WeekdayOf or WordKind.MonthOf or WordKind.YearOf or WordKind.Calendar or WordKind.Digits ? DayReader.Read(tokens, i, days, isChoice: false, out found) : -1;
    }

    // Weeks, months and years as the field parts them: halves, and a middle that laps over both; of a year by its number thirds.
    private static Days.Span? PartOf(Days.Span whole, int stage, bool isNumbered)
    {
        var first = whole.From;
        var length = (whole.To - first).TotalDays;
        DateTime from, to;
        if (length == 7) (from, to) = stage switch { Early => (first, first.AddDays(3)), Mid => (first.AddDays(1), first.AddDays(5)), _ => (first.AddDays(3), whole.To) };
        else if (length is >= 28 and <= 31) (from, to) = stage switch { Early => (first, first.AddDays(15)), Mid => (first.AddDays(9), first.AddDays(20)), _ => (first.AddDays(15), whole.To) };
        else if (length is 365 or 366 && isNumbered) (from, to) = (first.AddMonths(4 * stage - 4), first.AddMonths(4 * stage));
        else if (length is 365 or 366) (from, to) = stage switch { Early => (first, first.AddMonths(6)), Mid => (first.AddMonths(3), first.AddMonths(9)), _ => (first.AddMonths(6), whole.To) };
        else return null;
        return new Days.Span(from, to);
    }

    private static ClockReader.Range Half(int stage, int from, int to) => stage switch
    {
        Early => new ClockReader.Range(from, (from + to) / 2),
        Late => new ClockReader.Range((from + to) / 2, to),
        _ => new ClockReader.Range(to - from == 1440 ? 600 : from + (to - from) / 4, to - from == 1440 ? 840 : to - (to - from) / 4),
    };

    private static int Put(Days.Span span, ClockReader.Range? clock, int end, out DayReader.Found found)
    {
        found = new DayReader.Found(span, clock);
        return end;
    }
}
