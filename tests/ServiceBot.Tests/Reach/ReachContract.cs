using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Customers;
using ServiceBot.Storage;
using ServiceBot.Tests.Storage;
using ServiceBot.Tests.Turns;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Reach;

public sealed class SqliteReachTests(Stores.Sqlite stores) : ReachContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresReachTests(Stores.Postgres stores) : ReachContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>From "leave your e-mail" to the mail that arrives when the page is closed.</summary>
public abstract class ReachContract(Stores stores)
{
    private readonly Post post = new();
    private bool isOnPage;

    private Task<Spine> OpenAsync() => Spine.OpenAsync(stores, services => services
        .AddSingleton(new ReachWays([CustomerReach.Mail], new Uri("https://shop.example/help")))
        .AddSingleton<IReachSender>(post)
        .AddSingleton<IsOnPage>(_ => isOnPage));

    [Fact]
    public async Task An_address_is_asked_for_where_something_is_promised_on_a_page_once()
    {
        await using var spine = await OpenAsync();
        var id = await spine.ConversationAsync();

        await LeaveMessageAsync(spine, id);
        var asked = await AllSaidAsync(spine, id);

        asked.Split("e-mail").Length.ShouldBe(2);
        (await spine.CountAsync("select count(*) from customer_reach")).ShouldBe(0);
    }

    [Fact]
    public async Task A_code_goes_to_the_address_and_shows_whose_it_is()
    {
        await using var spine = await OpenAsync();
        var id = await spine.ConversationAsync();

        await SayAsync(spine, id, "min@example.com");
        await DeliverAsync(spine);
        var code = post.Sent.ShouldHaveSingleItem().Text.Split(' ').First(word => word.Length >= 6 && word[..6].All(char.IsAsciiDigit))[..6];
        await SayAsync(spine, id, code == "000000" ? "000001" : "000000");
        (await spine.CountAsync("select count(*) from customer_reach where verified_at is not null")).ShouldBe(0);
        await SayAsync(spine, id, code);

        (await spine.CountAsync("select count(*) from customer_reach where verified_at is not null and code is null")).ShouldBe(1);
    }

    [Fact]
    public async Task To_an_address_nobody_has_verified_goes_only_that_there_is_news()
    {
        await using var spine = await OpenAsync();
        var id = await spine.ConversationAsync();
        await SayAsync(spine, id, "min@example.com");

        await AnswerAsync(spine, id, "Your parcel SF1234567890123 lies with your neighbour Anna.");

        var mail = post.Sent.Last();
        mail.Address.ShouldBe("min@example.com");
        mail.Text.ShouldNotContain("Anna");
        mail.Text.ShouldNotContain("SF1234567890123");
        mail.Text.ShouldContain("https://shop.example/help");
    }

    [Fact]
    public async Task A_verified_address_gets_what_was_said()
    {
        await using var spine = await OpenAsync();
        var id = await VerifiedAsync(spine);

        await AnswerAsync(spine, id, "Your parcel lies with your neighbour Anna.");

        post.Sent.Last().Text.ShouldContain("Your parcel lies with your neighbour Anna.");
    }

    [Fact]
    public async Task Who_has_the_page_open_gets_no_mail()
    {
        await using var spine = await OpenAsync();
        var id = await VerifiedAsync(spine);
        isOnPage = true;
        var before = post.Sent.Count;

        await AnswerAsync(spine, id, "Here you are.");

        post.Sent.Count.ShouldBe(before);
        (await spine.CountAsync("select count(*) from outbox where channel = 'reach' and status <> 'sent'")).ShouldBe(0);
    }

    [Fact]
    public async Task What_the_bot_says_when_a_promise_is_due_goes_there_too()
    {
        await using var spine = await OpenAsync();
        var id = await VerifiedAsync(spine);
        await LeaveMessageAsync(spine, id);
        var before = post.Sent.Count;
        spine.Time.Advance(TimeSpan.FromDays(2));

        await spine.Get<ClockWorker>().FireAsync(default);
        await spine.RunAsync(id);
        await DeliverAsync(spine);

        post.Sent.Count.ShouldBe(before + 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task What_was_said_while_the_mail_server_was_down_arrives_when_it_is_up_again(int hours)
    {
        await using var spine = await OpenAsync();
        var id = await VerifiedAsync(spine);
        var before = post.Sent.Count;

        post.IsDown = true;
        await AnswerAsync(spine, id, "Your parcel lies with your neighbour.");
        for (var minute = 0; minute < hours * 60; minute += 2) await DeliverAsync(spine, minutes: 2);
        post.IsDown = false;
        await DeliverAsync(spine, minutes: 8);

        post.Sent.Skip(before).ShouldHaveSingleItem().Text.ShouldContain("neighbour");
    }

    [Fact]
    public async Task The_desk_is_told_that_an_address_takes_no_mail()
    {
        await using var spine = await OpenAsync();
        var id = await VerifiedAsync(spine);

        post.Refuses = "no such mailbox";
        await AnswerAsync(spine, id, "Your parcel lies with your neighbour.");

        (await spine.CountAsync("select count(*) from journal where kind = 'bot-note' and json like '%unreached%no such mailbox%'")).ShouldBe(1);
    }

    [Fact]
    public async Task The_desk_is_told_that_a_mail_was_given_up_after_a_day()
    {
        await using var spine = await OpenAsync();
        var id = await VerifiedAsync(spine);

        post.IsDown = true;
        await AnswerAsync(spine, id, "Your parcel lies with your neighbour.");
        await spine.Database.WriteAsync((session, cancel) => session.Statement("update outbox set tries = @tries where status = 'pending'").Set("@tries", Backoff.MostTriesToReach - 1L).ExecuteAsync(cancel), default);
        await DeliverAsync(spine, minutes: 8);

        (await spine.CountAsync("select count(*) from journal where kind = 'bot-note' and json like '%unreached%'")).ShouldBe(1);
    }

    [Fact]
    public async Task What_answers_a_customer_who_is_writing_is_not_mailed()
    {
        await using var spine = await OpenAsync();
        var id = await VerifiedAsync(spine);
        var before = post.Sent.Count;

        await SayAsync(spine, id, "hello");
        await DeliverAsync(spine);

        post.Sent.Count.ShouldBe(before);
    }

    [Fact]
    public async Task An_address_is_forgotten_when_the_customer_says_so()
    {
        await using var spine = await OpenAsync();
        var id = await VerifiedAsync(spine);

        await SayAsync(spine, id, "please delete my address");
        await AnswerAsync(spine, id, "Here you are.");

        (await spine.CountAsync("select count(*) from customer_reach")).ShouldBe(0);
        post.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_nothing_is_configured_an_address_is_a_message_like_any_other()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var id = await spine.ConversationAsync();

        await SayAsync(spine, id, "min@example.com");

        (await spine.CountAsync("select count(*) from customer_reach")).ShouldBe(0);
    }

    private static async Task<ConversationId> VerifiedAsync(Spine spine)
    {
        var id = await spine.ConversationAsync();
        await SayAsync(spine, id, "min@example.com");
        await DeliverAsync(spine);
        await SayAsync(spine, id, (await spine.Database.ReadAsync(async (session, cancel) => (string)(await session.Statement("select code from customer_reach").ScalarAsync(cancel))!, default))!);
        return id;
    }

    private static async Task AnswerAsync(Spine spine, ConversationId id, string text)
    {
        await spine.Desk.AcceptAsync(id, Spine.Lin, default);
        await spine.Desk.SayAsync(id, Spine.Lin, text, null, default);
        await DeliverAsync(spine);
    }

    private static async Task LeaveMessageAsync(Spine spine, ConversationId id)
    {
        foreach (var said in (string[])["I'd like to talk to a person", "leave a message", "Please change the address of my parcel"]) await SayAsync(spine, id, said);
    }

    private static async Task SayAsync(Spine spine, ConversationId id, string text)
    {
        await spine.SayAsync(id, text);
        await spine.RunAsync(id);
    }

    private static async Task DeliverAsync(Spine spine, int minutes = 1)
    {
        spine.Time.Advance(TimeSpan.FromMinutes(minutes));
        while (await spine.Get<OutboxWorker>().DeliverDueAsync(default) > 0) { }
    }

    private static async Task<string> AllSaidAsync(Spine spine, ConversationId id) => string.Join('\n', await spine.Database.ReadAsync((session, cancel) =>
        session.Statement("select json from activity where conversation_id = @id and role = 'bot' order by seq").Set("@id", id.Value).ListAsync(row => row.GetString(0), cancel), default));

    private sealed class Post : IReachSender
    {
        public string Kind => CustomerReach.Mail;

        public ConcurrentQueue<ReachMessage> Sent { get; } = [];

        public bool IsDown { get; set; }

        public string? Refuses { get; set; }

        public ValueTask<DeliveryOutcome> SendAsync(ReachMessage message, CancellationToken cancellation)
        {
            if (IsDown) return ValueTask.FromResult<DeliveryOutcome>(new DeliveryOutcome.Failed("cannot be reached"));
            if (Refuses is { } why) return ValueTask.FromResult<DeliveryOutcome>(new DeliveryOutcome.Refused(why));
            Sent.Enqueue(message);
            return ValueTask.FromResult<DeliveryOutcome>(new DeliveryOutcome.Sent());
        }
    }
}
