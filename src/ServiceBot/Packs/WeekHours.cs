using System.Globalization;

namespace ServiceBot.Packs;

/// <summary>Business hours on one line: <c>mon-fri 09:00-18:00; sat 10:00-16:00</c>. A day that is left out is closed.</summary>
public static class WeekHours
{
    private static readonly string[] Week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>Null when it cannot be read, or names a day twice.</summary>
    public static IReadOnlyDictionary<DayOfWeek, OpeningHours>? Read(string line)
    {
        var hours = new Dictionary<DayOfWeek, OpeningHours>();
        foreach (var part in line.Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split(' ', 2, StringSplitOptions.TrimEntries) is not [var days, var span] || Days(days) is not { } all || Span(span) is not { } open) return null;
            foreach (var day in all)
                if (!hours.TryAdd(day, open)) return null;
        }

        return hours.Count == 0 ? null : hours;
    }

    /// <summary>From 09:00-18:00 or 00:00-24:00; null when it is neither.</summary>
    internal static OpeningHours? Span(string text)
    {
        var ends = text.Split(['-', '–'], StringSplitOptions.TrimEntries);
        if (ends.Length != 2 || !TimeOnly.TryParseExact(ends[0], ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var opens)) return null;
        if (ends[1] == "24:00") return new OpeningHours(opens, TimeOnly.MaxValue);
        return TimeOnly.TryParseExact(ends[1], ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var closes) && closes > opens ? new OpeningHours(opens, closes) : null;
    }

    private static List<DayOfWeek>? Days(string text)
    {
        var ends = text.ToLowerInvariant().Split('-');
        var first = Number(ends[0]);
        var last = ends.Length == 2 ? Number(ends[1]) : first;
        if (ends.Length > 2 || first < 0 || last < first) return null;
        // DayOfWeek begins with Sunday.
        return [.. Enumerable.Range(first, last - first + 1).Select(n => (DayOfWeek)((n + 1) % 7))];
    }

    /// <summary>Of "mon" or "monday", from 0.</summary>
    private static int Number(string day) => Array.FindIndex(Week, short3 => day == short3 || (day.StartsWith(short3, StringComparison.Ordinal) && day.EndsWith("day", StringComparison.Ordinal) && day.Length <= 9));
}
