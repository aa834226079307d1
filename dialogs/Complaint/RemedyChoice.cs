using System.Text.RegularExpressions;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Complaint;

/// <summary>Several remedies as the customer sees them, and which one was taken.</summary>
internal static partial class RemedyChoice
{
    /// <summary>"remedy:2:refund": place, and what <c>choice.words</c> may call it.</summary>
    public const string Prefix = "remedy:";

    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("remedy.title.coupon", "amount"), new("remedy.title.refund", "amount", "what"), new("remedy.title.redelivery"), new("remedy.title.replacement"),
        new("remedy.title.priority"), new("remedy.title.points"), new("remedy.title.tier"), new("remedy.title.invitation"), new("remedy.title.visit"), new("remedy.title.person"),
        new("remedy.what.freight"), new("remedy.what.value"), new("remedy.what.value-and-freight"),
        new("choice.words.refund") { IsOptional = true }, new("choice.words.replacement") { IsOptional = true }, new("choice.words.redelivery") { IsOptional = true },
        new("choice.words.coupon") { IsOptional = true }, new("choice.words.visit") { IsOptional = true }, new("choice.words.points") { IsOptional = true }, new("choice.words.tier") { IsOptional = true }, new("choice.words.invitation") { IsOptional = true },
        new("choice.words.priority") { IsOptional = true }, new("choice.words.person") { IsOptional = true },
    ];

    public static IReadOnlyList<Choice> Of(DialogContext context, IReadOnlyList<RemedyBundle> options) =>
        [.. options.Select((o, i) => new Choice(CouponWords.With(Title(context, o), o.Remedies.OfType<Remedy.Coupon>().FirstOrDefault()?.Terms, context.Pack, context.Locale), $"{Prefix}{i + 1}:{Name(o.Remedies[0].Kind)}"))];

    /// <summary>By its button or number; by its name also where another question stood between ("is that another matter?" – "换房吧").</summary>
    public static RemedyBundle? Taken(DialogContext context, IReadOnlyList<RemedyBundle> options) =>
        (context.Picked ?? ChoiceWords.Insistent(Of(context, options), context))?.Split(':') is ["remedy", var place, ..] && int.TryParse(place, out var n) && n >= 1 && n <= options.Count ? options[n - 1] : null;

    /// <summary>What a refusal turns down: those it names, all of them for "都不要", "neither"; none where it only says no.</summary>
    public static IReadOnlyList<RemedyBundle> Rejected(DialogContext context, IReadOnlyList<RemedyBundle> options) =>
        ChoiceWords.RefusesAll(context.Heard.Text) ? options : Refused(context, options);

    /// <summary>Those that are named and turned down.</summary>
    public static IReadOnlyList<RemedyBundle> Refused(DialogContext context, IReadOnlyList<RemedyBundle> options) =>
        [.. options.Where(o => IsRefused(context, o.Remedies[0]))];

    /// <summary>Without what this message names and turns down; "can't somebody come tonight?" asks for it.</summary>
    public static RemedyBundle LessRefused(DialogContext context, RemedyBundle bundle)
    {
        if (context.Picked is not null || !context.Heard.IsRefusal || context.Heard.IsQuestion) return bundle;
        List<Remedy> kept = [.. bundle.Remedies.Where(r => !IsRefused(context, r))];
        return kept.Count == bundle.Remedies.Count ? bundle : bundle with { Remedies = kept };
    }

    public static bool IsRefused(DialogContext context, Remedy remedy) => ChoiceWords.TurnsDown(Name(remedy.Kind), context);

    /// <summary>What is being arranged and is not wanted any more, because another one is.</summary>
    public static Remedy? GivenUpFor(DialogContext context, ComplaintState state, ComplaintCase matter, ComplaintKind kind)
    {
        if (context.Picked is not null || state.Step is not (Step.Settle or Step.Missing)) return null;
        var given = matter.Given.FirstOrDefault(g => (Exchangeable.Contains(g.Kind) || g.Kind == RemedyKind.Visit) && !matter.Done.Contains(g.Kind));
        if (given is null) return null;
        var others = Exchangeable.Where(k => matter.Given.All(g => g.Kind != k) && kind.Remedies.Contains(Name(k)) && IsNamed(context, k)).Select(Name).ToList();
        // "换房吧", said while somebody is being sent, wants the other as plainly as "a room after all".
        return others.Count > 0 && (ChangesMind().IsMatch(context.Heard.Text) || ChoiceWords.Wished(others, context.Heard.Text, context) is not null) ? given : null;
    }

    /// <summary>One of the pack's words for it is said.</summary>
    public static bool IsNamed(DialogContext context, RemedyKind kind) => context.Pack.Wording.Has($"choice.words.{Name(kind)}") && context.Hears($"choice.words.{Name(kind)}");

    /// <summary>"Is the 20 for the restaurant?", "can I use it at breakfast?": what was given is named by its amount, or by what it is for.</summary>
    public static bool NamesCoupon(DialogContext context, ComplaintCase matter) => matter.Given.Any(given => given is Remedy.Coupon { Amount.Amount: var amount }
        && (context.Heard.All<Entity.Amount>().Any(a => a.Value == amount) || context.Heard.All<Entity.Number>().Any(n => n.Value == amount)
            || (context.Heard.Text.Length <= (context.Locale == Locale.En ? LongestUse : LongestUse / 3) && context.Hears("question.words.use"))));

    private const int LongestUse = 60;

    private static readonly RemedyKind[] Exchangeable = [RemedyKind.Refund, RemedyKind.Replacement, RemedyKind.Redelivery];

    [GeneratedRegex(
        @"不(换|換|要|修|用|想)|改(成|为|為|要|主意)|换成|換成|还是|還是|等下|等等|等一下|算了|唔(换|換|要)|转(成|为)" +
        @"|\b(instead|rather|changed? my mind|actually|after all|prefer|on second thoughts?|wait)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ChangesMind();

    /// <summary>"Replacement + CNY 5.00 coupon".</summary>
    public static string Title(DialogContext context, RemedyBundle bundle) =>
        string.Join(" + ", bundle.Remedies.Where(r => r.Kind is not (RemedyKind.Explanation or RemedyKind.Apology)).Select(r => Title(context, r)));

    /// <summary>"the freight", for a sentence.</summary>
    public static string What(DialogContext context, string what)
    {
        var key = $"remedy.what.{what}";
        return context.Pack.Wording.Has(key) ? context.Render(key) : what;
    }

    public static string Name(RemedyKind kind) => kind switch
    {
        RemedyKind.Coupon => "coupon",
        RemedyKind.Refund => "refund",
        RemedyKind.Redelivery => "redelivery",
        RemedyKind.Replacement => "replacement",
        RemedyKind.Priority => "priority",
        RemedyKind.Points => "points",
        RemedyKind.Tier => "tier",
        RemedyKind.Invitation => "invitation",
        RemedyKind.Visit => "visit",
        RemedyKind.Person => "person",
        RemedyKind.Apology => "apology",
        _ => "explanation",
    };

    private static string Title(DialogContext context, Remedy remedy) => remedy switch
    {
        Remedy.Coupon c => context.Render("remedy.title.coupon", ("amount", Phrase.Amount(context.Locale, c.Amount))),
        Remedy.Refund r => context.Render("remedy.title.refund", ("amount", Phrase.Amount(context.Locale, r.Amount)), ("what", What(context, r.What))),
        _ => context.Render($"remedy.title.{Name(remedy.Kind)}"),
    };
}
