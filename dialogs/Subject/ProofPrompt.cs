using System.Security.Cryptography;
using System.Text;
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
    /// <summary>The customer does not know or want.</summary>
    Declined,
}

/// <summary>Asks for what only the order's owner knows (decisions.md 15). Never says what is right, nor how near a try was.</summary>
internal static class ProofPrompt
{
    public const int MostTries = 3;
    private const int Digits = 4;

    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("proof.ask", "subject", "number"), new("proof.wrong", "left"), new("proof.missing", "number"), new("proof.declined", "number"),
        new("proof.refused"), new("proof.impossible", "number"),
    ];

    /// <summary>False when the order has nothing to prove with, or all tries are used: then a person has to.</summary>
    public static bool IsPossible(DialogContext context, Fact fact) => Secret(context, fact) is not null && context.ProofMisses < MostTries;

    public static bool IsAnswered(DialogContext context) =>
        Offered(context) is not null || context.Heard.Act is DialogAct.DontKnow or DialogAct.No or DialogAct.NeverMind or DialogAct.SomethingElse;

    public static void Ask(DialogContext context, Fact fact, string lead = "") =>
        context.Ask("phone", Phrase.Join(context.Locale, lead, context.Render("proof.ask", SubjectPrompt.Subject(context), ("number", fact.Id))));

    public static ProofAnswer Hear(DialogContext context, Fact fact)
    {
        if (Offered(context) is not { } offered)
            return context.Heard.Act is DialogAct.DontKnow or DialogAct.No or DialogAct.NeverMind or DialogAct.SomethingElse ? ProofAnswer.Declined : ProofAnswer.Missing;
        if (context.ProofMisses < MostTries && Secret(context, fact) is { } secret && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(secret), Encoding.ASCII.GetBytes(offered)))
        {
            context.Proof = Proof.OrderPhone;
            context.ProvenSubject = fact.Id;
            return ProofAnswer.Shown;
        }
        context.ProofMisses++;
        return context.ProofMisses < MostTries ? ProofAnswer.Wrong : ProofAnswer.Refused;
    }

    public static void AskAgain(DialogContext context, ProofAnswer answer, Fact fact)
    {
        var text = answer switch
        {
            ProofAnswer.Wrong => context.Render("proof.wrong", ("left", $"{MostTries - context.ProofMisses}")),
            ProofAnswer.Declined => context.Render("proof.declined", ("number", fact.Id)),
            _ => context.Render("proof.missing", ("number", fact.Id)),
        };
        context.Ask("phone", text, new Choice(context.Render("choice.person"), Choice.Person));
    }

    // Four digits, or a whole phone number; a guess of several runs is no answer, and the order's number said once more no try.
    private static string? Offered(DialogContext context)
    {
        var runs = ServiceBot.Dialogs.Digits.Runs(context.Heard.TextWithoutNumbers).Where(d => d.Length is Digits or (>= 7 and <= 15)).ToList();
        return runs is [var one] ? one[^Digits..] : null;
    }

    private static string? Secret(DialogContext context, Fact fact)
    {
        if (context.Pack.Subject.ProofFact is not { } name || fact.Text(name) is not { } value) return null;
        var digits = string.Concat(value.Where(char.IsAsciiDigit));
        return digits.Length >= Digits ? digits[^Digits..] : null;
    }
}
