using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Handoff;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Server.Chat;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class SqliteRefusedGivingTests(Stores.Sqlite stores) : RefusedGivingContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresRefusedGivingTests(Stores.Postgres stores) : RefusedGivingContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>What was offered is not there any more when the customer takes it.</summary>
public abstract class RefusedGivingContract(Stores stores)
{
    private static readonly Pack Courier = ((PackLoad.Loaded)PackLoader.Load(Path.Combine(AppContext.BaseDirectory, "packs", "courier"), WordingKeys.All, Spine.Start)).Pack;

    [Fact]
    public async Task An_offer_that_the_budget_no_longer_allows_goes_to_a_person_and_nothing_is_given()
    {
        await using var spine = await Spine.OpenAsync(stores, services => services.AddSingleton<Func<string, SiteView>>(_ => _ => new SiteView(Courier, Parcel(), new PackIncidents(() => []))));
        var conversation = await spine.Get<Conversations>().OpenAsync(new NewConversation("main", "directline", null, Proof.HostPage, Locale.En, new NewCustomer("c1")), default);
        await SayAsync(spine, conversation, new Activity { Type = ActivityTypes.Message, Text = "The cup arrived broken and the box was crushed, SF3300000000017" });
        await SayAsync(spine, conversation, new Activity { Type = ActivityTypes.Message, Text = "", Attachments = [new Attachment { ContentType = "image/jpeg", ContentUrl = "https://example.com/cup.jpg", Name = "cup.jpg" }] });
        (await spine.RowAsync(conversation)).Owner.ShouldBe(Owner.Bot);
        await SpendTheDayAsync(spine);

        await SayAsync(spine, conversation, new Activity { Type = ActivityTypes.Message, Text = "the first one" });

        (await spine.RowAsync(conversation)).Owner.ShouldBe(Owner.Queue);
        (await spine.CountAsync($"select count(*) from ledger_entry where conversation_id = '{conversation}'")).ShouldBe(0);
        (await spine.CountAsync($"select count(*) from activity where conversation_id = '{conversation}' and role = 'bot' and json like '%something has changed in the meantime%'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_key_of_the_desk_that_comes_again_with_something_else_does_nothing_and_says_what_it_stands_for()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var conversation = await spine.ConversationAsync();
        await SayAsync(spine, conversation, new Activity { Type = ActivityTypes.Message, Text = "a person please" });
        await spine.Desk.AcceptAsync(conversation, Spine.Lin, default);
        var acts = spine.Get<AgentActs>();

        DeskOutcome[] coupons = [await Coupon(10), await Coupon(10), await Coupon(20)];
        DeskOutcome[] promises = [await Promise("I call you"), await Promise("I call you"), await Promise("I write to you")];

        DeskOutcome[] approvals = [await Ask(600, "third delay"), await Ask(600, "third delay"), await Ask(700, "third delay"), await Ask(600, "broken")];

        foreach (var outcomes in (DeskOutcome[][])[coupons, promises, approvals])
        {
            outcomes[..2].ShouldAllBe(o => o is DeskOutcome.Done);
            outcomes[2..].ShouldAllBe(o => o is DeskOutcome.Refused && ((DeskOutcome.Refused)o).Because == RefusedBecause.SettledBefore);
        }

        ((DeskOutcome.Refused)coupons[2]).Why.ShouldContain("a coupon of 10.00 CNY");
        ((DeskOutcome.Refused)promises[2]).Why.ShouldContain("I call you");
        ((DeskOutcome.Refused)approvals[2]).Why.ShouldContain("600.00 CNY");
        ((DeskOutcome.Refused)approvals[3]).Why.ShouldContain("third delay");
        (await spine.Get<ApprovalActs>().OpenAsync(default)).Count.ShouldBe(1);
        (await spine.CountAsync("select count(*) from ledger_entry")).ShouldBe(1);

        ValueTask<DeskOutcome> Coupon(decimal amount) => acts.GiveCouponAsync(conversation, Spine.Lin, Money.FromDecimal(amount, "CNY"), "k", default);
        ValueTask<DeskOutcome> Ask(decimal amount, string why) => spine.Get<ApprovalActs>().AskAsync(conversation, Spine.Lin, Money.FromDecimal(amount, "CNY"), why, "k", default);
        ValueTask<DeskOutcome> Promise(string text) => acts.PromiseAsync(conversation, Spine.Lin, text, TimeSpan.FromHours(1), "k", default);
    }

    private static async Task SayAsync(Spine spine, ConversationId conversation, Activity activity)
    {
        await spine.Inbox.AcceptAsync(new IncomingActivity(conversation, activity, null), default);
        await spine.RunAsync(conversation);
    }

    private static async Task SpendTheDayAsync(Spine spine)
    {
        var all = Money.FromDecimal(Courier.Policy.DayBudget, "CNY");
        var order = new RemedyOrder(new CaseId("cs_other"), "late:other", new Remedy.Coupon(all, 60), IdSource.Random.CouponCode(), Spine.Start.AddDays(60), Reason.Read("spent"), "v1");
        var giving = new Giving("main", new CustomerId("cu_other"), new ConversationId("cv_other"), "ag_1", all, new DateOnly(2026, 11, 21));
        (await spine.Database.WriteAsync((session, cancel) => spine.Get<Ledger>().WriteAsync(session, [order], giving, Spine.Start, cancel), default)).ShouldBeTrue();
    }

    private static ChatFacts Parcel()
    {
        var facts = new ChatFacts(new ManualTime(Spine.Start));
        facts.Put("order", "SF3300000000017", "c1", new Dictionary<string, string>
        {
            ["promised"] = "2026-11-21T12:00+08:00", ["status"] = "delivered", ["delivered"] = "2026-11-21T09:05+08:00", ["freight"] = "14.00", ["value"] = "59.00",
        });
        return facts;
    }
}
