using ServiceBot.Dialogs;
using ServiceBot.Server.Chat;
using ServiceBot.Tests.Dialogs;
using ServiceBot.Turns;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Turns;

/// <summary>Each event of recovery.md §1 is noted by the product itself, in a conversation through the real bot.</summary>
public sealed class ToleranceFeedTests : IDisposable
{
    private const string Late = """
        @locale en
        @now 2026-11-21T10:00:00+08:00
        @customer id=c1 name=Ann since=2022-05-01
        @order SF1234567890123 promised=2026-11-20T18:00+08:00 status=in-transit at=哈尔滨转运中心 freight=18.00
        @order SF1234567890999 promised=2026-11-19T18:00+08:00 status=in-transit at=哈尔滨转运中心 freight=18.00
        @incident i1 kind=weather area=黑龙江 cause="暴风雪" until=2026-11-22T12:00+08:00
        customer: my parcel SF1234567890123 should have arrived yesterday
        """;

    private const string ManyFailures = """
        @locale en
        @now 2026-11-24T14:00:00+08:00
        @agents Lin
        @customer id=c1 name=Ann since=2022-05-01
        @past 2026-11-24 late-delivery order=SF1111111111111
        @past 2026-11-23 late-delivery order=SF1111111111112
        @past 2026-11-24 lost-parcel order=SF1111111111113
        @past 2026-11-24 damaged-parcel order=SF1111111111114
        @past 2026-11-23 damaged-parcel order=SF1111111111115
        @order SF1234567890123 promised=2026-11-24T12:00+08:00 status=delivered delivered=2026-11-24T11:05+08:00 freight=14.00 value=59.00
        """;

    private static readonly Listening Trained = GoldenTests.Trained;
    private static readonly Listening Moodless = new(settings: new UnderstandingSettings(ReadsFeelings: false));
    private static readonly ChatPacks Packs = new(null);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("servicebot-tolerance-");

    [Theory]
    [InlineData("cause-explained", "! reason cause-explained")]
    [InlineData("status-given", "! reason status-given")]
    [InlineData("anger-at-firm", "customer: You are useless, this company is a disgrace and I am furious\n! reason anger-at-firm")]
    [InlineData("repeated", "customer: my parcel SF1234567890123 should have arrived yesterday\n! reason repeated")]
    [InlineData("failed-again", "customer: and my other parcel SF1234567890999 is late too, it should have been here two days ago\n! reason failed-again-similar")]
    public Task A_late_parcel(string name, string then) => HoldsAsync(name, $"{Late}\n{then}");

    [Theory]
    [InlineData("a person who knows the story", "agent Lin: I have read everything, your parcel is held by the storm and I am on it.\n! reason person-with-context")]
    [InlineData("a person who asks for the number again", "agent Lin: Hello, what is your order number?\n! reason person-asks-again\n! reason ^person-with-context")]
    [InlineData("a person who asks for the story again", "agent Lin: 您好，请问发生了什么？\n! reason person-asks-again")]
    [InlineData("known once is enough", "agent Lin: I am on it.\nagent Lin: It leaves tonight.\n! reason ^person-with-context")]
    [InlineData("a person who apologises without a date", "agent Lin: Sorry, we will do better next time.\n! reason apology-empty|apology-repeated")]
    [InlineData("a justification in anger", "customer: this is outrageous, you lied to me, I am furious\nagent Lin: Other customers have to wait as well, nothing we can do.\n! reason justified")]
    [InlineData("a wait that nobody announced", "customer: are you still there\n+ 6m\ncustomer: is anybody going to answer me\n! reason wait-unannounced")]
    [InlineData("a wait that is answered is none", "customer: are you still there\nagent Lin: Yes, one moment.\n+ 6m\ncustomer: thank you for looking\n! reason ^wait-unannounced")]
    [InlineData("one wait is felt once", "customer: are you still there\n+ 6m\ncustomer: is anybody going to answer me\n+ 6m\ncustomer: nobody there at all\n! reason ^wait-unannounced")]
    public Task A_person_has_taken_over(string name, string then) => HoldsAsync(name, $"@agents Lin\n{Late}\nagent Lin! accept\n{then}");

    [Fact]
    public Task A_wait_beyond_what_was_announced() => HoldsAsync("overran", $"""
        @agents Lin
        {Late}
        customer: I want to talk to a person
        ! owner queue
        + 20m
        ! reason wait-overran
        """);

    [Fact]
    public Task A_bot_that_says_the_same_again() => HoldsAsync("same", """
        @locale zh-Hans
        customer: 你们几点上班
        customer: 你们客服几点上班呀
        ! reason ^bot-repeated
        customer: 请问几点上班
        customer: 你们几点上班
        ! reason bot-repeated
        """);

    [Fact]
    public Task A_choice_and_then_a_remedy_that_matches() => HoldsAsync("choice", """
        @locale en
        @now 2026-11-24T14:00:00+08:00
        @customer id=c4 name=Paul since=2023-03-03 orders=11
        @order SF3300000000017 promised=2026-11-24T12:00+08:00 status=delivered delivered=2026-11-24T11:05+08:00 freight=14.00 value=59.00
        customer: The cup arrived broken and the box was crushed, SF3300000000017
        ! reason apology
        customer^ broken-cup.jpg
        ! reason choice-given
        customer: the first one
        ! reason remedy-matched
        ! reason compensation-later
        """);

    [Fact]
    public Task A_promise_kept_unasked_and_one_broken() => HoldsAsync("kept", $"""
        {Late}
        + 20h
        @order SF1234567890123 status=out-for-delivery
        + 6h
        ! reason promise-kept
        """);

    [Fact]
    public Task Whom_much_has_failed_lately_may_ask_a_question_like_anybody() => HoldsAsync("question", $"""
        {ManyFailures}
        customer: what are your opening hours?
        bot: 22:00
        bot: !~ needs a person
        ! owner bot
        ! handoff none
        """);

    [Theory]
    [InlineData("calm", "SF1234567890123 came smashed")]
    [InlineData("furious", "SF1234567890123 came smashed, you useless liars, I am furious")]
    public Task Whom_much_has_failed_lately_is_handed_over_with_what_is_owed(string mood, string complaint) => HoldsAsync(mood, $"""
        {ManyFailures}
        customer: {complaint}
        ! handoff second-failure
        ! owner queue
        ! cases 1
        ! reason severity
        """);

    [Fact]
    public Task With_moods_not_read_tolerance_still_goes_by_what_happens() => HoldsAsync("moodless", $"""
        {Late}
        customer: You are useless, this company is a disgrace and I am furious
        ! reason ^anger-at-firm
        customer: my parcel SF1234567890123 should have arrived yesterday
        ! reason repeated
        customer: you did not answer my question
        ! reason bot-missed
        """, Moodless);

    private async Task HoldsAsync(string name, string script, Listening? listening = null)
    {
        var file = Path.Combine(folder.FullName, "feed.chat");
        await File.WriteAllTextAsync(file, $"# {name}\n@pack courier\n{script.ReplaceLineEndings("\n")}\n");
        var (output, error) = (new StringWriter(), new StringWriter());

        var status = await ChatCommand.RunAsync([file], asJson: false, Packs, listening ?? Trained, output, error, CancellationToken.None);

        status.ShouldBe(0, $"{output}{error}");
    }

    public void Dispose() => folder.Delete(recursive: true);
}
