using System.Text;
using System.Text.Json;
using ServiceBot.Protocol;

namespace ServiceBot.Tests.Protocol;

/// <summary>Rule numbers are those of the Bot Framework Activity specification.</summary>
public class ActivityReadingTests
{
    [Fact]
    public void A_message_as_Web_Chat_sends_it_is_read_field_by_field()
    {
        var activity = Accepted("""
            {"attachments":[],"channelData":{"attachmentSizes":[],"clientActivityID":"16q3gp9zgaw","clientTimestamp":"2026-11-21T12:00:00.000Z"},
             "text":"我的快递到哪了？","textFormat":"plain","type":"message","channelId":"webchat","from":{"id":"r_abc","name":"","role":"user"},
             "locale":"zh-CN","localTimestamp":"2026-11-21T20:00:00.123+08:00","localTimezone":"Asia/Shanghai",
             "entities":[{"requiresBotState":true,"supportsListening":true,"supportsTts":true,"type":"ClientCapabilities"}]}
            """);

        activity.Type.ShouldBe("message");
        activity.Text.ShouldBe("我的快递到哪了？");
        activity.From!.Id.ShouldBe("r_abc");
        activity.Locale.ShouldBe("zh-CN");
        activity.LocalTimestamp.ShouldBe(new DateTimeOffset(2026, 11, 21, 20, 0, 0, 123, TimeSpan.FromHours(8)));
        activity.LocalTimezone.ShouldBe("Asia/Shanghai");
        activity.ChannelData!.Value.GetProperty("clientActivityID").GetString().ShouldBe("16q3gp9zgaw");
        activity.Entities!.Single().Type.ShouldBe("ClientCapabilities");
        activity.Entities!.Single().UnknownFields!["supportsTts"].GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void A2005_Fields_that_nobody_knows_survive_the_round_trip_at_every_place()
    {
        var written = Written(Accepted("""
            {"type":"message","futureField":{"a":[1,2.50,"三"]},"from":{"id":"u","shoeSize":43},"conversation":{"id":"c","mood":null},
             "attachments":[{"contentType":"x/y","weight":1e3}],"suggestedActions":{"actions":[{"type":"imBack","glow":true}],"layout":"row"},
             "entities":[{"type":"Place","geo":{"latitude":31.2}}],"relatesTo":{"channelId":"c","extra":"e"}}
            """));

        written.ShouldBe("""
            {"type":"message","from":{"id":"u","shoeSize":43},"conversation":{"id":"c","mood":null},"attachments":[{"contentType":"x/y","weight":1e3}],"suggestedActions":{"actions":[{"type":"imBack","glow":true}],"layout":"row"},"entities":[{"type":"Place","geo":{"latitude":31.2}}],"relatesTo":{"channelId":"c","extra":"e"},"futureField":{"a":[1,2.50,"三"]}}
            """.Trim());
    }

    [Theory]
    [InlineData("""{"type":7}""", "type is a number; a string is expected (A2003).")]
    [InlineData("""{"type":"message","text":["a"]}""", "text is a list; a string is expected (A2003).")]
    [InlineData("""{"type":"message","text":{}}""", "text is an object; a string is expected (A2003).")]
    [InlineData("""{"type":"message","from":"me"}""", "from is a string; an object is expected (A2003).")]
    [InlineData("""{"type":"message","from":{"id":5}}""", "from.id is a number; a string is expected (A2003).")]
    [InlineData("""{"type":"message","attachments":{}}""", "attachments is an object; a list is expected (A2003).")]
    [InlineData("""{"type":"message","attachments":[{"contentType":"a"},{"contentType":false}]}""", "attachments[1].contentType is true or false; a string is expected (A2003).")]
    [InlineData("""{"type":"message","attachments":[null]}""", "attachments[0] is null.")]
    [InlineData("""{"type":"message","timestamp":"yesterday"}""", "timestamp is a string; an ISO 8601 date and time is expected (A2003).")]
    [InlineData("""{"type":"message","historyDisclosed":"no"}""", "historyDisclosed is a string; true or false is expected (A2003).")]
    [InlineData("""{"type":"suggestion","textHighlights":[{"text":"a","occurrence":1.5}]}""", "textHighlights[0].occurrence is a number; a whole number is expected (A2003).")]
    [InlineData("""{"type":"message","suggestedActions":{"actions":[{"title":1}]}}""", "suggestedActions.actions[0].title is a number; a string is expected (A2003).")]
    [InlineData("""{"type":"message","listenFor":[1]}""", "listenFor[0] is a number; a string is expected (A2003).")]
    public void A2003_A_wrong_type_is_refused_with_its_place(string json, string sentence) => Refused(json).ShouldBe(sentence);

    [Theory]
    [InlineData("""{"type":"message","type":"event"}""", "type")]
    [InlineData("""{"type":"message","text":"a","te\u0078t":"b"}""", "text")]
    [InlineData("""{"type":"message","from":{"id":"a","id":"b"}}""", "from.id")]
    [InlineData("""{"type":"message","channelData":{"a":{"b":1,"b":2}}}""", "channelData")]
    [InlineData("""{"type":"message","value":[{"x":1,"x":1}]}""", "value")]
    [InlineData("""{"type":"message","unheardOf":1,"unheardOf":2}""", "unheardOf")]
    [InlineData("""{"type":"message","unheardOf":{"a":1,"a":2}}""", "unheardOf")]
    public void A2001_A_field_that_occurs_twice_is_refused_at_every_depth(string json, string field)
    {
        var refused = ProtocolJson.ReadActivity(Encoding.UTF8.GetBytes(json)).ShouldBeOfType<Reading<Activity>.Refused>();

        refused.Field.ShouldStartWith(field);
        refused.Problem.ShouldBe("occurs twice in one object (A2001)");
    }

    [Theory]
    [InlineData("{}", "type is missing.")]
    [InlineData("""{"text":"a"}""", "type is missing.")]
    [InlineData("""{"type":null}""", "type is missing.")]
    [InlineData("""{"Type":"message"}""", "type is missing.")]
    [InlineData("""{"type":""}""", "type is empty (A2010).")]
    [InlineData("""{"type":"event"}""", "name is missing; an event has one (A5001).")]
    [InlineData("""{"type":"invoke","name":""}""", "name is missing; an invoke has one (A5401).")]
    [InlineData("""{"type":"commandResult","name":"application/x"}""", "value is missing; a command result has one (A6422).")]
    public void A2010_What_the_specification_requires_is_asked_for(string json, string sentence) => Refused(json).ShouldBe(sentence);

    [Theory]
    [InlineData("""{"type":"message","text":"\ud83d"}""", "text contains half a surrogate pair.")]
    [InlineData("""{"type":"message","text":"\ude00\ud83d"}""", "text contains half a surrogate pair.")]
    [InlineData("""{"type":"message","text":"\ud83d\u0041"}""", "text contains half a surrogate pair.")]
    [InlineData("""{"type":"message","channelData":{"a":["ok","\udfff"]}}""", "channelData.a[1] contains half a surrogate pair.")]
    [InlineData("""{"type":"message","\ud800":1}""", "\\ud800 contains half a surrogate pair.")]
    [InlineData("""{"type":"message","text":"a\u0000b"}""", "text contains the character NUL.")]
    [InlineData("""{"type":"message","value":{"n":1e400}}""", "value.n is a number too large to be kept.")]
    [InlineData("""{"type":"message","value":[-1e999]}""", "value[0] is a number too large to be kept.")]
    public void What_no_program_can_keep_is_refused(string json, string sentence) => Refused(json).ShouldBe(sentence);

    [Theory]
    [InlineData("", "The body is empty.")]
    [InlineData("null", "The body is null; an object is expected.")]
    [InlineData("[]", "The body is a list; an object is expected (A2003).")]
    [InlineData("\"message\"", "The body is a string; an object is expected (A2003).")]
    [InlineData("{\"type\":\"message\"} {}", "The body is not valid JSON at line 1, byte 20.")]
    [InlineData("{\"type\":\"message\",}", "The body is not valid JSON at line 1, byte 19.")]
    [InlineData("{\"type\":\"message\" /* hello */}", "The body is not valid JSON at line 1, byte 19.")]
    [InlineData("{'type':'message'}", "The body is not valid JSON at line 1, byte 2.")]
    [InlineData("{\"type\":\"message\",\"text\":\"a\nb\"}", "The body is not valid JSON at line 1, byte 28.")]
    [InlineData("{\"type\":\"mess", "The body is not valid JSON at line 1, byte 14.")]
    [InlineData("\uFEFF{\"type\":\"message\"}", "The body begins with a byte order mark.")]
    public void A_body_that_is_not_one_JSON_object_is_refused(string json, string sentence) => Refused(json).ShouldBe(sentence);

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused()
    {
        byte[] latin1 = [.. "{\"type\":\"message\",\"text\":\"caf"u8, 0xE9, .. "\"}"u8];
        byte[] surrogate = [.. "{\"type\":\"message\",\"text\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8];

        Refused(latin1).ShouldBe("The body is not valid UTF-8.");
        Refused(surrogate).ShouldBe("The body is not valid UTF-8.");
    }

    [Fact]
    public void Nesting_is_accepted_down_to_64_levels_and_refused_below()
    {
        var deepest = Nested(62);
        var tooDeep = Nested(63);

        ProtocolJson.ReadActivity(Encoding.UTF8.GetBytes(deepest)).ShouldBeOfType<Reading<Activity>.Accepted>();
        Refused(tooDeep).ShouldStartWith("channelData.a[0][0][0]");
        Refused(tooDeep).ShouldEndWith("is nested deeper than 64 levels.");

        static string Nested(int lists) =>
            $$$"""{"type":"message","channelData":{"a":{{{new string('[', lists)}}}{{{new string(']', lists)}}}}}""";
    }

    [Fact]
    public void A_tower_of_brackets_is_refused_without_climbing_it() =>
        Refused("{\"type\":\"message\",\"value\":" + new string('[', 100_000)).ShouldContain("is nested deeper than 64 levels.");

    [Fact]
    public void Absurd_names_numbers_and_lists_are_refused()
    {
        Refused($$"""{"type":"message","{{new string('k', 1025)}}":1}""").ShouldEndWith("is a field name of more than 1,024 bytes.");
        Refused($$$"""{"type":"message","value":{"n":{{{new string('1', 65)}}}}}""").ShouldBe("value.n is a number of more than 64 characters.");
        Refused($$"""{"type":"message","attachments":[{{string.Join(',', Enumerable.Repeat("{}", 251))}}]}""").ShouldBe("attachments has more than 250 items.");
    }

    [Fact]
    public void Escaped_backslashes_before_a_u_are_no_surrogates()
    {
        Accepted("""{"type":"message","text":"\\ud83d and \ud83d\ude00"}""").Text.ShouldBe("\\ud83d and 😀");
    }

    [Theory]
    [InlineData("""{"type":"urn:example:unknown"}""")]
    [InlineData("""{"type":"message","locale":"tlh-Latn-x-klingon"}""")]
    [InlineData("""{"type":"message","textFormat":"latex"}""")]
    [InlineData("""{"type":"event","name":"nobody/knows/this"}""")]
    [InlineData("""{"type":"event","name":"handoff.status","value":{"state":"accepted"}}""")]
    [InlineData("""{"type":"message","text":""}""")]
    [InlineData("""{"type":"message","text":null,"attachments":null,"from":null}""")]
    public void A2006_A3021_A3012_A5002_A3000_What_is_merely_unknown_or_empty_is_accepted(string json) =>
        ProtocolJson.ReadActivity(Encoding.UTF8.GetBytes(json)).ShouldBeOfType<Reading<Activity>.Accepted>();

    [Theory]
    [InlineData("""{"user":{"id":5}}""", "user.id is a number; a string is expected (A2003).")]
    [InlineData("""{"trustedOrigins":"https://a.example"}""", "trustedOrigins is a string; a list is expected (A2003).")]
    [InlineData("[]", "The body is a list; an object is expected (A2003).")]
    public void The_other_bodies_are_read_as_strictly(string json, string sentence) =>
        ProtocolJson.ReadTokenParameters(Encoding.UTF8.GetBytes(json)).ShouldBeOfType<Reading<TokenParameters>.Refused>().Sentence.ShouldBe(sentence);

    [Fact]
    public void A_token_request_without_a_body_has_no_wishes() =>
        ProtocolJson.ReadTokenParameters([]).ShouldBe(new Reading<TokenParameters>.Accepted(new TokenParameters()));

    private static Activity Accepted(string json) =>
        ProtocolJson.ReadActivity(Encoding.UTF8.GetBytes(json)).ShouldBeOfType<Reading<Activity>.Accepted>().Value;

    private static string Refused(string json) => Refused(Encoding.UTF8.GetBytes(json));

    private static string Refused(byte[] json) => ProtocolJson.ReadActivity(json).ShouldBeOfType<Reading<Activity>.Refused>().Sentence;

    private static string Written(Activity activity) => Encoding.UTF8.GetString(ProtocolJson.Write(activity));
}
