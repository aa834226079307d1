using ServiceBot.Customers;
using ServiceBot.Tests.Storage;

namespace ServiceBot.Tests.Turns;

public sealed class SqliteRelationshipTests(Stores.Sqlite stores) : RelationshipContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresRelationshipTests(Stores.Postgres stores) : RelationshipContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>What the company's system says of a customer is kept on both databases.</summary>
public abstract class RelationshipContract(Stores stores)
{
    [Fact]
    public async Task What_was_read_is_there_the_next_time()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var id = (await spine.RowAsync(await spine.ConversationAsync())).Customer;
        var known = new Customer(id, null, "Ann", "gold", new DateOnly(2020, 1, 1), 88) { Referrals = 4, ContactMonths = 9, SourceReadAt = Spine.Start.ToUniversalTime() };

        await spine.Database.WriteAsync(async (session, cancel) =>
        {
            await CustomerRows.RefreshAsync(session, known, cancel);
            return true;
        }, default);

        (await spine.Database.ReadAsync((session, cancel) => CustomerRows.FindAsync(session, id, cancel), default)).ShouldBe(known);
    }
}
