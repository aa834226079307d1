using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ServiceBot.Benchmarks.Load;

/// <summary>The same turns on an empty database and on one with many stored conversations, in turn, so that a busy machine hurts both alike.</summary>
internal static class GrowBenchmark
{
    private const int Customers = 16;
    private const int WarmUps = 3;
    private const int Rounds = 9;
    private const int Slice = 20_000;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(4);

    /// <param name="stored">Conversations loaded by SQL: each with six activities, three readings, a case and its promise.</param>
    public static async Task RunAsync(string? program, int stored)
    {
        using var empty = await ServerProcess.StartAsync(program, new TemporaryFolder());
        using var full = await ServerProcess.StartAsync(program, new TemporaryFolder());
        var clock = Stopwatch.StartNew();
        await FillAsync(full.DatabaseFile, stored);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stored} conversations written in {clock.Elapsed.TotalSeconds:0} s, {new FileInfo(full.DatabaseFile).Length / 1e9:0.0} GB"));
        Console.WriteLine("server CPU µs/turn    empty     full    ratio");
        List<double> ratios = [];
        var (least, leastFull) = (double.MaxValue, double.MaxValue);
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var (before, after) = (await MeasureAsync(empty), await MeasureAsync(full));
            if (round < 0) continue;
            (least, leastFull) = (Math.Min(least, before), Math.Min(leastFull, after));
            ratios.Add(after / before);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"                   {before,8:0} {after,8:0} {after / before,8:0.00}"));
        }

        ratios.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stored} stored conversations: ratio min {ratios[0]:0.00}, median {ratios[Rounds / 2]:0.00}, max {ratios[^1]:0.00}; least of each {leastFull / least:0.00}"));
    }

    private static async Task<double> MeasureAsync(ServerProcess server)
    {
        using var stopping = new CancellationTokenSource(Measured);
        var cpu = server.Cpu;
        var customers = Enumerable.Range(0, Customers).Select(i => new LoadCustomer(server, i)).ToList();
        await Task.WhenAll(customers.Select(customer => Task.Run(() => customer.RunAsync(stopping.Token))));
        return (server.Cpu - cpu).TotalMicroseconds / customers.Sum(c => c.Turns);
    }

    // In slices: what one transaction of a million conversations keeps beside the file until it ends is larger than the file.
    private static async Task FillAsync(string file, int stored)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        await connection.OpenAsync();
        await ExecuteAsync(connection, Wanted, ("@stored", stored));
        for (var from = 1; from <= stored; from += Slice) await ExecuteAsync(connection, Fill, ("@from", from), ("@to", Math.Min(stored, from + Slice - 1)));
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql, params (string Name, long Value)[] values)
    {
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = sql;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        await command.ExecuteNonQueryAsync();
    }

    // Random keys, as the program's own are: neighbours in an index have nothing to do with each other. Written in their order, which the disk likes better.
    private const string Wanted = """
        pragma cache_size = -1000000;
        pragma synchronous = off;
        create temp table wanted as
          with recursive number(i) as (select 1 union all select i + 1 from number where i < @stored)
          select i, 'cv_' || hex(randomblob(13)) as cv, 'cu_' || hex(randomblob(13)) as cu, 1780000000000 + i as at from number order by cv;
        """;

    private const string Fill = """
        begin immediate;
        insert into customer (id, site, external_id, name, tier, since, orders, created_at) select cu, 'main', 'x' || i, null, null, null, 3, at from wanted where rowid between @from and @to;
        insert into conversation (id, site, channel, channel_conversation_id, customer_id, proof, locale, status, owner, owner_epoch,
            seq, handled_seq, journal, handled_journal, turn, version, state, created_at, updated_at)
          select cv, 'main', 'directline', cv, cu, 'none', 'zh-Hans', 'open', 'bot', 0, 6, 6, 3, 3, 3, 3, '{"d":{}}', at, at from wanted where rowid between @from and @to;
        insert into activity (conversation_id, seq, role, author, dedupe_key, turn, at, json)
          select cv, s.n, case s.n % 2 when 1 then 'customer' else 'bot' end, null, case s.n % 2 when 1 then hex(randomblob(8)) end, s.n / 2, at, '{"type":"message","text":"' || hex(randomblob(200)) || '"}'
          from wanted, (select 1 as n union all select 2 union all select 3 union all select 4 union all select 5 union all select 6) s where wanted.rowid between @from and @to;
        insert into journal (conversation_id, n, kind, input, at, json)
          select cv, s.n, 'reading', 0, at, '{"turn":1,"t":65.0,"text":"' || hex(randomblob(100)) || '"}' from wanted, (select 1 as n union all select 2 union all select 3) s where wanted.rowid between @from and @to;
        insert into complaint_case (id, conversation_id, customer_id, site, kind, subject_id, closed, opened_at, json)
          select 'cs_' || hex(randomblob(13)), cv, cu, 'main', 'late-delivery', 'SF' || i, 1, at, '{"x":"' || hex(randomblob(300)) || '"}' from wanted where rowid between @from and @to;
        insert into promise (id, conversation_id, case_id, what, text, subject_id, owner, made_at, due, status, repromises)
          select 'pr_' || hex(randomblob(13)), cv, null, 'news', null, 'SF' || i, 'bot', at, at, 'kept', 0 from wanted where rowid between @from and @to;
        commit;
        """;
}
