using Microsoft.Extensions.Logging;
using ServiceBot.Outbound;

namespace ServiceBot.Llm;

/// <summary>
/// Asks a language model which of a few kinds a message is. It has no say in anything else: whatever goes wrong, is late or strange counts as no answer,
/// and the bot goes on as without it.
/// </summary>
internal sealed partial class IntentChooser(LlmSettings settings, OutboundHttp http, TimeProvider time, Func<double> random, ILogger<IntentChooser> log)
{
    /// <summary>For all of it: a customer is waiting.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private const int MostBytes = 64 * 1024;

    private readonly LlmGate gate = new(time, random);
    private readonly Dictionary<string, string> headers = settings.ApiKey is { } key ? new() { ["Accept"] = "application/json", ["Authorization"] = $"Bearer {key}" } : new() { ["Accept"] = "application/json" };

    /// <returns>One of the question's ids, or null. Nothing was asked when it is there at once.</returns>
    public async ValueTask<string?> ChooseAsync(LlmQuestion question, CancellationToken cancellation)
    {
        if (!gate.TryEnter()) return null;
        var answer = default(LlmAnswer);
        try
        {
            answer = await AskAsync(question, cancellation);
        }
        finally
        {
            if (answer is null) gate.GaveUp();
        }

        if (answer is LlmAnswer.Unusable unusable)
        {
            Log.Unusable(log, settings.Model, unusable.Why);
            if (gate.Failed()) Log.LeftAlone(log, settings.Model);
            return null;
        }

        gate.Succeeded();
        return (answer as LlmAnswer.Chosen)?.Intent;
    }

    private async Task<LlmAnswer> AskAsync(LlmQuestion question, CancellationToken cancellation)
    {
        var request = new OutboundRequest(HttpMethod.Post, settings.Url, Limit, MostBytes) { Headers = headers, Body = LlmRequest.Body(question, settings.Model) };
        return await http.SendAsync(request, cancellation) switch
        {
            OutboundResult.Replied { Status: 200 } reply => LlmAnswer.Read(reply.Body.Span, question.Options),
            OutboundResult.Replied reply => new LlmAnswer.Unusable($"status {reply.Status}"),
            OutboundResult.Refused refused => new LlmAnswer.Unusable(refused.Reason),
            OutboundResult.Failed failed => new LlmAnswer.Unusable(failed.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The language model {Model} was no help: {Why}. The bot went on without it.")]
        public static partial void Unusable(ILogger logger, string model, string why);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The language model {Model} failed several times in a row and is not asked for about a minute. If this goes on, look at Llm:Endpoint, :Model and :ApiKey.")]
        public static partial void LeftAlone(ILogger logger, string model);
    }
}
