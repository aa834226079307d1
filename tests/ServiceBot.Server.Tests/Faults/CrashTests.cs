using System.Buffers.Binary;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace ServiceBot.Server.Tests.Faults;

/// <summary>guarantees.md F1 and F2: killed at any point, or without power, nothing acknowledged is lost and nothing is doubled.</summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData("accept:before-insert", 2)]
    [InlineData("accept:after-insert", 3)]
    [InlineData("accept:after-commit", 2)]
    [InlineData("turn:before-write", 2)]
    [InlineData("turn:after-state", 2)]
    [InlineData("turn:after-outbox", 2)]
    [InlineData("turn:after-commit", 3)]
    public async Task A_kill_at_a_crash_point_loses_nothing_acknowledged_and_doubles_nothing(string point, int passing)
    {
        using var data = new DataFolder();
        using var customer = new Customer();

        using (var doomed = await ServerProcess.StartAsync(data, $"{point}#{passing}"))
        {
            await customer.TalkUntilItDiesAsync(doomed);
        }

        using var restarted = await ServerProcess.StartAsync(data);
        await customer.FinishAsync(restarted);
        await CheckAsync(data, customer);
    }

    [Fact]
    public async Task Kills_at_random_moments_under_load_lose_nothing_acknowledged_and_double_nothing()
    {
        using var data = new DataFolder();
        var customers = Enumerable.Range(0, 8).Select(_ => new Customer()).ToList();
        var random = new Random(20261121);

        for (var kill = 0; kill < 3; kill++)
        {
            using var doomed = await ServerProcess.StartAsync(data);
            var talks = customers.Select(customer => customer.TalkUntilItDiesAsync(doomed, most: 10_000, waits: false)).ToList();
            await customers[0].AcknowledgedAtLeastAsync(random.Next(3, 30) * (kill + 1));
            doomed.Kill();
            await Task.WhenAll(talks);
        }

        using var restarted = await ServerProcess.StartAsync(data);
        foreach (var customer in customers)
        {
            await customer.FinishAsync(restarted);
            await CheckAsync(data, customer);
            customer.Dispose();
        }
    }

    [Theory]
    [InlineData("half a page")]
    [InlineData("whole pages of anything")]
    public async Task A_power_cut_that_spoils_what_the_disk_had_not_confirmed_loses_nothing_acknowledged(string spoilt)
    {
        using var data = new DataFolder();
        using var customer = new Customer();
        using (var doomed = await ServerProcess.StartAsync(data))
        {
            var talk = customer.TalkUntilItDiesAsync(doomed, most: 10_000, waits: false);
            await customer.AcknowledgedAtLeastAsync(25);
            doomed.Kill();
            await talk;
        }

        SpoilAfterTheLastCommit(Path.Combine(data.Path, "servicebot.db-wal"), spoilt == "half a page" ? 0.5 : 7);
        using var restarted = await ServerProcess.StartAsync(data);
        await customer.FinishAsync(restarted);
        await CheckAsync(data, customer);
        (await TextAsync(data, "pragma integrity_check")).ShouldBe("ok");
    }

    /// <summary>Behind the last commit of SQLite's log (sqlite.org/fileformat2.html, 4.1): pages as a disk leaves them that lost power while it wrote.</summary>
    private static void SpoilAfterTheLastCommit(string log, double pages)
    {
        const int LogHeader = 32, PageHeader = 24;
        var bytes = File.ReadAllBytes(log);
        var pageSize = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(8));
        var salt = bytes.AsSpan(16, 8);
        var committed = LogHeader;
        for (var at = LogHeader; at + PageHeader + pageSize <= bytes.Length && bytes.AsSpan(at + 8, 8).SequenceEqual(salt); at += PageHeader + pageSize)
            if (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at + 4)) != 0) committed = at + PageHeader + pageSize;
        committed.ShouldBeGreaterThan(LogHeader);

        var spoilt = new byte[(int)(pages * (PageHeader + pageSize))];
        new Random(20261123).NextBytes(spoilt);
        // A page that claims to be of this log and the end of a commit: only its checksum tells.
        bytes.AsSpan(LogHeader, 16).CopyTo(spoilt);
        using var file = File.OpenWrite(log);
        file.Position = committed;
        file.Write(spoilt);
    }

    private static async Task CheckAsync(DataFolder data, Customer customer)
    {
        var rows = await RowsAsync(data, customer.Conversation!);

        rows.Select(row => row.Seq).ShouldBe(Enumerable.Range(1, rows.Count).Select(n => (long)n), "a gap in the sequence");
        rows.Where(row => row.Role == "customer").Select(row => row.Key).ShouldBe(customer.Sent.Select(key => (string?)key), ignoreOrder: true);
        customer.Acknowledged.ShouldAllBe(key => rows.Any(row => row.Key == key));
        rows[^1].Role.ShouldBe("bot");
        // The welcome has a turn of its own; beyond it no message may have been answered by two turns.
        rows.Where(row => row.Role == "bot").Select(row => row.Turn).Distinct().Count().ShouldBeLessThanOrEqualTo(customer.Sent.Count + 1);
        rows.Where(row => row.Role == "bot").GroupBy(row => (row.Turn, row.Text)).ShouldAllBe(same => same.Count() == 1);
    }

    private static async Task<string> TextAsync(DataFolder data, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(data.Path, "servicebot.db")};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<List<(long Seq, string Role, string? Key, long Turn, string Text)>> RowsAsync(DataFolder data, string conversation)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(data.Path, "servicebot.db")};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select seq, role, dedupe_key, turn, json from activity where conversation_id = @id order by seq";
        command.Parameters.AddWithValue("@id", conversation);
        await using var reader = await command.ExecuteReaderAsync();
        List<(long, string, string?, long, string)> rows = [];
        while (await reader.ReadAsync())
        {
            using var json = JsonDocument.Parse(reader.GetString(4));
            rows.Add((reader.GetInt64(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2).Split(':')[^1], reader.GetInt64(3), json.RootElement.GetProperty("text").GetString()!));
        }

        return rows;
    }

    /// <summary>Sends one message after the other, remembers which were acknowledged, and sends an unanswered one again with its key.</summary>
    private sealed class Customer : IDisposable
    {
        private readonly SemaphoreSlim acknowledgements = new(0);
        private string? token;
        private string? unanswered;

        public string? Conversation { get; private set; }
        public List<string> Sent { get; } = [];
        public List<string> Acknowledged { get; } = [];

        public void Dispose() => acknowledgements.Dispose();

        /// <param name="waits">For each answer, so that every message has a turn of its own.</param>
        public async Task TalkUntilItDiesAsync(ServerProcess server, int most = 40, bool waits = true)
        {
            try
            {
                await BeginAsync(server);
                for (var n = 0; n < most; n++)
                {
                    await SayAsync(server);
                    while (waits && !await IsAnsweredAsync(server)) await Task.Delay(10);
                }
            }
            catch (Exception died) when (died is HttpRequestException or TaskCanceledException)
            {
                return;
            }

            throw new InvalidOperationException($"The server outlived {most} messages; the crash point was never passed.");
        }

        public async Task AcknowledgedAtLeastAsync(int count)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (Acknowledged.Count < count) await acknowledgements.WaitAsync(patience.Token);
        }

        /// <summary>Sends what was not answered, and waits until the bot has answered the last message.</summary>
        public async Task FinishAsync(ServerProcess server)
        {
            await BeginAsync(server);
            await SayAsync(server);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (!await IsAnsweredAsync(server)) await Task.Delay(20, patience.Token);
        }

        private async Task BeginAsync(ServerProcess server)
        {
            if (Conversation is not null) return;
            using var request = RunningServer.Request(HttpMethod.Post, "/v3/directline/conversations", RunningServer.Secret);
            using var response = await server.Client.SendAsync(request);
            var body = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
            token = body.GetProperty("token").GetString();
            Conversation = body.GetProperty("conversationId").GetString();
        }

        private async Task SayAsync(ServerProcess server)
        {
            if (unanswered is null)
            {
                unanswered = Guid.NewGuid().ToString("N");
                Sent.Add(unanswered);
            }

            using var request = RunningServer.Request(HttpMethod.Post, $"/v3/directline/conversations/{Conversation}/activities", token, new
            {
                type = "message",
                text = $"hello there, message {Sent.Count}",
                from = new { id = "u1" },
                channelData = new { clientActivityID = unanswered },
            });
            using var response = await server.Client.SendAsync(request);
            response.EnsureSuccessStatusCode();
            Acknowledged.Add(unanswered);
            unanswered = null;
            acknowledgements.Release();
        }

        /// <summary>The very last activity is the bot's; a long conversation comes in pages.</summary>
        private async Task<bool> IsAnsweredAsync(ServerProcess server)
        {
            JsonElement? last = null;
            var watermark = $"{Math.Max(0, Sent.Count - 1)}";
            while (true)
            {
                using var request = RunningServer.Request(HttpMethod.Get, $"/v3/directline/conversations/{Conversation}/activities?watermark={watermark}", token);
                using var response = await server.Client.SendAsync(request);
                var page = await response.Content.ReadFromJsonAsync<JsonElement>();
                var activities = page.GetProperty("activities").EnumerateArray().ToList();
                if (activities.Count == 0) return last?.GetProperty("from").GetProperty("role").GetString() == "bot";
                last = activities[^1];
                watermark = page.GetProperty("watermark").GetString();
            }
        }
    }
}
