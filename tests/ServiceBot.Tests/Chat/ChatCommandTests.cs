using System.Text.Json;
using ServiceBot.Dialogs;
using ServiceBot.Server.Chat;
using ServiceBot.Tests.Dialogs;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Chat;

/// <summary>Files through the real bot with the courier pack: what the runner itself has to do.</summary>
public sealed class ChatCommandTests : IDisposable
{
    private static readonly Listening Trained = GoldenTests.Trained;
    private static readonly ChatPacks Packs = GoldenTests.Packs;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("servicebot-chat-");
    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly StringWriter error = new() { NewLine = "\n" };

    [Fact]
    public async Task A_snowstorm_is_explained_compensated_and_followed_up()
    {
        var status = await RunAsync("""
            # Snowstorm
            @locale zh-Hans
            @now 2026-11-21T10:00:00+08:00
            @customer id=c1 name=王芳 since=2022-05-01
            @order SF1234567890123 promised=2026-11-20T18:00+08:00 status=in-transit at=哈尔滨转运中心 freight=18.00
            @incident i1 kind=weather area=黑龙江 cause="暴风雪" until=2026-11-22T12:00+08:00
            customer: 我的快递昨天就该到了，现在还没到，单号SF1234567890123
            bot: 暴风雪
            ! intent late-delivery
            ! cause i1
            ! cause weather
            ! attribution nature
            ! reason cause-explained
            ! promises open=1
            ! owner bot
            """);

        output.ToString().ShouldEndWith("files: 1 passed, 0 failed\nexpectations: 8 passed, 0 failed\n");
        status.ShouldBe(0);
    }

    [Fact]
    public async Task An_order_of_a_pack_without_orders_is_what_its_customers_write_about()
    {
        var status = await RunAsync("""
            @pack heating
            @now 2026-12-10T12:00:00+08:00
            @customer id=c1
            @order H1234567 status=visit-planned promised=2026-12-10T15:00:00
            customer: 师傅几点来？户号H1234567
            bot: H1234567
            bot: 15:00
            """);

        status.ShouldBe(0, output.ToString());
    }

    [Fact]
    public async Task An_expectation_that_does_not_hold_is_shown_where_it_stands()
    {
        var status = await RunAsync("customer: 你们几点上班\n! owner queue");

        output.ToString().ShouldContain($"FAILED {File(0)}:2\n    expected  ! owner queue\n    actual    bot\n");
        output.ToString().ShouldEndWith("files: 0 passed, 1 failed\nexpectations: 0 passed, 1 failed\n");
        status.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named_and_the_others_still_run()
    {
        var status = await RunAsync("customer: hello\nnonsense", "customer: 你们几点上班\n! owner bot");

        error.ToString().ShouldStartWith($"{File(0)}:2: 'nonsense' is no line of the format");
        output.ToString().ShouldEndWith("files: 1 passed, 1 failed\nexpectations: 1 passed, 0 failed\n");
        status.ShouldBe(2);
    }

    [Theory]
    [InlineData("@pack nowhere\ncustomer: hi", ":1: there is no pack in ")]
    [InlineData("@policy bot-authoriti=20\ncustomer: hi", ":1: 'bot-authoriti' is not known in the policy")]
    [InlineData("@past 2026-11-01 flat-tyre\ncustomer: hi", ":1: the pack has no complaint 'flat-tyre'")]
    [InlineData("@incident i1 kind=ufo\ncustomer: hi", ":1: an incident has a kind of the pack")]
    [InlineData("@customer id=c1\ncustomer c2: hi", ":2: there is no customer 'c2'")]
    public async Task What_the_pack_does_not_know_is_refused_before_anything_runs(string text, string reason)
    {
        (await RunAsync(text)).ShouldBe(2);

        error.ToString().ShouldContain(reason);
    }

    [Fact]
    public async Task A_missing_file_is_said_to_be_missing()
    {
        var status = await ChatCommand.RunAsync([Path.Combine(folder.FullName, "absent.chat")], false, Packs, Trained, output, error, default);

        error.ToString().ShouldContain("absent.chat:0: this file cannot be read");
        status.ShouldBe(2);
    }

    [Fact]
    public async Task As_json_the_output_holds_nothing_but_one_object_a_file()
    {
        var texts = new[] { "customer: 你们几点上班\n! owner bot", "customer: hello" };
        await WriteAsync(texts);

        var status = await ChatCommand.RunAsync([File(0), File(1)], asJson: true, Packs, Trained, output, error, default);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        var first = JsonDocument.Parse(lines[0]).RootElement;
        first.GetProperty("turns")[0].GetProperty("transcript")[0].GetProperty("text").GetString().ShouldBe("你们几点上班");
        first.GetProperty("turns")[0].GetProperty("reading").GetProperty("tolerance").GetDouble().ShouldBe(65);
        first.GetProperty("expectations")[0].GetProperty("holds").GetBoolean().ShouldBeTrue();
        error.ToString().ShouldBe("files: 2 passed, 0 failed\nexpectations: 1 passed, 0 failed\n");
        status.ShouldBe(0);
    }

    [Fact]
    public async Task A_person_takes_over_writes_gives_and_returns()
    {
        await RunAsync("""
            @locale en
            @agents Lin,Wei
            @customer id=c1 name=Ann
            customer: I want to talk to a person
            ! owner queue
            ! handoff asked
            ! place 1
            ! status waiting
            agent Lin! accept
            bot: -
            ! owner agent Lin
            agent Wei! accept
            ! owner agent Lin
            agent Lin: Good morning, I have read everything.
            ! status pending
            never: Good morning, I have read everything.
            customer: thank you
            bot: -
            agent Lin! coupon 20.00
            ! ledger 20.00 CNY
            ! coupons 1
            agent Lin! promise "I call you back" 24h
            ! promises open=1
            agent Lin! release
            ! owner queue
            agent Wei! accept
            agent Wei! return "all is said"
            ! owner bot
            """);

        output.ToString().ShouldContain("-- refused: Lin has the conversation\n");
        output.ToString().ShouldEndWith("files: 1 passed, 0 failed\nexpectations: 15 passed, 0 failed\n");
    }

    [Fact]
    public async Task A_button_is_pressed_by_its_title_and_a_missing_one_is_a_failure()
    {
        await RunAsync("""
            @locale zh-Hans
            @agents Lin
            customer: 呜啦呜啦哇
            customer> 转人工客服
            ! owner queue
            customer> 没有这个按钮
            """);

        output.ToString().ShouldContain("expected  customer> 没有这个按钮\n");
        output.ToString().ShouldEndWith("expectations: 1 passed, 1 failed\n");
    }

    [Fact]
    public async Task An_earlier_case_counts_and_what_was_given_then_is_not_this_conversations()
    {
        await RunAsync("""
            @locale zh-Hans
            @now 2026-11-21T10:00:00+08:00
            @agents Lin
            @customer id=c1 name=王芳
            @past 2026-11-01 late-delivery order=SF0000000000001 coupon=10.00
            @order SF1234567890123 promised=2026-11-20T18:00+08:00 status=in-transit at=上海 freight=18.00
            customer: 我的快递昨天就该到了，现在还没到，单号SF1234567890123
            ! handoff second-failure
            ! ledger 0
            ! coupons 0
            ! cases 1
            """);

        output.ToString().ShouldEndWith("expectations: 4 passed, 0 failed\n");
    }

    [Fact]
    public async Task Two_customers_have_a_conversation_each_and_their_own_parcels()
    {
        await RunAsync("""
            @locale zh-Hans
            @now 2026-11-21T10:00:00+08:00
            @customer id=c1 name=王芳
            @order SF1234567890123 promised=2026-11-22T18:00+08:00 status=in-transit at=上海
            @customer id=c2 name=李明
            @order SF9999999999999 promised=2026-11-22T18:00+08:00 status=in-transit at=北京
            customer c2: 我的包裹到哪里了
            bot: 北京
            bot: ! 上海
            customer c1: 我的包裹到哪里了
            bot: 上海
            ever: 北京
            """);

        output.ToString().ShouldEndWith("expectations: 4 passed, 0 failed\n");
    }

    [Fact]
    public async Task The_order_system_may_be_down_and_come_back()
    {
        await RunAsync("""
            @locale zh-Hans
            @now 2026-11-21T10:00:00+08:00
            @customer id=c1 name=王芳
            @order SF1234567890123 promised=2026-11-22T18:00+08:00 status=in-transit at=上海
            @facts down
            customer: SF1234567890123到哪里了
            bot: ! 上海
            @facts up
            customer: SF1234567890123到哪里了
            bot: 上海
            @order SF1234567890123 status=in-transit at=南京
            customer: 查一下SF1234567890123现在在哪
            bot: 南京
            """);

        output.ToString().ShouldEndWith("expectations: 3 passed, 0 failed\n");
    }

    [Fact]
    public async Task A_turn_that_throws_fails_its_file_where_it_stands_and_the_others_still_run()
    {
        await WriteAsync(["customer: hello\n! owner bot", "customer: 你们几点上班\n! owner bot"]);

        var status = await ChatCommand.RunAsync([File(1), File(0)], asJson: false, Packs, Trained, output, error, default, new DialogSet([]));

        output.ToString().ShouldContain($"FAILED {File(1)}:1");
        output.ToString().ShouldContain("add one to the DialogSet");
        output.ToString().ShouldEndWith("files: 1 passed, 1 failed\nexpectations: 1 passed, 1 failed\n");
        status.ShouldBe(1);
    }

    [Fact]
    public async Task Files_of_a_pack_that_is_broken_have_not_passed()
    {
        var broken = folder.CreateSubdirectory("broken").FullName;
        await System.IO.File.WriteAllTextAsync(Path.Combine(broken, "pack.yaml"), "format: 1\n");
        await WriteAsync(["customer: hello", "customer: 您好"]);

        var status = await ChatCommand.RunAsync([File(0), File(1)], asJson: false, new ChatPacks(broken), Trained, output, error, default);

        output.ToString().ShouldBe("files: 0 passed, 2 failed\nexpectations: 0 passed, 0 failed\n");
        error.ToString().ShouldContain($"the pack in {broken} is broken: ");
        status.ShouldBe(2);
    }

    [Fact]
    public async Task The_sample_is_seen_only_when_asked_for()
    {
        var number = SampleNumber();

        await RunAsync($"@locale zh-Hans\ncustomer: {number}到哪里了\n! asked ^none", $"@sample\n@locale zh-Hans\ncustomer: {number}到哪里了\nbot: {number}");

        output.ToString().ShouldContain("files: 2 passed, 0 failed");
    }

    public void Dispose()
    {
        folder.Delete(recursive: true);
        output.Dispose();
        error.Dispose();
    }

    private static string SampleNumber()
    {
        var pack = ((ChatPack.Loaded)Packs.Open("courier", DateTimeOffset.UnixEpoch.AddYears(56))).Pack;
        return pack.Sample!.Facts[0].Id;
    }

    private async Task<int> RunAsync(params string[] texts)
    {
        await WriteAsync(texts);
        return await ChatCommand.RunAsync([.. texts.Select((_, i) => File(i))], asJson: false, Packs, Trained, output, error, default);
    }

    private async Task WriteAsync(string[] texts)
    {
        for (var i = 0; i < texts.Length; i++) await System.IO.File.WriteAllTextAsync(File(i), texts[i]);
    }

    private string File(int number) => Path.Combine(folder.FullName, $"{number}.chat");
}
