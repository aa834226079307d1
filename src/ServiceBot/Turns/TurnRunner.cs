using Microsoft.Extensions.Logging;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>Runs what is unread in one conversation: load, decide, commit; again when something came in between.</summary>
internal sealed partial class TurnRunner(HotConversations hot, TurnLoader loader, TurnPipeline pipeline, TurnCommit commit, ILogger<TurnRunner> log)
{
    private const int MostRaces = 50;

    /// <summary>Returns when nothing is unread. The caller sees to it that no other turn of this conversation runs on this node; version and sequence fence the others.</summary>
    public async ValueTask RunAsync(ConversationId id, CancellationToken cancellation)
    {
        var refusals = 0;
        for (var race = 0; race < MostRaces; race++)
        {
            var input = hot.Snapshot(id);
            if (input is null or { Unread.Count: 0 })
            {
                input = await loader.LoadAsync(id, cancellation);
                if (input is null or { Unread.Count: 0 }) return;
                hot.Put(input);
            }

            if (refusals > 0) input = input with { LedgerRefusals = refusals };
            var result = refusals == 0 && hot.TakeBegun(input) is { } begun ? await begun.WaitAsync(cancellation) : await pipeline.RunAsync(input, cancellation);
            switch (await commit.CommitAsync(input, result, cancellation))
            {
                case Committed.Done { More: false }:
                    return;
                case Committed.Done:
                    race = 0;
                    continue;
                case Committed.Refused:
                    refusals++;
                    hot.Forget(id);
                    continue;
                case Committed.LostRace:
                    hot.Forget(id);
                    Log.LostRace(log, id);
                    continue;
            }
        }

        throw new InvalidOperationException($"Conversation {id} lost {MostRaces} races in a row; somebody writes to it faster than a turn runs.");
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Turn of {Conversation} runs again: something came in before its commit.")]
        public static partial void LostRace(ILogger logger, ConversationId conversation);
    }
}

internal abstract record Committed
{
    private Committed() { }

    /// <param name="More">More was unread than one turn takes.</param>
    public sealed record Done(bool More) : Committed;

    public sealed record LostRace : Committed;

    /// <summary>A budget, a limit or an earlier compensation does not allow what the turn has given.</summary>
    public sealed record Refused : Committed;
}
