using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Understanding.Reading;

namespace ServiceBot.Dialogs;

/// <summary>Times, durations, amounts and lists as people say them, in each of the three languages.</summary>
public static class Phrase
{
    private static readonly string[] English = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>"昨天 18:00", "11月18日 18:00", "18:00 yesterday", "18:00 on 18 Nov", in the site's zone; the year only when it is another one.</summary>
    public static string When(DialogContext context, DateTimeOffset time) => When(context.Locale, time, context.Now, context.Zone);

    public static string When(Locale locale, DateTimeOffset time, DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone);
        var day = Day(locale, local, TimeZoneInfo.ConvertTime(now, zone));
        return locale == Locale.En
            ? string.Create(CultureInfo.InvariantCulture, $"{local:HH:mm} {day}")
            : string.Create(CultureInfo.InvariantCulture, $"{day} {local:HH:mm}");
    }

    /// <summary>"11月22日 18:00", "18:00 on 22 Nov": for what is read again days later, when "tomorrow" would be wrong.</summary>
    public static string Moment(Locale locale, DateTimeOffset time, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone);
        return locale == Locale.En
            ? string.Create(CultureInfo.InvariantCulture, $"{local:HH:mm} on {local.Day} {English[local.Month - 1]}")
            : string.Create(CultureInfo.InvariantCulture, $"{local.Month}月{local.Day}日 {local:HH:mm}");
    }

    /// <summary>A calendar day without a time: "2027年2月19日", "19 Feb 2027".</summary>
    public static string Date(DialogContext context, DateTimeOffset time) => Date(context.Locale, time, context.Zone);

    public static string Date(Locale locale, DateTimeOffset time, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone);
        return locale == Locale.En
            ? string.Create(CultureInfo.InvariantCulture, $"{local.Day} {English[local.Month - 1]} {local.Year}")
            : string.Create(CultureInfo.InvariantCulture, $"{local.Year}年{local.Month}月{local.Day}日");
    }

    /// <summary>"40 分钟", "16 小时", "2 天 3 小时", "16 hours"; the two largest units, never zero.</summary>
    public static string Lasting(Locale locale, TimeSpan time)
    {
        if (time < TimeSpan.FromHours(1)) return Count(locale, Math.Max(1, (int)Math.Round(time.TotalMinutes)), Unit.Minute);
        if (time < TimeSpan.FromHours(48)) return Count(locale, (int)time.TotalHours, Unit.Hour);
        var days = Count(locale, (int)time.TotalDays, Unit.Day);
        return time.Hours == 0 ? days : $"{days} {Count(locale, time.Hours, Unit.Hour)}";
    }

    /// <summary>"18.00 元", "CNY 18.00".</summary>
    public static string Amount(Locale locale, Money money)
    {
        var (before, after) = (locale, money.Currency) switch
        {
            (Locale.En, var currency) => (currency, ""),
            (_, "CNY") => ("", "元"),
            (Locale.ZhHans, "TWD") => ("", "新台币"),
            (Locale.ZhHant, "TWD") => ("新臺幣", "元"),
            (Locale.ZhHans, "HKD") => ("", "港元"),
            (Locale.ZhHant, "HKD") => ("港幣", "元"),
            (_, "USD") => ("", "美元"),
            (_, var currency) => ("", currency),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{before}{(before.Length > 0 ? " " : "")}{money.Amount:0.00}{(after.Length > 0 ? " " : "")}{after}");
    }

    /// <summary>"A、B和C", "A, B and C".</summary>
    public static string And(Locale locale, IReadOnlyList<string> items) => Listed(items, locale == Locale.En ? ", " : "、", locale == Locale.En ? " and " : "和");

    /// <summary>"A、B还是C", "A, B or C".</summary>
    public static string Or(Locale locale, IReadOnlyList<string> items) => Listed(items, locale == Locale.En ? ", " : "、", locale switch
    {
        Locale.En => " or ",
        Locale.ZhHant => "還是",
        _ => "还是",
    });

    /// <summary>"A、B或C", "A, B or C": either will do, nothing is asked.</summary>
    public static string Either(Locale locale, IReadOnlyList<string> items) => Listed(items, locale == Locale.En ? ", " : "、", locale == Locale.En ? " or " : "或");

    /// <summary>Sentences one after the other: with a space between them in English, without in Chinese. Empty ones are left out.</summary>
    public static string Join(Locale locale, params ReadOnlySpan<string> sentences)
    {
        var only = "";
        var count = 0;
        foreach (var sentence in sentences)
        {
            if (sentence.Length == 0) continue;
            only = sentence;
            count++;
        }
        if (count < 2) return only;
        var text = new DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[512]);
        foreach (var sentence in sentences)
        {
            if (sentence.Length == 0) continue;
            if (locale == Locale.En && text.Text.Length > 0) text.AppendLiteral(" ");
            text.AppendLiteral(sentence);
        }
        return text.ToStringAndClear();
    }

    /// <summary>A name within a sentence: "late delivery", but "SMS" stays.</summary>
    [return: NotNullIfNotNull(nameof(name))]
    public static string? Lower(Locale locale, string? name) =>
        locale == Locale.En && name is [var first, var second, ..] && char.IsUpper(first) && (char.IsLower(second) || name.StartsWith("A ", StringComparison.Ordinal)) ? char.ToLowerInvariant(first) + name[1..] : name;

    /// <summary>A place as the company's system writes it, in the customer's script; in English by the gazetteer's name where it knows one.</summary>
    public static string Place(DialogContext context, string place) => Place(context.Locale, context.Pack.Gazetteer, place);

    /// <summary>Where an incident is, for beside its cause; empty where that says it already ("武汉暴雪红色预警").</summary>
    public static string PlaceOf(DialogContext context, Incident incident, string cause) =>
        incident.Area is { } area && Place(context, area) is var place && !cause.Contains(place, StringComparison.OrdinalIgnoreCase) ? place : "";

    internal static string Place(Locale locale, Gazetteer gazetteer, string place) =>
        !IsChinese(place) ? place : locale == Locale.En ? gazetteer.EnglishName(place) ?? place : Chinese(locale, place);

    private static string Chinese(Locale locale, string text) =>
        locale == Locale.ZhHant ? Written(text, HanTable.Traditional) : Written(text, static c => HanTable.Mark(c) == ScriptMark.Traditional ? HanTable.Simplify(c) : c);

    // Most places are in the customer's script already, and stay the text they are.
    private static string Written(string text, Func<char, char> form)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!HanTable.IsHan(text[i]) || form(text[i]) == text[i]) continue;
            return string.Create(text.Length, (text, form), static (written, known) =>
            {
                for (var i = 0; i < written.Length; i++) written[i] = HanTable.IsHan(known.text[i]) ? known.form(known.text[i]) : known.text[i];
            });
        }

        return text;
    }

    /// <summary>The text in the customer's script, or null: an incident that was recorded in Chinese only says nothing to an English reader.</summary>
    public static string? InScript(Locale locale, LocalizedText text) =>
        text[locale] is { Length: > 0 } own && (locale == Locale.En) != IsChinese(own) ? locale == Locale.En ? own : Chinese(locale, own) : null;

    internal static bool IsChinese(string text) => text.AsSpan().ContainsAnyInRange('\u4e00', '\u9fff');

    private static string Day(Locale locale, DateTimeOffset local, DateTimeOffset today)
    {
        var distance = (local.Date - today.Date).Days;
        return (locale, distance) switch
        {
            (Locale.En, 0) => "today",
            (Locale.En, 1) => "tomorrow",
            (Locale.En, -1) => "yesterday",
            (not Locale.En, 0) => "今天",
            (not Locale.En, 1) => "明天",
            (not Locale.En, -1) => "昨天",
            (Locale.En, _) => $"on {local.Day} {English[local.Month - 1]}{(local.Year == today.Year ? "" : $" {local.Year}")}",
            _ => $"{(local.Year == today.Year ? "" : $"{local.Year}年")}{local.Month}月{local.Day}日",
        };
    }

    private enum Unit
    {
        Minute,
        Hour,
        Day,
    }

    private static string Count(Locale locale, int n, Unit unit) => locale switch
    {
        Locale.En => $"{n} {unit switch { Unit.Minute => "minute", Unit.Hour => "hour", _ => "day" }}{(n == 1 ? "" : "s")}",
        Locale.ZhHant => $"{n} {unit switch { Unit.Minute => "分鐘", Unit.Hour => "小時", _ => "天" }}",
        _ => $"{n} {unit switch { Unit.Minute => "分钟", Unit.Hour => "小时", _ => "天" }}",
    };

    private static string Listed(IReadOnlyList<string> items, string between, string last) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => string.Join(between, items.Take(items.Count - 1)) + last + items[^1],
    };
}
