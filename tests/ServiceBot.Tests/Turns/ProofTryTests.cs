using ServiceBot.Customers;
using ServiceBot.Tests.Storage;

namespace ServiceBot.Tests.Turns;

public sealed class SqliteProofTryTests(Stores.Sqlite stores) : ProofTryContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresProofTryTests(Stores.Postgres stores) : ProofTryContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>Guessing goes on where it stopped, in whatever conversation.</summary>
public abstract class ProofTryContract(Stores stores)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Tries_are_counted_by_order_and_site_for_a_day_and_then_gone()
    {
        await using var database = await stores.OpenAsync();
        for (var n = 0; n < 10; n++) await AddAsync(database, "SF1", Now.AddMinutes(n));
        await AddAsync(database, "SF2", Now);

        var (now, later) = (await CountAsync(database, "SF1", Now.AddHours(1)), await CountAsync(database, "SF1", Now.AddDays(1).AddHours(1)));
        await AddAsync(database, "SF3", Now.AddDays(2));

        (now, later).ShouldBe((10, 0));
        (await database.ReadAsync((session, cancel) => session.Statement("select subject from proof_try").ListAsync(row => row.GetString(0), cancel), default)).ShouldBe(["SF3"]);
    }

    private static ValueTask<int> AddAsync(ServiceBot.Storage.Database database, string subject, DateTimeOffset at) => database.WriteAsync(async (session, cancel) =>
    {
        await ProofTries.AddAsync(session, IdSource.Random.Row("pt_"), "main", subject, at, cancel);
        return 1;
    }, default);

    private static ValueTask<int> CountAsync(ServiceBot.Storage.Database database, string subject, DateTimeOffset at) =>
        database.ReadAsync((session, cancel) => ProofTries.CountAsync(session, "main", subject, at, cancel), default);
}
