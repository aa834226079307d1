using System.Globalization;
using ServiceBot.Storage;

namespace ServiceBot.Server.Admin;

/// <summary>What commands share that work on the data without the server: the same settings, and one sentence on the way out.</summary>
internal static class OfflineCommand
{
    public static async Task<int> RunAsync(Func<ServerSettings, Task<int>> command)
    {
        try
        {
            return await command(ServerSettings.Read(ServerSettings.Configuration([])));
        }
        // Commands name files of their own: what is wrong with one stands in the message.
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Refuse(failure.Message);
        }
        catch (Exception failure) when (StartFault.SentenceOf(failure) is { } sentence)
        {
            return Refuse(sentence);
        }
    }

    public static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return 2;
    }

    /// <param name="left">What it is when it was left out.</param>
    public static bool IsDay(string? text, DateTimeOffset left, out DateTimeOffset day)
    {
        day = left;
        if (text is null) return true;
        var isDay = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        if (isDay) day = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return isDay;
    }

    public static Task<Database> OpenAsync(ServerSettings settings, CancellationToken cancellation)
    {
        if (settings.PostgresConnection is null && !File.Exists(settings.DatabaseFile)) throw new SettingException($"There is no database at {settings.DatabaseFile}; start the server once, or set SERVICEBOT_DATA to the folder it uses.");
        return ServerDatabase.OpenAsync(settings, cancellation);
    }
}
