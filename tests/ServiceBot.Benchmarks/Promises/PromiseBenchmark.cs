using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Server.Chat;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Benchmarks.Promises;

/// <summary>Many promises fall due at one moment: each is taken off the clock, looked up, told to its customer and kept, all of it durable.</summary>
internal static class PromiseBenchmark
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8));

    public static async Task RunAsync(string packs, int count)
    {
        var pack = ((PackLoad.Loaded)PackLoader.Load(Path.Combine(packs, "courier"), WordingKeys.All, Start)).Pack;
        var time = new ManualTime(Start);
        using var folder = new TemporaryFolder();
        await using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(time).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddSingleton(StandardDialogs.Create())
            .AddServiceBot(await Database.OpenFileAsync(Path.Combine(folder.Path, "servicebot.db")), _ => new SiteView(pack, new Delivered(), new PackIncidents(() => [])), IdSource.Random)
            .AddHostedService<TurnWorker>()
            .BuildServiceProvider();
        await PromiseAsync(services, Math.Max(200, count / 20), Start.AddMinutes(30));
        await PromiseAsync(services, count, Start.AddHours(1));
        foreach (var worker in services.GetServices<IHostedService>()) await worker.StartAsync(default);

        time.Advance(TimeSpan.FromMinutes(30));
        await TellAllAsync(services);
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        time.Advance(TimeSpan.FromMinutes(30));
        var clock = Stopwatch.StartNew();
        await TellAllAsync(services);

        var seconds = clock.Elapsed.TotalSeconds;
        var micros = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMicroseconds / count;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} promises due at once: {seconds:0.00} s, {count / seconds:0} told a second, {micros:0} µs of processor each"));
        foreach (var worker in services.GetServices<IHostedService>()) await worker.StopAsync(default);
    }

    private static async Task PromiseAsync(IServiceProvider services, int count, DateTimeOffset due)
    {
        var (conversations, database, ids) = (services.GetRequiredService<Conversations>(), services.GetRequiredService<Database>(), services.GetRequiredService<IdSource>());
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (n, cancellation) =>
        {
            // Each is another customer: one with ten thousand promises has a history that no customer has, and every turn of theirs looks at it.
            var number = string.Create(CultureInfo.InvariantCulture, $"SF{(due.ToUnixTimeSeconds() % 1_000_000 * 1_000_000) + n:0000000000000}");
            var id = await conversations.OpenAsync(new NewConversation("main", "directline", null, Proof.HostPage, Locale.ZhHans, new NewCustomer(Delivered.OwnerOf(number), "王芳")), cancellation);
            var promise = new Promise(ids.Promise(), null, PromiseKinds.StatusUpdate, null, number, "bot", Start, due, PromiseStatus.Open, 0);
            await database.WriteAsync(async (session, cancel) =>
            {
                await PromiseRows.PutAsync(session, promise, id, Start, cancel);
                return true;
            }, cancellation);
        });
    }

    private static async Task TellAllAsync(IServiceProvider services)
    {
        var (worker, database, time) = (services.GetRequiredService<ClockWorker>(), services.GetRequiredService<Database>(), services.GetRequiredService<TimeProvider>());
        while (await worker.FireAsync(default) > 0) { }
        while (await database.ReadAsync(async (session, cancel) => await session.Statement("select 1 from promise where status = 'open' and due <= @now limit 1").Set("@now", time.GetUtcNow().ToUnixTimeMilliseconds()).ScalarAsync(cancel), default) is not null)
            await Task.Delay(10);
    }

    /// <summary>Every parcel has arrived in the meantime: there is news to tell, and the promise is kept by telling it.</summary>
    private sealed class Delivered : IFactSource
    {
        public static string OwnerOf(string number) => $"owner of {number}";

        public ValueTask<FactLookup> FindAsync(string kind, string id, CancellationToken cancellation) =>
            ValueTask.FromResult<FactLookup>(kind == "order" ? new FactLookup.Found(Order(id)) : new FactLookup.NotFound());

        public ValueTask<FactList> OfCustomerAsync(string kind, string customerExternalId, CancellationToken cancellation) =>
            ValueTask.FromResult<FactList>(new FactList.Found([Order(customerExternalId.Split(' ')[^1])]));

        private static Fact Order(string number) => new("order", number, OwnerOf(number), new Dictionary<string, string> { ["number"] = number, ["status"] = "delivered", ["delivered"] = "2026-11-21T10:30+08:00" }, Start);
    }
}
