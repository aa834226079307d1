using ServiceBot.Clustering;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Remedies;

/// <summary>
/// The one way in for what became of a remedy, whoever says so: the answer of the company's system, its callback, an agent at the desk. The first final
/// word stands; it becomes an activity of the conversation's inbox in the same transaction, so that the customer hears of it exactly once.
/// </summary>
public sealed class RemedyResults(Database database, Ledger ledger, TurnSignal signal, TimeProvider time)
{
    public const string BySystem = "system";

    /// <param name="idOrKey">Ours, or case/failure/remedy.</param>
    /// <param name="status">Done, refused or unknown.</param>
    public async ValueTask<Settling> SettleAsync(string idOrKey, RemedyStatus status, string? reference, string? why, string by, CancellationToken cancellation)
    {
        var settled = await database.WriteAsync((session, cancel) => SettleAsync(session, idOrKey, status, reference, why, by, cancel), cancellation, Wake);
        return settled.How;

        void Wake((Settling How, ConversationId? Conversation) done)
        {
            if (done is { How: Settling.Settled, Conversation: { } conversation }) signal.Raise(conversation);
        }
    }

    private async ValueTask<(Settling How, ConversationId? Conversation)> SettleAsync(Session session, string idOrKey, RemedyStatus status, string? reference, string? why, string by, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await RemedyRows.FindAsync(session, idOrKey, cancellation) is not { } execution) return (Settling.NoSuch, null);
        var conversation = execution.Request.Conversation;
        if (execution.Status == status || (execution.IsFinal && status == RemedyStatus.Unknown)) return (Settling.Repeated, conversation);
        if (execution.IsFinal)
        {
            // Reported as refused and then as done: what the customer heard stands, a person clears it up, but the money has left and the book says so.
            if (status == RemedyStatus.Done) await ledger.PayAsync(session, execution.Request.Key, by, "reported as done after it was refused", now, cancellation);
            await InternalEvents.AppendAsync(session, conversation, "remedy-contradicted", execution.News(status, reference, why).ToJson(), isInput: false, now, cancellation);
            return (Settling.Contradicted, conversation);
        }

        // Two results at one moment: the second finds the first's.
        if (!await RemedyRows.SetAsync(session, execution, status, reference, why, now, by, cancellation)) return (Settling.Repeated, conversation);
        // What will not be done costs nothing: the budget has it again. Of an unknown outcome nobody can say so.
        if (status == RemedyStatus.Done) await ledger.PayAsync(session, execution.Request.Key, by, reference is null ? "reported as done" : $"reported as done, {reference}", now, cancellation);
        if (status == RemedyStatus.Refused) await ledger.ReturnAsync(session, execution.Request.Key, by, "refused by whoever should have done it", now, cancellation);
        await RemedyRows.UnwatchAsync(session, execution.Request.Id, cancellation);
        await InternalEvents.AppendAsync(session, conversation, RemedyNews.Event, execution.News(status, reference, why).ToJson(), isInput: true, now, cancellation);
        return (Settling.Settled, conversation);
    }
}
