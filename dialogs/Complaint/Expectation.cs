using System.Globalization;
using System.Text.RegularExpressions;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Complaint;

/// <summary>What the customer would find right: asked for exactly, before a standard is explained (handbook S2, the case of 18 °C).</summary>
internal static partial class Expectation
{
    public static IReadOnlyList<WordingKey> Keys { get; } = [new("expectation.ask", "told"), new("expectation.ask.{complaint}", "told") { IsOptional = true }];

    /// <summary>Asked without what is known: a fresh reading, or a measure that was named, says how it is now.</summary>
    public static string Question(DialogContext context, ComplaintKind kind, bool isRead) => context.RenderFor("expectation.ask", kind.Id,
        ("told", isRead || context.Heard.All<Entity.Temperature>().Any() ? "yes" : ""));

    /// <summary>The question is worth a turn: where nothing explains the matter already, to nobody who is angry or in danger, and to nobody who has named the standard that a reading misses, says that it is the same again, or has somebody at home who can't take it.</summary>
    public static bool IsToAsk(DialogContext context, ComplaintKind kind, Assessment known, ComplaintState state, CustomerHistory history) =>
        kind.Needs.Contains("expectation") && !IsSoonAgain(context, history) && (context.Heard.Flags & EmotionFlags.Urgent) == 0 && state.Wanted is null && !known.Finding.IsKnown && !context.Heard.IsHeated && Stated(context) is null && !context.Heard.Messages.Any(static m => m.Stated.IsAgain)
        && !(known.MeetsStandard == false && (NamesMeasure(context) || NextNeeds.IsSpokenOf(context, kind)));

    // A person takes over what failed again within so many days, and asks nothing that the first time has told.
    private static bool IsSoonAgain(DialogContext context, CustomerHistory history) => history.LastSimilar is { } last && context.Now - last <= TimeSpan.FromDays(context.Pack.Policy.SecondFailureDays);

    // "It's 16 in here", "below the standard": what is missing is plain, and "how warm would you like it?" would sound like a doubt.
    private static bool NamesMeasure(DialogContext context) =>
        Standard().IsMatch(context.Heard.Text) || context.Heard.Messages.Any(message => Measure(context, message, 0) is not null);

    [GeneratedRegex(@"标准|標準|规定|規定|合同|合約|达标|達標|\b(?:standard|rules|regulations?|contract)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Standard();

    /// <summary>The measure named with a wish ("I'd like 22 degrees"), as it is told back; null without one.</summary>
    public static string? Stated(DialogContext context)
    {
        foreach (var message in context.Heard.Messages)
        {
            if (Wish().Match(message.Text) is { Success: true } wish && Measure(context, message, wish.Index) is { } measure) return measure;
            // "About twenty would be lovely": the wish comes last.
            if (Welcome().Match(message.Text) is { Success: true } welcome && Measure(context, message, welcome.Index) is { } named) return named;
        }
        return null;
    }

    /// <summary>The answer to "what would be right?": a measure by itself is one; one that is said of now is not. Empty: answered in words only.</summary>
    public static string Answered(DialogContext context)
    {
        if (Stated(context) is { } stated) return stated;
        foreach (var message in context.Heard.Messages)
            if (!Now().IsMatch(message.Text) && Measure(context, message, 0) is { } measure) return measure;
        return "";
    }

    private static string? Measure(DialogContext context, UnderstoodMessage message, int from)
    {
        foreach (var entity in message.Entities)
            if (entity.Start >= from && Text(entity) is { } text) return text;
        // "I need 20", where rooms of about 18 are spoken of.
        foreach (var entity in message.Entities)
            if (entity.Start >= from && entity is Entity.Number number && IsNear(context, number.Value)) return Text(new Entity.Temperature(number.Start, number.Length, number.Value, "C"));
        return null;
    }

    private static bool IsNear(DialogContext context, decimal value)
    {
        foreach (var standard in context.Pack.Standards)
            if (standard.Measured is { AtLeast: { } least, Unit: "℃" } && value >= least / 2 && value <= least * 2) return true;
        return false;
    }

    private static string? Text(Entity entity) => entity switch
    {
        Entity.Temperature t => string.Create(CultureInfo.InvariantCulture, $"{t.Value:0.#} {(t.Unit == "F" ? "℉" : "℃")}"),
        _ => null,
    };

    [GeneratedRegex(
        @"想要|希望|最好|起码|起碼|至少|想到|得有|要有|要到|得到|到.{0,3}(?:就|才)(?:行|好|可以)|能到|能有|应该|應該" +
        @"|\b(?:want|like|need|hope|expect|should|at least|prefer|wish)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Wish();

    [GeneratedRegex(
        @"(?:about |around |at )?[\p{L}\d. °℃-]{1,24}\bwould (?:be|do|suit)\b" +
        @"|[\d一二两兩三四五六七八九十廿]+(?:度|℃|°C?)?(?:左右)?(?:就|才)(?:行|好|可以|够|夠|满意|滿意)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Welcome();

    [GeneratedRegex(@"现在|現在|目前|才|只有|只得|得番|量了|测了|測了|读到|显示|顯示|\b(?:now|only|just|currently|measured|shows?|says)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Now();
}
