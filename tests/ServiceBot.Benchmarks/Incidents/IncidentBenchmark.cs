using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Data.Sqlite;
using ServiceBot.Benchmarks.Load;
using ServiceBot.Outbound;

namespace ServiceBot.Benchmarks.Incidents;

/// <summary>
/// A company announces an incident that affects many, through the server's own endpoint, while others are being served: how long until the last of
/// them is told, and what it costs those who are writing. The same customers are measured before, meanwhile and after, so that a busy machine hurts all alike.
/// </summary>
internal static class IncidentBenchmark
{
    private static readonly TimeSpan Beside = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(10);

    /// <param name="program">The built server; null: the one beside this program.</param>
    /// <param name="live">Customers who talk without a pause, as in <c>load</c>.</param>
    public static async Task RunAsync(string? program, int affected, int live)
    {
        using var server = await ServerProcess.StartAsync(program, new TemporaryFolder(), isCounted: true, folder => AffectedCustomers.PutAsync(folder, affected));
        using var stopping = new CancellationTokenSource();
        var customers = Enumerable.Range(0, live).Select(i => new LoadCustomer(server, i)).ToList();
        var all = Task.WhenAll(customers.Select(customer => Task.Run(() => customer.RunAsync(stopping.Token))));
        await WarmUp.RunAsync(server, () => customers.Sum(c => c.Turns), all);
        server.Orders.BeginFresh();
        foreach (var customer in customers) customer.IsMeasuring = true;

        Console.WriteLine($"machine load {File.ReadAllText("/proc/loadavg").Trim()}");
        Console.WriteLine("                seconds   turns/s    p50 ms    p99 ms   cores of the server");
        var before = await MeasureAsync("before", server, customers, () => Task.Delay(Beside));
        var announced = DateTimeOffset.UtcNow;
        await AnnounceAsync(server.Address);
        var meanwhile = await MeasureAsync("meanwhile", server, customers, () => AllToldAsync(server.DatabaseFile, affected, announced, all));
        var after = await MeasureAsync("after", server, customers, () => Task.Delay(Beside));
        await stopping.CancelAsync();
        await all;

        var (told, last) = await ToldAsync(server.DatabaseFile, announced);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{told} of {affected} told, the last {(last - announced).TotalSeconds:0.0} s after it was announced"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"live turns meanwhile, against the mean of before and after: p50 {Change(before.Half, meanwhile.Half, after.Half):+0;-0} %, p99 {Change(before.Most, meanwhile.Most, after.Most):+0;-0} %, turns/s {Change(before.Rate, meanwhile.Rate, after.Rate):+0;-0} %"));
        Console.WriteLine($"machine load {File.ReadAllText("/proc/loadavg").Trim()}");
    }

    private static double Change(double before, double meanwhile, double after) => ((2 * meanwhile / (before + after)) - 1) * 100;

    private static async Task<Figures> MeasureAsync(string what, ServerProcess server, List<LoadCustomer> customers, Func<Task> during)
    {
        var (turns, cpu, clock) = (customers.Sum(c => c.Turns), server.Cpu, Stopwatch.StartNew());
        var seen = customers.Select(c => c.Times.Count).ToList();
        await during();
        var seconds = clock.Elapsed.TotalSeconds;
        var times = customers.SelectMany((c, i) => c.Times.ToArray()[seen[i]..]).Select(t => t.TotalMilliseconds).Order().ToList();
        var figures = new Figures((customers.Sum(c => c.Turns) - turns) / seconds, times[times.Count / 2], times[times.Count * 99 / 100]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-12} {seconds,10:0.0} {figures.Rate,9:0} {figures.Half,9:0.0} {figures.Most,9:0.0} {(server.Cpu - cpu).TotalSeconds / seconds,21:0.00}"));
        return figures;
    }

    private static async Task AnnounceAsync(IPEndPoint address)
    {
        var body = Encoding.UTF8.GetBytes("""
            {"do":"announce","by":"benchmark","incident":{"id":"","site":"main","kind":"weather","area":"哈尔滨","tell":true,"cause":{"zhHans":"暴风雪","zhHant":"暴風雪","en":"a snowstorm"}}}
            """);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{address}/api/company/incidents") { Content = new ByteArrayContent(body) };
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Sign(body, ServerProcess.EventSecret, DateTimeOffset.UtcNow));
        using var answer = await http.SendAsync(request);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"The incident was refused with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task AllToldAsync(string file, int affected, DateTimeOffset announced, Task live)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < AtMost && !live.IsCompleted)
        {
            if (await CountAsync(file, Handled, announced) is [var handled, _] && handled >= affected) return;
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    private static async Task<(long Told, DateTimeOffset Last)> ToldAsync(string file, DateTimeOffset announced)
    {
        var counted = await CountAsync(file, Told, announced);
        return (counted[0], DateTimeOffset.FromUnixTimeMilliseconds(counted[1]));
    }

    private static async Task<long[]> CountAsync(string file, string sql, DateTimeOffset since)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@since", since.ToUnixTimeMilliseconds());
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return [row.GetInt64(0), row.GetInt64(1)];
    }

    private const string Handled = """
        select count(*), @since from incident_customer c join conversation v on v.id = c.conversation_id
        where c.status = 'told' and v.unread_since is null
        """;

    // Told is who has read a bubble that was not there before; the telling is over when the last one stands in the feed.
    private const string Told = """
        select count(distinct a.conversation_id), coalesce(max(a.at), @since) from incident_customer c join activity a on a.conversation_id = c.conversation_id
        where a.role = 'bot' and a.at >= @since and (a.json like '%暴风雪%' or a.json like '%暴風雪%' or a.json like '%snowstorm%')
        """;

    /// <param name="Half">Median, ms.</param>
    /// <param name="Most">99th percentile, ms.</param>
    private sealed record Figures(double Rate, double Half, double Most);
}
