using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Customers;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class SqliteNewsConsentTests(Stores.Sqlite stores) : NewsConsentContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresNewsConsentTests(Stores.Postgres stores) : NewsConsentContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>Whether a customer wants to be spoken to first: asked, given, withdrawn.</summary>
public abstract class NewsConsentContract(Stores stores)
{
    [Fact]
    public async Task Who_is_told_first_is_asked_whether_that_was_welcome_once()
    {
        await using var spine = await OpenAsync();
        var conversation = await ComeAsync(spine);

        await TellAsync(spine, conversation, "first");
        await TellAsync(spine, conversation, "second");

        (await SaidAsync(spine, conversation)).Split("Shall I tell you first").Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("No, I'll ask", false)]
    [InlineData("no", false)]
    [InlineData("Yes, tell me first", true)]
    [InlineData("don't notify me", false)]
    public async Task The_answer_is_kept_confirmed_and_seen_at_the_desk(string answer, bool isGiven)
    {
        await using var spine = await OpenAsync();
        var conversation = await ComeAsync(spine);
        await TellAsync(spine, conversation, "first");

        await spine.SayAsync(conversation, answer);
        await spine.RunAsync(conversation);

        (await ConsentAsync(spine, conversation))!.IsGiven.ShouldBe(isGiven);
        (await SaidAsync(spine, conversation)).ShouldContain(isGiven ? "I'll tell you first" : "I won't write to you unasked");
        (await spine.CountAsync($"select count(*) from journal where kind = '{(isGiven ? "news-wanted" : "news-unwanted")}'")).ShouldBe(1);
    }

    [Fact]
    public async Task Who_has_withdrawn_it_hears_nothing_until_they_give_it_again()
    {
        await using var spine = await OpenAsync();
        var conversation = await ComeAsync(spine);
        await spine.SayAsync(conversation, "please stop sending me updates");
        await spine.RunAsync(conversation);

        await TellAsync(spine, conversation, "first");
        var silent = await spine.CountAsync("select count(*) from journal where kind = 'company-news'");
        await spine.SayAsync(conversation, "you may notify me first");
        await spine.RunAsync(conversation);
        await TellAsync(spine, conversation, "second");

        (silent, await spine.CountAsync("select count(*) from journal where kind = 'company-news'")).ShouldBe((0, 1));
    }

    [Fact]
    public async Task To_an_agent_it_is_said_as_well_as_to_the_bot()
    {
        await using var spine = await OpenAsync();
        var conversation = await ComeAsync(spine);
        await spine.Desk.AcceptAsync(conversation, Spine.Lin, default);

        await spine.SayAsync(conversation, "please don't message me again");
        await spine.RunAsync(conversation);

        (await ConsentAsync(spine, conversation))!.IsGiven.ShouldBeFalse();
        (await spine.CountAsync("select count(*) from activity where role = 'bot'")).ShouldBe(0);
    }

    [Fact]
    public async Task Who_leaves_an_address_is_asked_whether_news_may_go_there_unasked()
    {
        await using var spine = await OpenAsync(services => services.AddSingleton(new ReachWays([CustomerReach.Mail], null)));
        var conversation = await ComeAsync(spine);

        await spine.SayAsync(conversation, "min@example.com");
        await spine.RunAsync(conversation);
        var asked = await ConsentAsync(spine, conversation);
        await spine.SayAsync(conversation, "Yes, tell me first");
        await spine.RunAsync(conversation);

        asked.ShouldBeNull();
        (await SaidAsync(spine, conversation)).ShouldContain("shall I write there before you ask?");
        (await ConsentAsync(spine, conversation))!.IsGiven.ShouldBeTrue();
    }

    private Task<Spine> OpenAsync(Action<IServiceCollection>? more = null)
    {
        var order = new Fact("order", "SF6600000001000", "c1", new Dictionary<string, string>
        {
            ["number"] = "SF6600000001000", ["status"] = "in-transit", ["at"] = "Harbin", ["freight"] = "18.00", ["promised"] = Spine.Start.AddDays(2).ToString("O"),
        }, Spine.Start);
        return Spine.OpenAsync(stores, services =>
        {
            services.AddSingleton<Func<string, SiteView>>(_ => new SiteView(Spine.Pack, new Listed(order), new PackIncidents(() => [])));
            more?.Invoke(services);
        });
    }

    private static ValueTask<ConversationId> ComeAsync(Spine spine) =>
        spine.Get<Conversations>().OpenAsync(new NewConversation("main", "directline", null, Proof.HostPage, Locale.En, new NewCustomer("c1")), default);

    private static async Task TellAsync(Spine spine, ConversationId conversation, string key)
    {
        await spine.Get<IncidentBook>().AnnounceAsync(new AnnouncedIncident
        {
            Id = "", Site = "main", Kind = "weather", Area = "Harbin", Cause = new LocalizedText("暴风雪", "暴風雪", "a snowstorm"), Until = Spine.Start.AddHours(26), Tell = true,
        }, "Lin", default, key);
        await spine.Get<IncidentTeller>().GatherAsync(default);
        while (await spine.Get<IncidentTeller>().TellAsync(default) > 0) { }
        await spine.RunAsync(conversation);
    }

    private static async Task<ContactConsent?> ConsentAsync(Spine spine, ConversationId conversation)
    {
        var customer = (await spine.RowAsync(conversation)).Customer;
        return await spine.Database.ReadAsync((session, cancel) => ContactRows.ConsentAsync(session, customer, cancel), default);
    }

    private static async Task<string> SaidAsync(Spine spine, ConversationId conversation) => string.Join('\n', await spine.Database.ReadAsync((session, cancel) =>
        session.Statement("select json from activity where conversation_id = @id and role = 'bot' order by seq").Set("@id", conversation.Value)
            .ListAsync(row => ServiceBot.Protocol.ProtocolJson.Parse<ServiceBot.Protocol.Activity>(row.GetUtf8(0)).Text ?? "", cancel), default));
}
