using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ServiceBot.Server.Chat;

/// <param name="Actual">What is so instead, or as well.</param>
internal sealed record Outcome(bool Holds, string Actual);

/// <summary>Whether what a line expects is so.</summary>
internal static partial class Expectations
{
    /// <summary>Names after <c>!</c>.</summary>
    public static IReadOnlyCollection<string> Names { get; } =
    [
        "intent", "language", "emotion", "intensity", "target", "flag", "tolerance", "zone", "reason", "owner", "handoff", "status",
        "cause", "attribution", "severity", "root", "remedy", "offered", "apologies", "coupons", "cases", "ledger", "promises", "asked", "bubbles", "place",
    ];

    /// <param name="turn">The bot's bubbles of the turn.</param>
    /// <param name="soFar">All of its bubbles in this file.</param>
    public static Outcome Judge(ChatLine.Bot expected, IReadOnlyList<string> turn, IReadOnlyList<string> soFar)
    {
        var said = string.Join('\n', expected.Scope == BotScope.Turn ? turn : soFar);
        try
        {
            return new Outcome(expected.Pattern.Holds(said) != (expected.Scope == BotScope.Never), said.Length == 0 ? "(nothing)" : said);
        }
        catch (RegexMatchTimeoutException)
        {
            return new Outcome(false, "the regular expression took longer than 2 s");
        }
    }

    public static Outcome Judge(ChatLine.Reads expected, ChatReading reading)
    {
        var pattern = expected.Pattern;
        return expected.Name switch
        {
            "intent" => Words(pattern, reading.Intents, "unknown"),
            "language" => Words(pattern, [reading.Language]),
            "emotion" => Words(pattern, [reading.Emotion]),
            "intensity" => Number(pattern, reading.Intensity),
            "target" => Words(pattern, [reading.Target]),
            "flag" => Words(pattern, reading.Flags, "none"),
            // Tolerance is no whole number; "59" is what rounds to it.
            "tolerance" => new Outcome(pattern.HoldsFor(reading.Tolerance, 0.5), reading.Tolerance.ToString("0.#", CultureInfo.InvariantCulture)),
            "zone" => Words(pattern, [reading.Zone]),
            "reason" => Words(pattern, [.. reading.Reasons.Select(r => r.Code)], "none"),
            // "agent" alone is any agent.
            "owner" => new Outcome(pattern.HoldsFor(reading.Owner, reading.Owner.Split(' ')[0]), reading.Owner),
            "handoff" => Words(pattern, reading.Handoff is { } h ? [h] : [], "none"),
            "status" => Words(pattern, [reading.Status]),
            "cause" => Words(pattern, reading.Cause, "unknown"),
            "attribution" => Words(pattern, [reading.Attribution]),
            "severity" => Number(pattern, reading.Severity),
            "root" => Words(pattern, reading.Root is { } r ? [r] : [], "none"),
            "remedy" => Remedies(pattern, reading.Remedies),
            "offered" => Remedies(pattern, reading.Offered),
            "apologies" => Number(pattern, reading.Apologies),
            "coupons" => Number(pattern, reading.Coupons),
            "cases" => Number(pattern, reading.Cases),
            "ledger" => new Outcome(pattern.Holds(t => IsLedger(t.Word, reading.Ledger)), Sum(reading.Ledger)),
            "promises" => new Outcome(pattern.Holds(t => ArePromises(t.Word, reading.Promises)), reading.Promises.ToString()),
            "asked" => Words(pattern, reading.Asked is { } a ? [a] : [], "none"),
            "bubbles" => Number(pattern, reading.Bubbles.Count),
            "place" => new Outcome(pattern.HoldsFor(reading.Place), reading.Place?.ToString(CultureInfo.InvariantCulture) ?? "none"),
            _ => throw new UnreachableException($"The parser let the name '{expected.Name}' through."),
        };
    }

    /// <summary>What is wrong with a value before anything runs; null for nothing.</summary>
    public static string? Fault(string name, ValuePattern pattern)
    {
        foreach (var term in pattern.Alternatives)
        {
            var fault = name switch
            {
                "intensity" or "severity" or "apologies" or "coupons" or "cases" or "bubbles" or "tolerance" when term.Bounds is null => "a number, 1..3, <=2 or >=2",
                "place" when term.Bounds is null && term.Word != "none" => "a number or none",
                "ledger" when AmountForm().Match(term.Word) is not { Success: true } => "10.00 CNY, 0, or bounds such as <=20.00 CNY",
                "promises" when !PromiseForm().IsMatch(term.Word) => "open=1 kept=0 broken=0, any of them",
                "remedy" or "offered" when !IsRemedy(term.Word) => $"one of {string.Join(", ", RemedyWords)}, a coupon or refund with its amount if wanted",
                _ when term.Word.Length == 0 => "a value on both sides of |",
                _ => null,
            };
            if (fault is not null) return $"'{term.Word}' is no value of '{name}'; it is {fault}";
        }
        return null;
    }

    private static Outcome Words(ValuePattern pattern, IReadOnlyCollection<string> actual, string none = "none")
    {
        IReadOnlyCollection<string> words = actual.Count == 0 ? [none] : actual;
        return new Outcome(pattern.HoldsFor(words), string.Join(", ", words));
    }

    private static Outcome Number(ValuePattern pattern, int actual) => new(pattern.HoldsFor(actual), actual.ToString(CultureInfo.InvariantCulture));

    // "none" is nothing beyond words: an explanation or an apology gives nothing away.
    private static Outcome Remedies(ValuePattern pattern, IReadOnlyList<RemedyReading> actual)
    {
        var holds = pattern.Holds(term =>
        {
            var (kind, amount) = term.Word.Split(' ', 2, StringSplitOptions.TrimEntries) is [var k, var a] ? (k, a) : (term.Word, null);
            if (kind == "none") return actual.All(r => r.Kind is "explanation" or "apology");
            return actual.Any(r => r.Kind == kind && (amount is null || (r.Amount is { } money && IsAmount(amount, money))));
        });
        return new Outcome(holds, actual.Count == 0 ? "none" : string.Join(", ", actual));
    }

    private static bool IsLedger(string expected, IReadOnlyList<Money> sums)
    {
        if (AmountForm().Match(expected) is not { Success: true } form) return false;
        var currency = form.Groups[2].Value;
        var given = sums.Where(s => !s.IsZero).ToList();
        // Without a currency it must be clear which sum is meant.
        if (given.Count > 1 || (given.Count == 1 && currency.Length > 0 && given[0].Currency != currency)) return false;
        return Bounds.Parse(form.Groups[1].Value)?.Hold(given.Count == 0 ? 0 : (double)given[0].Amount, Cent) == true;
    }

    private static bool IsAmount(string expected, Money actual) =>
        AmountForm().Match(expected) is { Success: true } form
        && (form.Groups[2].Length == 0 || form.Groups[2].Value == actual.Currency)
        && Bounds.Parse(form.Groups[1].Value)?.Hold((double)actual.Amount, Cent) == true;

    private static bool ArePromises(string expected, PromiseCounts actual) =>
        PromiseForm().IsMatch(expected) && PromisePart().Matches(expected).All(part => Bounds.Parse(part.Groups[2].Value)?.Hold(part.Groups[1].Value switch
        {
            "open" => actual.Open,
            "kept" => actual.Kept,
            _ => actual.Broken,
        }) == true);

    private static bool IsRemedy(string word)
    {
        var (kind, amount) = word.Split(' ', 2, StringSplitOptions.TrimEntries) is [var k, var a] ? (k, a) : (word, null);
        return RemedyWords.Contains(kind) && (amount is null || (kind is "coupon" or "refund" && AmountForm().IsMatch(amount)));
    }

    private static string Sum(IReadOnlyList<Money> sums) => sums.Any(s => !s.IsZero) ? string.Join(" + ", sums.Where(s => !s.IsZero)) : "0";

    // Less than the smallest amount: doubles stand for amounts here only to be compared.
    private const double Cent = 0.0001;

    private static readonly string[] RemedyWords = ["tier", "invitation", "explanation", "apology", "coupon", "refund", "redelivery", "replacement", "priority", "points", "visit", "person", "none"];

    [GeneratedRegex(@"^((?:<=|>=)?\s*\d+(?:\.\d+)?|\d+(?:\.\d+)?\.\.\d+(?:\.\d+)?)(?:\s+([A-Z]{3}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex AmountForm();

    [GeneratedRegex(@"^(?:(?:open|kept|broken)=(?:(?:<=|>=)?\d+|\d+\.\.\d+)(?:\s+|$))+$", RegexOptions.CultureInvariant)]
    private static partial Regex PromiseForm();

    [GeneratedRegex(@"(open|kept|broken)=(\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex PromisePart();
}
