using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using ServiceBot.Outbound;
using ServiceBot.Packs;

namespace ServiceBot.Facts;

/// <summary>
/// Facts from any HTTP/JSON service by configuration (docs/operations.md). It answers within 3 s; when it cannot, with a copy that says its age,
/// or with <c>Unavailable</c>.
/// </summary>
public sealed partial class HttpFacts : IFactSource, IDisposable
{
    private readonly Dictionary<string, Source> sources;
    private readonly Func<string, IReadOnlyList<FactType>?> typesOf;
    private readonly ILogger<HttpFacts> log;
    private readonly ConcurrentDictionary<(string Kind, string Name), bool> toldOf = [];

    /// <param name="typesOf">What the pack says of a kind now: its fact types.</param>
    public HttpFacts(IReadOnlyList<HttpFactsSettings> kinds, OutboundHttp http, Func<string, IReadOnlyList<FactType>?> typesOf, TimeProvider time, ILogger<HttpFacts> log)
    {
        this.typesOf = typesOf;
        this.log = log;
        sources = kinds.ToDictionary(k => k.Kind, k => new Source(k, new FactService(k, http, time), new FactCopies(k.FreshFor, k.StaleFor, time, maxCharacters: 8_000_000)));
    }

    /// <summary>Kinds whose system gave no usable answer when it was last asked.</summary>
    public IEnumerable<string> Failing => sources.Values.Where(source => source.IsFailing).Select(source => source.Settings.Kind);

    public bool KnowsCustomers => sources.ContainsKey(CustomerFacts.Kind);

    public async ValueTask<FactLookup> FindAsync(string kind, string id, CancellationToken cancellation)
    {
        if (!sources.TryGetValue(kind, out var source)) return new FactLookup.Unavailable(Nobody(kind));
        return await AskAsync(source, $"id\n{id}", s => s.Service.FindAsync(id, Reader(s.Settings)), cancellation) switch
        {
            FactAnswer.Known { Facts: [var fact] } known => new FactLookup.Found(fact, known.StaleSince),
            FactAnswer.Known => new FactLookup.NotFound(),
            FactAnswer.Failed failed => new FactLookup.Unavailable(failed.Reason),
            _ => throw new UnreachableException(),
        };
    }

    public async ValueTask<FactList> OfCustomerAsync(string kind, string customerExternalId, CancellationToken cancellation)
    {
        if (!sources.TryGetValue(kind, out var source)) return new FactList.Unavailable(Nobody(kind));
        // Not a failure: nobody knows which, so the customer is asked for the number.
        if (source.Settings.ListUrl is null) return new FactList.Found([]);
        return await AskAsync(source, $"customer\n{customerExternalId}", s => s.Service.OfCustomerAsync(customerExternalId, Reader(s.Settings)), cancellation) switch
        {
            FactAnswer.Known known => new FactList.Found(known.Facts, known.StaleSince),
            FactAnswer.Failed failed => new FactList.Unavailable(failed.Reason),
            _ => throw new UnreachableException(),
        };
    }

    public async ValueTask<FactPage> SearchAsync(string kind, FactFilter filter, string? cursor, CancellationToken cancellation)
    {
        if (!sources.TryGetValue(kind, out var source)) return new FactPage.Unavailable(Nobody(kind));
        if (source.Settings.SearchUrl is null) return new FactPage.Unavailable($"Facts:{kind}:SearchUrl is not set.");
        var page = await source.Service.SearchAsync(filter, cursor, Reader(source.Settings), cancellation);
        if (page is FactPage.Unavailable unavailable) Log.Unavailable(log, kind, unavailable.Reason);
        return page;
    }

    public void Dispose()
    {
        foreach (var source in sources.Values) source.Copies.Dispose();
    }

    private ValueTask<FactAnswer> AskAsync(Source source, string question, Func<Source, Task<FactAnswer>> ask, CancellationToken cancellation) =>
        source.Copies.GetAsync(question, async () =>
        {
            var answer = await ask(source);
            var failed = answer as FactAnswer.Failed;
            source.IsFailing = failed is not null;
            if (failed is not null) Log.Unavailable(log, source.Settings.Kind, failed.Reason);
            return answer;
        }, cancellation);

    private FactReader Reader(HttpFactsSettings settings) => new(settings, typesOf(settings.Kind) ?? [], (name, why) =>
    {
        // Once per fact: a path that is wrong is wrong in every answer.
        if (toldOf.TryAdd((settings.Kind, name), true)) Log.Ignored(log, settings.Kind, name, why);
    });

    private static string Nobody(string kind) => $"No system for {kind} is configured under Facts.";

    private sealed record Source(HttpFactsSettings Settings, FactService Service, FactCopies Copies)
    {
        public volatile bool IsFailing;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The {Kind} system gave no usable answer: {Reason}")]
        public static partial void Unavailable(ILogger logger, string kind, string reason);

        [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "The {Kind} system's value of {Name} is left out: {Why}")]
        public static partial void Ignored(ILogger logger, string kind, string name, string why);
    }
}
