using System.Text;
using System.Text.Json;
using ServiceBot.Protocol;

namespace ServiceBot.Tests.Protocol;

public class ActivityWritingTests
{
    [Fact]
    public void A2100_A3050_Nulls_and_empty_lists_are_left_out() =>
        Written(new Activity { Type = "message", Text = "hi", Attachments = [], Entities = [], MembersAdded = [], ListenFor = [] })
            .ShouldBe("""{"type":"message","text":"hi"}""");

    [Fact]
    public void A_set_of_activities_keeps_its_empty_list_because_clients_iterate_over_it() =>
        Written(new ActivitySet { Activities = [], Watermark = "7" }).ShouldBe("""{"activities":[],"watermark":"7"}""");

    [Fact]
    public void A2043_Universal_time_carries_a_Z_and_local_time_its_offset() =>
        Written(new Activity
        {
            Type = "message",
            Timestamp = new DateTimeOffset(2026, 11, 21, 12, 0, 0, 5, TimeSpan.Zero),
            LocalTimestamp = new DateTimeOffset(2026, 11, 21, 20, 0, 0, TimeSpan.FromHours(8)),
        }).ShouldBe("""{"type":"message","timestamp":"2026-11-21T12:00:00.005Z","localTimestamp":"2026-11-21T20:00:00+08:00"}""");

    [Fact]
    public void Chinese_stands_as_it_is_and_what_could_end_a_script_is_escaped() =>
        Written(new Activity { Type = "message", Text = "包裹到了</script><a href='x'>&\u2028" })
            .ShouldBe("""{"type":"message","text":"包裹到了\u003C/script\u003E\u003Ca href=\u0027x\u0027\u003E\u0026\u2028"}""");

    [Fact]
    public void Whatever_is_read_is_written_so_that_it_reads_the_same()
    {
        const string json = """{"type":"message","text":"\u003C😀\\","value":{"big":12345678901234567890,"e":1E+2},"timestamp":"2026-01-02T03:04:05.1234567Z"}""";

        var once = ProtocolJson.Write(Read(json));
        var twice = ProtocolJson.Write(Read(Encoding.UTF8.GetString(once)));

        twice.ShouldBe(once);
        Encoding.UTF8.GetString(once).ShouldContain("12345678901234567890");
        Encoding.UTF8.GetString(once).ShouldContain("1E+2");
    }

    [Fact]
    public void An_activity_of_full_depth_can_still_be_written_inside_a_set()
    {
        var deep = Read($$"""{"type":"message","value":{{new string('[', 63)}}{{new string(']', 63)}}}""");

        Should.NotThrow(() => ProtocolJson.Write(new ActivitySet { Activities = [deep] }));
    }

    [Fact]
    public void Cards_become_attachments_with_their_content_types()
    {
        var hero = new HeroCard { Title = "您的包裹", Buttons = [CardAction.ImBack("好"), CardAction.PostBack("不用", "no")] }.ToAttachment();
        var receipt = new ReceiptCard { Title = "Coupon", Items = [new ReceiptItem { Title = "Freight", Price = "¥18.00" }], Total = "¥18.00" }.ToAttachment();
        var adaptive = new AdaptiveCard { Version = "1.5", Body = [JsonSerializer.SerializeToElement(new { type = "TextBlock", text = "hi" })] }.ToAttachment();

        hero.ContentType.ShouldBe("application/vnd.microsoft.card.hero");
        hero.Content!.Value.GetRawText().ShouldBe("""{"title":"您的包裹","buttons":[{"type":"imBack","title":"好","value":"好"},{"type":"postBack","title":"不用","value":"no"}]}""");
        receipt.ContentType.ShouldBe("application/vnd.microsoft.card.receipt");
        receipt.Content!.Value.GetRawText().ShouldBe("""{"title":"Coupon","items":[{"title":"Freight","price":"¥18.00"}],"total":"¥18.00"}""");
        adaptive.ContentType.ShouldBe("application/vnd.microsoft.card.adaptive");
        adaptive.Content!.Value.GetRawText().ShouldBe("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"hi"}]}""");
    }

    [Fact]
    public void A_handoff_is_asked_for_with_its_context_and_transcript()
    {
        var said = new Transcript { Activities = [new Activity { Type = "message", Text = "我要人工" }] };

        var asked = HandoffEvents.Initiate(new ConversationAccount { Id = "c1" }, JsonSerializer.SerializeToElement(new { skill = "refunds" }), said);

        Written(asked).ShouldBe("""{"type":"event","conversation":{"id":"c1"},"attachments":[{"contentType":"application/json","content":{"activities":[{"type":"message","text":"我要人工"}]},"name":"Transcript"}],"name":"handoff.initiate","value":{"skill":"refunds"}}""");
    }

    [Fact]
    public void A_handoff_reports_its_state() =>
        Written(HandoffEvents.Status(new ConversationAccount { Id = "c1" }, HandoffStates.Accepted))
            .ShouldBe("""{"type":"event","conversation":{"id":"c1"},"name":"handoff.status","value":{"state":"accepted"}}""");

    private static Activity Read(string json) =>
        ProtocolJson.ReadActivity(Encoding.UTF8.GetBytes(json)).ShouldBeOfType<Reading<Activity>.Accepted>().Value;

    private static string Written<T>(T value) => Encoding.UTF8.GetString(ProtocolJson.Write(value));
}
