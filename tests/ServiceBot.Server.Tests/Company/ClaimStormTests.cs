using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Server.Tests.DirectLine;
using ServiceBot.Storage;
using ServiceBot.Tests;

namespace ServiceBot.Server.Tests.Company;

/// <summary>Everybody complains at once, over HTTP (guarantees.md F14, F15): what is owed once is given once, and no budget gives more than it has.</summary>
public sealed class ClaimStormTests
{
    // In a long run the figures of guarantees.md.
    private static readonly int Tenth = Environment.GetEnvironmentVariable("SERVICEBOT_LONG") == "1" ? 1000 : 10;

    private static readonly ParallelOptions AFewAtATime = new() { MaxDegreeOfParallelism = 16 };

    public enum Store
    {
        Sqlite,
        Postgres,
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task Two_hundred_complaints_of_one_customer_at_once_bring_exactly_one_coupon(Store store)
    {
        using var packs = new SnowedIn(customers: 1, dayBudget: 5000);
        await using var server = await StartAsync(store, packs);

        var chats = new ConcurrentBag<Line>();
        await Parallel.ForAsync(0, 200, AFewAtATime, async (_, _) => chats.Add(await OpenAsync(server, customer: 0)));

        await Task.WhenAll(chats.Select(chat => ComplainAsync(chat, customer: 0)));

        (await CouponsAsync(server)).ShouldBe((1, 5_00));
        server.Data.Dispose();
    }

    [Theory]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public async Task Claims_on_a_budget_for_a_tenth_of_them_bring_exactly_that_tenth(Store store)
    {
        using var packs = new SnowedIn(customers: 10 * Tenth, dayBudget: 5 * Tenth);
        await using var server = await StartAsync(store, packs);

        await Parallel.ForAsync(0, 10 * Tenth, AFewAtATime, async (customer, _) => await ComplainAsync(await OpenAsync(server, customer), customer));

        (await CouponsAsync(server)).ShouldBe((Tenth, 5_00 * Tenth));
        server.Data.Dispose();
    }

    private static async Task<RunningServer> StartAsync(Store store, SnowedIn packs)
    {
        string[] settings = ["--Packs:Folder", packs.Folder, "--Sites:main:Pack", "courier", "--Sites:main:HostPageSecret", SiteTokenTests.HostPageSecret, "--DirectLine:Limits:ConversationsPerDay", "100000", "--DirectLine:Limits:MessagesPerDay", "100000"];
        return store == Store.Sqlite
            ? await RunningServer.StartAsync(settings: settings)
            : await RunningServer.StartAsync(settings: [.. settings, "--ConnectionStrings:ServiceBot", await (await PostgresCluster.Shared).CreateDatabaseAsync("claim_storm", _ => Task.CompletedTask)]);
    }

    /// <summary>A chat of its own, signed in by the shop's page.</summary>
    private static async Task<Line> OpenAsync(RunningServer server, int customer)
    {
        var user = SiteTokenTests.Sign(new { sub = SnowedIn.Customer(customer), exp = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds() });
        return await Line.StartPublicAsync(server, new { user, locale = "en" });
    }

    /// <summary>Ends when the bot has answered. As the page does, whoever is told that the store is busy says the same again.</summary>
    private static async Task ComplainAsync(Line chat, int customer)
    {
        while ((await chat.SayAsync($"My parcel {SnowedIn.Parcel(customer)} is two days late", "m1")).Status == 503) { }
        await chat.AtLeastAsync(2);
    }

    private static async Task<(long Coupons, long MinorUnits)> CouponsAsync(RunningServer server) =>
        (await server.Services.GetRequiredService<Database>().ReadAsync((session, cancel) => session
            .Statement("select count(*), cast(coalesce(sum(amount), 0) as bigint) from ledger_entry where kind = 'coupon'")
            .ListAsync(row => (row.GetInt64(0), row.GetInt64(1)), cancel), default)).Single();

    /// <summary>The courier's pack with customers whose parcels are late in the snow: a fifth of 25.00 is owed to each.</summary>
    private sealed class SnowedIn : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("servicebot-storm-");

        public SnowedIn(int customers, int dayBudget)
        {
            foreach (var pack in (string[])["courier", "shared"]) Copy(Path.Combine(Repository.Root, "dialogs", "packs", pack), Path.Combine(Folder, pack));
            Edit("policy.yaml", policy => policy.Replace("day-budget: 5000.00", $"day-budget: {dayBudget}.00", StringComparison.Ordinal));
            Edit("sample/customers.yaml", _ => string.Concat(Enumerable.Range(0, customers).Select(n => $"{Customer(n)}: {{name: Ada, since: 2024-01-01, orders: 3}}\n")));
            Edit("sample/orders.yaml", _ => string.Concat(Enumerable.Range(0, customers).Select(n =>
                $"{Parcel(n)}: {{customer: {Customer(n)}, status: in-transit, promised: now-40h, at: 哈尔滨转运中心, freight: 25.00, value: 90.00, phone: \"{n:00000000000}\"}}\n")));
        }

        public string Folder => folder.FullName;

        public static string Customer(int n) => $"c{n}";

        public static string Parcel(int n) => $"SF{n:0000000000000}";

        public void Dispose() => folder.Delete(recursive: true);

        private void Edit(string file, Func<string, string> edit)
        {
            var path = Path.Combine(Folder, "courier", file);
            File.WriteAllText(path, edit(File.ReadAllText(path)));
        }

        private static void Copy(string from, string to)
        {
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
    }
}
