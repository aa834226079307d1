using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using ServiceBot.Outbound;

namespace ServiceBot.Facts;

/// <summary>Asks one company's system over HTTP and reads what it says. Strict: half an answer, another subject's answer or a guess is no answer.</summary>
internal sealed class FactService
{
    private const int LongestList = 50;

    // Nobody waits for a search: a page may be large and slow.
    private const int LongestPage = 1000;
    private const int LargestPage = 4 * 1024 * 1024;
    private static readonly TimeSpan PageLimit = TimeSpan.FromSeconds(15);

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    private readonly HttpFactsSettings settings;
    private readonly OutboundHttp http;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline<OutboundResult> pipeline;

    public FactService(HttpFactsSettings settings, OutboundHttp http, TimeProvider time)
    {
        (this.settings, this.http, this.time) = (settings, http, time);
        pipeline = new ResiliencePipelineBuilder<OutboundResult> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<OutboundResult>
            {
                // Not after a time-out: the time for everything is used up then.
                ShouldHandle = a => ValueTask.FromResult(IsTrouble(a.Outcome.Result) && a.Outcome.Result is not OutboundResult.Failed { Kind: OutboundFailure.TimedOut }),
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(100),
                MaxDelay = TimeSpan.FromMilliseconds(500),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<OutboundResult>
            {
                // A system that is down is left alone, and its customers are not made to wait 3 s each.
                ShouldHandle = a => ValueTask.FromResult(IsTrouble(a.Outcome.Result)),
                FailureRatio = 0.5,
                MinimumThroughput = 8,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(15),
            })
            .Build();
    }

    public Task<FactAnswer> FindAsync(string id, FactReader reader) =>
        AskAsync(settings.Url.For(id), root => ReadOne(root, id, reader));

    public Task<FactAnswer> OfCustomerAsync(string customer, FactReader reader) =>
        AskAsync(settings.ListUrl!.For(customer), root => ReadMany(root, customer, reader));

    /// <summary>One page; retried like every question, and never kept: whom an incident affects is asked anew.</summary>
    public async Task<FactPage> SearchAsync(FactFilter filter, string? cursor, FactReader reader, CancellationToken cancellation)
    {
        string? next = null;
        try
        {
            var result = await pipeline.ExecuteAsync(async cancel => await http.SendAsync(new OutboundRequest(HttpMethod.Get, settings.SearchUrl!.For(filter, cursor), PageLimit, LargestPage) { Headers = settings.Headers }, cancel), cancellation);
            return Read(result, root => ReadPage(root, reader, out next)) switch
            {
                FactAnswer.Known known => new FactPage.Found(known.Facts, next),
                FactAnswer.Failed failed => new FactPage.Unavailable(failed.Reason),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        catch (BrokenCircuitException)
        {
            return new FactPage.Unavailable("It failed too often in the last seconds and is left alone for a while.");
        }
    }

    private FactAnswer ReadPage(JsonElement root, FactReader reader, out string? next)
    {
        next = settings.Next?.Find(root) switch
        {
            { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } cursor => cursor,
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => null,
        };
        if (settings.Items.Find(root) is not { ValueKind: JsonValueKind.Array } items) return new FactAnswer.Failed("It answered JSON without the array of Items.");
        // A page cut off in silence would leave people out.
        return items.GetArrayLength() > LongestPage
            ? new FactAnswer.Failed($"It answered {items.GetArrayLength()} items; a page has {LongestPage} at most.")
            : new FactAnswer.Known([.. items.EnumerateArray().Select(i => reader.Read(i, time.GetUtcNow())).OfType<Fact>()]);
    }

    private async Task<FactAnswer> AskAsync(string? url, Func<JsonElement, FactAnswer> read)
    {
        if (url is null) return new FactAnswer.Known([]);
        var began = time.GetTimestamp();
        try
        {
            return Read(await pipeline.ExecuteAsync(async cancellation => await SendAsync(url, settings.Limit - time.GetElapsedTime(began), cancellation)), read);
        }
        catch (BrokenCircuitException)
        {
            return new FactAnswer.Failed("It failed too often in the last seconds and is left alone for a while.");
        }
    }

    private async Task<OutboundResult> SendAsync(string url, TimeSpan left, CancellationToken cancellation) =>
        left <= TimeSpan.Zero
            ? new OutboundResult.Failed(OutboundFailure.TimedOut, string.Create(CultureInfo.InvariantCulture, $"It did not answer within {settings.Limit.TotalSeconds:0.#} s, all tries together."))
            : await http.SendAsync(new OutboundRequest(HttpMethod.Get, url, left, settings.MaxBytes) { Headers = settings.Headers }, cancellation);

    private static bool IsTrouble(OutboundResult? result) => result switch
    {
        OutboundResult.Replied { Status: >= 500 or 408 or 425 or 429 } => true,
        OutboundResult.Failed { Kind: not OutboundFailure.TooLarge } => true,
        _ => false,
    };

    private static FactAnswer Read(OutboundResult result, Func<JsonElement, FactAnswer> read)
    {
        switch (result)
        {
            case OutboundResult.Refused refused: return new FactAnswer.Failed(refused.Reason);
            case OutboundResult.Failed failed: return new FactAnswer.Failed(failed.Reason);
            case OutboundResult.Replied { Status: 404 or 410 }: return new FactAnswer.Known([]);
            case OutboundResult.Replied { Status: not 200 } other: return new FactAnswer.Failed($"It answered with status {other.Status}.");
        }
        var reply = (OutboundResult.Replied)result;
        if (reply.Charset is { } charset && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && !charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
            return new FactAnswer.Failed($"It answered in charset {charset}; JSON is UTF-8 (RFC 8259).");
        var body = reply.Body.Span.StartsWith(Encoding.UTF8.Preamble) ? reply.Body[Encoding.UTF8.Preamble.Length..] : reply.Body;
        if (!Utf8.IsValid(body.Span)) return new FactAnswer.Failed("It answered bytes that are not UTF-8.");
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return read(document.RootElement);
        }
        catch (JsonException e)
        {
            return new FactAnswer.Failed($"It answered what is not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine}.");
        }
        catch (InvalidOperationException)
        {
            // How System.Text.Json refuses half of a surrogate pair, when the text is asked for.
            return new FactAnswer.Failed("It answered text that is not Unicode.");
        }
    }

    private FactAnswer ReadOne(JsonElement root, string id, FactReader reader)
    {
        if (SaysNotFound(root)) return new FactAnswer.Known([]);
        if (settings.Item.Find(root) is not { } item) return new FactAnswer.Failed("It answered JSON without the Item.");
        if (item.ValueKind == JsonValueKind.Null) return new FactAnswer.Known([]);
        return reader.Read(item, time.GetUtcNow()) is not { } fact ? new FactAnswer.Failed("It answered JSON without the Id.")
            : !string.Equals(fact.Id, id.Trim(), StringComparison.OrdinalIgnoreCase) ? new FactAnswer.Failed("It answered about another id than it was asked for.")
            : new FactAnswer.Known([fact with { Id = id }]);
    }

    // Another customer's subject among them is that system's mistake, and must not become ours.
    private FactAnswer ReadMany(JsonElement root, string customer, FactReader reader)
    {
        if (SaysNotFound(root)) return new FactAnswer.Known([]);
        if (settings.Items.Find(root) is not { } items) return new FactAnswer.Failed("It answered JSON without the Items.");
        if (items.ValueKind == JsonValueKind.Null) return new FactAnswer.Known([]);
        if (items.ValueKind != JsonValueKind.Array) return new FactAnswer.Failed("Its Items are no array.");
        var facts = items.EnumerateArray().Take(LongestList).Select(i => reader.Read(i, time.GetUtcNow())).OfType<Fact>();
        // A system that lists an order once for each thing in it has one order: "which of the two?" would be a riddle.
        return new FactAnswer.Known([.. facts.Where(f => f.Owner is null || f.Owner == customer).DistinctBy(f => f.Id).Select(f => f with { Owner = customer })]);
    }

    private bool SaysNotFound(JsonElement root) =>
        settings.NotFound is { } mark && mark.Path.Find(root) is { } found
        && (mark.Value is null
            ? found.ValueKind is not (JsonValueKind.Null or JsonValueKind.False)
            : found.ValueKind is JsonValueKind.String ? found.GetString() == mark.Value : found.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False && found.GetRawText() == mark.Value);
}
