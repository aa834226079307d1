using System.Text.RegularExpressions;
using ServiceBot.Packs;

namespace ServiceBot.Server.Sites;

/// <summary>A web shop or hotline page of the company. What is null is as its pack says.</summary>
/// <param name="Pack">Folder name below the packs folder.</param>
/// <param name="Hours">As <see cref="WeekHours"/> reads them.</param>
/// <param name="TimeZone">IANA.</param>
/// <param name="Days">Holidays and special days as <see cref="SpecialDays"/> reads them; they take the place of the pack's.</param>
/// <param name="AllowedOrigins">Pages on other origins that may open this site's chat.</param>
public sealed partial record Site(string Id, string Pack, IReadOnlyList<Locale>? Languages = null, string? Hours = null, string? TimeZone = null, string? Currency = null, IReadOnlyList<string>? AllowedOrigins = null, string? Days = null)
{
    /// <summary>The pack of a site that names none.</summary>
    public const string DefaultPack = "courier";

    /// <summary>The pack as it speaks on this site.</summary>
    public Pack On(Pack pack) => Languages is null && Hours is null && TimeZone is null && Currency is null && Days is null ? pack : pack.At(pack.Site with
    {
        Languages = Languages ?? pack.Site.Languages,
        Hours = Hours is null ? pack.Site.Hours : WeekHours.Read(Hours)!,
        Days = Days is null ? pack.Site.Days : SpecialDays.Read(Days)!,
        TimeZone = TimeZone ?? pack.Site.TimeZone,
        Currency = Currency ?? pack.Site.Currency,
    });

    /// <summary>Reads what a person wrote; the first fault in words, with <paramref name="name"/> saying where it was written.</summary>
    /// <param name="name">Of a field: <c>Hours</c> → "Sites:main:Hours" or "--hours".</param>
    /// <param name="text">Of a field; null where nothing was written, empty for what the pack says.</param>
    public static (Site Site, string? Fault) Read(Site before, Func<string, string> name, Func<string, string?> text)
    {
        var site = before;
        string? fault = null;
        foreach (var field in Fields)
        {
            if (text(field) is not { } written) continue;
            var value = written.Trim() is { Length: > 0 } some ? some : null;
            (site, var wrong) = With(site, field, value);
            fault ??= wrong is null ? null : $"{name(field)} {wrong}";
        }

        return (site, fault);
    }

    public static readonly string[] Fields = [nameof(Pack), nameof(Languages), nameof(Hours), nameof(Days), nameof(TimeZone), nameof(Currency), nameof(AllowedOrigins)];

    /// <summary>A field as a person writes it; null when it is as the pack says.</summary>
    public string? this[string field] => field switch
    {
        nameof(Pack) => Pack,
        nameof(Languages) => Languages is null ? null : string.Join(',', Languages.Select(l => l.Tag())),
        nameof(Hours) => Hours,
        nameof(Days) => Days,
        nameof(TimeZone) => TimeZone,
        nameof(Currency) => Currency,
        nameof(AllowedOrigins) => AllowedOrigins is null ? null : string.Join(',', AllowedOrigins),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "This is no field of a site."),
    };

    private static (Site, string?) With(Site site, string field, string? value) => field switch
    {
        nameof(Pack) => (site with { Pack = value ?? site.Pack }, null),
        nameof(Languages) => List(value) is not { } tags ? (site with { Languages = null }, null)
            : tags.Find(tag => Locales.All.All(l => l.Tag() != tag)) is { } other ? (site, $"contains '{other}'. Write languages of {string.Join(", ", Locales.All.Select(l => l.Tag()))}.")
            : (site with { Languages = [.. tags.Select(Locales.FromTag).Distinct()] }, null),
        nameof(Hours) => value is not null && WeekHours.Read(value) is null ? (site, $"is '{value}'. Write days and hours, each day once, such as 'mon-fri 09:00-18:00; sat 10:00-16:00'; 00:00-24:00 is around the clock.") : (site with { Hours = value }, null),
        nameof(Days) => value is not null && SpecialDays.Read(value) is null ? (site, $"is '{value}'. Write the days that differ from the week, such as {SpecialDays.Example}.") : (site with { Days = value }, null),
        nameof(TimeZone) => value is not null && !(TimeZoneInfo.TryFindSystemTimeZoneById(value, out var zone) && zone.HasIanaId) ? (site, $"is '{value}'. Write an IANA name, such as Asia/Shanghai.") : (site with { TimeZone = value }, null),
        nameof(Currency) => value is not null && !ThreeLetters().IsMatch(value) ? (site, $"is '{value}'. Write its three capital letters, such as CNY.") : (site with { Currency = value }, null),
        nameof(AllowedOrigins) => List(value) is { } origins && origins.Find(origin => !Channels.DirectLine.Origins.IsOrigin(origin)) is { } wrong
            ? (site, $"contains '{wrong}'. An origin is scheme and host as the browser sends them, without path: https://shop.example or http://localhost:8080.")
            : (site with { AllowedOrigins = List(value) }, null),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "This is no field of a site."),
    };

    private static List<string>? List(string? text) => text is null ? null : [.. text.Split([',', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex ThreeLetters();
}
