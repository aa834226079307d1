using System.Diagnostics;
using System.Globalization;
using ServiceBot.Recovery;
using ServiceBot.Storage;

namespace ServiceBot.Benchmarks;

/// <summary>Coupons against one budget, each customer's own and each durable before the next of that caller.</summary>
internal static class LedgerBenchmark
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 21);

    /// <param name="connection">PostgreSQL; null: a SQLite file.</param>
    public static async Task RunAsync(string? connection)
    {
        using var folder = new TemporaryFolder();
        await using var database = connection is null ? await Database.OpenFileAsync(Path.Combine(folder.Path, "ledger.db")) : await Database.OpenPostgresAsync(connection);
        var ledger = new Ledger(database, IdSource.Random);
        var run = Guid.NewGuid().ToString("N");
        await IssueAsync(database, ledger, $"warm{run}", 1_000, callers: 64);
        foreach (var callers in new[] { 1, 16, 64 })
        {
            var count = callers == 1 ? 1_000 : 10_000;
            var best = 0.0;
            for (var i = 0; i < 3; i++) best = Math.Max(best, count / (await IssueAsync(database, ledger, $"{callers}-{i}-{run}", count, callers)).TotalSeconds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(connection is null ? "SQLite" : "PostgreSQL")}, {callers,2} callers, one budget: {best,7:N0} issues/s"));
        }
    }

    private static async Task<TimeSpan> IssueAsync(Database database, Ledger ledger, string run, int count, int callers)
    {
        var begun = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = callers }, async (n, _) =>
        {
            var order = new RemedyOrder(new CaseId($"cs_{run}_{n}"), $"late:{n}", new Remedy.Coupon(new Money(3_60, "CNY"), 60), IdSource.Random.CouponCode(), Now.AddDays(60), Reason.Read("late"), "v1");
            var giving = new Giving("main", new CustomerId($"cu_{run}_{n}"), new ConversationId($"cv_{run}_{n}"), "bot", new Money(100_000_000_00, "CNY"), Today)
            {
                CustomerCap = new Money(1000_00, "CNY"),
                IsOncePerFailure = true,
            };
            if (!await database.WriteAsync((session, cancel) => ledger.WriteAsync(session, [order], giving, Now, cancel), CancellationToken.None))
                throw new InvalidOperationException("The budget refused a coupon it has money for.");
        });
        return Stopwatch.GetElapsedTime(begun);
    }
}
