using Microsoft.Extensions.Logging;
using ServiceBot.Outbound;

namespace ServiceBot.Llm;

/// <summary>
/// The one way to the language model. Whatever goes wrong, is late or strange counts as no answer, and the bot goes on as without it;
/// after some failures in a row nobody waits for it.
/// </summary>
internal sealed partial class LlmLine(LlmSettings settings, OutboundHttp http, TimeProvider time, Func<double> random, ILogger<LlmLine> log)
{
    /// <summary>For all of it: a customer is waiting.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private const int MostBytes = 64 * 1024;

    private readonly LlmGate gate = new(time, random);
    private readonly Dictionary<string, string> headers = settings.ApiKey is { } key ? new() { ["Accept"] = "application/json", ["Authorization"] = $"Bearer {key}" } : new() { ["Accept"] = "application/json" };

    public string Model => settings.Model;

    /// <param name="read">Takes the answer's body; says why it is of no use, or null. Not a word of the answer: that may hold anything, and this is logged.</param>
    /// <returns>False when nothing was asked, or nothing came of it.</returns>
    public async ValueTask<bool> AskAsync(ReadOnlyMemory<byte> body, Func<ReadOnlyMemory<byte>, string?> read, CancellationToken cancellation)
    {
        if (!gate.TryEnter()) return false;
        var isOver = false;
        string? why;
        try
        {
            why = await SendAsync(body, read, cancellation);
            isOver = true;
        }
        finally
        {
            if (!isOver) gate.GaveUp();
        }

        if (why is null)
        {
            gate.Succeeded();
            return true;
        }

        Log.Unusable(log, settings.Model, why);
        if (gate.Failed()) Log.LeftAlone(log, settings.Model);
        return false;
    }

    private async Task<string?> SendAsync(ReadOnlyMemory<byte> body, Func<ReadOnlyMemory<byte>, string?> read, CancellationToken cancellation) =>
        await http.SendAsync(new OutboundRequest(HttpMethod.Post, settings.Url, Limit, MostBytes) { Headers = headers, Body = body }, cancellation) switch
        {
            OutboundResult.Replied { Status: 200 } reply => read(reply.Body),
            OutboundResult.Replied reply => $"status {reply.Status}",
            OutboundResult.Refused refused => refused.Reason,
            OutboundResult.Failed failed => failed.Reason,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The language model {Model} was no help: {Why}. The bot went on without it.")]
        public static partial void Unusable(ILogger logger, string model, string why);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The language model {Model} failed several times in a row and is not asked for about a minute. If this goes on, look at Llm:Endpoint, :Model and :ApiKey.")]
        public static partial void LeftAlone(ILogger logger, string model);
    }
}
