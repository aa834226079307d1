using ServiceBot.Dialogs.Complaint;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Remedies;
using ServiceBot.Tolerance;

namespace ServiceBot.Dialogs.RemedyResult;

/// <summary>
/// Done: the customer hears it, and the promise is kept. Refused, or without a result for too long: the customer hears that it is not done, or not known
/// to be, and a person has it. Only from here does a text say done (decisions.md 29).
/// </summary>
internal sealed class RemedyResultTurn(DialogContext context, RemedyNews news)
{
    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("remedy.done.refund", "amount", "what", "reference"), new("remedy.done.visit", "number", "reference"), new("remedy.done.other", "remedy", "number", "reference"),
        new("remedy.stuck.refused", "remedy", "number"), new("remedy.stuck.unknown", "remedy", "number"),
    ];

    private readonly ComplaintCase? matter = CaseBook.Find(context, news.Case);

    public DialogStep Run()
    {
        context.About = news.Case;
        return news.Status == RemedyStatus.Done ? TellDone() : TellStuck();
    }

    private DialogStep.Done TellDone()
    {
        foreach (var promise in Promises())
        {
            context.Put(news.On(promise));
            context.Note(new ToleranceEvent.PromiseKept());
        }

        if (matter is not null)
        {
            var told = news.On(matter);
            context.Put(told with { IsClosed = told.IsClosed || (told.IsAccepted && PromiseMaker.Open(context, told.Id) is null) });
        }

        var reference = ("reference", news.Reference ?? "");
        // The code was given when the coupon was; that a shop's till knows it too is no news to the customer.
        if (news.Kind == RemedyKind.Refund && news.Amount is { } amount) context.Say("remedy.done.refund", ("amount", Phrase.Amount(context.Locale, amount)), ("what", RemedyChoice.What(context, news.What ?? "")), reference);
        // The system has booked it; nobody has come yet.
        else if (news.Kind == RemedyKind.Visit) context.Say("remedy.done.visit", Number(), reference);
        else if (news.Kind != RemedyKind.Coupon) context.Say("remedy.done.other", Name(), Number(), reference);
        return new DialogStep.Done();
    }

    private DialogStep TellStuck()
    {
        var open = Promises();
        // That the result did not come in time was told when the promise about it broke.
        if (news.Status == RemedyStatus.Unknown && open.Count == 0 && context.CurrentPromises.Any(p => p.Status == PromiseStatus.Broken && news.IsPromisedBy(p)))
        {
            if (matter is not null) context.Put(news.On(matter));
            return new DialogStep.Done();
        }

        foreach (var promise in open) context.Put(news.On(promise));
        if (matter is not null) context.Put(news.On(matter) with { IsClosed = false });
        context.Note(new ToleranceEvent.Unresolved());
        context.Output.Notes.Add(news.Status == RemedyStatus.Refused ? BotNote.RemedyRefused(news.Kind, news.Id, news.Why ?? "") : BotNote.RemedyUnknown(news.Kind, news.Id, news.Why ?? ""));
        context.Say(news.Status == RemedyStatus.Refused ? "remedy.stuck.refused" : "remedy.stuck.unknown", Name(), Number());
        return context.Desk.Place is null ? new DialogStep.Replace(new Matter.Person(HandoffCause.Rule)) : new DialogStep.Done();
    }

    private List<Promise> Promises() => [.. context.CurrentPromises.Where(p => p.Status == PromiseStatus.Open && news.IsPromisedBy(p))];

    private (string Name, string Value) Name() => ("remedy", Phrase.Lower(context.Locale, news.Kind == RemedyKind.Refund && news.Amount is { } amount
        ? context.Render("remedy.title.refund", ("amount", Phrase.Amount(context.Locale, amount)), ("what", RemedyChoice.What(context, news.What ?? "")))
        : news.Kind == RemedyKind.Coupon && news.Amount is { } worth ? context.Render("remedy.title.coupon", ("amount", Phrase.Amount(context.Locale, worth)))
        : context.Render($"remedy.title.{RemedyChoice.Name(news.Kind)}")));

    private (string Name, string Value) Number() => ("number", matter?.SubjectId ?? "");
}
