using System.Globalization;
using ServiceBot.Customers;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Tests.Storage;

namespace ServiceBot.Tests.Recovery;

public sealed class SqliteHistoryTests(Stores.Sqlite stores) : HistoryContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresHistoryTests(Stores.Postgres stores) : HistoryContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>What earlier conversations of a customer say when a remedy is decided.</summary>
public abstract class HistoryContract(Stores stores)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    private static readonly CustomerId Customer = new("cu_1");
    private static readonly ConversationId Here = new("cv_here");

    [Fact]
    public async Task History_counts_other_conversations_within_their_windows_and_adds_up_one_currency()
    {
        await using var database = await stores.OpenAsync();
        await FailAsync(database, ("cv_here", "late", 1), ("cv_a", "late", 40), ("cv_b", "lost", 3), ("cv_c", "late", 100), ("cv_d", "late", 400));
        await GiveAsync(database, (10_00, "CNY", 5), (3_00, "CNY", 80), (7_00, "CNY", 95), (2_00, "EUR", 1), (0, "CNY", 2));

        var history = await HistoryAsync(database, "late");

        history.LastSimilar.ShouldBe(Now.AddDays(-40));
        history.LastFailure.ShouldBe(Now.AddDays(-3));
        history.ClaimsInWindow.ShouldBe(2);
        history.Given.ShouldBe(new Money(13_00, "CNY"));
        history.LastGiven.ShouldBe(Now.AddDays(-5));
    }

    [Theory]
    [InlineData("c1", 30_00, 2)]
    [InlineData("c2", 10_00, 5)]
    [InlineData(null, 10_00, 5)]
    public async Task What_others_were_given_for_orders_of_the_same_owner_counts_too(string? owner, long given, int daysAgo)
    {
        await using var database = await stores.OpenAsync();
        await database.WriteAsync((session, cancel) => CustomerRows.UpsertAsync(session, new CustomerId("cu_owner"), "main", "c1", "Grace", null, null, 0, Now, cancel), default);
        await GiveToAsync(database, "cu_1", (10_00, "CNY", 5));
        await GiveToAsync(database, "cu_owner", (13_00, "CNY", 3), (7_00, "EUR", 1));
        await GiveToAsync(database, "cu_stranger", (7_00, "CNY", 2), (7_00, "CNY", 95));
        await database.WriteAsync(async (session, cancel) =>
        {
            foreach (var entry in (string[])["le_cu_stranger_0", "le_cu_stranger_1"]) await OrderOwners.PutAsync(session, entry, "main", "c1", cancel);
            return true;
        }, default);

        var history = await HistoryAsync(database, "late", owner: owner);

        history.Given.ShouldBe(new Money(given, "CNY"));
        history.LastGiven.ShouldBe(Now.AddDays(-daysAgo));
    }

    [Fact]
    public async Task A_customer_without_earlier_failures_has_an_empty_history()
    {
        await using var database = await stores.OpenAsync();
        await FailAsync(database, ("cv_here", "late", 1));

        (await HistoryAsync(database, "late")).ShouldBe(CustomerHistory.Empty("CNY"));
    }

    [Theory]
    [InlineData(null, false, null)]
    [InlineData(false, false, null)]
    [InlineData(false, true, null)]
    [InlineData(true, false, 3)]
    [InlineData(null, true, 3)]
    public async Task A_matter_that_nobody_knows_to_be_a_failure_is_no_earlier_one(bool? isFailure, bool byAgent, int? daysAgo)
    {
        await using var database = await stores.OpenAsync();
        await CloseAsync(database, Made("cs_1", "late", "P1", 3) with { Given = [], IsFailure = isFailure, RootBy = byAgent ? "ag_lin" : null });

        var history = await HistoryAsync(database, "late");

        (history.LastFailure, history.ClaimsInWindow).ShouldBe(daysAgo is { } days ? (Now.AddDays(-days), 1) : ((DateTimeOffset?)null, 0));
    }

    [Fact]
    public async Task Of_a_thousand_failures_the_newest_hundred_are_read()
    {
        await using var database = await stores.OpenAsync();
        await FailAsync(database, [.. Enumerable.Range(0, 1000).Select(n => ($"cv_{n}", "late", n / 24.0))]);

        var history = await HistoryAsync(database, "late");
        var times = await database.ReadAsync((session, cancel) => CaseRows.FailureTimesAsync(session, Customer, Here, Now.AddDays(-365), cancel), default);

        history.LastFailure.ShouldBe(Now);
        history.ClaimsInWindow.ShouldBe(100);
        history.ClaimsLastDay.ShouldBe(25);
        times.Count.ShouldBe(100);
        times.ShouldBeInOrder();
        times[^1].ShouldBe(Now);
    }

    [Fact]
    public async Task As_many_claims_are_counted_as_make_a_series()
    {
        await using var database = await stores.OpenAsync();
        await FailAsync(database, [.. Enumerable.Range(0, 300).Select(n => ($"cv_{n}", "late", n / 24.0))]);

        (await HistoryAsync(database, "late", serialClaims: 200)).ClaimsInWindow.ShouldBe(200);
    }

    [Theory]
    [InlineData("late", "P1", 100)]
    [InlineData("lost", "P1", 120)]
    [InlineData("late", null, 100)]
    [InlineData("rude", null, null)]
    [InlineData("rude", "P9", null)]
    public async Task A_recovery_of_the_same_subject_or_kind_is_remembered(string kind, string? subject, int? daysAgo)
    {
        await using var database = await stores.OpenAsync();
        await CloseAsync(database, Made("cs_1", "late", "P2", 100), Made("cs_2", "damaged", "P1", 120), Made("cs_3", "late", "P3", 10) with { IsClosed = false }, Made("cs_4", "late", "P4", 5) with { Stuck = [RemedyKind.Refund] });

        (await HistoryAsync(database, kind, subject: subject)).LastRecovered.ShouldBe(daysAgo is { } days ? Now.AddDays(-days) : null);
    }

    [Fact]
    public async Task Where_a_promise_was_broken_nothing_was_made_good()
    {
        await using var database = await stores.OpenAsync();
        await CloseAsync(database, Made("cs_1", "late", "P1", 50));
        var broken = new Promise(new PromiseId("pr_1"), new CaseId("cs_1"), PromiseKinds.StatusUpdate, null, "P1", "bot", Now.AddDays(-52), Now.AddDays(-51), PromiseStatus.Broken, 0);
        await database.WriteAsync(async (session, cancel) => { await PromiseRows.PutAsync(session, broken, new ConversationId("cv_cs_1"), Now, cancel); return true; }, default);

        (await HistoryAsync(database, "late", subject: "P1")).LastRecovered.ShouldBeNull();
    }

    [Theory]
    [InlineData(0.5, null, null)]
    [InlineData(9, 9, 9)]
    public async Task Of_this_conversation_only_earlier_visits_count(double daysAgo, int? recovered, int? failed)
    {
        await using var database = await stores.OpenAsync();
        var matter = Made("cs_1", "late", "P1", daysAgo);
        await database.WriteAsync(async (session, cancel) => { await CaseRows.PutAsync(session, matter, Here, Customer, "main", cancel); return true; }, default);

        var history = await HistoryAsync(database, "late", subject: "P2");

        (history.LastRecovered, history.LastSimilar).ShouldBe((recovered is { } r ? Now.AddDays(-r) : null, failed is { } f ? Now.AddDays(-f) : (DateTimeOffset?)null));
    }

    [Theory]
    [InlineData("damaged", "P1", false, false, 0)]
    [InlineData("damaged", "P2", false, false, 1)]
    [InlineData("late", "P1", false, false, 1)]
    [InlineData("damaged", null, false, false, 1)]
    [InlineData("damaged", "P1", true, false, 1)]
    [InlineData("damaged", "P1", false, true, 1)]
    public async Task The_same_matter_brought_again_before_anything_came_of_it_is_no_second_failure(string kind, string? subject, bool isClosed, bool isPromised, int earlier)
    {
        await using var database = await stores.OpenAsync();
        await CloseAsync(database, Made("cs_1", "damaged", "P1", 2) with { Given = [], IsFailure = true, IsClosed = isClosed });
        var promise = new Promise(new PromiseId("pr_1"), new CaseId("cs_1"), PromiseKinds.StatusUpdate, null, "P1", "bot", Now.AddDays(-2), Now.AddDays(1), PromiseStatus.Open, 0);
        if (isPromised) await database.WriteAsync(async (session, cancel) => { await PromiseRows.PutAsync(session, promise, new ConversationId("cv_cs_1"), Now, cancel); return true; }, default);

        var history = await HistoryAsync(database, kind, subject: subject);

        history.ClaimsInWindow.ShouldBe(earlier);
        (history.LastFailure is null).ShouldBe(earlier == 0);
    }

    private static ComplaintCase Made(string id, string kind, string subject, double daysAgo) => new()
    {
        Id = new CaseId(id), Kind = kind, SubjectId = subject, Root = "process", Dimension = "distributive", PackVersion = "1",
        OpenedAt = Now.AddDays(-daysAgo), ClosedAt = Now.AddDays(-daysAgo), IsClosed = true, Given = [new Remedy.InKind(RemedyKind.Redelivery)],
    };

    private static async Task CloseAsync(Database database, params ComplaintCase[] closed) =>
        await database.WriteAsync(async (session, cancel) =>
        {
            foreach (var matter in closed) await CaseRows.PutAsync(session, matter, new ConversationId($"cv_{matter.Id.Value}"), Customer, "main", cancel);
            return true;
        }, default);

    private static ValueTask<CustomerHistory> HistoryAsync(Database database, string kind, int serialClaims = 3, string? subject = null, string? incident = null, string? owner = null) =>
        database.ReadAsync((session, cancel) => CaseRows.HistoryAsync(session, "main", Customer, Here, kind, subject, owner, incident, Now, 90, serialClaims, "CNY", cancel), default);

    private static async Task FailAsync(Database database, params (string Conversation, string Kind, double DaysAgo)[] failures)
    {
        foreach (var some in failures.Chunk(200))
        {
            await database.WriteAsync(async (session, cancel) =>
            {
                foreach (var (conversation, kind, days) in some)
                {
                    var failed = new ComplaintCase
                    {
                        Id = new CaseId($"cs_{conversation}"), Kind = kind, Root = "process", Dimension = "distributive", PackVersion = "1", OpenedAt = Now.AddDays(-days), IsFailure = true,
                    };
                    await CaseRows.PutAsync(session, failed, new ConversationId(conversation), Customer, "main", cancel);
                }

                return true;
            }, default);
        }
    }

    private static Task GiveAsync(Database database, params (long Amount, string Currency, int DaysAgo)[] given) => GiveToAsync(database, Customer.Value, given);

    private static async Task GiveToAsync(Database database, string customer, params (long Amount, string Currency, int DaysAgo)[] given) =>
        await database.WriteAsync(async (session, cancel) =>
        {
            for (var i = 0; i < given.Length; i++)
            {
                await session.Statement("""
                    insert into ledger_entry (id, idempotency_key, at, day, site, customer_id, conversation_id, case_id, kind, amount, currency, given_by, policy_version, reason)
                    values (@id, @id, @at, '2026-11-21', 'main', @customer, 'cv_a', 'cs_a', 'coupon', @amount, @currency, 'bot', '1', '')
                    """)
                    .Set("@id", string.Create(CultureInfo.InvariantCulture, $"le_{customer}_{i}")).Set("@customer", customer).Set("@at", Now.AddDays(-given[i].DaysAgo).ToUnixTimeMilliseconds())
                    .Set("@amount", given[i].Amount).Set("@currency", given[i].Currency).ExecuteAsync(cancel);
            }

            return true;
        }, default);
}
