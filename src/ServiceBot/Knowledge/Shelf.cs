using System.Runtime.InteropServices;
using ServiceBot.Packs;

namespace ServiceBot.Knowledge;

/// <summary>
/// The articles of one language. An article is the stronger, the more of what was asked it speaks of (each term by how few articles have it),
/// and the nearer one of its own questions comes to it.
/// </summary>
internal sealed class Shelf
{
    // A term that only the body has may be said there in passing.
    private const float InBody = 0.65f;
    private const float OfCoverage = 0.6f;
    private const float OfLikeness = 0.4f;

    // Details that no article has ("from Hangzhou to Urumqi") count less against an article than what others speak of.
    private const float OfUnknown = 0.6f;

    // "When will it come?" has nothing in it that names anything, and "send" names nothing where half of the articles are about sending.
    private const float OnlyAlike = 0.5f;
    private const int Few = 3;

    // Words of one article that a question must have at least, or that much of commoner ones.
    private const float Enough = 1.3f;

    // As if there were at least so many: among three articles a word of one of them would be common, and one article more must not shift what the others answer.
    private const int Least = 32;

    private readonly IReadOnlyList<Article> articles;
    private readonly Dictionary<uint, List<Posting>> postings = [];
    private readonly List<Question> questions = [];
    private readonly Dictionary<uint, float>[][] parts;

    private readonly HashSet<uint> everyday = [];

    /// <param name="everyday">Texts whose words name no article by themselves.</param>
    public Shelf(IReadOnlyList<Article> articles, IReadOnlyList<string> everyday)
    {
        this.articles = articles;
        foreach (var text in everyday) SearchTerms.Read(text, (term, _, _) => this.everyday.Add(term));
        parts = [.. articles.Select(a => a.Parts.Select(_ => new Dictionary<uint, float>()).ToArray())];
        for (var i = 0; i < articles.Count; i++) Add(i, articles[i]);
        for (var i = 0; i < questions.Count; i++) questions[i] = questions[i] with { Norm = MathF.Sqrt(questions[i].Terms.Sum(t => Squared(t, weight: Weight(questions[i].Kinds[t])))) };
    }

    public bool IsEmpty => articles.Count == 0;

    public Article? Article(string id) => articles.FirstOrDefault(a => a.Id == id);

    public KnowledgeMatch? Find(string question)
    {
        if (IsEmpty) return null;
        var asked = Asked(question);
        if (asked.Count == 0) return null;
        var total = 0f;
        var covered = new float[articles.Count];
        var isNamed = new bool[articles.Count];
        foreach (var (term, (weight, isName)) in asked)
        {
            if (!postings.TryGetValue(term, out var found))
            {
                total += weight * OfUnknown;
                continue;
            }

            total += weight;
            var isOwn = isName && (found.Count * 2 <= articles.Count || articles.Count <= Few);
            foreach (var posting in found)
            {
                covered[posting.Article] += weight * (posting.IsHead ? 1 : InBody);
                isNamed[posting.Article] |= isOwn;
            }
        }

        var (best, strength) = (-1, 0f);
        // A word that half of the articles have ("send") is little to go by, though it is all that was asked.
        var enough = Enough * Rarity(having: 1);
        total = Math.Max(total, enough);
        var norm = Math.Max(MathF.Sqrt(asked.Values.Sum(a => a.Weight * a.Weight)), enough);
        var likeness = Likeness(asked, norm);
        for (var i = 0; i < covered.Length; i++)
        {
            var of = ((OfCoverage * covered[i] / total) + (OfLikeness * likeness[i])) * (isNamed[i] ? 1 : OnlyAlike);
            if (of > strength) (best, strength) = (i, of);
        }

        return best < 0 ? null : new KnowledgeMatch(articles[best], Part(best, asked), strength);
    }

    private ArticlePart Part(int article, Dictionary<uint, AskedTerm> asked)
    {
        var (best, most) = (0, 0f);
        for (var i = 0; i < parts[article].Length; i++)
        {
            var sum = 0f;
            foreach (var (term, (weight, _)) in asked)
                if (parts[article][i].TryGetValue(term, out var factor)) sum += weight * factor;
            // The first part answers what the others do not answer clearly better.
            if (sum > most * (best == 0 && i > 0 ? 1.1f : 1)) (best, most) = (i, sum);
        }

        return articles[article].Parts[best];
    }

    private float[] Likeness(Dictionary<uint, AskedTerm> asked, float norm)
    {
        var likeness = new float[articles.Count];
        foreach (var question in questions)
        {
            var sum = 0f;
            foreach (var term in question.Terms)
                if (asked.TryGetValue(term, out var known)) sum += known.Weight * known.Weight;
            if (sum > 0) likeness[question.Article] = Math.Max(likeness[question.Article], sum / (norm * question.Norm));
        }

        return likeness;
    }

    // Each term once, with what it weighs; what counts only where an article has it is left out elsewhere.
    private Dictionary<uint, AskedTerm> Asked(string question)
    {
        var asked = new Dictionary<uint, AskedTerm>();
        SearchTerms.Read(question, (term, kind, isLoose) =>
        {
            if (isLoose && !postings.ContainsKey(term)) return;
            asked.TryAdd(term, new AskedTerm(Rarity(term) * Weight(kind), kind is TermKind.Pair or TermKind.Word && !isLoose && !everyday.Contains(term)));
        });
        return asked;
    }

    private void Add(int number, Article article)
    {
        foreach (var question in article.Asked.Append(article.Title))
        {
            var kinds = new Dictionary<uint, TermKind>();
            SearchTerms.Read(question, (term, kind, _) => kinds.TryAdd(term, kind));
            questions.Add(new Question(number, [.. kinds.Keys], kinds, 0));
            foreach (var term in kinds.Keys) Post(term, number, isHead: true);
        }

        for (var i = 0; i < article.Parts.Count; i++)
        {
            var own = parts[number][i];
            SearchTerms.Read(article.Parts[i].Heading, (term, _, _) =>
            {
                own[term] = 1.5f;
                Post(term, number, isHead: true);
            });
            foreach (var line in article.Parts[i].Text.Split('\n'))
                SearchTerms.Read(line, (term, _, _) =>
                {
                    own.TryAdd(term, 1);
                    Post(term, number, isHead: false);
                });
        }
    }

    private void Post(uint term, int article, bool isHead)
    {
        ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(postings, term, out _);
        found ??= [];
        if (found.Count > 0 && found[^1].Article == article) found[^1] = new Posting(article, found[^1].IsHead || isHead);
        else found.Add(new Posting(article, isHead));
    }

    // BM25's inverse document frequency: a term that no article has is the rarest.
    private float Rarity(uint term) => Rarity(postings.TryGetValue(term, out var found) ? found.Count : 0);

    private float Rarity(int having) => MathF.Log(1 + ((Math.Max(Least, articles.Count) - having + 0.5f) / (having + 0.5f)));

    private float Squared(uint term, float weight)
    {
        var value = Rarity(term) * weight;
        return value * value;
    }

    private static float Weight(TermKind kind) => kind switch { TermKind.Single => 0.4f, TermKind.Concept => 0.4f, _ => 1 };

    /// <param name="IsName">Names something; a concept and a lone character only hint at it.</param>
    private readonly record struct AskedTerm(float Weight, bool IsName);

    private readonly record struct Posting(int Article, bool IsHead);

    private sealed record Question(int Article, uint[] Terms, Dictionary<uint, TermKind> Kinds, float Norm);
}
