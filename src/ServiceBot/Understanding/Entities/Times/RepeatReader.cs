using System.Globalization;

namespace ServiceBot.Understanding.Entities.Times;

/// <summary>What comes back: every Monday · 每天 · each two days · weekly · every day at 6am. The value is an ISO 8601 duration or date with its unknown parts as X, as TIMEX writes it.</summary>
internal static class RepeatReader
{
    /// <returns>The token after the last one read, or −1.</returns>
    public static int Read(ReadOnlySpan<Token> tokens, int i, out string every)
    {
        every = "";
        var token = tokens[i];
        if (token is { Kind: WordKind.Repeats, A: -1 }) return Put("P0.5Y", i + 1, out every);
        if (token.Kind == WordKind.Repeats) return Timed(tokens, i + 1, Length(token.A, token.B), token is { A: 1, B: 1 }, ref every);
        if (token is { Kind: WordKind.Part, C: 2 }) return Put(Part(token), i + 1, out every);
        if (token.Kind == WordKind.Weekday && i + 1 < tokens.Length && tokens[i + 1] is { Kind: WordKind.Part, C: 2 }) return Put(string.Create(CultureInfo.InvariantCulture, $"XXXX-WXX-{token.A}{Part(tokens[i + 1])}"), i + 2, out every);
        if (token is { Kind: WordKind.Weekday, B: 1 }) return Timed(tokens, i + 1, string.Create(CultureInfo.InvariantCulture, $"XXXX-WXX-{token.A}"), isDay: true, ref every);
        if (token is { Kind: WordKind.Weekend, B: 1 }) return Put("P1WE", i + 1, out every);
        if (ClockThenEvery(tokens, i, out every) is var clocked and > 0) return clocked;
        var nth = token.Kind == WordKind.The && i + 1 < tokens.Length ? i + 1 : i;
        if (tokens[nth].Kind == WordKind.Nth && tokens[nth].A is >= 1 and <= 31 && nth + 3 < tokens.Length && tokens[nth + 1].Kind == WordKind.Of && tokens[nth + 2].Kind == WordKind.Every && tokens[nth + 3] is { Kind: WordKind.Unit, B: 1 })
        {
            return Put(string.Create(CultureInfo.InvariantCulture, $"XXXX-XX-{tokens[nth].A:00}"), nth + 4, out every);
        }

        if (token.Kind != WordKind.Every || i + 1 >= tokens.Length) return -1;
        var at = i + 1;
        var count = 1m;
        if (tokens[at].Kind is WordKind.Digits or WordKind.Number or WordKind.Numeral)
        {
            at = Quantity.Number(tokens, at, out count);
            if (at < 0 || at >= tokens.Length || count is < 1 or > 1000 || count != decimal.Truncate(count)) return -1;
        }
        else if (tokens[at].Kind == WordKind.Other && tokens[at].B == 2)
        {
            return -1;
        }

        if (at >= tokens.Length) return -1;
        var unit = tokens[at];
        if (unit.Kind == WordKind.Unit) return Timed(tokens, at + 1, Unit(unit, (int)count), count == 1 && unit.A == 86400, ref every);
        if (unit.Kind == WordKind.Weekday && count == 1) return Timed(tokens, at + 1, string.Create(CultureInfo.InvariantCulture, $"XXXX-WXX-{unit.A}"), isDay: true, ref every);
        if (unit.Kind == WordKind.Weekend) return Put(string.Create(CultureInfo.InvariantCulture, $"P{count}WE"), at + 1, out every);
        if (unit.Kind == WordKind.Workday && count == 1) return Put("P1WD", at + 1, out every);
        if (unit.Kind == WordKind.Part && count == 1) return Put(Part(unit), at + 1, out every);
        if (unit is { Kind: WordKind.Fraction, A: 4 }) return Put(Length((int)count * 3, 3), at + 1, out every);
        return -1;
    }

    // 3pm each day
    private static int ClockThenEvery(ReadOnlySpan<Token> tokens, int i, out string every)
    {
        every = "";
        if (tokens[i].Kind is not (WordKind.Digits or WordKind.Time or WordKind.Clock or WordKind.Number)) return -1;
        if (ClockReader.Read(tokens, i, false, out var clock) is not (var end and > 0) || !clock.IsPoint || end + 1 >= tokens.Length || tokens[end].Kind != WordKind.Every) return -1;
        var time = Time(clock.From);
        return tokens[end + 1] switch
        {
            { Kind: WordKind.Unit, A: 86400 } => Put(time, end + 2, out every),
            { Kind: WordKind.Weekday } day => Put(string.Create(CultureInfo.InvariantCulture, $"XXXX-WXX-{day.A}{time}"), end + 2, out every),
            _ => -1,
        };
    }

    private static string Time(int minutes) => minutes % 60 == 0 ? string.Create(CultureInfo.InvariantCulture, $"T{minutes / 60 % 24:00}") : string.Create(CultureInfo.InvariantCulture, $"T{minutes / 60 % 24:00}:{minutes % 60:00}");

    private static string Part(Token part) => part switch { { B: <= 12 } => "TMO", { A: 12 } => "TAF", { C: 1 } => "TNI", _ => "TEV" };

    // every day at 6am: of a day the time is what comes back.
    private static int Timed(ReadOnlySpan<Token> tokens, int i, string of, bool isDay, ref string every)
    {
        every = of;
        if (!isDay || i >= tokens.Length || ClockReader.Read(tokens, i, tokens[i].Kind == WordKind.At, out var clock) is not (var end and > 0) || !clock.IsPoint) return i;
        var time = Time(clock.From);
        every = of[0] == 'P' ? time : of + time;
        return end;
    }

    private static string Unit(Token unit, int count) => unit switch
    {
        { B: 12 } => Length(count, 4),
        { B: 3 } => Length(count * 3, 3),
        { B: 1 } => Length(count, 3),
        { A: 604800 } => Length(count, 2),
        { A: 1209600 } => Length(count * 2, 2),
        { A: 86400 } => Length(count, 1),
        { A: 3600 } => string.Create(CultureInfo.InvariantCulture, $"PT{count}H"),
        { A: 60 } => string.Create(CultureInfo.InvariantCulture, $"PT{count}M"),
        _ => string.Create(CultureInfo.InvariantCulture, $"PT{count * Math.Max(unit.A, 1)}S"),
    };

    private static string Length(int count, int unit) => string.Create(CultureInfo.InvariantCulture, $"P{count}{" DWMY"[unit]}");

    private static int Put(string value, int end, out string every)
    {
        every = value;
        return end;
    }
}
