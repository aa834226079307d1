using ServiceBot.Dialogs.Subject;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tolerance;

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
    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        new("photo.ask"), new("photo.ask.{complaint}") { IsOptional = true }, new("photo.on-the-way"), new("complaint.ticket"),
        new("remedy.choose", "list"), new("complaint.settle"), new("complaint.settle.informed"),
    ];

    /// <summary>Said with what was decided; the case as it is then.</summary>
    public ComplaintCase Matter { get; private set; } = null!;

    public AnswerEnd Say(ComplaintCase matter, string opening)
    {
        var apology = Apologise(matter);
        if (decision.QualityTicket) context.Output.Notes.Add($"quality ticket: {known.Kind.Id} {known.Fact?.Id} {known.Fact?.Text("courier")}".TrimEnd());
        if (decision.Person is not null) return HandOver(opening, apology);
        if (decision.EvidenceFirst is not null) return AskForPhoto(opening, apology);
        return Resolve(opening, apology);
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

    private string Apologise(ComplaintCase matter)
    {
        var apology = Explanation.Apology(context, known, decision.Apology, matter);
        if (apology.Length == 0)
        {
            Matter = matter with { Reason = decision.Reason, Budgets = decision.Budgets };
            return "";
        }
        context.Note(new ToleranceEvent.Apologised());
        Matter = matter with { Reason = decision.Reason, Budgets = decision.Budgets, Apologies = matter.Apologies + 1, Given = [.. matter.Given, new Remedy.InKind(RemedyKind.Apology)] };
        return apology;
    }

    // recovery.md §2, rung 4: a short honest bridge; the amount prepared travels with the case and is not named.
    private AnswerEnd HandOver(string opening, string apology)
    {
        Matter = Matter with { Prepared = decision.Options };
        var evidence = decision.EvidenceFirst is null ? "" : context.Render("photo.on-the-way");
        context.SayText(opening, apology, known.Finding.IsKnown ? Explain() : "", evidence, Need(NeedStep.Answer));
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
        var explained = Phrase.Join(context.Locale, Explain(), Explanation.Unknown(context, known), ticket, Soothed(WhatHappensNext()), Need(NeedStep.Answer));
        // Facts and cause of a delay are a bubble each; where the data have nothing to say, there is little to part.
        if (opening.Length > 0 && (known.IsAboutArrival || decision.Options.Count == 0)) context.SayText(begun);
        else explained = Phrase.Join(context.Locale, begun, explained);
        switch (decision.Options)
        {
            case []:
                context.Ask(null, Phrase.Join(context.Locale, explained, context.Render("complaint.settle.informed")), SettleChoices(context));
                return AnswerEnd.Settle;
            case [var only]:
                context.SayText(explained);
                return Give(only);
            default:
                context.SayText(explained);
                return OfferChoice();
        }
    }

    private AnswerEnd Give(RemedyBundle bundle)
    {
        var (text, card, given) = RemedyGiver.Give(context, known.Kind, Matter, bundle, decision.Reason, decision.PolicyVersion);
        Matter = given;
        var arranging = PromiseMaker.Open(context, Matter.Id) is null ? Arranging(context, bundle, Matter) : "";
        arranging = Phrase.Join(context.Locale, Soothed(arranging), Need(NeedStep.Remedy));
        if (bundle.Remedies.Any(r => r.Kind == RemedyKind.Person))
        {
            context.SayText(text, arranging);
            AttachTo(card);
            return AnswerEnd.Person;
        }
        context.Ask(null, Phrase.Join(context.Locale, text, arranging, context.Render("complaint.settle")), SettleChoices(context));
        AttachTo(card);
        return AnswerEnd.Settle;
    }

    private AnswerEnd OfferChoice()
    {
        Matter = Matter with { Offered = decision.Options };
        context.Note(new ToleranceEvent.ChoiceGiven(decision.Options.Count));
        var choices = RemedyChoice.Of(context, decision.Options);
        context.Ask("choice", context.Render("remedy.choose", ("list", Numbered(choices))), [.. choices, new Choice(context.Render("choice.person"), Choice.Person)]);
        return AnswerEnd.Choose;
    }

    private void AttachTo(CouponCard? card)
    {
        if (card is not null) context.Output.Bubbles[^1] = context.Output.Bubbles[^1] with { Coupon = card };
    }

    private string Explain()
    {
        if (known.MeetsStandard == true || (known.IsAboutArrival && !known.IsLate && !known.IsConfirmed)) return "";
        var cause = Explanation.Cause(context, known);
        if (cause.Length > 0 && known.Finding.IsKnown) Matter = Matter with { Given = [.. Matter.Given, new Remedy.InKind(RemedyKind.Explanation)] };
        return cause;
    }

    private string WhatHappensNext()
    {
        if (PromiseMaker.Open(context, Matter.Id) is { } open) return PromiseMaker.Say(context, open);
        if (decision.FindWithin is { } within) return Promise(PromiseMaker.FindCause, context.Now + within);
        if (!known.IsAboutArrival || !known.IsOnTheWay) return "";
        if (known.Fact?.Time("promised") is { } promised && promised > context.Now) return Promise(PromiseMaker.StatusUpdate, promised, "promise.at-promised");
        return Promise(PromiseMaker.StatusUpdate, PromiseMaker.NextNews(context, known.Finding.Incident?.Until));
    }

    private string Soothed(string dated)
    {
        (var text, Matter) = Soothing.Before(context, known.Kind, Matter, dated);
        return text;
    }

    private string Need(NeedStep after)
    {
        (var text, Matter) = NextNeeds.Offer(context, known.Kind, Matter, known.Fact, after);
        return text;
    }

    private string Promise(string what, DateTimeOffset due, string? key = null) => PromiseMaker.Say(context, PromiseMaker.Make(context, Matter.Id, what, known.Fact?.Id, due), key);

    public static IReadOnlyList<Choice> SettleChoices(DialogContext context) =>
    [
        new(context.Render("choice.fine"), Choice.Yes), new(context.Render("choice.not-fine"), Choice.No), new(context.Render("choice.person"), Choice.Person),
    ];
}
