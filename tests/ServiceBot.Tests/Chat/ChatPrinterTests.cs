using System.Text.Json;
using ServiceBot.Server.Chat;

namespace ServiceBot.Tests.Chat;

public sealed class ChatPrinterTests
{
    [Fact]
    public void The_conversation_is_printed_as_it_went_with_what_does_not_hold_and_both_sums()
    {
        var output = new StringWriter { NewLine = "\n" };
        var printer = new ChatPrinter(output, output);

        printer.Print(Result);
        printer.Close();

        output.ToString().ShouldBe("""
            a.chat: Greetings
              customer: 你好
              bot: 您好
                   我是机器人
                   [查快递] [找人工]
              FAILED a.chat:3
                expected  ! owner queue
                actual    bot

            files: 0 passed, 1 failed
            expectations: 1 passed, 1 failed

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void As_json_a_file_is_one_object_on_one_line_with_its_readings()
    {
        var json = ChatJson.Of(Result);

        json.ShouldNotContain("\n");
        json.ShouldContain("您好");
        var root = JsonDocument.Parse(json).RootElement;
        root.GetProperty("turns")[0].GetProperty("reading").GetProperty("owner").GetString().ShouldBe("bot");
        root.GetProperty("turns")[0].GetProperty("transcript")[1].GetProperty("buttons")[0].GetString().ShouldBe("查快递");
        root.GetProperty("expectations")[0].GetProperty("holds").GetBoolean().ShouldBeFalse();
        root.GetProperty("failed").GetInt32().ShouldBe(1);
    }

    private static ChatResult Result { get; } = Make();

    private static ChatResult Make()
    {
        var script = ChatParser.Parse("a.chat", "# Greetings\ncustomer: 你好\n! owner queue\n! bubbles 1").ShouldBeOfType<ChatFile.Read>().Script;
        var now = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8));
        var reading = new ChatReading { Bubbles = ["您好\n我是机器人"], Buttons = ["查快递", "找人工"] };
        return new ChatResult(script,
        [
            new ChatStep.Turn(script.Lines[0], [new Utterance("customer", null, now, "你好", []), new Utterance("bot", null, now, "您好\n我是机器人", ["查快递", "找人工"])], reading),
            new ChatStep.Checked(script.Lines[1], Expectations.Judge((ChatLine.Reads)script.Lines[1], reading)),
            new ChatStep.Checked(script.Lines[2], Expectations.Judge((ChatLine.Reads)script.Lines[2], reading)),
        ]);
    }
}
