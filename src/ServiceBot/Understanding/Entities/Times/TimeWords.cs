namespace ServiceBot.Understanding.Entities.Times;

/// <summary>What readers of times ask of the words around them.</summary>
internal static class TimeWords
{
    /// <summary>Whether a number goes on as a count: "between 2000 and 2050 yuan" names no years.</summary>
    public static bool CountsOn(ReadOnlySpan<Token> tokens, int i) => tokens[i - 1].Kind == WordKind.Digits && i < tokens.Length
        && tokens[i].Kind is WordKind.MoneyAfter or WordKind.MoneyBefore or WordKind.Unit or WordKind.Workday or WordKind.Degree or WordKind.Percent or WordKind.Scale or WordKind.Dozen or WordKind.Counted or WordKind.OneThing;

    /// <summary>Whether these words say which year is meant, by its number or from today.</summary>
    public static bool HasYear(ReadOnlySpan<Token> tokens, int i, int end)
    {
        for (; i < end; i++)
        {
            if (tokens[i] is { Kind: WordKind.Unit, B: 12 } or { Kind: WordKind.YearOf or WordKind.MonthOf or WordKind.Day or WordKind.Week or WordKind.WeekdayOf or WordKind.Relative or WordKind.Now } or { Kind: WordKind.Calendar, A: > 0 } || (tokens[i].Kind == WordKind.Digits && tokens[i].Value is >= 1900 and <= 2100)) return true;
        }

        return false;
    }

    /// <summary>"the end of 2008", "end of May".</summary>
    public static bool IsStage(ReadOnlySpan<Token> tokens, int i) => tokens[i].Kind == WordKind.The ? i + 1 < tokens.Length && tokens[i + 1].Kind == WordKind.Stage : tokens[i].Kind == WordKind.Stage;
}
