using System.Text;
using ServiceBot.Server.Chat;

namespace ServiceBot.Tests.Chat;

public sealed class ChatParserTests
{
    [Fact]
    public void The_first_comment_is_the_title_and_empty_lines_are_nothing()
    {
        var script = Read("# Snowstorm: a calm customer\n\n# more\ncustomer: 你好\n");

        script.Title.ShouldBe("Snowstorm: a calm customer");
        script.Lines.ShouldHaveSingleItem().ShouldBe(new ChatLine.Says(4, "customer: 你好", null, "你好"));
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_make_no_difference()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("@pack courier\r\ncustomer: 你好\r\nbot: 您好\r\n")];

        var script = ChatParser.Parse("a.chat", bytes).ShouldBeOfType<ChatFile.Read>().Script;

        script.Lines[0].ShouldBe(new ChatLine.Pack(1, "@pack courier", "courier"));
        script.Lines[1].ShouldBe(new ChatLine.Says(2, "customer: 你好", null, "你好"));
        script.Lines[2].ShouldBe(new ChatLine.Bot(3, "bot: 您好", BotScope.Turn, new TextPattern.Contains("您好")));
    }

    [Fact]
    public void A_backslash_continues_a_line_which_keeps_its_first_number()
    {
        var script = Read("@order SF1 status=in-transit \\\n    at=\"哈尔滨 转运中心\" \\\n    freight=18.00\ncustomer: 我的\\\n  快递");

        var order = script.Lines[0].ShouldBeOfType<ChatLine.Fact>();
        order.Number.ShouldBe(1);
        order.Values.ShouldBe(new Dictionary<string, string> { ["status"] = "in-transit", ["at"] = "哈尔滨 转运中心", ["freight"] = "18.00" });
        script.Lines[1].ShouldBeOfType<ChatLine.Says>().Message.ShouldBe("我的快递");
        script.Lines[1].Number.ShouldBe(4);
    }

    [Fact]
    public void A_quoted_value_may_hold_spaces_equal_signs_and_escaped_quotes()
    {
        var incident = Read("@incident i1 kind=weather area=哈尔滨 cause=\"heavy \\\"snow\\\" = no roads\" until=2026-11-22T12:00+08:00\ncustomer: hi").Lines[0].ShouldBeOfType<ChatLine.Incident>();

        incident.Id.ShouldBe("i1");
        incident.Values["cause"].ShouldBe("heavy \"snow\" = no roads");
        incident.Values["until"].ShouldBe("2026-11-22T12:00+08:00");
    }

    [Fact]
    public void Every_setting_is_read()
    {
        var script = Read("""
            @pack courier
            @locale zh-TW
            @channel directline
            @now 2026-11-21T10:00:00+08:00
            @sample
            @budget 100.50
            @policy bot-authority=20.00
            @customer id=c1 name="王 芳" tier=gold since=2021-03-01 orders=42 verified=no
            @past 2026-11-01 late-delivery order=SF1 coupon=10.00
            @fact room 1204 status=occupied
            @facts stale 6h
            @agents Lin, Wei
            customer: hi
            """);

        script.Lines[1].ShouldBeOfType<ChatLine.Language>().Tag.ShouldBe("zh-TW");
        script.Lines[3].ShouldBeOfType<ChatLine.Now>().Time.In(TimeZoneInfo.Utc).ShouldBe(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8)));
        script.Lines[4].ShouldBeOfType<ChatLine.Sample>();
        script.Lines[5].ShouldBeOfType<ChatLine.Budget>().Amount.ShouldBe(100.50m);
        script.Lines[6].ShouldBe(new ChatLine.Policy(7, "@policy bot-authority=20.00", "bot-authority", "20.00"));
        script.Lines[7].ShouldBeOfType<ChatLine.Customer>().Values["name"].ShouldBe("王 芳");
        var past = script.Lines[8].ShouldBeOfType<ChatLine.Past>();
        (past.Kind, past.Values["coupon"], past.Time.Local).ShouldBe(("late-delivery", "10.00", new DateTime(2026, 11, 1)));
        script.Lines[9].ShouldBeOfType<ChatLine.Fact>().Kind.ShouldBe("room");
        script.Lines[10].ShouldBe(new ChatLine.Facts(11, "@facts stale 6h", new ChatFactsState.Stale(TimeSpan.FromHours(6))));
        script.Lines[11].ShouldBeOfType<ChatLine.Agents>().Names.ShouldBe(["Lin", "Wei"]);
    }

    [Fact]
    public void Every_kind_of_turn_is_read()
    {
        var script = Read("""
            customer: hello: again
            customer c2: me too
            customer> Talk to a person
            customer c2> 好的
            customer^ photo one.jpg
            agent Lin: 您好
            agent Lin! accept
            agent Lin! return "has been told"
            agent Lin! transfer Wei
            agent Lin! coupon 20.00
            agent Lin! promise "I call you back" 1h 30m
            + 90m
            + 1d12h
            """);

        script.Lines.ShouldBe([
            new ChatLine.Says(1, "customer: hello: again", null, "hello: again"),
            new ChatLine.Says(2, "customer c2: me too", "c2", "me too"),
            new ChatLine.Presses(3, "customer> Talk to a person", null, "Talk to a person"),
            new ChatLine.Presses(4, "customer c2> 好的", "c2", "好的"),
            new ChatLine.Sends(5, "customer^ photo one.jpg", null, "photo one.jpg"),
            new ChatLine.AgentSays(6, "agent Lin: 您好", "Lin", "您好"),
            new ChatLine.AgentActs(7, "agent Lin! accept", "Lin", new AgentAct.Accept()),
            new ChatLine.AgentActs(8, "agent Lin! return \"has been told\"", "Lin", new AgentAct.Return("has been told")),
            new ChatLine.AgentActs(9, "agent Lin! transfer Wei", "Lin", new AgentAct.Transfer("Wei")),
            new ChatLine.AgentActs(10, "agent Lin! coupon 20.00", "Lin", new AgentAct.Coupon(20)),
            new ChatLine.AgentActs(11, "agent Lin! promise \"I call you back\" 1h 30m", "Lin", new AgentAct.Promise("I call you back", TimeSpan.FromMinutes(90))),
            new ChatLine.Pass(12, "+ 90m", TimeSpan.FromMinutes(90)),
            new ChatLine.Pass(13, "+ 1d12h", TimeSpan.FromHours(36)),
        ]);
    }

    [Theory]
    [InlineData("bot: 暴风雪", "多等，暴风雪。", true)]
    [InlineData("bot: Snow", "snow", false)]
    [InlineData("bot: ~ sf\\d+", "SF123", true)]
    [InlineData("bot: ~ ^a.*b$", "a\nb", false)]
    [InlineData("bot: ! 退款", "给您优惠券", true)]
    [InlineData("bot: !~ 已(经)?退款", "已退款", false)]
    [InlineData("bot: -", "", true)]
    [InlineData("bot: -", "还有什么", false)]
    [InlineData("never: ~ 已(经)?退款", "退款会在三天内办理", true)]
    [InlineData("never: 退款", "退款", false)]
    public void What_the_bot_says_is_judged_by_its_pattern(string line, string said, bool holds)
    {
        var bot = Read($"customer: hi\n{line}").Lines[1].ShouldBeOfType<ChatLine.Bot>();
        string[] bubbles = said.Length == 0 ? [] : [said];

        Expectations.Judge(bot, bubbles, bubbles).Holds.ShouldBe(holds);
    }

    [Fact]
    public void Ever_and_never_look_at_all_that_was_said_and_bot_at_this_turn()
    {
        var lines = Read("customer: hi\nbot: one\never: one\nnever: one").Lines;

        Judge(lines[1], ["two"], ["one", "two"]).ShouldBeFalse();
        Judge(lines[2], ["two"], ["one", "two"]).ShouldBeTrue();
        Judge(lines[3], ["two"], ["one", "two"]).ShouldBeFalse();
    }

    [Fact]
    public void Bubbles_are_joined_by_line_feeds()
    {
        var line = Read("customer: hi\nbot: ~ one\\ntwo").Lines[1];

        Judge(line, ["one", "two"], []).ShouldBeTrue();
    }

    [Theory]
    [InlineData("customer hello", 1, "'customer hello' is no line of the format")]
    [InlineData("kunde: hallo", 1, "'kunde: hallo' is no line of the format")]
    [InlineData("customer: hi\nbot:", 2, "'bot:' needs what the bot says")]
    [InlineData("customer: hi\nbot: ~ (", 2, "'~ (' is no regular expression")]
    [InlineData("customer: hi\n! mood good", 2, "'mood' is no name of a reading")]
    [InlineData("customer: hi\n! intensity high", 2, "'high' is no value of 'intensity'")]
    [InlineData("customer: hi\n! remedy voucher", 2, "'voucher' is no value of 'remedy'")]
    [InlineData("customer: hi\n! promises open", 2, "'open' is no value of 'promises'")]
    [InlineData("customer: hi\n! ledger much", 2, "'much' is no value of 'ledger'")]
    [InlineData("customer: hi\n! owner", 2, "'! owner' needs a value")]
    [InlineData("customer: hi\n+ later", 2, "'later' is no time")]
    [InlineData("customer: hi\n@pack courier", 2, "write it before the first turn")]
    [InlineData("@weather snow\ncustomer: hi", 1, "'@weather' is no setting")]
    [InlineData("@order status=lost\ncustomer: hi", 1, "write '@order SF1234567890123 status=in-transit'")]
    [InlineData("@order SF1 lost\ncustomer: hi", 1, "'lost' is no key=value")]
    [InlineData("@customer name=\"王芳\ncustomer: hi", 1, "a double quote is not closed")]
    [InlineData("@customer name=王芳\ncustomer: hi", 1, "@customer needs an id")]
    [InlineData("@customer id=c1 vip=yes\ncustomer: hi", 1, "'vip' is not known here")]
    [InlineData("@now tomorrow\ncustomer: hi", 1, "'tomorrow' is no time")]
    [InlineData("@facts gone\ncustomer: hi", 1, "write '@facts down'")]
    [InlineData("agent: hello", 1, "an agent has a name")]
    [InlineData("agent Lin! dance", 1, "'dance' is no act of an agent")]
    [InlineData("agent Lin! promise \"call\"", 1, "a promise has a time")]
    [InlineData("customer> ", 1, "needs the title of the button")]
    [InlineData("# only a title", 1, "nobody says anything in this file")]
    public void What_cannot_be_read_is_named_with_its_line_and_reason(string text, int line, string reason)
    {
        var problem = ChatParser.Parse("a.chat", text).ShouldBeOfType<ChatFile.Unreadable>().Problems.ShouldHaveSingleItem();

        problem.Line.ShouldBe(line);
        problem.Reason.ShouldContain(reason);
    }

    [Fact]
    public void A_file_that_is_not_utf8_is_refused_where_it_stops_being()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("# title\ncustomer: "), 0xB0, 0xA1];

        ChatParser.Parse("a.chat", bytes).ShouldBeOfType<ChatFile.Unreadable>().Problems.ShouldBe([new ChatProblem("a.chat", 2, "this is not UTF-8; save the file as UTF-8")]);
    }

    private static bool Judge(ChatLine line, IReadOnlyList<string> turn, IReadOnlyList<string> soFar) => Expectations.Judge((ChatLine.Bot)line, turn, soFar).Holds;

    private static ChatScript Read(string text) => ChatParser.Parse("a.chat", text).ShouldBeOfType<ChatFile.Read>().Script;
}
