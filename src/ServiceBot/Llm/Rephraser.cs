namespace ServiceBot.Llm;

/// <summary>Asks a language model to word texts anew. It sees no customer, no message and no value: what must not change stands there as ⟦1⟧. What comes back is not to be believed before it is checked.</summary>
internal sealed class Rephraser(LlmLine line)
{
    /// <summary>So long a reply is a document, and nothing that a friendlier word makes better.</summary>
    public const int LongestText = 600;

    /// <param name="texts">With marks in the place of values.</param>
    /// <returns>As many texts, in order; null when there is nothing better.</returns>
    public async ValueTask<IReadOnlyList<string>?> RephraseAsync(IReadOnlyList<string> texts, Locale locale, CancellationToken cancellation)
    {
        IReadOnlyList<string>? said = null;
        await line.AskAsync(RephraseRequest.Body(texts, locale, line.Model), body => RephraseAnswer.Read(body.Span, texts.Count, out said), cancellation);
        return said;
    }
}
