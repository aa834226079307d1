using ServiceBot.Clustering;
using ServiceBot.Handoff;
using ServiceBot.Storage;

namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <summary>
/// What the web desk shows between the messages and an agent in Teams has to know too: a message that the customer changed, a promise that falls due,
/// a customer who cannot be reached any more. Looked for in the journal, so that whoever writes there need not know of Teams.
/// </summary>
internal sealed class TeamsNotes(Database database, TeamsCards cards, OutboxSignal outbox, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (; ; await Task.Delay(Every, time, stoppingToken))
            {
                try
                {
                    foreach (var card in await cards.UnnotedAsync(stoppingToken)) await NoteAsync(card, stoppingToken);
                }
                catch (StoreUnavailableException)
                {
                    // Looked for again when the database is back.
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: found by the next start.
        }
    }

    private async ValueTask NoteAsync(UnnotedCard card, CancellationToken cancellation) => await database.WriteAsync(async (session, cancel) =>
    {
        var told = await session.Statement(Told).Set("@id", card.Conversation.Value).Set("@from", card.From).Set("@to", card.To).ListAsync(row => row.GetInt64(0), cancel);
        foreach (var n in told) await OwnerFollowers.NoteAsync(session, card.Conversation, TeamsDeskChannel.ChannelName, n, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel);
        await TeamsCards.NotedAsync(session, card, cancel);
        return told.Count;
    }, cancellation, count =>
    {
        if (count > 0) outbox.Raise(card.Conversation, TeamsDeskChannel.ChannelName);
    });

    private const string Told = """
        select n from journal where conversation_id = @id and n > @from and n <= @to
          and kind in ('customer-edited', 'customer-deleted', 'customer-left', 'unreachable', 'agent-lost', 'agent-left', 'promise-soon', 'promise-alarm')
        order by n
        """;
}
