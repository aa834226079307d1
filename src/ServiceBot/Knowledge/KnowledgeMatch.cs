using ServiceBot.Packs;

namespace ServiceBot.Knowledge;

/// <summary>The article that a question is about, and what of it is said.</summary>
/// <param name="Strength">0..1: how much of what was asked the article speaks of.</param>
public sealed record KnowledgeMatch(Article Article, ArticlePart Part, double Strength)
{
    /// <summary>From here on an article answers. Set on questions written for the four packs' articles, with as many that none of them answers (docs/benchmarks.md).</summary>
    public const double AnswersFrom = 0.405;

    /// <summary>From here on it is worth naming among others.</summary>
    public const double WorthNaming = 0.3;

    public bool Answers => Strength >= AnswersFrom;

    /// <summary>The part's text, ended after a sentence where it is too long for one bubble.</summary>
    public string Text => Part.Text.Length <= Longest ? Part.Text : Beginning(Part.Text);

    private const int Longest = ArticleText.LongestPart;

    private static string Beginning(string text)
    {
        var end = text.AsSpan(0, Longest).LastIndexOfAny("。！？\n");
        var sentence = text.AsSpan(0, Longest).LastIndexOf(". ", StringComparison.Ordinal);
        end = Math.Max(end, sentence);
        // One endless sentence: no half of a character.
        if (end < 0) end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 2 : Longest - 1;
        return text[..(end + 1)].TrimEnd();
    }
}
