using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ServiceBot.Dialogs.Complaint;
using ServiceBot.Dialogs.Subject;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Enquiry;

/// <summary>Answers a question: by the pack's text, or by what the company's system says of an order.</summary>
internal sealed class EnquiryDialog : Dialog<EnquiryState>
{
    /// <summary>More than these are a list to choose from.</summary>
    private const int MostAtOnce = 3;

    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("enquiry.{enquiry}"), new("enquiry.{article}") { IsOptional = true },
        new("hours.open"), new("hours.closed", "opens"), new("hours.closed.unknown"),
        new("subject.status", "number", "status", "place", "promised", "delivered", "asof", "{fact}"), new("subject.status.{look-up}", "number", "place", "asof", "{fact}") { IsOptional = true }, new("subject.late", "late"), new("subject.offer"), new("subject.tell", "due"),
        new("choice.report", "kind"), new("choice.no-thanks"), new("enquiry.dropped"), new("enquiry.down.after"),
    ];

    public override string Id => "enquiry";

    protected override JsonTypeInfo<EnquiryState> State => EnquiryJson.Default.EnquiryState;

    public override object? StateFor(Matter matter, DialogContext context) =>
        matter is Matter.Issue { Value: var issue } && context.Pack.Enquiry(issue.Intent) is not null ? new EnquiryState { Enquiry = issue.Intent, Subject = issue.SubjectId, Text = issue.Text } : null;

    protected override async ValueTask<DialogStep> ContinueAsync(DialogContext context, EnquiryState state, CancellationToken cancellation)
    {
        if (context.Pack.Enquiry(state.Enquiry) is not { } enquiry) return new DialogStep.Done();
        if (enquiry.Needs.Contains("article")) return ArticleAnswer.Give(context, enquiry, state.Text ?? "");
        if (!enquiry.Needs.Contains("subject"))
        {
            context.IsIntroduced |= enquiry.Id == IssueFinder.SmallTalk;
            context.SayText(OpenNow(context, enquiry), OfTheMatter(context, enquiry.Id), context.Render($"enquiry.{enquiry.Id}"));
            return new DialogStep.Done();
        }
        if (state.Search is null) return await FindAsync(context, state, state.Subject, cancellation);
        if (context.Reason == TurnReason.Resumed) return await FindAsync(context, state with { Search = state.Search with { Asked = 1 } }, null, cancellation);
        return await HearAsync(context, state, state.Search, cancellation);
    }

    protected override bool CanUse(DialogContext context, EnquiryState state) => SubjectPrompt.IsAnswered(context) || SubjectPrompt.Corrected(context, state.Search) is not null;

    protected override bool IsAbout(DialogContext context, EnquiryState state, PendingIssue issue) => issue.Intent == state.Enquiry && (state.Subject is null || issue.SubjectId is null || issue.SubjectId == state.Subject);

    private static async ValueTask<DialogStep> HearAsync(DialogContext context, EnquiryState state, SubjectSearch search, CancellationToken cancellation)
    {
        if ((SubjectPrompt.Given(context) ?? SubjectPrompt.Corrected(context, search)) is { } number)
        {
            foreach (var other in context.Heard.Numbers.Skip(1)) context.Output.Issues.Add(new PendingIssue(state.Enquiry, other, ""));
            return await FindAsync(context, state, number, cancellation);
        }
        if (context.Heard.PartialNumber is not null) return await FindAsync(context, state, null, cancellation);
        if (SubjectPrompt.IsSearching(context)) return Wait(state, search);
        switch (context.Heard.Act)
        {
            case DialogAct.NeverMind or DialogAct.SomethingElse:
                context.Say("enquiry.dropped");
                return new DialogStep.Done();
            case DialogAct.DontKnow or DialogAct.No:
                return Wait(state, SubjectPrompt.SayWhere(context, search));
            default:
                // Of a known customer the orders are looked up once more: one is described, or the choice is offered again.
                return await FindAsync(context, state with { Search = search with { Asked = Math.Max(1, search.Asked) } }, null, cancellation);
        }
    }

    private static async ValueTask<DialogStep> FindAsync(DialogContext context, EnquiryState state, string? number, CancellationToken cancellation)
    {
        var search = state.Search ?? new SubjectSearch();
        switch (await SubjectFinder.FindAsync(context, number, SubjectFits.ForEnquiry(context), cancellation))
        {
            case SubjectFound.Known known when Unseen(context, known.Fact) is { } matter:
                return new DialogStep.Replace(new Matter.Reopened(matter));
            case SubjectFound.Known known when TakesUp(context, known.Fact) is { } complaint:
                context.Subject = known.Fact.Id;
                return new DialogStep.Replace(new Matter.Issue(complaint));
            case SubjectFound.Known known:
                Answer(context, known, state.Enquiry);
                return new DialogStep.Done();
            case SubjectFound.Several { Facts: { Count: <= MostAtOnce } all } when SubjectHint.MeansAll(context):
                AnswerAll(context, all, state.Enquiry);
                return new DialogStep.Done();
            case SubjectFound.Several several:
                SubjectPrompt.Choose(context, several.Facts, "", canBeNone: false);
                return Wait(state, search);
            case SubjectFound.Partial partial:
                return Wait(state, SubjectPrompt.AskToComplete(context, search, partial.Number));
            case SubjectFound.NotFound missing:
                return Wait(state, SubjectPrompt.SayNotFound(context, search, missing.Number));
            case SubjectFound.Unavailable unavailable:
                SayDown(context, unavailable.Number);
                return new DialogStep.Done();
            default:
                return Wait(state, SubjectPrompt.Ask(context, search));
        }
    }

    // Complained of while the system was down: now that it answers, the complaint goes on, and not only the status is told.
    private static Recovery.ComplaintCase? Unseen(DialogContext context, Fact fact)
    {
        foreach (var matter in context.CurrentCases)
            if (!matter.IsClosed && matter.SubjectId == fact.Id && matter.ToldState == "unavailable") return matter;
        return null;
    }

    // Whoever asks is told when there is an answer, and need not ask again.
    private static void SayDown(DialogContext context, string? number)
    {
        context.Subject = number ?? context.Subject;
        var down = SubjectPrompt.Down(context, number);
        if (context.Desk.Place is not null) context.SayText(down);
        else if (number is null) context.SayText(down, context.Render("enquiry.down.after"));
        else context.SayText(down, PromiseMaker.Say(context, Promised(context, number) ?? PromiseMaker.Make(context, null, PromiseMaker.StatusUpdate, number, context.Now + PromiseMaker.Hours(context.Pack.Policy.FindingHours))));
    }

    private static Recovery.Promise? Promised(DialogContext context, string number)
    {
        foreach (var promise in context.CurrentPromises)
            if (promise.SubjectId == number && promise.Status == Recovery.PromiseStatus.Open && promise.What is PromiseMaker.StatusUpdate or PromiseMaker.FindCause) return promise;
        return null;
    }

    // An angry question about what is late is a complaint, and so is one that somebody's health or grief hangs on; asking first whether it is one would be an insult.
    // What will not come any more by our own data is one without a word of complaint.
    private static PendingIssue? TakesUp(DialogContext context, Fact fact)
    {
        if (!CanOffer(context, fact)) return null;
        if (context.Pack.Complaints.FirstOrDefault(c => c.Failure.IsGone && c.Failure.IsShownBy(fact)) is { } gone && !context.CurrentCases.Any(c => c.SubjectId == fact.Id && c.Kind == gone.Id))
            return new PendingIssue(gone.Id, fact.Id, "");
        var cannotWait = context.Heard.IsHeated || (context.Heard.Flags & (EmotionFlags.Urgent | EmotionFlags.Grief)) != 0;
        return cannotWait && LateBy(context, fact) > TimeSpan.Zero && LateKind(context) is { } late ? new PendingIssue(late.Id, fact.Id, "") : null;
    }

    private static ComplaintKind? LateKind(DialogContext context) => context.Pack.Complaints.FirstOrDefault(c => c.Failure.IsLateArrival);

    private static TimeSpan LateBy(DialogContext context, Fact fact) =>
        fact.Time("promised") is { } promised && context.Pack.Subject.States.IsOpen(fact) && promised < context.Now ? context.Now - promised : TimeSpan.Zero;

    private static void AnswerAll(DialogContext context, IReadOnlyList<Fact> facts, string enquiry)
    {
        var text = string.Join('\n', facts.Select(fact => Phrase.Join(context.Locale, context.RenderFor("subject.status", enquiry, FactText.All(context, fact)),
            LateBy(context, fact) is { Ticks: > 0 } late ? context.Render("subject.late", ("late", Phrase.Lasting(context.Locale, late))) : "")));
        context.Note(new Tolerance.ToleranceEvent.StatusGiven());
        var latest = facts.MaxBy(fact => LateBy(context, fact))!;
        context.Subject = latest.Id;
        if (LateBy(context, latest) > TimeSpan.Zero && CanOffer(context, latest)) Offer(context, latest, text);
        else context.SayText(text);
    }

    private static void Answer(DialogContext context, SubjectFound.Known known, string enquiry)
    {
        var fact = known.Fact;
        context.Subject = fact.Id;
        var late = LateBy(context, fact);
        var text = Phrase.Join(context.Locale,
            FactText.Stale(context, known.StaleSince),
            context.RenderFor("subject.status", enquiry, FactText.All(context, fact)),
            late > TimeSpan.Zero ? context.Render("subject.late", ("late", Phrase.Lasting(context.Locale, late))) : "",
            WillTell(context, fact) is { Length: > 0 } told ? told : late > TimeSpan.Zero ? Awaited(context, fact) : "");
        context.Note(new Tolerance.ToleranceEvent.StatusGiven());
        if (late > TimeSpan.Zero && CanOffer(context, fact)) Offer(context, fact, text);
        else context.SayText(text);
    }

    // "Let me know when it's there": a promise like any other, and one that was made already is the same.
    private static string WillTell(DialogContext context, Fact fact)
    {
        if (!context.Heard.AsksToBeTold || context.Desk.Place is not null || !context.Pack.Subject.States.IsOpen(fact)) return "";
        var due = fact.Time("promised") is { } promised && promised > context.Now ? promised : context.Now + PromiseMaker.Hours(context.Pack.Policy.UpdateHours);
        var promise = Promised(context, fact.Id) ?? PromiseMaker.Make(context, null, PromiseMaker.StatusUpdate, fact.Id, due);
        return context.Render("subject.tell", ("due", Phrase.When(context, promise.Due)));
    }

    // "So when do I get it?" about what is in hand as late: nobody knows yet, and by when there is news.
    private static string Awaited(DialogContext context, Fact fact)
    {
        foreach (var matter in context.CurrentCases)
            if (!matter.IsClosed && matter.SubjectId == fact.Id && PromiseMaker.Open(context, matter.Id) is { } news)
                return Phrase.Join(context.Locale, context.Heard.AsksWhen && !context.Pack.Subject.States.Underway.Contains(fact.Text("status") ?? "") ? context.Render("complaint.unknown.arrival") : "", PromiseMaker.Say(context, news));
        return "";
    }

    // Speaking first beats being asked (recovery.md §3.9); but one question at a time, and not about what is a case already.
    private static bool CanOffer(DialogContext context, Fact fact) =>
        !context.IsInterruption && context.Issues.Count == 0 && context.Desk.Place is null && !context.CurrentCases.Any(c => !c.IsClosed && c.SubjectId == fact.Id);

    private static void Offer(DialogContext context, Fact fact, string text)
    {
        if (LateKind(context) is not { } kind)
        {
            context.SayText(text);
            return;
        }
        context.OfferMatter(new PendingIssue(kind.Id, fact.Id, ""), Phrase.Join(context.Locale, text, context.Render("subject.offer")),
            context.Render("choice.report", ("kind", Phrase.Lower(context.Locale, kind.Name[context.Locale]))), context.Render("choice.no-thanks"));
    }

    // "And my luggage?", while another room is offered or arranged: what the pack says of that remedy comes before the general answer.
    private static string OfTheMatter(DialogContext context, string enquiry)
    {
        foreach (var matter in context.CurrentCases)
        {
            if (matter.IsClosed || context.Pack.Complaint(matter.Kind) is not { } kind) continue;
            foreach (var need in kind.NextNeeds)
                if (need.Answers.Contains(enquiry) && need is { Facts.Count: 0, After: NeedStep.Remedy } && need.Remedies.Any(r => IsOpen(matter, r))) return context.Render(need.Text);
        }
        return "";
    }

    private static bool IsOpen(Recovery.ComplaintCase matter, string remedy) =>
        matter.Given.Concat(matter.Offered.SelectMany(static o => o.Remedies)).Any(r => RemedyChoice.Name(r.Kind) == remedy);

    private static string OpenNow(DialogContext context, Packs.Enquiry enquiry)
    {
        if (enquiry.Id != IssueFinder.OpeningHours) return "";
        // Opening hours on the wall are no promise that somebody is there.
        if (context.Desk.OnDuty > 0) return context.Render("hours.open");
        return context.Desk.OpensAt is { } opens ? context.Render("hours.closed", ("opens", Phrase.When(context, opens))) : context.Render("hours.closed.unknown");
    }

    private static DialogStep.Wait Wait(EnquiryState state, SubjectSearch search) => new(state with { Search = search });
}

internal sealed record EnquiryState
{
    [JsonPropertyName("e")]
    public required string Enquiry { get; init; }

    [JsonPropertyName("n")]
    public string? Subject { get; init; }

    /// <summary>What was asked, in the customer's words; not stored.</summary>
    [JsonIgnore]
    public string? Text { get; init; }

    /// <summary>Set once something was asked.</summary>
    [JsonPropertyName("s")]
    public SubjectSearch? Search { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(EnquiryState))]
internal sealed partial class EnquiryJson : JsonSerializerContext;
