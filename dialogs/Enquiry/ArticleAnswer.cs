using ServiceBot.Knowledge;

namespace ServiceBot.Dialogs.Enquiry;

/// <summary>Answers a question of a kind that articles answer: by the one that fits, else by the kind's own text, else by saying that we do not know.</summary>
internal static class ArticleAnswer
{
    public static DialogStep Give(DialogContext context, Packs.Enquiry enquiry, string asked)
    {
        var question = asked.Length > 0 ? asked : context.Heard.Text;
        var own = $"enquiry.{enquiry.Id}";
        // That it is a question of this kind is known already: less is enough.
        var found = ArticleReply.FindAll(context, question, KnowledgeMatch.WorthNaming);
        foreach (var match in found) ArticleReply.Say(context, match);
        if (found.Count > 0) return new DialogStep.Done();
        if (context.Pack.Wording.Has(own)) context.SayText(context.Render(own));
        else if (context.IsInterruption || context.Desk.Place is not null) context.Say("knowledge.none");
        else context.Ask(null, context.Render("knowledge.none"), new Choice(context.Render("choice.person"), Choice.Person));
        return new DialogStep.Done();
    }
}
