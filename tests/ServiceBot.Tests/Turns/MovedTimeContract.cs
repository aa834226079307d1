using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Customers;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class SqliteMovedTimeTests(Stores.Sqlite stores) : MovedTimeContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresMovedTimeTests(Stores.Postgres stores) : MovedTimeContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>The company moves a promised time before it is over: the customer is told before it is late.</summary>
public abstract class MovedTimeContract(Stores stores)
{
    private const string Number = "SF6600000000200";
    private static readonly OrderWatch All = new("order", TimeSpan.FromMinutes(2), []);

    [Fact]
    public async Task A_time_that_is_moved_before_it_is_over_is_told_once_with_the_old_and_the_new_one()
    {
        var company = new Listed(Order(Spine.Start.AddHours(5)));
        await using var spine = await OpenAsync(company);
        var conversation = await ComeAsync(spine);
        await PassAsync(spine, conversation);

        company.Orders = [Order(Spine.Start.AddHours(8))];
        await PassAsync(spine, conversation);
        await PassAsync(spine, conversation);

        var said = await SaidAsync(spine, conversation);
        said.Split("later than we said").Length.ShouldBe(2);
        said.ShouldContain(Number);
        said.ShouldContain("15:00");
        said.ShouldContain("18:00");
        (await spine.CountAsync("select count(*) from ledger_entry")).ShouldBe(0);
    }

    [Fact]
    public async Task Moved_once_more_it_is_told_once_more_and_only_the_last_time_counts()
    {
        var company = new Listed(Order(Spine.Start.AddHours(5)));
        await using var spine = await OpenAsync(company);
        var conversation = await ComeAsync(spine);
        await PassAsync(spine, conversation);
        company.Orders = [Order(Spine.Start.AddHours(6))];
        await spine.Get<OrderSweep>().PassAsync("main", All, default);

        company.Orders = [Order(Spine.Start.AddHours(8))];
        await PassAsync(spine, conversation);

        (await SaidAsync(spine, conversation)).Split("later than we said").Length.ShouldBe(2);
        (await SaidAsync(spine, conversation)).ShouldContain("18:00");
    }

    [Fact]
    public async Task Where_nobody_sends_events_it_is_seen_by_a_look_before_the_time_is_over()
    {
        var company = new Listed(Order(Spine.Start.AddHours(10)));
        await using var spine = await OpenAsync(company);
        var conversation = await ComeAsync(spine);
        await PassAsync(spine, conversation);
        company.Orders = [Order(Spine.Start.AddHours(12))];

        spine.Time.Advance(TimeSpan.FromHours(7.5));
        await LookAsync(spine, conversation);

        (await SaidAsync(spine, conversation)).ShouldContain("later than we said");
    }

    [Fact]
    public async Task Whoever_sleeps_is_told_in_the_morning_unless_it_is_over_by_then()
    {
        var company = new Listed(Order(Spine.Start.AddHours(14)));
        await using var spine = await OpenAsync(company);
        var conversation = await ComeAsync(spine);
        await PassAsync(spine, conversation);
        spine.Time.Advance(TimeSpan.FromHours(13));
        company.Orders = [Order(Spine.Start.AddHours(30))];

        await PassAsync(spine, conversation);
        var atNight = await SaidAsync(spine, conversation);
        spine.Time.Advance(TimeSpan.FromHours(10));
        await LookAsync(spine, conversation);

        atNight.ShouldBeEmpty();
        (await SaidAsync(spine, conversation)).ShouldContain("later than we said");
    }

    [Fact]
    public async Task Whoever_does_not_want_to_be_told_is_not()
    {
        var company = new Listed(Order(Spine.Start.AddHours(5)));
        await using var spine = await OpenAsync(company);
        var conversation = await ComeAsync(spine);
        var customer = (await spine.RowAsync(conversation)).Customer;
        await spine.Database.WriteAsync(async (session, cancel) =>
        {
            await ContactRows.SetConsentAsync(session, customer, isGiven: false, Spine.Start, cancel);
            return true;
        }, default);
        await PassAsync(spine, conversation);

        company.Orders = [Order(Spine.Start.AddHours(8))];
        await PassAsync(spine, conversation);

        (await SaidAsync(spine, conversation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_moved_forward_or_done_by_then_is_no_news()
    {
        var company = new Listed(Order(Spine.Start.AddHours(5)));
        await using var spine = await OpenAsync(company);
        var conversation = await ComeAsync(spine);
        await PassAsync(spine, conversation);

        company.Orders = [Order(Spine.Start.AddHours(4))];
        await PassAsync(spine, conversation);
        company.Orders = [Order(Spine.Start.AddHours(6))];
        await spine.Get<OrderSweep>().PassAsync("main", All, default);
        company.Orders = [Order(Spine.Start.AddHours(6), delivered: Spine.Start.AddMinutes(-1))];
        await LookAsync(spine, conversation);

        (await SaidAsync(spine, conversation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_an_agent_has_the_chat_it_waits()
    {
        var company = new Listed(Order(Spine.Start.AddHours(5)));
        await using var spine = await OpenAsync(company);
        var conversation = await ComeAsync(spine);
        await PassAsync(spine, conversation);
        await spine.Desk.AcceptAsync(conversation, Spine.Lin, default);
        company.Orders = [Order(Spine.Start.AddHours(8))];
        await PassAsync(spine, conversation);
        var meanwhile = await SaidAsync(spine, conversation);
        await spine.Desk.ReleaseAsync(conversation, Spine.Lin, null, default);
        await spine.RunAsync(conversation);

        spine.Time.Advance(TimeSpan.FromMinutes(11));
        await LookAsync(spine, conversation);

        meanwhile.ShouldBeEmpty();
        (await SaidAsync(spine, conversation)).ShouldContain("later than we said");
    }

    private static async Task PassAsync(Spine spine, ConversationId conversation)
    {
        await spine.Get<OrderSweep>().PassAsync("main", All, default);
        await LookAsync(spine, conversation);
    }

    private static async Task LookAsync(Spine spine, ConversationId conversation)
    {
        while (await spine.Get<StandardWatch>().LookAsync(default) > 0) { }
        await spine.RunAsync(conversation);
    }

    private static async Task<string> SaidAsync(Spine spine, ConversationId conversation) => string.Join('\n', await spine.Database.ReadAsync((session, cancel) =>
        session.Statement("select json from activity where conversation_id = @id and role = 'bot' order by seq").Set("@id", conversation.Value)
            .ListAsync(row => ServiceBot.Protocol.ProtocolJson.Parse<ServiceBot.Protocol.Activity>(row.GetUtf8(0)).Text ?? "", cancel), default));

    private Task<Spine> OpenAsync(Listed company) =>
        Spine.OpenAsync(stores, services => services.AddSingleton<Func<string, SiteView>>(_ => _ => new SiteView(Spine.Pack, company, new PackIncidents(() => []))));

    private static ValueTask<ConversationId> ComeAsync(Spine spine) =>
        spine.Get<Conversations>().OpenAsync(new NewConversation("main", "directline", null, Proof.HostPage, Locale.En, new NewCustomer("c1")), default);

    private static Fact Order(DateTimeOffset promised, DateTimeOffset? delivered = null)
    {
        var values = new Dictionary<string, string> { ["number"] = Number, ["status"] = "in-transit", ["promised"] = promised.ToString("O"), ["at"] = "Wuhan", ["freight"] = "18.00" };
        if (delivered is { } at) (values["delivered"], values["status"]) = (at.ToString("O"), "delivered");
        return new Fact("order", Number, "c1", values, Spine.Start.AddDays(30));
    }
}
