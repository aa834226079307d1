using ServiceBot.Dialogs.Complaint;
using ServiceBot.Dialogs.Subject;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Dialogs.Outreach;

/// <summary>Something has happened to many, and this customer has not asked: the cause, until when, when there will be news, and the remedy that was approved for all. Nothing is sold here (Becker et al. 2020).</summary>
internal static class ToldIncident
{
    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("outreach.incident", "numbers", "cause", "place", "until"), new("outreach.incident.remedy", "cause", "place"),
    ];

    public static async ValueTask<DialogStep> TellAsync(DialogContext context, CompanyNews.IncidentTold told, CancellationToken cancellation)
    {
        if (context.World.FindIncident(told.Incident) is not { } incident) return new DialogStep.Done();
        var theirs = new List<Fact>();
        foreach (var number in told.Subjects)
            if (await SubjectFinder.LookUpAsync(context, number, cancellation) is SubjectFound.Known { Fact: var fact } && SubjectFinder.IsProven(context, fact)) theirs.Add(fact);
        if (theirs.Count == 0)
        {
            context.Output.Notes.Add(BotNote.IncidentUnproven(told.Incident, told.Subjects));
            return new DialogStep.Done();
        }
        context.Subject = theirs[0].Id;
        var (text, card) = told.Coupon is { } coupon ? Give(context, incident, theirs, coupon, await IsCompensatedAsync(context, incident, theirs, cancellation)) : ("", null);
        var opening = told.IsNews ? News(context, incident, theirs) : text.Length > 0 ? context.Render("outreach.incident.remedy", ("cause", Cause(context, incident)), ("place", Place(context, incident))) : "";
        if (opening.Length == 0) return new DialogStep.Done();
        context.SayText(opening, told.IsNews ? Words(context, incident) : "", text, told.IsNews ? NextNews(context, incident, theirs[0]) : "");
        if (card is not null) context.Output.Bubbles[^1] = context.Output.Bubbles[^1] with { Coupon = card };
        return new DialogStep.Done();
    }

    private static string News(DialogContext context, Incident incident, List<Fact> theirs) => context.Render("outreach.incident",
        ("numbers", string.Join(context.Locale == Locale.En ? ", " : "、", theirs.Select(f => f.Id))), ("cause", Cause(context, incident)), ("place", Place(context, incident)),
        ("until", incident.Until is { } until && until > context.Now ? Phrase.When(context, until) : ""));

    // A dated next step, never a mere "we are on it".
    private static string NextNews(DialogContext context, Incident incident, Fact fact)
    {
        if (context.CurrentPromises.FirstOrDefault(p => p.Status == PromiseStatus.Open && p.SubjectId == fact.Id) is { } open) return PromiseMaker.Say(context, open);
        return PromiseMaker.Say(context, PromiseMaker.Make(context, null, PromiseMaker.StatusUpdate, fact.Id, PromiseMaker.NextNews(context, incident.Until)));
    }

    // One failure is compensated once, by whatever it was and in whichever chat.
    private static async ValueTask<bool> IsCompensatedAsync(DialogContext context, Incident incident, List<Fact> theirs, CancellationToken cancellation)
    {
        if (context.CurrentCases.Any(c => RemedyGiver.HasCompensated(c) && theirs.Any(f => f.Id == c.SubjectId))) return true;
        if (Explained(context, incident).FirstOrDefault() is not { } kind) return false;
        var history = await context.World.HistoryAsync(kind.Id, theirs[0], incident.Id, cancellation);
        return history.Settled.Concat(history.SettledForAll).Any(failure => theirs.Any(f => failure.EndsWith($":{f.Id}", StringComparison.Ordinal)));
    }

    // Keyed (incident, customer): in whichever conversation, once.
    private static (string Text, CouponCard? Card) Give(DialogContext context, Incident incident, List<Fact> theirs, Money amount, bool isCompensated)
    {
        if (isCompensated || amount.MinorUnits > context.BudgetLeft.MinorUnits)
        {
            context.Output.Notes.Add(isCompensated ? BotNote.IncidentCompensated(incident.Id) : BotNote.IncidentBudget(incident.Id, amount));
            return ("", null);
        }
        var days = context.Pack.Policy.CouponValidDays;
        var remedy = new Remedy.Coupon(amount, days) { Terms = CouponTerms.Of(context.Pack.Policy.CouponTerms, amount.Currency) };
        var card = RemedyGiver.Card(context, remedy);
        context.Output.Remedies.Add(new RemedyOrder(new CaseId(incident.Id), context.Customer.Id.Value, remedy, card.Code, card.ExpiresAt, Reasons.OfIncident(incident.Id), context.Pack.Version)
        {
            AlsoSettles = [.. Explained(context, incident).SelectMany(kind => theirs.Select(fact => ServiceFailure.KeyOf(kind.Id, fact.Id)))],
            Owner = theirs[0].Owner,
        });
        Remember(context, incident, theirs[0], remedy);
        return (RemedyGiver.Say(context, remedy, card, "remedy.given.coupon"), card);
    }

    // Whoever complains of it afterwards has been compensated. What stands still is late, before it is anything worse.
    private static void Remember(DialogContext context, Incident incident, Fact fact, Remedy remedy)
    {
        if (Explained(context, incident).OrderByDescending(static k => k.Failure.IsLateArrival).FirstOrDefault() is not { } kind) return;
        var matter = CaseBook.Open(context, new PendingIssue(kind.Id, fact.Id, ""));
        context.Put(matter with { SubjectId = fact.Id, Cause = incident.Id, Given = [.. matter.Given, remedy], Reason = Reasons.OfIncident(incident.Id), IsFailure = true });
    }

    private static IEnumerable<ComplaintKind> Explained(DialogContext context, Incident incident) => context.Pack.Complaints.Where(c => c.Causes.Contains(incident.Kind));

    private static string Cause(DialogContext context, Incident incident) =>
        Phrase.InScript(context.Locale, incident.Cause) ?? (context.Pack.Causes.Kinds.TryGetValue(incident.Kind, out var kind) ? kind.Name[context.Locale] : incident.Kind);

    private static string Place(DialogContext context, Incident incident) => Phrase.PlaceOf(context, incident, Cause(context, incident));

    private static string Words(DialogContext context, Incident incident) => incident.Words?[context.Locale] ?? "";
}
