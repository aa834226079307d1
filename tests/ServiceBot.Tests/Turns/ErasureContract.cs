using Dapper;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Customers;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class SqliteErasureTests(Stores.Sqlite stores) : ErasureContract(stores), IClassFixture<Stores.Sqlite>
{
    [Fact]
    public async Task What_was_erased_is_not_left_in_the_file_either()
    {
        await using var database = await stores.OpenAsync();
        var file = await database.ReadAsync(async (session, _) => await session.Connection.ExecuteScalarAsync<string>("select file from pragma_database_list where name = 'main'"), default);
        await database.WriteAsync(async (session, _) =>
        {
            await session.Connection.ExecuteAsync("insert into customer (id, site, external_id, name, orders, created_at) values ('cu_1', 'main', 'c1', 'Zhang-the-Erased', 0, 0)");
            return true;
        }, default);

        await new Erasure(database).EraseAsync(new CustomerId("cu_1"), default);
        await new Erasure(database).FoldInAsync(default);

        (await ReadSharedAsync($"{file}-wal")).Length.ShouldBe(0);
        System.Text.Encoding.UTF8.GetString(await ReadSharedAsync(file!)).ShouldNotContain("Zhang-the-Erased");
    }

    private static async Task<byte[]> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes);
        return bytes;
    }
}

public sealed class PostgresErasureTests(Stores.Postgres stores) : ErasureContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>A customer, or what is old, leaves the database; money stays, without the person.</summary>
public abstract class ErasureContract(Stores stores)
{
    private const string Number = "SF6600000000300";

    [Fact]
    public async Task Nothing_that_names_the_customer_or_their_order_is_left_in_any_table()
    {
        await using var spine = await OpenAsync();
        await spine.RunAsync(await LiveAsync(spine, "c1", "Zhang San"));
        var before = await TextAsync(spine.Database);

        await spine.Get<Erasure>().EraseAsync(await CustomerAsync(spine, "c1"), default);

        var after = await TextAsync(spine.Database);
        foreach (var word in (string[])["Zhang San", Number, "zhang@example.com", "my-face.jpg", "\"c1\"", "a wedding dress"])
        {
            before.ShouldContain(word);
            after.ShouldNotContain(word);
        }
    }

    [Fact]
    public async Task Who_has_shown_that_an_order_of_theirs_is_known_to_them_does_not_keep_whose_it_was()
    {
        await using var spine = await OpenAsync();
        var owner = (await spine.RowAsync(await ComeAsync(spine, "c1", "Zhang San"))).Customer;
        var stranger = await ComeAsync(spine, null, null);
        var id = (await spine.RowAsync(stranger)).Customer;
        var matter = new ComplaintCase { Id = new CaseId("cs_2"), Kind = "late", SubjectId = "R2", SubjectOwner = "c1", Root = "process", Dimension = "reliability", OpenedAt = Spine.Start, PackVersion = "v1" };
        var refund = new RemedyOrder(matter.Id, "late:R2", new Remedy.Refund(new Money(18_00, "CNY"), "freight"), null, null, Reason.Read("standard delivery-by missed"), "v1") { Owner = matter.SubjectOwner };
        var giving = new Giving("main", id, stranger, "bot", new Money(100_00, "CNY"), new DateOnly(2026, 11, 21)) { IsOncePerFailure = true, CustomerCap = new Money(100_00, "CNY") };
        await spine.Database.WriteAsync(async (session, cancel) =>
        {
            await CaseRows.PutAsync(session, matter, stranger, id, "main", cancel);
            return await spine.Get<Ledger>().WriteAsync(session, [refund], giving, Spine.Start, cancel);
        }, default);
        var before = await TextAsync(spine.Database);

        await spine.Get<Erasure>().EraseAsync(owner, default);

        before.ShouldContain("\"SubjectOwner\":\"c1\"");
        before.ShouldContain("owner:main:c1");
        var after = await TextAsync(spine.Database);
        after.ShouldNotContain("\"c1\"");
        after.ShouldNotContain("owner:main:c1");
        (await spine.CountAsync("select count(*) from order_owner")).ShouldBe(0);
        (await CaseRowsOfAsync(spine, stranger)).ShouldHaveSingleItem().SubjectOwner.ShouldBeNull();
    }

    [Fact]
    public async Task The_ledger_keeps_every_amount_and_still_balances()
    {
        await using var spine = await OpenAsync();
        await LiveAsync(spine, "c1", "Zhang San");

        await spine.Get<Erasure>().EraseAsync(await CustomerAsync(spine, "c1"), default);

        (await spine.CountAsync("select sum(amount) from ledger_entry where kind = 'refund'")).ShouldBe(1800);
        (await spine.CountAsync("select count(*) from ledger_posting")).ShouldBe(2);
        (await spine.CountAsync("select sum(amount) from ledger_posting")).ShouldBe(0);
        (await spine.CountAsync("select count(*) from ledger_entry where idempotency_key like 'erased/%'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_coupon_of_an_erased_customer_is_still_redeemed_once_by_its_code()
    {
        await using var spine = await OpenAsync();
        var conversation = await ComeAsync(spine, "c1", "Zhang San");
        var customer = (await spine.RowAsync(conversation)).Customer;
        var order = new RemedyOrder(new CaseId("cs_1"), $"late:{Number}", new Remedy.Coupon(new Money(3_60, "CNY"), 60), "7K3QM9XT2ABC", Spine.Start.AddDays(60), Reason.Read("she told me about the wedding"), "v1");
        var giving = new Giving("main", customer, conversation, "ag_lin", new Money(100_00, "CNY"), new DateOnly(2026, 11, 21));
        await spine.Database.WriteAsync((session, cancel) => spine.Get<Ledger>().WriteAsync(session, [order], giving, Spine.Start, cancel), default);
        await spine.Get<Erasure>().EraseAsync(customer, default);

        var redeemed = await spine.Get<Coupons>().RedeemAsync("7K3QM9XT2ABC", "shop-1", Purchase.NotSaid, "main", null, "shop", default);
        var again = await spine.Get<Coupons>().RedeemAsync("7K3QM9XT2ABC", "shop-2", Purchase.NotSaid, "main", null, "shop", default);

        redeemed.ShouldBe(new Redemption.Accepted(new Money(3_60, "CNY"), IsRepeated: false));
        again.ShouldBe(new Redemption.Refused(CouponState.Redeemed));
        (await TextAsync(spine.Database)).ShouldNotContain("wedding");
    }

    [Fact]
    public async Task The_ledger_still_refuses_to_be_changed_while_the_conversation_is_there()
    {
        await using var spine = await OpenAsync();
        await LiveAsync(spine, "c1", "Zhang San");

        await Should.ThrowAsync<Exception>(async () => await RunAsync(spine, "update ledger_entry set idempotency_key = 'erased/x'"));
        await Should.ThrowAsync<Exception>(async () => await RunAsync(spine, "delete from ledger_entry"));
    }

    [Fact]
    public async Task The_amount_cannot_be_changed_even_of_an_erased_customer()
    {
        await using var spine = await OpenAsync();
        await LiveAsync(spine, "c1", "Zhang San");
        await spine.Get<Erasure>().EraseAsync(await CustomerAsync(spine, "c1"), default);

        await Should.ThrowAsync<Exception>(async () => await RunAsync(spine, "update ledger_entry set amount = 1, idempotency_key = 'erased/x'"));
        (await spine.CountAsync("select sum(amount) from ledger_entry")).ShouldBe(1800);
    }

    [Fact]
    public async Task Another_customer_keeps_everything()
    {
        await using var spine = await OpenAsync();
        var theirs = await ComeAsync(spine, "c2", "Li Si");
        await spine.SayAsync(theirs, "hello, is anybody there?");
        await LiveAsync(spine, "c1", "Zhang San");
        var before = await spine.CountAsync($"select count(*) from activity where conversation_id = '{theirs}'");

        await spine.Get<Erasure>().EraseAsync(await CustomerAsync(spine, "c1"), default);

        (await spine.CountAsync("select count(*) from activity")).ShouldBe(before);
        (await spine.CountAsync("select count(*) from customer where name = 'Li Si'")).ShouldBe(1);
    }

    [Theory]
    [InlineData("c1")]
    [InlineData("zhang@example.com")]
    public async Task A_customer_is_found_by_what_they_or_the_company_know(string said)
    {
        await using var spine = await OpenAsync();
        var conversation = await LiveAsync(spine, "c1", "Zhang San");

        var found = (await spine.Get<Erasure>().FindAsync(said, null, default)).ShouldHaveSingleItem();

        found.Id.ShouldBe((await spine.RowAsync(conversation)).Customer);
        (found.Name, found.Conversations, found.Files, found.LedgerEntries).ShouldBe(("Zhang San", 1, 1, 1));
        (await spine.Get<Erasure>().FindAsync(said, "elsewhere", default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_conversation_goes_when_it_has_been_quiet_for_as_long_as_is_kept()
    {
        await using var spine = await OpenAsync();
        var conversation = await ComeAsync(spine, null, null);
        await spine.SayAsync(conversation, "thank you, that was all");
        await RunAsync(spine, "update conversation set unread_since = null");

        spine.Time.Advance(TimeSpan.FromDays(364));
        var early = await spine.Get<Retention>().PassAsync(TimeSpan.FromDays(365), default);
        spine.Time.Advance(TimeSpan.FromDays(2));
        var late = await spine.Get<Retention>().PassAsync(TimeSpan.FromDays(365), default);

        (early.Conversations, late.Conversations).ShouldBe((0, 1));
        (await spine.CountAsync("select (select count(*) from conversation) + (select count(*) from activity) + (select count(*) from customer)")).ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_has_a_person_or_a_promise_stays()
    {
        await using var spine = await OpenAsync();
        var attended = await ComeAsync(spine, "c1", null);
        await spine.Desk.AcceptAsync(attended, Spine.Lin, default);
        var promised = await ComeAsync(spine, "c2", null);
        await RunAsync(spine, $"insert into promise (id, conversation_id, what, owner, made_at, due, status, repromises) values ('pr_1', '{promised}', 'answer', 'bot', 0, 0, 'open', 0)");

        spine.Time.Advance(TimeSpan.FromDays(3_000));
        var gone = await spine.Get<Retention>().PassAsync(TimeSpan.FromDays(30), default);

        (await spine.RowAsync(attended)).Owner.ShouldBe(Owner.Agent);
        gone.Conversations.ShouldBe(0);
    }

    [Fact]
    public async Task A_known_customer_stays_as_long_as_the_limit_of_what_one_customer_gets_looks_back()
    {
        await using var spine = await OpenAsync();
        await LiveAsync(spine, "c1", "Zhang San");
        await RunAsync(spine, "update conversation set unread_since = null");

        spine.Time.Advance(TimeSpan.FromDays(40));
        await spine.Get<Retention>().PassAsync(TimeSpan.FromDays(30), default);
        var (conversations, known) = (await spine.CountAsync("select count(*) from conversation"), await spine.CountAsync("select count(*) from customer"));
        spine.Time.Advance(TimeSpan.FromDays(60));
        await spine.Get<Retention>().PassAsync(TimeSpan.FromDays(30), default);

        (conversations, known, await spine.CountAsync("select count(*) from customer")).ShouldBe((0, 1, 0));
    }

    [Fact]
    public async Task No_table_that_names_a_conversation_or_a_customer_is_forgotten()
    {
        await using var spine = await OpenAsync();
        var columns = await spine.Database.ReadAsync(async (session, _) => (await session.Connection.QueryAsync<(string Table, string Column)>(spine.Database.Engine == Engine.Sqlite
            ? "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and c.name in ('conversation_id', 'customer_id')"
            : "select table_name, column_name from information_schema.columns where table_schema = 'public' and column_name in ('conversation_id', 'customer_id')")).ToList(), default);
        var source = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src", "ServiceBot", "Turns", "Erasure.cs"));

        columns.Count.ShouldBeGreaterThan(25);
        columns.Select(c => c.Table).Distinct().Where(table => table is not ("policy_decision" or "ledger_entry") && !source.Contains($"\"delete from {table} ") && !source.Contains($"\"update {table} ")).ShouldBeEmpty();
    }

    private static ValueTask<IReadOnlyList<ComplaintCase>> CaseRowsOfAsync(Spine spine, ConversationId conversation) =>
        spine.Database.ReadAsync((session, cancel) => CaseRows.OfConversationAsync(session, conversation, cancel), default);

    // An order that is late with its money back, a chat, an address, a file, an event of the company's system.
    private static async Task<ConversationId> LiveAsync(Spine spine, string customer, string name)
    {
        var conversation = await ComeAsync(spine, customer, name);
        await spine.Get<CompanyEvents>().TakeAsync(new CompanyEvent("e1", "main", "late", null, Number, customer, null, null), default);
        await spine.SayAsync(conversation, $"my parcel {Number} is late, it is a wedding dress");
        var id = (await spine.RowAsync(conversation)).Customer;
        var refund = new RemedyOrder(new CaseId("cs_1"), $"late:{Number}", new Remedy.Refund(new Money(18_00, "CNY"), "freight"), null, null, Reason.Read("standard delivery-by missed"), "v1");
        var giving = new Giving("main", id, conversation, "bot", new Money(100_00, "CNY"), new DateOnly(2026, 11, 21));
        await spine.Database.WriteAsync(async (session, cancel) =>
        {
            await spine.Get<Ledger>().WriteAsync(session, [refund], giving, Spine.Start, cancel);
            await CustomerReachRows.PutAsync(session, id, new CustomerReach(CustomerReach.Mail, "zhang@example.com", Spine.Start, null, null, 0, null), cancel);
            await ContactRows.SetConsentAsync(session, id, isGiven: true, Spine.Start, cancel);
            await session.Connection.ExecuteAsync($"insert into upload (id, conversation_id, name, content_type, size, at) values ('up_abcdef', '{conversation}', 'my-face.jpg', 'image/jpeg', 9, 0)");
            return true;
        }, default);
        return conversation;
    }

    private Task<Spine> OpenAsync() => Spine.OpenAsync(stores, services => services.AddSingleton<Func<string, SiteView>>(_ => _ => new SiteView(Spine.Pack, new Listed(new Fact("order", Number, "c1", new Dictionary<string, string>
    {
        ["number"] = Number, ["status"] = "in-transit", ["at"] = "Wuhan", ["freight"] = "18.00", ["promised"] = Spine.Start.AddHours(-1).ToString("O"),
    }, Spine.Start)), new PackIncidents(() => []))));

    private static ValueTask<ConversationId> ComeAsync(Spine spine, string? customer, string? name) =>
        spine.Get<Conversations>().OpenAsync(new NewConversation("main", "directline", null, customer is null ? Proof.None : Proof.HostPage, Locale.En, new NewCustomer(customer, name)), default);

    private static async Task<CustomerId> CustomerAsync(Spine spine, string external) => (await spine.Get<Erasure>().FindAsync(external, "main", default)).Single().Id;

    private static async Task RunAsync(Spine spine, string sql) => await spine.Database.WriteAsync(async (session, _) => await session.Connection.ExecuteAsync(sql), default);

    private static ValueTask<string> TextAsync(Database database) => database.ReadAsync(async (session, _) =>
    {
        var tables = await session.Connection.QueryAsync<string>(database.Engine == Engine.Sqlite
            ? "select name from sqlite_master where type = 'table'"
            : "select table_name from information_schema.tables where table_schema = 'public'");
        var text = new System.Text.StringBuilder();
        foreach (var table in tables)
            foreach (IDictionary<string, object?> row in await session.Connection.QueryAsync($"select * from \"{table}\""))
                text.Append(table).Append(' ').AppendJoin(' ', row.Values.Select(value => value is string word && table == "customer" ? $"\"{word}\" {word}" : value)).Append('\n');
        return text.ToString();
    }, default);
}
