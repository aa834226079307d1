using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Benchmarks.Incidents;

/// <summary>Customers with a parcel in Harbin who have asked something before: signed in by the company's page, in the three languages.</summary>
internal static class AffectedCustomers
{
    private static readonly string[] Questions = ["你们几点下班？", "請問你們幾點下班？", "What are your opening hours?"];

    /// <param name="folder">A data folder with the courier pack, on which no server runs yet.</param>
    public static async Task PutAsync(string folder, int count)
    {
        var courier = Path.Combine(folder, "packs", "courier");
        Write(courier, count);
        var pack = ((PackLoad.Loaded)PackLoader.Load(courier, WordingKeys.All, DateTimeOffset.UtcNow)).Pack;
        await using var database = await Database.OpenFileAsync(Path.Combine(folder, "servicebot.db"));
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddSingleton(StandardDialogs.Create())
            .AddServiceBot(database, _ => new SiteView(pack, new SampleFacts(() => pack.Sample), new PackIncidents(() => [])), IdSource.Random)
            .AddHostedService<TurnWorker>()
            .BuildServiceProvider();
        foreach (var worker in services.GetServices<IHostedService>()) await worker.StartAsync(default);
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (n, cancellation) => await AskAsync(services, n, cancellation));
        while (await database.ReadAsync((session, cancel) => session.Statement("select id from conversation where unread_since is not null limit 1").ScalarAsync(cancel), default) is not null)
            await Task.Delay(20);
        foreach (var worker in services.GetServices<IHostedService>()) await worker.StopAsync(default);
    }

    // No quiet hours: it can be measured at any time of the day.
    private static void Write(string courier, int count)
    {
        var (customers, orders) = (new StringBuilder(), new StringBuilder());
        for (var n = 0; n < count; n++)
        {
            customers.Append(CultureInfo.InvariantCulture, $"{Owner(n)}: {{name: 王芳}}\n");
            orders.Append(CultureInfo.InvariantCulture, $"SF{7100000000000 + n}: {{customer: {Owner(n)}, status: in-transit, promised: today+2d 18:00, at: 哈尔滨转运中心, from: 杭州, to: 齐齐哈尔, freight: 18.00}}\n");
        }

        File.AppendAllText(Path.Combine(courier, "sample", "customers.yaml"), customers.ToString());
        File.AppendAllText(Path.Combine(courier, "sample", "orders.yaml"), orders.ToString());
        var about = Path.Combine(courier, "pack.yaml");
        File.WriteAllText(about, File.ReadAllText(about).Replace("quiet-hours: 21:00-08:00", "quiet-hours: none", StringComparison.Ordinal));
    }

    private static async Task AskAsync(IServiceProvider services, int n, CancellationToken cancellation)
    {
        var opening = new NewConversation("main", "directline", null, Proof.HostPage, Locales.All[n % Questions.Length], new NewCustomer(Owner(n)));
        var conversation = await services.GetRequiredService<Conversations>().OpenAsync(opening, cancellation);
        await services.GetRequiredService<Inbox>().AcceptAsync(new IncomingActivity(conversation, new Activity { Type = ActivityTypes.Message, Text = Questions[n % Questions.Length] }, null), cancellation);
    }

    private static string Owner(int n) => string.Create(CultureInfo.InvariantCulture, $"affected{n}");
}
