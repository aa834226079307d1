using System.Globalization;
using ServiceBot.Server.Channels.DirectLine;
using ServiceBot.Storage;
using ServiceBot.Turns;

namespace ServiceBot.Server.Admin;

/// <param name="Keep">How long a conversation stays after its last word; null: for ever.</param>
internal sealed record RetentionSettings(TimeSpan? Keep)
{
    /// <exception cref="SettingException"/>
    public static RetentionSettings Read(IConfiguration configuration) => configuration["Retention:Days"] switch
    {
        null or "" => new RetentionSettings(Keep: null),
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= 36_500 => new RetentionSettings(TimeSpan.FromDays(days)),
        var text => throw new SettingException($"Retention:Days is '{text}'. Give a whole number of days from 1 to 36500 after which a quiet conversation is deleted, or leave it out: then nothing is."),
    };
}

/// <summary>Once a day, where the company has said how long it keeps conversations.</summary>
internal sealed partial class RetentionWorker(RetentionSettings settings, Retention retention, Erasure erasure, ServerSettings server, TimeProvider time, ILogger<RetentionWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);
    // A start has other things to do.
    private static readonly TimeSpan First = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Keep is not { } keep) return;
        try
        {
            for (var wait = First; ; wait = Every)
            {
                await Task.Delay(wait, time, stoppingToken);
                try
                {
                    var gone = await retention.PassAsync(keep, stoppingToken);
                    UploadStore.Delete(server.DataFolder, gone.Files);
                    await erasure.FoldInAsync(stoppingToken);
                    if (gone.Conversations > 0) Log.Gone(log, gone.Conversations, keep.Days);
                }
                catch (Exception failure) when (failure is StoreUnavailableException or IOException or UnauthorizedAccessException)
                {
                    Log.Waits(log, failure);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: the next start goes through them.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} conversations without a word for {Days} days were deleted (Retention:Days).")]
        public static partial void Gone(ILogger logger, long count, int days);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Old conversations could not be deleted; trying again in a day.")]
        public static partial void Waits(ILogger logger, Exception failure);
    }
}
