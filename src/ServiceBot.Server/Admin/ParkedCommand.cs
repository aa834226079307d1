using System.CommandLine;
using System.Globalization;
using ServiceBot.Turns;

namespace ServiceBot.Server.Admin;

/// <summary>`servicebot parked`: turns and deliveries that gave up, and the way back for them. Works beside a running server, which picks them up within seconds.</summary>
internal static class ParkedCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("ID") { Description = "As listed, or `all`." };
        var back = new Command("retry", "Put a parked turn or delivery back.") { id };
        back.SetAction((parsed, cancellation) => OfflineCommand.RunAsync(settings => RetryAsync(settings, parsed.GetRequiredValue(id), cancellation)));
        var command = new Command("parked", "List turns and deliveries that gave up; `parked retry ID` puts one back.") { back };
        command.SetAction((_, cancellation) => OfflineCommand.RunAsync(settings => ListAsync(settings, cancellation)));
        return command;
    }

    private static async Task<int> ListAsync(ServerSettings settings, CancellationToken cancellation)
    {
        await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
        var parked = await ParkedRows.ListAsync(database, cancellation);
        foreach (var row in parked)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Id}  {row.What}{(row.Channel is null ? "" : " by ")}{row.Channel}  {row.Conversation}  {row.At:yyyy-MM-dd HH:mm:ss}Z  {row.Error}"));
        Console.WriteLine(parked.Count == 0 ? "Nothing is parked." : $"{parked.Count} parked. Put one back with `servicebot parked retry ID`, all with `servicebot parked retry all`.");
        return 0;
    }

    private static async Task<int> RetryAsync(ServerSettings settings, string id, CancellationToken cancellation)
    {
        await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
        var parked = await ParkedRows.ListAsync(database, cancellation);
        var wanted = parked.Where(row => id == "all" || row.Id == id).ToList();
        if (wanted.Count == 0 && id != "all") return OfflineCommand.Refuse($"Nothing parked has the id {id}; `servicebot parked` lists them.");
        foreach (var row in wanted) await ParkedRows.PutBackAsync(database, row, TimeProvider.System, cancellation);
        Console.WriteLine($"{wanted.Count} put back; a running server takes them up within seconds.");
        return 0;
    }
}
