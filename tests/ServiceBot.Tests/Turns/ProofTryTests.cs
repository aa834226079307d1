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
    public async Task Ten_wrong_tries_shut_an_order_of_a_site_for_a_day()
    {
        await using var database = await stores.OpenAsync();
        for (var n = 0; n < 10; n++) (await TakeAsync(database, "SF1", Now.AddMinutes(n))).ShouldBeTrue();

        (await IsShutAsync(database, "SF1", Now.AddHours(23)), await IsShutAsync(database, "SF2", Now.AddHours(23))).ShouldBe((true, false));
        (await IsShutAsync(database, "SF1", Now.AddHours(25))).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_comes_back_every_day_has_thirty_tries_in_thirty_days()
    {
        await using var database = await stores.OpenAsync();
        var judged = 0;
        for (var hour = 0; hour < 29 * 24; hour++)
            if (await TakeAsync(database, "SF1", Now.AddHours(hour))) judged++;

        judged.ShouldBe(30);
        (await IsShutAsync(database, "SF1", Now.AddDays(33))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_right_one_is_no_try_and_counts_no_more_once_the_order_is_shut()
    {
        await using var database = await stores.OpenAsync();
        for (var n = 0; n < 20; n++) (await TakeAsync(database, "SF1", Now, isRight: true)).ShouldBeTrue();
        for (var n = 0; n < 10; n++) await TakeAsync(database, "SF1", Now);

        (await TakeAsync(database, "SF1", Now, isRight: true)).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_many_at_the_same_moment_ten_are_judged()
    {
        await using var database = await stores.OpenAsync();

        var judged = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(async () => await TakeAsync(database, "SF1", Now))));

        judged.Count(isJudged => isJudged).ShouldBe(10);
    }

    [Fact]
    public async Task What_is_older_than_a_month_is_gone()
    {
        await using var database = await stores.OpenAsync();
        await TakeAsync(database, "SF1", Now);

        await TakeAsync(database, "SF3", Now.AddDays(31));

        (await database.ReadAsync((session, cancel) => session.Statement("select subject from proof_try").ListAsync(row => row.GetString(0), cancel), default)).ShouldBe(["SF3"]);
    }

    private static ValueTask<bool> TakeAsync(ServiceBot.Storage.Database database, string subject, DateTimeOffset at, bool isRight = false) =>
        database.WriteAsync((session, cancel) => ProofTries.TakeAsync(session, "main", new ProofTry(subject, isRight), at, cancel), default);

    private static ValueTask<bool> IsShutAsync(ServiceBot.Storage.Database database, string subject, DateTimeOffset at) =>
        database.ReadAsync((session, cancel) => ProofTries.IsShutAsync(session, "main", subject, at, cancel), default);
}
