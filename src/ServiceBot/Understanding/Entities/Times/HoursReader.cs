namespace ServiceBot.Understanding.Entities.Times;

/// <summary>
/// Hours from one to another and the day they belong to: Monday morning from 10am to 12pm · between 3 and 8 yesterday · 6-8 next Monday · from three thirty to four thirty;
/// and a day said in several words with its hour: next week Mon 9 am. Returns the token after the last one read, or −1.
/// </summary>
internal static class HoursReader
{
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        if (Range(tokens, i, null, out var hours) is var end and > 0) return DayBehind(tokens, end, hours, days, out period);
        if (WithNow(tokens, i, days, out period) is var present and > 0) return present;
        if (!MayBeDay(tokens[i].Kind) || Day(tokens, i, days, out var day, out var part, out var isJoined) is not (var at and > 0)) return -1;
        var isNamed = at < tokens.Length && tokens[at].Kind == WordKind.Part;
        if (isNamed) part = (tokens[at].A, tokens[at].B);
        var next = isNamed ? at + 1 : at;
        if (next < tokens.Length && tokens[next].Is(',')) next++;
        if (next < tokens.Length && tokens[next].Kind == WordKind.At) next++;
        if (next >= tokens.Length) return -1;
        if (Range(tokens, next, part, out hours) is var last and > 0 && (hours.IsOpened || hours.IsSure || Ends(tokens, last))) return Put(day, hours.From, hours.To, last, out period);
        if (!isJoined) return -1;
        var hour = ClockReader.Read(tokens, next, tokens[next - 1].Kind == WordKind.At, out var clock);
        return hour > 0 ? Put(day, clock.From, clock.To, hour, out period) : -1;
    }

    private static int DayBehind(ReadOnlySpan<Token> tokens, int end, Hours hours, in Days days, out Period period)
    {
        period = default;
        var at = end < tokens.Length && (tokens[end].Is(',') || tokens[end].Kind == WordKind.On) ? end + 1 : end;
        if (at < tokens.Length && MayBeDay(tokens[at].Kind) && Day(tokens, at, days, out var day, out var part, out _) is var last and > 0)
        {
            if (last < tokens.Length && tokens[last].Kind == WordKind.Part && tokens[last].C != 2)
            {
                part = (tokens[last].A, tokens[last].B);
                last++;
            }

            if (part is { } named) hours = hours.In(named);
            return hours.To > hours.From ? Put(day, hours.From, hours.To, last, out period) : -1;
        }

        return hours.IsOpened && hours.IsSure ? Put(days.Day(0), hours.From, hours.To, end, out period) : -1;
    }

    private static bool MayBeDay(WordKind kind) => kind is WordKind.Day or WordKind.Weekday or WordKind.WeekdayOf or WordKind.Relative or WordKind.Month or WordKind.Calendar or WordKind.Nth or WordKind.The or WordKind.Digits or WordKind.Holiday or WordKind.Week or WordKind.Ordinal or WordKind.Feast;

    private static int Day(ReadOnlySpan<Token> tokens, int i, in Days days, out Days.Span day, out (int From, int To)? part, out bool isJoined)
    {
        part = null;
        isJoined = false;
        if (Bare(tokens, i, days, out day) is var bare and > 0) return bare;
        var end = WeekdayReader.Read(tokens, i, days, out var joined);
        if (end > 0 && joined.Span.IsOneDay)
        {
            day = joined.Span;
            isJoined = true;
            return end;
        }

        end = DayReader.Read(tokens, i, days, isChoice: false, out var found);
        day = found.Span;
        if (found.Clock is { } clock) part = (clock.From / 60, clock.To / 60);
        return end > 0 && day.IsOneDay ? end : -1;
    }

    // "6/4 between 9.30-4.30pm", "the 17 from 2pm to 4pm": the hours behind say that it is a day.
    private static int Bare(ReadOnlySpan<Token> tokens, int i, in Days days, out Days.Span day)
    {
        var end = MonthReader.Slashed(tokens, i, days, out day);
        if (end < 0 && tokens[i].Kind == WordKind.The && i + 1 < tokens.Length && tokens[i + 1] is { Kind: WordKind.Digits, A: 0, Value: >= 1 and <= 31 } && days.TryDayOfMonth((int)tokens[i + 1].Value, out day)) end = i + 2;
        return end > 0 && end < tokens.Length && tokens[end].Kind is WordKind.From or WordKind.Between ? end : -1;
    }

    // between now and eight o'clock, between eight o'clock and now: the hour that fits.
    private static int WithNow(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        if (tokens[i].Kind is not (WordKind.From or WordKind.Between) || i + 3 >= tokens.Length) return -1;
        var isFirst = tokens[i + 1].Kind == WordKind.Now;
        var at = isFirst ? i + 2 : Hour(tokens, i + 1, out _);
        if (at < 0 || at + 1 >= tokens.Length || !IsJoint(tokens[at], isOpened: true)) return -1;
        var end = Hour(tokens, isFirst ? at + 1 : i + 1, out var hour);
        if (end < 0 || (!isFirst && tokens[at + 1].Kind != WordKind.Now)) return -1;
        if (!isFirst) end = at + 2;
        var now = days.Now.Hour * 60 + days.Now.Minute;
        var minutes = hour.Minutes;
        if (!hour.IsSure && minutes < 720 && (isFirst ? minutes <= now : minutes + 720 < now)) minutes += 720;
        if (isFirst ? minutes <= now : minutes >= now) return -1;
        return isFirst ? Put(days.Day(0), now, minutes, end, out period) : Put(days.Day(0), minutes, now, end, out period);
    }

    private static int Range(ReadOnlySpan<Token> tokens, int i, (int From, int To)? part, out Hours hours)
    {
        hours = default;
        var isOpened = tokens[i].Kind is WordKind.From or WordKind.Between;
        var end = Hour(tokens, isOpened ? i + 1 : i, out var from, IsClockRun(tokens, i, isOpened));
        if (end < 0 || end + 1 >= tokens.Length || !IsJoint(tokens[end], isOpened)) return -1;
        end = Hour(tokens, end + 1, out var to, IsClockRun(tokens, i, isOpened));
        if (end < 0 || TimeWords.CountsOn(tokens, end)) return -1;
        // "3-5 next month" counts days of a month, "12-1-2019" is a date.
        if (end < tokens.Length && tokens[end].IsGlued && (tokens[end].Kind is WordKind.To or WordKind.Attached or WordKind.Nth || tokens[end].Is('/') || tokens[end].Is('月') || tokens[end].Is('号') || tokens[end].Is('日') || tokens[end].Is('点'))) return -1;
        if (end + 2 < tokens.Length && tokens[end].Kind == WordKind.In && tokens[end + 1].Kind == WordKind.The && tokens[end + 2].Kind == WordKind.Part)
        {
            part = (tokens[end + 2].A, tokens[end + 2].B);
            end += 3;
        }

        hours = new Hours(from, to, isOpened, from.IsTime || to.IsTime || part is not null);
        if (part is { } named) hours = hours.In(named);
        return hours.To > hours.From ? end : -1;
    }

    // Four digits are an hour only in a pair that begins with a nought: "between 1500-2000" is anything.
    private static bool IsClockRun(ReadOnlySpan<Token> tokens, int i, bool isOpened) => isOpened && i + 3 < tokens.Length && (IsNought(tokens[i + 1]) || IsNought(tokens[i + 3]));

    private static bool IsNought(Token token) => token is { Kind: WordKind.Digits, A: 0, Value: < 1000 } && token.End - token.Start == 4;

    private static bool IsJoint(Token token, bool isOpened) => (token.Kind == WordKind.To && (token.A != 1 || isOpened)) || (token.Kind == WordKind.By && isOpened);

    private static bool Ends(ReadOnlySpan<Token> tokens, int i) => i >= tokens.Length || (tokens[i].Kind == WordKind.Other && tokens[i].Value is '.' or ',' or '!' or '?' or ')' or ';');

    // 10am, 9.30, 7:30, noon, three thirty, five-thirty, 5
    private static int Hour(ReadOnlySpan<Token> tokens, int i, out Moment moment, bool isOpened = false)
    {
        moment = default;
        if (i >= tokens.Length) return -1;
        var token = tokens[i];
        var end = i + 1;
        int minutes;
        var isTime = false;
        switch (token.Kind)
        {
            case WordKind.Clock:
                moment = new Moment(token.A, IsSure: true, IsTime: true);
                return end;
            case WordKind.Time:
                minutes = (int)token.Value;
                isTime = true;
                break;
            case WordKind.Digits when token is { A: 1, Value: > 0 and < 24 } && token.End - token.Start >= 4 && token.Value % 1 < 0.6m:
                minutes = (int)token.Value * 60 + (int)(token.Value % 1 * 100);
                break;
            case WordKind.Digits when isOpened && token is { A: 0, Value: >= 1 and < 2400 } && token.End - token.Start == 4 && token.Value % 100 < 60:
                // between 0730-0930
                minutes = (int)token.Value / 100 * 60 + (int)token.Value % 100;
                break;
            case WordKind.Digits when token is { A: 0, Value: > 0 and <= 24 } && token.End - token.Start <= 2:
                minutes = (int)token.Value * 60;
                break;
            case WordKind.Number when token.Value is > 0 and <= 12:
                minutes = (int)token.Value * 60;
                var at = end < tokens.Length && tokens[end] is { Kind: WordKind.To, A: 2 } ? end + 1 : end;
                if (at < tokens.Length && tokens[at].Kind == WordKind.Number && tokens[at].Value is >= 10 and < 60 && Quantity.Number(tokens, at, out var extra) is var after and > 0 && extra < 60)
                {
                    minutes += (int)extra;
                    end = after;
                    isTime = true;
                }

                break;
            default:
                return -1;
        }

        var isSure = minutes >= 13 * 60;
        if (end < tokens.Length && tokens[end].Kind is WordKind.Am or WordKind.Pm)
        {
            if (minutes > 13 * 60) return -1;
            if (tokens[end].Kind == WordKind.Pm && minutes < 720) minutes += 720;
            else if (tokens[end].Kind == WordKind.Am && minutes >= 720) minutes -= 720;
            isSure = isTime = true;
            end++;
        }
        else if (end < tokens.Length && tokens[end].Kind == WordKind.OClock)
        {
            isTime = true;
            end++;
        }

        moment = new Moment(minutes, isSure, isTime);
        return end;
    }

    private static int Put(Days.Span day, int from, int to, int end, out Period period)
    {
        period = new Period(new Days.Span(day.From.AddMinutes(from), day.From.AddMinutes(to)), TimeLimit.None, null);
        return end;
    }

    /// <param name="IsSure">Which half of the day is said.</param>
    /// <param name="IsTime">Written as a time and nothing else.</param>
    private readonly record struct Moment(int Minutes, bool IsSure, bool IsTime);

    private readonly record struct Hours(Moment First, Moment Second, bool IsOpened, bool IsSure, int From, int To)
    {
        // Which half of the day: what one side leaves out, the other says; without a word from 1 to 7 are afternoon hours.
        public Hours(Moment first, Moment second, bool isOpened, bool isSure)
            : this(first, second, isOpened, isSure, 0, 0)
        {
            int from = first.Minutes, to = second.Minutes;
            if (first.IsSure && second.IsSure) to += to <= from ? 1440 : 0;
            else if (second.IsSure) from += to >= 720 && from + 720 < to ? 720 : 0;
            else if (!first.IsSure && from is >= 60 and < 480) from += 720;
            if (!second.IsSure && to <= from) to += 720;
            if (!second.IsSure && to <= from) to += 720;
            (From, To) = (from, to);
        }

        public Hours In((int From, int To) part)
        {
            int Half(Moment moment) => !moment.IsSure && moment.Minutes < 720 && part.From >= 12 ? moment.Minutes + 720 : moment.Minutes;
            var (from, to) = (Half(First), Half(Second));
            return this with { From = from, To = to <= from ? to + 1440 : to, IsSure = true };
        }
    }
}
