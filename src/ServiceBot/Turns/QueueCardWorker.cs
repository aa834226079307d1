using System.Globalization;
using Microsoft.Extensions.Hosting;
using ServiceBot.Clustering;
using ServiceBot.Handoff;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>Places move when others are served, which changes nothing in the conversations that wait: whoever is shown their place is shown the new one.</summary>
internal sealed class QueueCardWorker(Database database, WaitingQueue queue, OutboxSignal outbox, TimeProvider time) : BackgroundService
{
    // Teams takes few updates a minute, and a place that is ten seconds old is old to nobody.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Every, time, stoppingToken);
                try
                {
                    await ShowAsync(stoppingToken);
                }
                catch (StoreUnavailableException)
                {
                    // Shown when the database is back.
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: who waits is shown their place by the next start.
        }
    }

    /// <summary>By hand, for tests.</summary>
    /// <returns>How many cards will be shown anew.</returns>
    internal async ValueTask<int> ShowAsync(CancellationToken cancellation)
    {
        var changed = 0;
        foreach (var (id, card) in await database.ReadAsync(CardRows.WaitingAsync, cancellation))
        {
            if (await database.ReadAsync((session, cancel) => ConversationRows.FindAsync(session, id, cancel), cancellation) is not { Owner: Owner.Queue } waiting) continue;
            var place = (await queue.PlaceAsync(waiting, cancellation)).ToString(CultureInfo.InvariantCulture);
            if (place == card.Shown || !await WriteAsync(waiting, card, place, cancellation)) continue;
            outbox.Raise(id, ChannelRows.Channel);
            changed++;
        }

        return changed;
    }

    private ValueTask<bool> WriteAsync(Conversation waiting, CardRow card, string place, CancellationToken cancellation) => database.WriteAsync(async (session, cancel) =>
    {
        if (!await CardRows.PlaceChangedAsync(session, waiting.Id, card, place, cancel)) return false;
        await ChannelRows.UpdateAsync(session, waiting.Id, card.Seq, waiting.Seq, waiting.OwnerEpoch, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel);
        return true;
    }, cancellation);
}
