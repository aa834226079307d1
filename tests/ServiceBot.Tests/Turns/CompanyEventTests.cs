using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Customers;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class CompanyEventTests
{
    private readonly Dictionary<string, string> order = new() { ["number"] = "SF6600000000300", ["status"] = "in-transit", ["at"] = "Wuhan", ["freight"] = "18.00", ["promised"] = Spine.Start.AddHours(-1).ToString("O") };

    [Fact]
    public async Task An_order_reported_late_is_told_and_remedied_before_the_customer_writes()
    {
        await using var spine = await OpenAsync();
        var conversation = await ComeAsync(spine);

        var taken = await TakeAsync(spine, "e1", "late");
        await LookAsync(spine, conversation);

        taken.ShouldBeOfType<EventTaken.Taken>();
        (await spine.CountAsync("select count(*) from ledger_entry where kind = 'refund' and amount = 1800")).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_event_twice_is_once_and_another_about_the_same_tells_nothing_again()
    {
        await using var spine = await OpenAsync();
        var conversation = await ComeAsync(spine);
        await TakeAsync(spine, "e1", "late");
        await LookAsync(spine, conversation);

        var again = await TakeAsync(spine, "e1", "late");
        await TakeAsync(spine, "e2", "changed");
        await LookAsync(spine, conversation);

        again.ShouldBeOfType<EventTaken.Repeated>();
        (await spine.CountAsync("select count(*) from journal where kind = 'company-news'")).ShouldBe(1);
    }

    [Fact]
    public async Task An_order_reported_late_that_our_data_show_on_time_is_not_called_late()
    {
        order["promised"] = Spine.Start.AddHours(5).ToString("O");
        await using var spine = await OpenAsync();
        var conversation = await ComeAsync(spine);

        await TakeAsync(spine, "e1", "late");
        await LookAsync(spine, conversation);

        (await spine.CountAsync("select count(*) from activity where role = 'bot'")).ShouldBe(0);
    }

    [Theory]
    [InlineData("begun", "delivery-by", "has no clock that begins")]
    [InlineData("ended", "delivery-by", "No round of 'delivery-by' is open")]
    [InlineData("missed", "nothing", "The pack has no standard 'nothing'")]
    [InlineData("missed", "claim-answer", "No kind of complaint names the standard")]
    [InlineData("exploded", "delivery-by", "is no event")]
    [InlineData("exploded", null, "is no event")]
    public async Task What_cannot_be_done_is_said(string what, string? standard, string said)
    {
        await using var spine = await OpenAsync();

        var taken = await TakeAsync(spine, "e1", what, standard);

        taken.ShouldBeOfType<EventTaken.Refused>().Why.ShouldContain(said);
    }

    [Fact]
    public async Task An_id_that_was_taken_for_something_else_is_refused_and_says_for_what()
    {
        await using var spine = await OpenAsync();
        await TakeAsync(spine, "e1", "changed");

        (await TakeAsync(spine, "e1", "late")).ShouldBeOfType<EventTaken.Refused>().Why.ShouldContain("taken before, as 'changed' of SF6600000000300");
    }

    [Fact]
    public async Task Somebody_elses_order_is_refused()
    {
        await using var spine = await OpenAsync();

        var taken = await spine.Get<CompanyEvents>().TakeAsync(new CompanyEvent("e1", "main", "late", null, "SF6600000000300", "c2", null, null), default);

        taken.ShouldBeOfType<EventTaken.Refused>();
    }

    private Task<Spine> OpenAsync() => Spine.OpenAsync(new Stores.InMemory(), services => services.AddSingleton<Func<string, SiteView>>(_ =>
        new SiteView(Spine.Pack, new SampleFacts(() => new SampleData([], [new Fact("order", "SF6600000000300", "c1", order, Spine.Start)], [])), new PackIncidents(() => []))));

    private static ValueTask<ConversationId> ComeAsync(Spine spine) =>
        spine.Get<Conversations>().OpenAsync(new NewConversation("main", "directline", null, Proof.HostPage, Locale.En, new NewCustomer("c1")), default);

    private static ValueTask<EventTaken> TakeAsync(Spine spine, string id, string what, string? standard = null) =>
        spine.Get<CompanyEvents>().TakeAsync(new CompanyEvent(id, "main", what, standard, "SF6600000000300", null, null, null), default);

    private static async Task LookAsync(Spine spine, ConversationId conversation)
    {
        await spine.Get<StandardWatch>().LookAsync(default);
        await spine.RunAsync(conversation);
    }
}
