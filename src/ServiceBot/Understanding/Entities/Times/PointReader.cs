namespace ServiceBot.Understanding.Entities.Times;

/// <summary>A day, a month, a year, with its time of day. Returns the token after the last one read, or −1.</summary>
internal static class PointReader
{
    /// <param name="isExpected">A word before it says that a time follows.</param>
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, bool isExpected, out Days.Span span)
    {
        if (tokens[i].Kind == WordKind.The && i + 1 < tokens.Length && tokens[i + 1].Kind is WordKind.Stage or WordKind.StageEnd) i++;
        var end = YearReader.Read(tokens, i, isExpected, out span);
        // 2019-aug-01, 2017-q1: more is said than the year.
        if (end > 0 && end < tokens.Length && (tokens[end].Kind == WordKind.Quarter || (end + 1 < tokens.Length && tokens[end].Kind is WordKind.To or WordKind.Other)))
        {
            if (DayReader.Read(tokens, i, days, isChoice: false, out var full) is var longer && longer > end + 1 && full.Span.IsOneDay)
            {
                span = full.Span;
                return longer;
            }

            if (isExpected && QuarterReader.Read(tokens, i, days, out var part) is var ofYear && ofYear > end)
            {
                span = part.Span;
                return ofYear;
            }
        }

        if (end > 0 && !(end < tokens.Length && tokens[end - 1].Kind == WordKind.Unit && tokens[end].IsGlued && tokens[end].Kind is WordKind.Digits or WordKind.Numeral)) return end;
        if (end > 0 && Dated(tokens, i, end, days, span.From.Year, out var day) is var dated and > 0)
        {
            span = day;
            return dated;
        }

        if (isExpected && tokens[i].Kind == WordKind.Now)
        {
            span = days.Day(0);
            return i + 1;
        }

        if (isExpected && QuarterReader.Read(tokens, i, days, out var quarter) is var quarterly and > 0)
        {
            span = quarter.Span;
            return quarterly;
        }

        end = DayReader.Read(tokens, i, days, isChoice: false, out var found);
        if (end < 0 && isExpected && tokens[i].Kind == WordKind.Month)
        {
            // "may" and "march" are months where a time is expected.
            span = days.NearestMonth(tokens[i].A);
            return i + 1;
        }

        if (end < 0) return -1;
        span = found.Span;
        var next = end < tokens.Length && tokens[end].Kind == WordKind.At ? end + 1 : end;
        if (!span.IsOneDay || next >= tokens.Length || tokens[next].Kind == WordKind.To || ClockReader.Read(tokens, next, next > end, out var clock) is not (var last and > 0) || !clock.IsPoint) return end;
        span = new Days.Span(span.From.AddMinutes(clock.From), span.From.AddMinutes(clock.To));
        return last;
    }

    // 18年10月1日: the year in two digits.
    private static int Dated(ReadOnlySpan<Token> tokens, int i, int month, in Days days, int year, out Days.Span span)
    {
        span = default;
        if (Quantity.Number(tokens, month, out var number) is not (var end and > 0) || end >= tokens.Length || !tokens[end].Is('月') || number is < 1 or > 12) return -1;
        end = MonthReader.ChineseMonth(tokens, end + 1, days, year, (int)number, out var found);
        span = found.Span;
        return end > i ? end : -1;
    }
}
