using ServiceBot.Knowledge;
using ServiceBot.Packs;

namespace ServiceBot.Dialogs;

/// <summary>Answers with the company's own words, and says whose they are.</summary>
public static class ArticleReply
{
    public static IReadOnlyList<WordingKey> Keys { get; } = [new("knowledge.answer", "text", "title"), new("knowledge.none")];

    /// <returns>Null when no article speaks of it.</returns>
    public static KnowledgeMatch? Find(DialogContext context, string question) =>
        string.IsNullOrWhiteSpace(question) ? null : context.World.Knowledge.Find(question, context.Locale);

    /// <summary>"What does it cost, and how long does it take?": each part that asks has an answer of its own, and one that has none is answered by what fits the whole.</summary>
    /// <param name="from">How strong the answer to the whole must be.</param>
    public static IReadOnlyList<KnowledgeMatch> FindAll(DialogContext context, string question, double from)
    {
        var parts = ChoiceWords.Questions(question);
        if (parts.Count > 1)
        {
            var each = parts.Select(part => Find(context, part)).OfType<KnowledgeMatch>().Where(static m => m.Answers).DistinctBy(static m => m.Article.Id).Take(Most).ToList();
            if (each.Count > 1) return each;
        }

        return Find(context, question) is { } match && match.Strength >= from ? [match] : [];
    }

    private const int Most = 2;

    /// <summary>The article that was chosen from "A, B or C?", by the part that answers what was asked then.</summary>
    public static KnowledgeMatch? Chosen(DialogContext context, string id, string question)
    {
        if (Find(context, question) is { } found && found.Article.Id == id) return found;
        return context.World.Knowledge.Article(id, context.Locale) is { } article ? new KnowledgeMatch(article, article.Parts[0], 1) : null;
    }

    /// <summary>What an article says is what the company says, and no claim that something was done; nothing in it is a template.</summary>
    public static void Say(DialogContext context, KnowledgeMatch match)
    {
        context.Output.Bubbles.Add(new Bubble(context.Render("knowledge.answer", ("text", match.Text), ("title", match.Article.Title))) { IsFact = true });
        context.Output.Article = match.Article.Id;
    }
}
