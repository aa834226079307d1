using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Protocol;
using ServiceBot.Server.Chat;
using ServiceBot.Transcripts;
using ServiceBot.Turns;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Dialogs;

/// <summary>Whoever knows a number and tries to know, or to get, more.</summary>
public sealed class ProofAttackTests
{
    private const string One = "SF1234567890123";
    private const string Two = "SF9876543210987";

    private static Task<Talk> Stranger() => new Talk { Proof = Proof.None }.WithOrder(One).WithSnowstorm().Says($"{One} 还没到", "late-delivery");

    [Theory]
    [InlineData("尾号8246")]
    [InlineData("手机尾号是 82 46")]
    [InlineData("last four are 8246")]
    [InlineData("8-2-4-6")]
    [InlineData("138****8246")]
    [InlineData("+86 138 0013 8246")]
    [InlineData("13800138246，后四位8246")]
    [InlineData("我2025年下的单，花了1299元，尾号8246")]
    public async Task The_owner_may_say_it_in_many_ways(string answer) => (await (await Stranger()).Says(answer)).ProvenSubject.ShouldBe(One);

    [Theory]
    [InlineData("8246 或者 8264")]
    [InlineData("1111 1112 1113，8246")]
    [InlineData("99998246000")]
    [InlineData("82460")]
    [InlineData("不是8247就是8246")]
    public async Task Several_guesses_at_once_or_digits_inside_others_prove_nothing(string answer)
    {
        var talk = await Stranger();

        await talk.Says(answer);

        talk.ProvenSubject.ShouldBeNull();
        talk.Remedies.ShouldBeEmpty();
        talk.Bot.ShouldNotContain("哈尔滨");
    }

    [Theory]
    [InlineData("I ordered it in 2025")]
    [InlineData("at 14:30")]
    [InlineData("it cost 1299 yuan")]
    public async Task Nor_are_they_in_English(string words) => (await (await Stranger()).Says(words)).State.ProofMisses.ShouldBe(0);

    [Fact]
    public async Task A_phone_that_ends_like_a_year_proves()
    {
        var talk = await new Talk { Proof = Proof.None }.WithOrder(One, more: ("phone", "13800132025")).Says($"{One} 还没到", "late-delivery");

        await talk.Says("it ends in 2025");

        talk.ProvenSubject.ShouldBe(One);
    }

    [Fact]
    public async Task A_year_an_amount_and_a_time_are_no_tries()
    {
        var talk = await Stranger();

        await talk.Says("我是2025年11月买的，1299元，14:30下的单");

        talk.State.ProofMisses.ShouldBe(0);
    }

    [Fact]
    public async Task The_end_of_the_orders_own_number_is_no_try_and_is_said_to_be_that()
    {
        var talk = await Stranger();

        await talk.Says("0123");

        talk.State.ProofMisses.ShouldBe(0);
        talk.Bot.ShouldContain("单号的末四位");
    }

    [Theory]
    [InlineData("号码没错啊")]
    [InlineData("就是这个号码")]
    [InlineData("that's the right number")]
    [InlineData("I'm sure")]
    public async Task Who_insists_is_not_asked_the_same_again_and_the_second_time_gets_a_person(string words)
    {
        var talk = await Stranger();
        await talk.Says("1111");
        var asked = talk.Bot;
        await talk.Says(words);
        var first = talk.Bot;

        await talk.Says(words);

        first.ShouldNotBe(asked);
        first.ShouldContain("登记的号码");
        talk.State.Frames.Select(f => f.Dialog.Id).ShouldBe(["talk-to-a-person"]);
        talk.State.ProofMisses.ShouldBe(1);
    }

    [Fact]
    public async Task After_too_many_wrong_tries_in_other_conversations_not_even_the_right_digits_open_it()
    {
        var talk = await Stranger();
        talk.IsProofShut = true;

        await talk.Says("8246");

        talk.ProvenSubject.ShouldBeNull();
        talk.State.Frames.Select(f => f.Dialog.Id).ShouldBe(["talk-to-a-person"]);
    }

    [Fact]
    public async Task Guesses_in_many_conversations_at_the_same_moment_are_no_more_than_ten()
    {
        var pack = new Talk().Pack;
        await using var bot = await ChatBot.StartAsync(() => pack, StandardDialogs.Create(), GoldenTests.Trained, new ManualTime(Talk.Start), IdSource.Random);
        bot.Facts.Put("order", One, "c1", new Dictionary<string, string> { ["promised"] = "2026-11-20T18:00+08:00", ["status"] = "in-transit", ["freight"] = "18.00", ["phone"] = "13800138246" });
        var conversations = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            var conversation = await bot.OpenAsync(new NewCustomer(null), Proof.None, "directline", Locale.ZhHans, default);
            await SayAsync(bot, conversation, $"快递 {One} 还没到");
            return conversation;
        }));

        await Task.WhenAll(conversations.Select((conversation, n) => Task.Run(() => SayAsync(bot, conversation, $"{1111 + n}"))));

        (await bot.Database.ReadAsync((session, cancel) => session.Statement("select sum(wrong) from proof_try").ListAsync(row => row.GetInt64(0), cancel), default)).ShouldBe([10]);
        var last = await bot.OpenAsync(new NewCustomer(null), Proof.None, "directline", Locale.ZhHans, default);
        await SayAsync(bot, last, $"快递 {One} 还没到");
        await SayAsync(bot, last, "8246");
        (await bot.Database.ReadAsync((session, cancel) => ConversationRows.FindAsync(session, last, cancel), default))!.ProvenSubject.ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_shows_the_digits_once_more_in_another_conversation_is_not_compensated_once_more()
    {
        var pack = new Talk().Pack;
        await using var bot = await ChatBot.StartAsync(() => pack, StandardDialogs.Create(), GoldenTests.Trained, new ManualTime(Talk.Start), IdSource.Random);
        bot.Facts.Put("order", One, "c1", new Dictionary<string, string> { ["promised"] = "2026-11-20T18:00+08:00", ["status"] = "in-transit", ["freight"] = "18.00", ["phone"] = "13800138246" });
        var conversations = new List<ConversationId>();
        foreach (var customer in (NewCustomer[])[new(null), new(null), new("c1")])
        {
            var conversation = await bot.OpenAsync(customer, customer.ExternalId is null ? Proof.None : Proof.HostPage, "directline", Locale.ZhHans, default);
            conversations.Add(conversation);
            await SayAsync(bot, conversation, $"快递 {One} 还没到");
            if (customer.ExternalId is null) await SayAsync(bot, conversation, "8246");
        }

        (await bot.Database.ReadAsync((session, cancel) => session.Statement("select amount from ledger_entry").ListAsync(row => row.GetInt64(0), cancel), default)).ShouldBe([18_00]);
        foreach (var later in conversations.Skip(1))
            (await bot.Database.ReadAsync((session, cancel) => ConversationRows.FindAsync(session, later, cancel), default))!.Owner.ShouldBe(Owner.Queue);
    }

    private static async Task SayAsync(ChatBot bot, ConversationId conversation, string text) =>
        await bot.ReceiveAsync(conversation, new Activity { Type = ActivityTypes.Message, Text = text }, null, default);

    [Fact]
    public async Task Proof_for_one_opens_no_other_and_both_are_remembered_once_shown()
    {
        var talk = (await Stranger()).WithOrder(Two, owner: "c2", more: ("phone", "13900139777"));
        await talk.Says("8246");
        await talk.Does("好", DialogAct.Yes);

        await talk.Says($"{Two} 也没到", "late-delivery");
        var asked = talk.Last.Asked;
        await talk.Says("8246");
        var afterWrong = talk.ProvenSubject;
        await talk.Says("9777");

        asked.ShouldBe("phone");
        afterWrong.ShouldBe(One);
        talk.ProvenSubject.ShouldBe($"{One} {Two}");
    }

    [Fact]
    public async Task Who_is_signed_in_stays_so_after_proving_somebody_elses_order()
    {
        var talk = await new Talk().WithOrder(One, owner: "c2").WithSnowstorm().Says($"{One} 还没到", "late-delivery");

        await talk.Says("8246");

        talk.Proof.ShouldBe(Proof.HostPage);
        talk.ProvenSubject.ShouldBe(One);
    }
}
