using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using ServiceBot.Server.Tests.BotFramework;

namespace ServiceBot.Server.Tests.Faults;

/// <summary>guarantees.md F1 and G6: killed while a reply is on its way, it is known that nobody knows whether it arrived, and it goes again.</summary>
public sealed class OutboxCrashTests
{
    [Theory]
    [InlineData("outbox:claimed", 1, 1)]
    [InlineData("outbox:sent", 2, 2)]
    public async Task A_kill_with_a_reply_on_its_way_marks_it_unknown_and_sends_it_again_in_its_place(string point, int passing, int arrivals)
    {
        using var data = new DataFolder();
        await using var connector = await LoopbackConnector.StartAsync();
        var conversation = $"c-{Guid.NewGuid():N}";
        using (var doomed = await ServerProcess.StartAsync(data, $"{point}#{passing}"))
        {
            await TalkUntilItDiesAsync(doomed, connector, conversation);
        }

        var onItsWay = (await RowsAsync(data)).Single(row => row.Status == "sending");
        var released = new TaskCompletionSource();
        connector.Answer = async (_, _) =>
        {
            await released.Task;
            return false;
        };
        var before = connector.Calls.Count;
        using var restarted = await ServerProcess.StartAsync(data);
        await UntilAsync(() => Task.FromResult(connector.Calls.Count > before));
        var again = (await RowsAsync(data)).Single(row => row.Id == onItsWay.Id);
        released.SetResult();
        await UntilAsync(async () => (await RowsAsync(data)).TrueForAll(row => row.Status == "sent"));

        (again.Tries, again.Error).ShouldBe((1, "the program ended while it was on its way"));
        var said = await SaidAsync(data);
        var arrived = connector.Calls.Select(call => call.Text!).ToList();
        arrived.Distinct().ShouldBe(said);
        arrived.GroupBy(text => text).Max(same => same.Count()).ShouldBe(arrivals);
        arrived.Count.ShouldBe(said.Count + arrivals - 1);
    }

    private static async Task TalkUntilItDiesAsync(ServerProcess server, LoopbackConnector connector, string conversation)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var died = new CancellationTokenSource();
        var dying = server.WaitForExitAsync(patience.Token).ContinueWith(_ => died.Cancel(), TaskScheduler.Default);
        for (var n = 1; !died.IsCancellationRequested; n++)
        {
            try
            {
                using var answer = await server.Client.PostAsJsonAsync(BotLine.Path, Message(connector, conversation, n), patience.Token);
                answer.EnsureSuccessStatusCode();
            }
            catch (HttpRequestException) when (!patience.IsCancellationRequested)
            {
                break;
            }

            while (connector.Calls.Count < n && !died.IsCancellationRequested) await Task.Delay(10, patience.Token);
        }

        await dying;
    }

    private static object Message(LoopbackConnector connector, string conversation, int n) => new
    {
        type = "message", id = $"m{n}", channelId = "emulator", serviceUrl = connector.ServiceUrl, text = $"hello there, message {n}", locale = "en-US",
        from = new { id = "u1" }, recipient = new { id = "bot" }, conversation = new { id = conversation },
    };

    private static Task<List<Row>> RowsAsync(DataFolder data) => ReadAsync(data,
        "select id, status, tries, coalesce(error, '') from outbox where channel = 'botframework' order by n", row => new Row(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetString(3)));

    private static Task<List<string>> SaidAsync(DataFolder data) => ReadAsync(data,
        "select json from activity where role = 'bot' order by seq", row => System.Text.Json.JsonDocument.Parse(row.GetString(0)).RootElement.GetProperty("text").GetString()!);

    private static async Task<List<T>> ReadAsync<T>(DataFolder data, string sql, Func<SqliteDataReader, T> read)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(data.Path, "servicebot.db")};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        List<T> rows = [];
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await isSo()) await Task.Delay(20, patience.Token);
    }

    private sealed record Row(string Id, string Status, long Tries, string Error);
}
