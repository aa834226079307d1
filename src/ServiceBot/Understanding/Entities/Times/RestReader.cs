namespace ServiceBot.Understanding.Entities.Times;

/// <summary>Times by what is left or gone of them, and by meals: the rest of the week · year to date · before lunch. Returns the token after the last one read, or −1.</summary>
internal static class RestReader
{
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        return tokens[i].Kind switch
        {
            WordKind.Rest => Left(tokens, i + 1, days, out period),
            WordKind.ToDate when days.Today.Day > 1 => Put(new Days.Span(tokens[i].A == 12 ? days.YearOf(0).From : days.MonthOf(0).From, days.Today), TimeLimit.None, null, i + 1, out period),
            WordKind.At or WordKind.Before or WordKind.After or WordKind.By => Meal(tokens, i, days, out period),
            _ => -1,
        };
    }

    private static int Left(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        var at = i < tokens.Length && (tokens[i].Kind == WordKind.The || tokens[i] is { Kind: WordKind.Relative, A: 0 } || (tokens[i].Kind == WordKind.Other && tokens[i].Value == 0)) ? i + 1 : i;
        if (at == i || at >= tokens.Length || tokens[at].Kind != WordKind.Unit) return -1;
        Days.Span? whole = tokens[at] switch { { A: 604800 } => days.Week(0), { B: 1 } => days.MonthOf(0), { B: 12 } => days.YearOf(0), { A: 86400 } => new Days.Span(days.Now, days.Today.AddDays(1)), _ => null };
        if (whole is not { } span) return -1;
        return span.IsOneDay || tokens[at].A == 86400
            ? Put(span, TimeLimit.None, null, at + 1, out period)
            : Put(new Days.Span(days.Today, span.To), TimeLimit.None, span.To.AddDays(-1), at + 1, out period);
    }

    // Only with a word of time before it: "I ordered lunch".
    private static int Meal(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        if (i + 1 >= tokens.Length || tokens[i + 1].Kind != WordKind.Meal) return -1;
        DateTime from = days.Today.AddHours(tokens[i + 1].A), to = days.Today.AddHours(tokens[i + 1].B);
        return tokens[i].Kind switch
        {
            WordKind.Before or WordKind.By => Put(new Days.Span(days.Today, from), TimeLimit.Before, from, i + 2, out period),
            WordKind.After => Put(new Days.Span(to, days.Today.AddDays(1)), TimeLimit.After, to, i + 2, out period),
            _ => Put(new Days.Span(from, to), TimeLimit.None, null, i + 2, out period),
        };
    }

    private static int Put(Days.Span span, TimeLimit limit, DateTime? edge, int end, out Period period)
    {
        period = new Period(span, limit, edge);
        return end;
    }
}
