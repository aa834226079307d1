namespace ServiceBot.Understanding.Entities.Times;

/// <summary>So many days, weeks, months from now: past three days · 前两周 · within 2h · 5 previous weeks · 之后5分钟. Returns the token after the last one read, or −1.</summary>
internal static class CountedReader
{
    // past 3 days, the next couple of weeks, 前两周, 过去十年, 5 previous weeks, within 2h, 之后5分钟
    public static int Read(ReadOnlySpan<Token> tokens, int i, in Days days, out Period period)
    {
        period = default;
        var at = i;
        var sign = 0;
        int end;
        TimeSpan length;
        int months;
        if (tokens[at].Kind is WordKind.Relative && tokens[at].A != 0) sign = tokens[at].A;
        else if (tokens[at].Kind == WordKind.Ago && tokens[at].End - tokens[at].Start <= 2) sign = -1;
        else if (tokens[at].Kind == WordKind.Later && tokens[at].End - tokens[at].Start <= 2) sign = 1;
        else if (tokens[at].Kind == WordKind.Spell) sign = tokens[at].A;
        else if (tokens[at].Kind == WordKind.Within && tokens[at].End - tokens[at].Start > 2) sign = 1;
        if (sign != 0)
        {
            // "next hour" is the one that begins now.
            if (at + 1 < tokens.Length && tokens[at].Kind == WordKind.Relative && tokens[at + 1] is { Kind: WordKind.Unit, A: 3600 }) return Period.Put(sign > 0 ? new Days.Span(days.Now, days.Now.AddHours(1)) : new Days.Span(days.Now.AddHours(-1), days.Now), at + 2, out period);
            // "next week" is a week of the calendar and has no number.
            if (at + 1 >= tokens.Length || tokens[at + 1].Kind is not (WordKind.Digits or WordKind.Numeral or WordKind.Number or WordKind.Few or WordKind.Half)) return -1;
            end = Quantity.Duration(tokens, at + 1, out length, out months);
        }
        else
        {
            var number = Quantity.Number(tokens, at, out var count);
            if (number < 0 || number + 1 >= tokens.Length || tokens[number].Kind != WordKind.Relative || tokens[number].A == 0 || count > 1000 || tokens[number + 1].Kind is not WordKind.Unit) return -1;
            sign = tokens[number].A;
            end = number + 2;
            length = TimeSpan.FromSeconds((double)(count * tokens[number + 1].Value));
            months = (int)Math.Min(count * tokens[number + 1].B, 1200);
        }

        if (end < 0 || length > TimeSpan.FromDays(365 * 100) || length == TimeSpan.Zero) return -1;
        var isDays = length >= TimeSpan.FromDays(1) && length.Ticks % TimeSpan.TicksPerDay == 0;
        var from = isDays ? sign > 0 ? days.Today.AddDays(1) : days.Today : days.Now;
        if (from.Year + sign * (length.TotalDays / 365) is < 1000 or > 3000) return -1;
        if (tokens[end - 1] is { Kind: WordKind.Unit, B: 3 } && months % 3 == 0)
        {
            // Quarters are those of the calendar.
            var current = new DateTime(days.Today.Year, (days.Today.Month - 1) / 3 * 3 + 1, 1);
            return Period.Put(sign > 0 ? new Days.Span(current.AddMonths(3), current.AddMonths(3 + months)) : new Days.Span(current.AddMonths(-months), current), end, out period);
        }

        if (tokens[end - 1].Kind == WordKind.Workday) return Period.Put(sign > 0 ? new Days.Span(from, Days.AfterWorkdays(days.Today, (int)length.TotalDays).AddDays(1)) : new Days.Span(Days.AfterWorkdays(days.Today, -(int)length.TotalDays), days.Today), end, out period);
        var other = months > 0 && isDays ? from.AddMonths(sign * months) : from + sign * length;
        return Period.Put(sign > 0 ? new Days.Span(from, other) : new Days.Span(other, from), end, out period);
    }
}
