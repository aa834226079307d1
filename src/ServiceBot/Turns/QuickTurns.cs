using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>
/// A message whose answer needs nothing from outside is decided before it is stored and committed together with its answer: one transaction
/// where there are two else, and still nothing is acknowledged that is not durable. Everything unusual takes the usual way: a conversation that
/// is cold or has something unread, a look-up that takes time, a lost race, a message that was there already, a failure.
/// </summary>
internal sealed class QuickTurns(HotConversations hot, TurnPipeline pipeline, TurnCommit commit)
{
    /// <returns>Null when nothing was stored: the message takes the usual way.</returns>
    /// <exception cref="Storage.StoreUnavailableException">Nothing was stored; the sender may try again.</exception>
    public async ValueTask<Acceptance.Accepted?> TryAsync(IncomingActivity incoming, CancellationToken cancellation)
    {
        if (hot.Expecting(incoming.Conversation, incoming.Activity) is not { } input) return null;
        // Not the caller's cancellation: the turn goes on when the caller has gone. What waits outside has its own limits.
        var deciding = pipeline.RunAsync(input, CancellationToken.None);
        if (!deciding.IsCompletedSuccessfully)
        {
            // The acknowledgement does not wait for somebody's order system: the message is stored meanwhile, and its turn goes on with what was begun.
            hot.Begun(input, deciding.AsTask());
            return null;
        }

        if (await commit.CommitAsync(input, deciding.Result, cancellation, incoming) is Committed.Done)
            return new Acceptance.Accepted(input.Conversation.Seq, StoredActivity.Id(incoming.Conversation, input.Conversation.Seq), IsDuplicate: false);
        hot.Forget(incoming.Conversation);
        return null;
    }
}
