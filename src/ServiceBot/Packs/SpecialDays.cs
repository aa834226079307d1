using System.Globalization;

namespace ServiceBot.Packs;

/// <summary>Days that differ from the week: a holiday, a working Saturday, a day with shorter hours.</summary>
/// <param name="First">Of a day of every year the year is <see cref="EveryYear"/>.</param>
/// <param name="Hours">Null: closed.</param>
public sealed record SpecialDays(DateOnly First, DateOnly Last, OpeningHours? Hours)
{
    // A leap year, so that 29 February may be named.
    private const int EveryYear = 4;

    public const string Example = "'2026-10-01..2026-10-07 closed; 12-25 closed; 2026-10-10 09:00-18:00'";

    public bool Holds(DateOnly day)
    {
        if (First.Year != EveryYear) return day >= First && day <= Last;
        var (first, last, that) = (First.DayOfYear, Last.DayOfYear, new DateOnly(EveryYear, day.Month, day.Day).DayOfYear);
        return first <= last ? that >= first && that <= last : that >= first || that <= last;
    }

    /// <summary>Reads "2026-10-01..2026-10-07 closed; 12-25 closed; 2026-10-10 09:00-18:00"; null when it cannot be read.</summary>
    public static IReadOnlyList<SpecialDays>? Read(string line)
    {
        var days = new List<SpecialDays>();
        foreach (var part in line.Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split(' ', 2, StringSplitOptions.TrimEntries) is not [var when, var hours] || Read(when, hours) is not { } read) return null;
            days.Add(read);
        }

        return days.Count == 0 ? null : days;
    }

    /// <param name="when">2026-10-01, 2026-10-01..2026-10-07, or of every year 12-25, 12-24..12-26.</param>
    /// <param name="hours">closed or 09:00-18:00.</param>
    internal static SpecialDays? Read(string when, string hours)
    {
        var ends = when.Split("..", StringSplitOptions.TrimEntries);
        if (ends.Length > 2 || Day(ends[0]) is not { } first || Day(ends[^1]) is not { } last) return null;
        if (first.Year == EveryYear != (last.Year == EveryYear) || (first.Year != EveryYear && last < first)) return null;
        if (hours == "closed") return new SpecialDays(first, last, null);
        return WeekHours.Span(hours) is { } open ? new SpecialDays(first, last, open) : null;
    }

    private static DateOnly? Day(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day.Year == EveryYear ? null : day;
        return DateOnly.TryParseExact($"000{EveryYear}-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var yearly) ? yearly : null;
    }
}
