namespace ServiceBot.Dialogs;

/// <summary>Puts a turn's bubbles into shape and makes the state that is stored.</summary>
internal sealed class TurnEnd(DialogState before, DialogContext context, RootReplies root)
{
    public DialogState State(IReadOnlyList<DialogFrame> frames)
    {
        var bubbles = context.Output.Bubbles;
        if (bubbles.Count > 0)
        {
            Introduce(bubbles);
            KeepLastQuestion(bubbles);
            // News of its own accord must not make the customer lose the question that is open.
            if (KeepsQuestion(bubbles)) bubbles[^1] = bubbles[^1] with { Choices = before.Asked!.Choices };
            // Who has just accepted how it ends is not asked whether somebody else should take over.
            var hasEnded = frames.Count == 0 && before.Frames.Count > 0;
            if (hasEnded) root.ForgetOffer();
            if ((context.OfferPerson || context.IsOutOfReach) && !hasEnded && !root.IsPersonOffered && context.Desk.Place is null && context.Output.Handoff is null && !frames.Any(f => f.Dialog.IsForPerson)) root.OfferPerson();
            AskForAddress(bubbles);
            AskForNews(bubbles);
            Bubbles.PutTogether(bubbles);
        }
        return new DialogState
        {
            Frames = [.. frames],
            Issues = [.. context.Output.Issues],
            Asked = Asked(bubbles),
            Subject = context.Subject,
            Misses = root.Misses,
            Fallbacks = root.Fallbacks,
            ProofMisses = context.ProofMisses,
            // When a promise falls due nobody is asking: the dialog says itself when a person takes over.
            Outages = context.HasFacts switch { true => 0, false when context.Reason != TurnReason.PromiseDue => before.Outages + 1, _ => before.Outages },
            IsPersonOffered = root.IsPersonOffered,
        };
    }

    private void Introduce(List<Bubble> bubbles)
    {
        if (context.HasGreeted || context.IsIntroduced) return;
        var intro = context.Render(context.Heard.IsHeated ? "bot.intro.plain" : "bot.intro");
        bubbles[0] = bubbles[0] with { Text = Phrase.Join(context.Locale, intro, bubbles[0].Text) };
    }

    // A promise made on a page that may be closed: where shall it be kept then? Asked once in a conversation, and answered or not.
    private void AskForAddress(List<Bubble> bubbles)
    {
        if (context.Reach is not { WasAsked: false, Known: null, Kinds: [_, ..] kinds } || !context.Output.Promises.Exists(promise => promise.Status == Recovery.PromiseStatus.Open && promise.MadeAt == context.Now)) return;
        var at = bubbles.FindLastIndex(bubble => bubble.Choices.Count == 0 && bubble.Coupon is null);
        if (at < 0) at = bubbles.Count - 1;
        var question = kinds.Count > 1 ? context.Render("reach.ask.both") : kinds[0] == Customers.CustomerReach.Mail ? context.Render("reach.ask.mail") : context.Render("reach.ask.text");
        bubbles[at] = bubbles[at] with { Text = Phrase.Join(context.Locale, bubbles[at].Text, question) };
        context.Output.HasAskedReach = true;
    }

    // Who was spoken to first says whether that was welcome. Where another question is open, how to stop it is said and nothing more is asked.
    private void AskForNews(List<Bubble> bubbles)
    {
        if (context.NewsQuestion is not { } question || context.WasAskedForNews) return;
        var last = bubbles[^1];
        var isFree = last.Choices.Count == 0 && context.Output.Asked is null && !KeepsQuestion(bubbles);
        if (!isFree && context.Company is null) return;
        context.Output.HasAskedForNews = true;
        bubbles[^1] = last with
        {
            Text = Phrase.Join(context.Locale, last.Text, context.Render(isFree ? question : "news.stop")),
            Choices = isFree ? [new Choice(context.Render("news.yes"), Choice.News), new Choice(context.Render("news.no"), Choice.NoNews)] : last.Choices,
        };
    }

    // Clients show the buttons of the last bubble only; an earlier question was overtaken by what came after it.
    private static void KeepLastQuestion(List<Bubble> bubbles)
    {
        var choices = bubbles.FindLast(b => b.Choices.Count > 0)?.Choices ?? [];
        for (var i = 0; i < bubbles.Count; i++)
        {
            var own = i == bubbles.Count - 1 ? choices : [];
            if (own.Count + bubbles[i].Choices.Count > 0 && !ReferenceEquals(own, bubbles[i].Choices)) bubbles[i] = bubbles[i] with { Choices = own };
        }
    }

    private bool KeepsQuestion(List<Bubble> bubbles) =>
        context.Reason == TurnReason.PromiseDue && before.Asked is { What: not null } asked && context.Output.Asked is null && (bubbles[^1].Choices.Count == 0 || bubbles[^1].Choices == asked.Choices);

    private Question? Asked(List<Bubble> bubbles)
    {
        if (bubbles.Count == 0 || KeepsQuestion(bubbles)) return before.Asked;
        var choices = bubbles[^1].Choices;
        return context.Output.Asked is null && choices.Count == 0 ? null : new Question(context.Output.Asked, choices, context.Output.About);
    }
}
