using System.Globalization;

namespace ServiceBot.Packs;

/// <summary>Business hours in a sentence: what <c>{{hours}}</c> says.</summary>
internal static class HoursText
{
    private static readonly DayOfWeek[] Week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static string For(IReadOnlyDictionary<DayOfWeek, OpeningHours> hours, Locale locale)
    {
        if (hours.Count == 0) return locale == Locale.En ? "by appointment" : locale == Locale.ZhHant ? "採預約制" : "需预约";
        var runs = Runs(hours);
        return string.Join(locale == Locale.En ? ", " : "，", runs.Select(r => $"{Days(r.First, r.Last, locale)}{Span(r.Hours, locale)}"));
    }

    // Neighbouring days with the same hours are one run.
    private static List<(DayOfWeek First, DayOfWeek Last, OpeningHours? Hours)> Runs(IReadOnlyDictionary<DayOfWeek, OpeningHours> hours)
    {
        var runs = new List<(DayOfWeek First, DayOfWeek Last, OpeningHours? Hours)>();
        foreach (var day in Week)
        {
            var today = hours.GetValueOrDefault(day);
            if (runs.Count > 0 && runs[^1].Hours == today) runs[^1] = runs[^1] with { Last = day };
            else runs.Add((day, day, today));
        }
        return runs;
    }

    private static string Days(DayOfWeek first, DayOfWeek last, Locale locale)
    {
        if (first == DayOfWeek.Monday && last == DayOfWeek.Sunday) return locale == Locale.En ? "every day" : "每天";
        var to = locale == Locale.En ? " to " : "至";
        return first == last ? Day(first, locale) : Day(first, locale) + to + Day(last, locale);
    }

    private static string Day(DayOfWeek day, Locale locale) => locale switch
    {
        Locale.ZhHans => "周" + "日一二三四五六"[(int)day],
        Locale.ZhHant => "週" + "日一二三四五六"[(int)day],
        _ => day.ToString(),
    };

    private static string Span(OpeningHours? hours, Locale locale) => (hours, locale) switch
    {
        (null, Locale.ZhHans or Locale.ZhHant) => "休息",
        (null, _) => " closed",
        ({ } h, _) when h.Opens == TimeOnly.MinValue && h.Closes == TimeOnly.MaxValue => locale switch { Locale.ZhHans => "全天", Locale.ZhHant => "全天候", _ => " around the clock" },
        ({ } h, Locale.ZhHans or Locale.ZhHant) => $" {Clock(h.Opens)}–{Clock(h.Closes)}",
        ({ } h, _) => $" {Clock(h.Opens)}–{Clock(h.Closes)}",
    };

    private static string Clock(TimeOnly time) => time == TimeOnly.MaxValue ? "24:00" : time.ToString("H:mm", CultureInfo.InvariantCulture);
}
