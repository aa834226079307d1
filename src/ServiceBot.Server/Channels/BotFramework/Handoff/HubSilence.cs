using ServiceBot.Handoff;
using ServiceBot.Storage;

namespace ServiceBot.Server.Channels.BotFramework.Handoff;

/// <summary>
/// A hub that was asked, took it and says nothing has failed like one that says so: the customer is told, our own desk has them, and the hub is told that
/// nobody waits there any more.
/// </summary>
internal sealed partial class HubSilence(HubHandoffs hubs, HubChannel hub, TimeProvider time, ILogger<HubSilence> log) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var every = hubs.Hub!.Patience / 4 is var quarter && quarter < Longest ? quarter : Longest;
        try
        {
            while (true)
            {
                await Task.Delay(every, time, stoppingToken);
                try
                {
                    await EndAsync(stoppingToken);
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

    private async ValueTask EndAsync(CancellationToken cancellation)
    {
        foreach (var conversation in await hubs.SilentAsync(cancellation))
        {
            // Whoever was quicker, the hub with a word or an agent of ours, has the customer.
            if (await hubs.FailAsync(conversation, $"no word from it within {hubs.Hub!.Patience}", cancellation) is not DeskOutcome.Done) continue;
            Log.Silent(log, conversation.Value);
            await hub.EndAsync(conversation, $"{conversation.Value}.silent", cancellation);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The agent hub has taken conversation {Conversation} and said nothing; it waits at our own desk now. Is the hub's desk staffed, and does Handoff:Hub:AnswerTo lead here?")]
        public static partial void Silent(ILogger logger, string conversation);
    }
}
