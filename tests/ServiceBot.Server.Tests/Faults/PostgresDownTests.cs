using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using ServiceBot.Server.Tests.DirectLine;
using ServiceBot.Tests;

namespace ServiceBot.Server.Tests.Faults;

/// <summary>guarantees.md F3: PostgreSQL stops, dies or freezes under load. Whoever asks hears so in time, and afterwards everything acknowledged is there once.</summary>
public sealed class PostgresDownTests
{
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("fast")]
    [InlineData("immediate")]
    [InlineData("frozen")]
    public async Task An_outage_under_load_is_told_within_five_seconds_is_over_within_five_and_loses_and_doubles_nothing(string outage)
    {
        await using var cluster = await PostgresCluster.StartAsync(durable: true);
        var connection = await cluster.CreateDatabaseAsync("outage", _ => Task.CompletedTask);
        using var data = new DataFolder();
        await using var server = await RunningServer.StartAsync(data, settings: ["--ConnectionStrings:ServiceBot", connection]);
        using var stop = new CancellationTokenSource();
        var customers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Customer.StartAsync(server)));
        var talks = customers.Select(customer => customer.TalkAsync(stop.Token)).ToList();
        await Task.WhenAll(customers.Select(customer => customer.UntilAsync(c => c.Acknowledged.Count >= 3)));

        await TakeDownAsync(cluster, outage);
        await Task.WhenAll(customers.Select(customer => customer.UntilAsync(c => c.Refusals > 0)));
        await BringUpAsync(cluster, outage);
        var up = Stopwatch.StartNew();
        var before = customers.Select(customer => customer.Acknowledged.Count).ToList();
        await Task.WhenAll(customers.Zip(before, (customer, count) => customer.UntilAsync(c => c.Acknowledged.Count > count)));
        var recovery = up.Elapsed;
        await stop.CancelAsync();
        await Task.WhenAll(talks);

        customers.Max(customer => customer.Longest).ShouldBeLessThan(InTime);
        customers.SelectMany(customer => customer.Statuses).Distinct().ShouldBe([200, 503], ignoreOrder: true);
        recovery.ShouldBeLessThan(InTime);
        foreach (var customer in customers)
        {
            await customer.CheckAsync(connection);
            customer.Dispose();
        }

        (await CountAsync(connection, "select count(*) from parked_turn")).ShouldBe(0);
    }

    [Fact]
    public async Task Who_writes_first_after_a_restart_that_nobody_noticed_is_served()
    {
        await using var cluster = await PostgresCluster.StartAsync(durable: true);
        using var data = new DataFolder();
        await using var server = await RunningServer.StartAsync(data, settings: ["--ConnectionStrings:ServiceBot", await cluster.CreateDatabaseAsync("restart", _ => Task.CompletedTask)]);
        var line = await Line.StartAsync(server);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => line.SayAsync($"message {n}", $"m{n}")));

        await cluster.StopServerAsync();
        await cluster.StartServerAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => line.SayAsync($"after {n}", $"a{n}")));

        answers.Select(answer => answer.Status).Distinct().ShouldBe([200]);
    }

    [Fact]
    public async Task Who_waited_for_a_lock_leaves_no_connection_standing_at_it()
    {
        await using var cluster = await PostgresCluster.StartAsync(durable: true);
        var connection = await cluster.CreateDatabaseAsync("locked", _ => Task.CompletedTask);
        using var data = new DataFolder();
        await using var server = await RunningServer.StartAsync(data, settings: ["--ConnectionStrings:ServiceBot", connection]);
        var line = await Line.StartAsync(server);
        await using var operators = NpgsqlDataSource.Create(connection);
        await using var holder = await operators.OpenConnectionAsync();
        await using var held = await holder.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("select id from conversation for update", holder)) await hold.ExecuteNonQueryAsync();

        var during = await line.SayAsync("Hello?", "m1");
        while (await CountAsync(connection, "select count(*) from pg_stat_activity where wait_event_type = 'Lock'") > 0) { }
        await held.RollbackAsync();
        var after = await line.SayAsync("Hello?", "m1");

        (during.Status, after.Status).ShouldBe((503, 200));
    }

    [Fact]
    public async Task A_database_that_comes_back_older_than_what_was_shown_goes_on_from_where_it_stands()
    {
        await using var cluster = await PostgresCluster.StartAsync(durable: true);
        var connection = await cluster.CreateDatabaseAsync("older", _ => Task.CompletedTask);
        using var data = new DataFolder();
        await using var server = await RunningServer.StartAsync(data, settings: ["--ConnectionStrings:ServiceBot", connection]);
        var line = await Line.StartAsync(server);
        await line.SayAsync("kept", "m1");
        var kept = (await line.AtLeastAsync(3)).Count;
        await line.SayAsync("lost", "m2");
        var shown = (await line.AtLeastAsync(kept + 2)).Count;
        using var socket = await TestSocket.OpenAsync((await line.ResumeAsync("0")).Text("streamUrl"));
        await socket.TextAsync("lost");

        await ForgetAsync(connection, line.Id, kept);
        await cluster.StopServerAsync("immediate");
        (await line.SayAsync("during", "m3")).Status.ShouldBe(503);
        await cluster.StartServerAsync();

        (await socket.GoodbyeAsync()).Reason.ShouldBe("restart");
        var resumed = await line.ResumeAsync($"{shown}");
        resumed.Text("streamUrl").ShouldContain($"watermark={kept}&");
        using var again = await TestSocket.OpenAsync(resumed.Text("streamUrl"));
        (await line.SayAsync("after", "m4")).Status.ShouldBe(200);
        await again.TextAsync("after");
        (await line.AtLeastAsync(kept + 2))[kept].GetProperty("text").GetString().ShouldBe("after");
    }

    private static Task TakeDownAsync(PostgresCluster cluster, string outage) => outage == "frozen" ? cluster.PauseServerAsync() : cluster.StopServerAsync(outage);

    private static Task BringUpAsync(PostgresCluster cluster, string outage) => outage == "frozen" ? cluster.ResumeServerAsync() : cluster.StartServerAsync();

    private static async Task<long> CountAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>As a standby that was behind when it took over, or a backup put back.</summary>
    private static async Task ForgetAsync(string connection, string conversation, long after)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand("""
            with gone as (delete from activity where conversation_id = $1 and seq > $2)
            update conversation set seq = $2, handled_seq = $2, unread_since = null where id = $1
            """);
        command.Parameters.AddWithValue(conversation);
        command.Parameters.AddWithValue(after);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Says one thing after the other, each until it is acknowledged, as a page does.</summary>
    private sealed class Customer(Line line) : IDisposable
    {
        private readonly SemaphoreSlim answers = new(0);

        public List<string> Acknowledged { get; } = [];
        public HashSet<int> Statuses { get; } = [];
        public int Refusals { get; private set; }
        public TimeSpan Longest { get; private set; }

        public static async Task<Customer> StartAsync(RunningServer server) => new(await Line.StartAsync(server));

        public void Dispose() => answers.Dispose();

        public async Task TalkAsync(CancellationToken stop)
        {
            for (var n = 0; !stop.IsCancellationRequested; n++)
                while (!await SayAsync($"{line.Id}-{n}")) { }
        }

        /// <summary>Waits until what came back so far fits.</summary>
        public async Task UntilAsync(Func<Customer, bool> fits)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (!fits(this)) await answers.WaitAsync(patience.Token);
        }

        public async Task CheckAsync(string connection)
        {
            var rows = await RowsAsync(connection);
            while (rows[^1].Role != "bot") rows = await RowsAsync(connection);

            rows.Select(row => row.Seq).ShouldBe(Enumerable.Range(1, rows.Count).Select(n => (long)n), "a gap in the sequence");
            rows.Where(row => row.Role == "customer").Select(row => row.Key).ShouldBe(Acknowledged);
            rows.Where(row => row.Role == "bot").GroupBy(row => (row.Turn, row.Text)).ShouldAllBe(same => same.Count() == 1);
        }

        private async Task<bool> SayAsync(string key)
        {
            var asked = Stopwatch.StartNew();
            var status = (await line.SayAsync("where is my parcel?", key)).Status;
            Longest = asked.Elapsed > Longest ? asked.Elapsed : Longest;
            Statuses.Add(status);
            if (status == 200) Acknowledged.Add(key);
            else Refusals++;
            answers.Release();
            return status == 200;
        }

        private async Task<List<(long Seq, string Role, string? Key, long Turn, string Text)>> RowsAsync(string connection)
        {
            await using var source = NpgsqlDataSource.Create(connection);
            await using var command = source.CreateCommand("select seq, role, dedupe_key, turn, json from activity where conversation_id = $1 order by seq");
            command.Parameters.AddWithValue(line.Id);
            await using var reader = await command.ExecuteReaderAsync();
            List<(long, string, string?, long, string)> rows = [];
            while (await reader.ReadAsync())
                rows.Add((reader.GetInt64(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2).Split(':')[^1], reader.GetInt64(3), JsonDocument.Parse(reader.GetString(4)).RootElement.GetProperty("text").GetString()!));
            return rows;
        }
    }
}
