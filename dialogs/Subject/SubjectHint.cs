using System.Text.RegularExpressions;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Subject;

/// <summary>Which of several is meant by where it is or when it comes: "the Nanjing one", "上午那个", "昨天送来的那件"; and whether all of them are.</summary>
internal static partial class SubjectHint
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <returns>Null where nothing of the kind is said, or it is true of none or of several.</returns>
    public static Fact? Of(DialogContext context, IReadOnlyList<Fact> facts) =>
        Only(facts, fact => IsAt(context, fact)) ?? (Points().IsMatch(context.Heard.Text) ? ByTime(context, facts) : null);

    /// <summary>"今天到的那个": points at one by its day or hour, whichever that is.</summary>
    public static bool Describes(DialogContext context) => context.Picked is null && Points().IsMatch(context.Heard.Text) && context.Heard.All<Entity.Date>().Any();

    /// <summary>"Both of them", "两个都没到".</summary>
    public static bool MeansAll(DialogContext context) => context.Picked is null && All().IsMatch(context.Heard.Text) && !None().IsMatch(context.Heard.Text);

    private static Fact? ByTime(DialogContext context, IReadOnlyList<Fact> facts)
    {
        foreach (var said in context.Heard.All<Entity.Date>())
        {
            if (Only(facts, fact => Times(context, fact).Any(t => t >= said.From && t < said.To)) is { } then) return then;
            // "The morning one": of whatever day.
            if (said.To - said.From < Day && Only(facts, fact => Times(context, fact).Any(t => IsWithin(context, t, said))) is { } hour) return hour;
        }
        return null;
    }

    private static bool IsWithin(DialogContext context, DateTimeOffset time, Entity.Date said)
    {
        var (from, length) = (TimeZoneInfo.ConvertTime(said.From, context.Zone).TimeOfDay, said.To - said.From);
        var after = TimeZoneInfo.ConvertTime(time, context.Zone).TimeOfDay - from;
        return (after < TimeSpan.Zero ? after + Day : after) < length;
    }

    // When it came, else when it was to come.
    private static IEnumerable<DateTimeOffset> Times(DialogContext context, Fact fact)
    {
        if ((context.Pack.Subject.States.IsOpen(fact) ? null : fact.Time("delivered")) is { } delivered) yield return delivered;
        else if (fact.Time("promised") is { } promised) yield return promised;
    }

    // A place, a street, a courier's name: said as the system has it, or by another name that the gazetteer knows.
    private static bool IsAt(DialogContext context, Fact fact)
    {
        var text = context.Heard.TextWithoutNumbers;
        foreach (var type in context.Pack.Subject.Facts)
        {
            if (type.Type != "text" || type.Name is "number" or "currency" || fact.Text(type.Name) is not { Length: > 1 } value) continue;
            if (IsSaid(text, value) || context.Pack.Gazetteer.Places.Any(place => place.Names.Any(name => IsSaid(text, name)) && place.Names.Any(name => context.Pack.Gazetteer.Lies(value, name)))) return true;
        }
        return false;
    }

    private static bool IsSaid(string text, string name)
    {
        for (var at = 0; name.Length > 1 && (at = text.IndexOf(name, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += name.Length)
            if (!char.IsAsciiLetter(name[0]) || ((at == 0 || !char.IsAsciiLetter(text[at - 1])) && (at + name.Length == text.Length || !char.IsAsciiLetter(text[at + name.Length])))) return !Denied().IsMatch(text[..at]);
        return false;
    }

    private static Fact? Only(IReadOnlyList<Fact> facts, Func<Fact, bool> fits) => facts.Where(fits).Take(2).ToList() is [var only] ? only : null;

    [GeneratedRegex(
        @"那(个|個|件|单|單|箱|包|份|票|次)|嗰(个|個|件|单|單|箱|包)|[的个個]?(快递|快遞|包裹|件)(没|沒|未|还|還|怎|咋|坏|壞|破|碎|丢|丟)|该到|該到|应到|應到" +
        @"|要到的|送(来|來|到)的|签收的|簽收的|\bone\b" +
        @"|\b(due|promised|delivered|arriv\w*|came)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Points();

    [GeneratedRegex(
        @"(两|兩|俩|倆|三|全|所有)(个|個|件|单|單|箱|包)?.{0,4}都|都(没|沒|未|还|還|晚|迟|遲|是|要|查|坏|壞|碎)|两个一起|兩個一起|全部" +
        @"|\bboth\b|\ball (of (them|it)|three|my|the)\b|\beach of\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex All();

    [GeneratedRegex(@"都不(是|要)|\bneither\b|\bnone\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex None();

    [GeneratedRegex(@"(不是|唔系|唔係|非|\bnot( the| from| in)?|n['’]t( the)?)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Denied();
}
