using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ServiceBot.Customers;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Subject;

internal enum ProofAnswer
{
    Shown,
    /// <summary>Wrong, and there is another try.</summary>
    Wrong,
    /// <summary>Wrong for the third time in this conversation: a person.</summary>
    Refused,
    /// <summary>Nothing that could be the digits.</summary>
    Missing,
    /// <summary>"That is the right number", after it was not: saying it again helps nobody.</summary>
    Insisted,
    /// <summary>The end of the order's own number, which anybody who has the number knows: no try.</summary>
    WrongNumber,
    /// <summary>The customer does not know or want.</summary>
    Declined,
}

/// <summary>Asks for what only the order's owner knows (decisions.md 15). Never says what is right, nor how near a try was.</summary>
internal static partial class ProofPrompt
{
    public const int MostTries = 3;
    private const int Digits = 4;

    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("proof.ask", "subject", "number"), new("proof.wrong", "left"), new("proof.missing", "number"), new("proof.declined", "number"),
        new("proof.refused"), new("proof.impossible", "number"), new("proof.insisted", "left"), new("proof.refused.insisted"), new("proof.wrong-number", "number"),
    ];

    /// <summary>False when the order has nothing to prove with, or all tries are used: then a person has to.</summary>
    public static bool IsPossible(DialogContext context, Fact fact) => Secret(context, fact) is not null && context.ProofMisses < MostTries;

    public static bool IsAnswered(DialogContext context) =>
        Offered(context) is not null || Insists(context) || context.Heard.Act is DialogAct.DontKnow or DialogAct.No or DialogAct.NeverMind or DialogAct.SomethingElse;

    public static void Ask(DialogContext context, Fact fact, string lead = "") =>
        context.Ask("phone", Phrase.Join(context.Locale, lead, context.Render("proof.ask", SubjectPrompt.Subject(context), ("number", fact.Id))));

    /// <summary>Tried wrongly so often in other conversations that no answer counts here any more, right or wrong.</summary>
    public static async ValueTask<bool> IsShutAsync(DialogContext context, Fact fact, CancellationToken cancellation) =>
        Offered(context) is not null && await context.World.IsProofShutAsync(fact.Id, cancellation);

    public static ProofAnswer Hear(DialogContext context, Fact fact)
    {
        if (Offered(context) is not { } offered)
            return Insists(context) ? ProofAnswer.Insisted
                : context.Heard.Act is DialogAct.DontKnow or DialogAct.No or DialogAct.NeverMind or DialogAct.SomethingElse ? ProofAnswer.Declined : ProofAnswer.Missing;
        if (context.ProofMisses < MostTries && Secret(context, fact) is { } secret && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(secret), Encoding.ASCII.GetBytes(offered)))
        {
            // Who is signed in stays so: their own orders need no digits because somebody else's did.
            if (!SubjectFinder.HasSignedIn(context)) context.Proof = Proof.OrderPhone;
            context.ProvenSubject = SubjectFinder.WithProven(context.ProvenSubject, fact.Id);
            context.Output.ProofTries.Add(new ProofTry(fact.Id, IsRight: true));
            return ProofAnswer.Shown;
        }
        if (EndsNumber(fact, offered)) return ProofAnswer.WrongNumber;
        context.ProofMisses++;
        context.Output.ProofTries.Add(new ProofTry(fact.Id, IsRight: false));
        return context.ProofMisses < MostTries ? ProofAnswer.Wrong : ProofAnswer.Refused;
    }

    public static void AskAgain(DialogContext context, ProofAnswer answer, Fact fact)
    {
        var text = answer switch
        {
            ProofAnswer.Wrong => context.Render("proof.wrong", ("left", $"{MostTries - context.ProofMisses}")),
            ProofAnswer.Insisted => context.Render("proof.insisted", ("left", $"{MostTries - context.ProofMisses}")),
            ProofAnswer.WrongNumber => context.Render("proof.wrong-number", ("number", fact.Id)),
            ProofAnswer.Declined => context.Render("proof.declined", ("number", fact.Id)),
            _ => context.Render("proof.missing", ("number", fact.Id)),
        };
        context.Ask("phone", text, new Choice(context.Render("choice.person"), Choice.Person));
    }

    // Four digits, or a whole phone number; several that end alike are one. A guess of several runs is no answer, nor is a year or an amount,
    // and the order's number said once more is no try.
    private static string? Offered(DialogContext context)
    {
        var text = NoProof().Replace(context.Heard.TextWithoutNumbers, "\n");
        var runs = ServiceBot.Dialogs.Digits.Runs(text).Where(d => d.Length is Digits or (>= 7 and <= 15)).Select(d => d[^Digits..]).Distinct(StringComparer.Ordinal).ToList();
        return runs is [var one] ? one : null;
    }

    private static bool Insists(DialogContext context) =>
        context.ProofMisses > 0 && (context.Heard.Act == DialogAct.Yes || context.Heard.Messages.Any(m => Right().IsMatch(m.Text.Replace('’', '\''))));

    private static bool EndsNumber(Fact fact, string offered) => fact.Id.EndsWith(offered, StringComparison.Ordinal);

    [GeneratedRegex(
        @"(?<!ends? )(?<!ending )\b(in|since|from) (19|20)\d{2}\b" +
        @"|[¥￥$€£]\s*\d[\d,.]*|\d[\d,.]*\s*(年|元|块|塊|圓|圆|rmb|cny|yuan|usd|twd|nt\b|號樓|号楼|點|点|分钟|分鐘|小时|小時|kg|公斤)|\d{1,2}\s*[:：]\s*\d{2}" +
        @"|\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,4}/\d{1,2}(/\d{1,4})?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NoProof();

    [GeneratedRegex(
        @"(号码|號碼|手机|手機|电话|電話|数字|數字|后四位|後四位|末四[码碼]|尾号|尾號)?[^不没沒有错錯]{0,6}(没错|沒錯|没有错|沒有錯|没填错|沒填錯|是对的|是對的|对的|對的|正确|正確)" +
        @"|就是(这个|這個|这四位|這四位|它)|不(可能|会|會)(错|錯)|怎么(可能|会)(错|不对)|怎麼(可能|會)(錯|不對)" +
        @"|\b(right|correct|same|my (own )?|only) (phone )?(number|digits|one)\b|\b(is|are|was) (right|correct)\b|\bi('m| am) (\w+ )?(sure|certain|positive)\b" +
        @"|\b(it|that|they)('s| is|'re| are) (right|correct|the one)\b|\b(not|isn't|no) (wrong|mistake|typo)\b|\b(double|already)[- ]?checked\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Right();

    private static string? Secret(DialogContext context, Fact fact)
    {
        if (context.Pack.Subject.ProofFact is not { } name || fact.Text(name) is not { } value) return null;
        var digits = string.Concat(value.Where(char.IsAsciiDigit));
        return digits.Length >= Digits ? digits[^Digits..] : null;
    }
}
