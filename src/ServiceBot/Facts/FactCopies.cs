using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

namespace ServiceBot.Facts;

/// <summary>
/// Copies of a system's answers: a fresh one spares a call, an older one bridges an outage and says its age. The same question is asked once at a time,
/// however many wait for it. An empty answer is not kept: what is not there yet may be in a minute.
/// </summary>
internal sealed class FactCopies(TimeSpan freshFor, TimeSpan staleFor, TimeProvider time, long maxCharacters) : IDisposable
{
    private readonly MemoryCache copies = new(new MemoryCacheOptions { SizeLimit = maxCharacters });
    private readonly ConcurrentDictionary<string, Lazy<Task<FactAnswer>>> asking = [];

    public int Count => copies.Count;

    /// <param name="ask">Bounds its own time: nobody's hanging up ends a call that others wait for.</param>
    public async ValueTask<FactAnswer> GetAsync(string question, Func<Task<FactAnswer>> ask, CancellationToken cancellation)
    {
        var copy = copies.Get<Copy>(question);
        // A clock that was set back makes no copy fresh for ever.
        var age = copy is null ? TimeSpan.MaxValue : (time.GetUtcNow() - copy.At).Duration();
        if (age < freshFor) return new FactAnswer.Known(copy!.Facts);

        var answer = await asking.GetOrAdd(question, q => new Lazy<Task<FactAnswer>>(() => AskOnceAsync(q, ask))).Value.WaitAsync(cancellation);
        return answer is FactAnswer.Failed && age < staleFor ? new FactAnswer.Known(copy!.Facts, copy.At) : answer;
    }

    public void Dispose() => copies.Dispose();

    private async Task<FactAnswer> AskOnceAsync(string question, Func<Task<FactAnswer>> ask)
    {
        try
        {
            var answer = await ask();
            if (answer is FactAnswer.Known { Facts.Count: > 0 } known) Keep(question, known.Facts);
            else if (answer is FactAnswer.Known) copies.Remove(question);
            return answer;
        }
        finally
        {
            asking.TryRemove(question, out _);
        }
    }

    private void Keep(string question, IReadOnlyList<Fact> facts) => copies.Set(
        question,
        new Copy(facts, time.GetUtcNow()),
        new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = staleFor, Size = question.Length + facts.Sum(f => f.Id.Length + f.Values.Sum(v => v.Value.Length + 20L)) });

    private sealed record Copy(IReadOnlyList<Fact> Facts, DateTimeOffset At);
}
