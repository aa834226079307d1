using Npgsql;
using ServiceBot.Server.Tests.DirectLine;
using ServiceBot.Tests;

namespace ServiceBot.Server.Tests.Faults;

/// <summary>Two servers on one PostgreSQL: whatever both see is done once.</summary>
public sealed class TwoServersTests
{
    [Fact]
    public async Task A_timer_that_both_servers_see_fires_once_and_outlives_the_one_that_dies()
    {
        await using var cluster = await PostgresCluster.StartAsync(durable: true);
        var connection = await cluster.CreateDatabaseAsync("two", _ => Task.CompletedTask);
        string[] settings = ["--ConnectionStrings:ServiceBot", connection];
        using DataFolder one = new(), two = new();
        await using var first = await RunningServer.StartAsync(one, settings: settings);
        var lines = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Line.StartAsync(first)));
        await using var source = NpgsqlDataSource.Create(connection);

        await using (await RunningServer.StartAsync(two, settings: settings))
        {
            await RingAsync(source, lines, "both");
            await UntilSilentAsync(source);
        }

        await RingAsync(source, lines, "one");
        await UntilSilentAsync(source);

        (await RungAsync(source)).ShouldBe((2 * 5 * 40, 2 * 5 * 40));
    }

    private static async Task RingAsync(NpgsqlDataSource source, Line[] lines, string name)
    {
        await using var command = source.CreateCommand("""
            insert into clock (id, conversation_id, kind, reference, due_at)
            select 'tm_' || $2 || c || n, c, 'promise-due', 'pr_' || $2 || c || n, 1 from unnest($1) c, generate_series(1, 40) n
            """);
        command.Parameters.AddWithValue(lines.Select(line => line.Id).ToArray());
        command.Parameters.AddWithValue(name);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task UntilSilentAsync(NpgsqlDataSource source)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var command = source.CreateCommand("select count(*) from clock where due_at = 1");
        while (await command.ExecuteScalarAsync(patience.Token) is > 0L) await Task.Delay(50, patience.Token);
    }

    /// <returns>How often a timer rang, and how many timers rang.</returns>
    private static async Task<(long Rings, long Timers)> RungAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select count(*), count(distinct json) from journal where kind = 'promise-due'");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }
}
