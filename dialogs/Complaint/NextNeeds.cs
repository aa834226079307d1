using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs.Complaint;

/// <summary>Offers the likeliest next need of a step before it is asked, by what the site's own customers ask and else by the pack's order: one at a time, each once in a conversation, none while something else waits.</summary>
internal static class NextNeeds
{
    /// <param name="given">What is given by now, with what this turn gives.</param>
    /// <param name="fact">Null at the close, when nothing is looked up: the status is then as it was told.</param>
    /// <returns>The sentence, empty when there is none, and the case that remembers it.</returns>
    public static (string Text, ComplaintCase Matter) Offer(DialogContext context, ComplaintKind kind, ComplaintCase matter, IReadOnlyList<Remedy> given, Fact? fact, NeedStep after)
    {
        List<NextNeed>? fitting = null;
        for (var i = 0; i < kind.NextNeeds.Count; i++)
        {
            var need = kind.NextNeeds[i];
            if (need.After == after && !IsTold(context, matter, need.Text) && IsMoment(context, need) && Fits(need, matter, given, fact)) (fitting ??= []).Add(need);
        }

        return fitting is null ? ("", matter) : Say(Likeliest(context, matter, fitting, after));

        (string, ComplaintCase) Say(NextNeed likeliest) => (context.Render(likeliest.Text), Told(matter, likeliest.Text));
    }

    /// <summary>"Tell me if somebody elderly is with you", and the customer does: by the words that the pack has for it (<c>next.….words</c>).</summary>
    /// <returns>What is said to it (<c>next.….taken</c>); null where nothing that was offered is taken up.</returns>
    public static string? TakenUp(DialogContext context, ComplaintKind kind, ComplaintCase matter)
    {
        if (context.Picked is not null || IsTurnedDown(context) || matter.ToldOnce is not { } told) return null;
        // "Who pays for the heater I had to buy?" has one already.
        if (context.Heard.IsQuestion && context.Hears("question.words.pays")) return null;
        foreach (var need in kind.NextNeeds)
            if (told.Contains(need.Text) && !told.Contains($"{need.Text}{Taken}") && context.Pack.Wording.Has($"{need.Text}{Taken}") && context.Pack.Wording.Has($"{need.Text}{Words}")
                && (context.Heard.IsQuestion ? context.Hears($"{need.Text}{Words}") : ChoiceWords.Affirms(context.Words($"{need.Text}{Words}"), context.Heard.Text))) return $"{need.Text}{Taken}";
        return null;
    }

    /// <summary>What would be offered is asked for before it is: "my father is over eighty and sits under a blanket".</summary>
    public static bool IsSpokenOf(DialogContext context, ComplaintKind kind)
    {
        foreach (var need in kind.NextNeeds)
            if (context.Pack.Wording.Has($"{need.Text}{Taken}") && context.Pack.Wording.Has($"{need.Text}{Words}") && ChoiceWords.Affirms(context.Words($"{need.Text}{Words}"), context.Heard.Text)) return true;
        return false;
    }

    private static bool IsTurnedDown(DialogContext context) => context.Heard is { IsQuestion: false, Act: DialogAct.No or DialogAct.NeverMind or DialogAct.SomethingElse };

    private const string Words = ".words";
    private const string Taken = ".taken";

    private static bool Fits(NextNeed need, ComplaintCase matter, IReadOnlyList<Remedy> given, Fact? fact)
    {
        return need.Fits(Value, [.. given.Select(g => RemedyChoice.Name(g.Kind))]);

        string? Value(string name) => fact?.Text(name) ?? (name == "status" ? matter.ToldState?.Split(' ')[0] : null);
    }

    // Help in danger that the pack puts first stays there, whatever most people ask.
    private static NextNeed Likeliest(DialogContext context, ComplaintCase matter, List<NextNeed> fitting, NeedStep after)
    {
        return fitting[0].IsUrgent ? fitting[0] : context.AskedNext.Ordered(fitting, matter.Kind, AskedNext.StepOf(after), need => need.Answers)[0];
    }

    public static ComplaintCase Told(ComplaintCase matter, string key) => matter with { ToldOnce = [.. matter.ToldOnce ?? [], key] };

    public static bool IsTold(DialogContext context, ComplaintCase matter, string key) =>
        matter.ToldOnce?.Contains(key) == true || WasTold(context.CurrentCases, key);

    private static bool WasTold(IReadOnlyList<ComplaintCase> cases, string key)
    {
        for (var i = 0; i < cases.Count; i++)
            if (cases[i].ToldOnce?.Contains(key) == true) return true;
        return false;
    }

    private static bool IsMoment(DialogContext context, NextNeed need) => need.IsUrgent || (context.Issues.Count == 0 && !context.Heard.IsHeated && (context.Heard.Flags & (EmotionFlags.Urgent | EmotionFlags.Grief)) == 0);
}
