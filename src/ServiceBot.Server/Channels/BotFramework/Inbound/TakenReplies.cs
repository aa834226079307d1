using System.Threading.Channels;
using ServiceBot.Clustering;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Server.Channels.BotFramework.Inbound;

/// <summary>Writes down, many at once and after the answer, which replies went back with one: their callers do not wait for it.</summary>
internal sealed partial class TakenReplies(Database database, OutboxSignal signal, TimeProvider time, ILogger<TakenReplies> log) : BackgroundService
{
    private const int MostAtOnce = 256;

    // The channel sends them seconds later: there is time to write many down with one commit.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    private readonly Channel<Fate> fates = Channel.CreateUnbounded<Fate>(new UnboundedChannelOptions { SingleReader = true });

    public void Add(AwaitedReply replies) => fates.Writer.TryWrite(new Fate(replies, IsTaken: true));

    /// <summary>Nobody waits for them any more: they leave now.</summary>
    public void LetGo(AwaitedReply replies) => fates.Writer.TryWrite(new Fate(replies, IsTaken: false));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await fates.Reader.WaitToReadAsync(stoppingToken))
            {
                await Task.Delay(Gathering, time, stoppingToken);
                while (await WriteAsync(stoppingToken) == MostAtOnce) { }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is not written down yet, below.
        }

        while (await WriteAsync(CancellationToken.None) == MostAtOnce) { }
    }

    private async ValueTask<int> WriteAsync(CancellationToken cancellation)
    {
        List<Fate> some = [];
        while (some.Count < MostAtOnce && fates.Reader.TryRead(out var fate)) some.Add(fate);
        if (some.Count == 0) return 0;
        try
        {
            var at = time.GetUtcNow().ToUnixTimeMilliseconds();
            await database.WriteAsync(async (session, cancel) =>
            {
                foreach (var (replies, isTaken) in some)
                {
                    if (isTaken) await AwaitedReplies.TakenAsync(session, replies, cancel);
                    else await AwaitedReplies.ReleaseAsync(session, replies, at, cancel);
                }

                return true;
            }, cancellation);
            foreach (var (replies, isTaken) in some)
                if (!isTaken) signal.Raise(replies.Conversation, ChannelRows.Channel);
        }
        catch (StoreUnavailableException unavailable)
        {
            // The channel sends them: twice is better than never (guarantees.md G6).
            Log.NotWritten(log, unavailable, some.Count);
        }

        return some.Count;
    }

    private readonly record struct Fate(AwaitedReply Replies, bool IsTaken);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "That the replies of {Count} turns went back with their requests could not be written down; they may be sent a second time.")]
        public static partial void NotWritten(ILogger logger, Exception exception, int count);
    }
}
