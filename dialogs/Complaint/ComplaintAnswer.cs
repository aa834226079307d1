using ServiceBot.Dialogs.Subject;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Complaint;

/// <summary>What stays open after the answer.</summary>
internal enum AnswerEnd
{
    Settle,
    Choose,
    Photo,
    Person,
}

/// <summary>The answer to a complaint once the policy has decided: acknowledgement and apology, cause and what happens next, remedy; a bubble each.</summary>
internal sealed class ComplaintAnswer(DialogContext context, Assessment known, RemedyDecision decision)
{
    /// <summary>Letters of a bubble beyond which it is two; a third of it in Chinese.</summary>
    private const int LongestBubble = 420;

    private readonly List<Remedy> given = new(4);
    private IReadOnlyList<RemedyBundle> offered = [];
    private string cause = "";
    private bool isTakenUp;
    private bool hasAdvised;

    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("photo.ask"), new("photo.ask.{complaint}") { IsOptional = true }, new("photo.on-the-way"), new("complaint.ticket"),
        new("remedy.choose", "list"), new("remedy.declined", "remedy"), new("complaint.settle"), new("complaint.covered", "remedy"), new("complaint.settle.informed"),
    ];

    /// <summary>Said with what was decided; the case as it is then.</summary>
    public ComplaintCase Matter { get; private set; } = null!;

    public AnswerEnd Say(ComplaintCase matter, string opening)
    {
        Matter = matter;
        offered = matter.Offered;
        given.AddRange(matter.Given);
        var apology = Explanation.Apology(context, known, decision.Apology, matter);
        if (apology.Length > 0)
        {
            context.Note(new ToleranceEvent.Apologised());
            given.Add(Remedy.Apologised);
        }

        cause = IsExplained ? Explained() : "";
        if (cause.Length > 0 && known.Finding.IsKnown) given.Add(Remedy.Explained);
        if (decision.QualityTicket) context.Output.Notes.Add(BotNote.QualityTicket($"{known.Kind.Id} {known.Fact?.Id} {known.Fact?.Text("courier")}".TrimEnd()));
        var end = decision switch
        {
            { Person: not null } => HandOver(opening, apology),
            { EvidenceFirst: not null } => AskForPhoto(opening, apology),
            _ => Resolve(opening, apology),
        };
        // A case is large: what was decided and what was said are put into it at once.
        Matter = Matter with
        {
            Reason = decision.Reason,
            IsFailure = decision.IsFailure,
            Budgets = decision.Budgets,
            Prepared = decision.Person is not null ? decision.Options : matter.Prepared,
            Apologies = apology.Length > 0 ? matter.Apologies + 1 : matter.Apologies,
            Given = given,
            Offered = offered,
        };
        return end;
    }

    /// <summary>When a refund, a replacement… that was decided will be confirmed; empty when the remedy is done with this turn.</summary>
    public static string Arranging(DialogContext context, RemedyBundle bundle, ComplaintCase matter)
    {
        var arranged = bundle.Remedies.FirstOrDefault(r => IsArranged(r.Kind));
        if (arranged is null) return "";
        var what = $"{RemedyChoice.Name(arranged.Kind)}-arranged";
        return PromiseMaker.Say(context, PromiseMaker.Make(context, matter.Id, what, matter.SubjectId, PromiseQuote.For(context, what, context.Pack.Policy.ArrangeHours, "arrange-hours")));
    }

    /// <summary>Takes the company's systems or people, and so a time.</summary>
    public static bool IsArranged(RemedyKind kind) => kind is RemedyKind.Refund or RemedyKind.Replacement or RemedyKind.Redelivery or RemedyKind.Visit;

    public static string Numbered(IReadOnlyList<Choice> choices) => string.Join('\n', choices.Select((c, i) => $"{i + 1}. {c.Title}"));

    // Where the photo comes first there is nothing to explain yet; a person explains what nobody knows.
    private bool IsExplained => decision.Person is not null ? known.Finding.IsKnown : decision.EvidenceFirst is null;

    // recovery.md §2, rung 4: a short honest bridge; the amount prepared travels with the case and is not named.
    private AnswerEnd HandOver(string opening, string apology)
    {
        var evidence = decision.EvidenceFirst is null ? "" : context.Render("photo.on-the-way");
        context.SayText(opening, apology, cause, evidence, Need(NeedStep.Answer));
        return AnswerEnd.Person;
    }

    private AnswerEnd AskForPhoto(string opening, string apology)
    {
        context.SayText(opening, apology);
        context.Ask("photo", context.RenderFor("photo.ask", known.Kind.Id), new Choice(context.Render("choice.no-photo"), ComplaintDialog.NoPhoto));
        return AnswerEnd.Photo;
    }

    private AnswerEnd Resolve(string opening, string apology)
    {
        var begun = Phrase.Join(context.Locale, opening, apology);
        var ticket = decision.QualityTicket ? context.Render("complaint.ticket") : "";
        var explained = Phrase.Join(context.Locale, cause, Explanation.Unknown(context, known), ticket, Soothed(WhatHappensNext()), Need(NeedStep.Answer));
        // Facts and cause of a delay are a bubble each; where the data have nothing to say, there is little to part.
        if (opening.Length > 0 && (known.IsAboutArrival || decision.Options.Count == 0 || begun.Length + explained.Length > (context.Locale == Locale.En ? LongestBubble : LongestBubble / 3))) context.SayText(begun);
        else explained = Phrase.Join(context.Locale, begun, explained);
        switch (decision.Options)
        {
            case []:
                if (IsPersonNext) context.SayText(explained);
                else context.Ask(null, Phrase.Join(context.Locale, explained, context.Render("complaint.settle.informed")), SettleChoices(context));
                return Settled();
            case [var only]:
                context.SayText(explained);
                return Give(only);
            case var several when Covered(several) is { } covered:
                context.SayText(explained);
                return SayCovered(covered);
            case var several when Wished(several) is { } wished:
                context.SayText(explained);
                return Give(wished);
            default:
                context.SayText(explained);
                return OfferChoice();
        }
    }

    private AnswerEnd Give(RemedyBundle all)
    {
        // "Nineteen would do, but send nobody": what was turned down before it was offered is not arranged; the rest of it stays theirs.
        var bundle = RemedyChoice.LessRefused(context, all);
        var declined = bundle == all ? "" : context.Render("remedy.declined", ("remedy", Phrase.Lower(context.Locale, RemedyChoice.Title(context, all with { Remedies = [.. all.Remedies.Except(bundle.Remedies)] }))));
        var (text, card) = RemedyGiver.Give(context, known.Kind, Matter, bundle, decision.Budgets, decision.Reason, decision.PolicyVersion);
        given.AddRange(bundle.Remedies);
        offered = [];
        var arranging = PromiseMaker.Open(context, Matter.Id) is null ? Arranging(context, bundle, Matter) : "";
        text = Phrase.Join(context.Locale, declined, text);
        arranging = Phrase.Join(context.Locale, Soothed(arranging), declined.Length > 0 ? "" : Need(NeedStep.Remedy));
        if (bundle.Remedies.Any(r => r.Kind == RemedyKind.Person))
        {
            context.SayText(text, arranging);
            AttachTo(card);
            return AnswerEnd.Person;
        }
        if (IsPersonNext) context.SayText(text, arranging);
        else context.Ask(null, Phrase.Join(context.Locale, text, arranging, context.Render("complaint.settle")), SettleChoices(context));
        AttachTo(card);
        return Settled();
    }

    // Who moves to another room, or gets a new one, leaves all that was wrong with this one behind: nobody is asked to choose it a second time.
    private RemedyBundle? Covered(IReadOnlyList<RemedyBundle> options) =>
        context.CurrentCases.Any(c => c.Id != Matter.Id && !c.IsClosed && c.SubjectId is not null && c.SubjectId == known.Fact?.Id && c.Given.Any(static g => g.Kind == RemedyKind.Replacement) && !c.Done.Contains(RemedyKind.Replacement))
            ? options.FirstOrDefault(static o => o.Remedies[0].Kind == RemedyKind.Replacement)
            : null;

    // What the failure owes beside it is theirs all the same.
    private AnswerEnd SayCovered(RemedyBundle bundle)
    {
        var rest = bundle with { Remedies = [.. bundle.Remedies.Skip(1)] };
        var (text, card) = RemedyGiver.Give(context, known.Kind, Matter, rest, decision.Budgets, decision.Reason, decision.PolicyVersion);
        given.AddRange(rest.Remedies);
        offered = [];
        var covered = context.Render("complaint.covered", ("remedy", Phrase.Lower(context.Locale, RemedyChoice.Title(context, bundle with { Remedies = [bundle.Remedies[0]] }))));
        context.Ask(null, Phrase.Join(context.Locale, covered, text, context.Render("complaint.settle")), SettleChoices(context));
        AttachTo(card);
        return AnswerEnd.Settle;
    }

    // What has been asked for already is not asked for again.
    private RemedyBundle? Wished(IReadOnlyList<RemedyBundle> options)
    {
        var said = string.Join('\n', [.. Matter.Evidence.Where(static e => e.IsCustomers).Select(static e => e.Text[CaseEvidence.OfCustomer.Length..]), context.Heard.Text]);
        return ChoiceWords.Wished([.. options.Select(static o => RemedyChoice.Name(o.Remedies[0].Kind))], said, context) is { } name ? options.First(o => RemedyChoice.Name(o.Remedies[0].Kind) == name) : null;
    }

    // Where somebody's health hangs on it, or a threat stands, a person comes next: nobody is asked before whether a coupon will do.
    private bool IsPersonNext => isTakenUp || (context.Heard.Flags & (EmotionFlags.Urgent | EmotionFlags.Threats)) != 0;

    private AnswerEnd Settled() => isTakenUp ? AnswerEnd.Person : AnswerEnd.Settle;

    private AnswerEnd OfferChoice()
    {
        offered = decision.Options;
        context.Note(new ToleranceEvent.ChoiceGiven(decision.Options.Count));
        var choices = RemedyChoice.Of(context, decision.Options);
        context.Ask("choice", context.Render("remedy.choose", ("list", Numbered(choices))), [.. choices, new Choice(context.Render("choice.person"), Choice.Person)]);
        return AnswerEnd.Choose;
    }

    private void AttachTo(CouponCard? card)
    {
        if (card is not null) context.Output.Bubbles[^1] = context.Output.Bubbles[^1] with { Coupon = card };
    }

    private string Explained()
    {
        if (known.MeetsStandard == true || (known.IsAboutArrival && !known.IsLate && !known.IsConfirmed)) return "";
        // Nothing is held up where the company's data say that it is done.
        return decision is { IsFailure: false } && !known.IsAboutArrival && !known.Finding.IsKnown ? "" : Explanation.Cause(context, known);
    }

    private string WhatHappensNext()
    {
        if (PromiseMaker.Open(context, Matter.Id) is { } open) return PromiseMaker.Say(context, open);
        // Nobody looks for a cause that has just been told: the news is how it goes on.
        if (decision.FindWithin is not null && known.Finding is { IsKnown: true, Incident: { } incident }) return Promise(PromiseMaker.StatusUpdate, PromiseMaker.NextNews(context, incident.Until));
        if (decision.FindWithin is { } within) return Promise(PromiseMaker.FindCause, context.Now + within);
        if (!known.IsAboutArrival || !known.IsOnTheWay) return "";
        if (known.Fact?.Time("promised") is { } promised && promised > context.Now) return Promise(PromiseMaker.StatusUpdate, promised, "promise.at-promised");
        return Promise(PromiseMaker.StatusUpdate, PromiseMaker.NextNews(context, known.Finding.Incident?.Until));
    }

    private string Soothed(string dated)
    {
        // "I'm staying on this" is not true of what a person takes over.
        if ((context.Heard.Flags & EmotionFlags.Threats) != 0) return dated;
        (var text, Matter) = Soothing.Before(context, known.Kind, Matter, dated);
        return text;
    }

    private string Need(NeedStep after)
    {
        // One piece of advice an answer: the others have their time when the matter closes.
        (var text, Matter) = hasAdvised ? ("", Matter) : NextNeeds.Offer(context, known.Kind, Matter, given, known.Fact, after);
        hasAdvised |= text.Length > 0;
        if (NextNeeds.TakenUp(context, known.Kind, Matter) is not { } taken) return text;
        // "I've a newborn here": what would have been offered was asked for.
        isTakenUp = true;
        Matter = NextNeeds.Told(Matter, taken);
        return context.Render(taken);
    }

    private string Promise(string what, DateTimeOffset due, string? key = null) => PromiseMaker.Say(context, PromiseMaker.Make(context, Matter.Id, what, known.Fact?.Id, due), key);

    public static IReadOnlyList<Choice> SettleChoices(DialogContext context) =>
    [
        new(context.Render("choice.fine"), Choice.Yes), new(context.Render("choice.not-fine"), Choice.No), new(context.Render("choice.person"), Choice.Person),
    ];
}
