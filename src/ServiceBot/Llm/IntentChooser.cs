namespace ServiceBot.Llm;

/// <summary>Asks a language model which of a few kinds a message is. It has no say in anything else.</summary>
internal sealed class IntentChooser(LlmLine line)
{
    /// <returns>One of the question's ids, or null. Nothing was asked when it is there at once.</returns>
    public async ValueTask<string?> ChooseAsync(LlmQuestion question, CancellationToken cancellation)
    {
        LlmAnswer? answer = null;
        await line.AskAsync(LlmRequest.Body(question, line.Model), body => (answer = LlmAnswer.Read(body.Span, question.Options)) is LlmAnswer.Unusable unusable ? unusable.Why : null, cancellation);
        return (answer as LlmAnswer.Chosen)?.Intent;
    }
}
