using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

/// <summary>Numbers that could be anything: a room's counts beside a word for rooms, or when it was asked for.</summary>
public sealed class NamedNumberTests
{
    private static readonly Understander Hotel = Understander.Train(Sentences.Some([]) with { NamedPatterns = [@"\d{3,4}"], NumberWords = ["room", "rm", "房", "号房", "號房", "室"] });

    [Theory]
    [InlineData("1203房的空调坏了", "1203")]
    [InlineData("我住1203号房", "1203")]
    [InlineData("房号是 808", "808")]
    [InlineData("房號：1502，冷氣不冷", "1502")]
    [InlineData("I'm in room 1203 and the tap drips", "1203")]
    [InlineData("Rm. 415, no towels", "415")]
    [InlineData("room number is １２０３", "1203")]
    [InlineData("我是幺五零二房的", "1502")]
    [InlineData("we are in room three oh six", "306")]
    public void A_number_beside_its_word_is_the_rooms(string text, string number) => Numbers(text, null).ShouldBe([number]);

    [Theory]
    [InlineData("我等了120分钟")]
    [InlineData("尾号6621")]
    [InlineData("押金 500 元还没退")]
    [InlineData("I paid 1200 for this")]
    [InlineData("the mushroom 1203 soup")]
    [InlineData("一二三，三个人")]
    public void A_number_without_its_word_is_none(string text) => Numbers(text, null).ShouldBeEmpty();

    [Theory]
    [InlineData("1203", "1203")]
    [InlineData("是808", "808")]
    [InlineData("it's 415", "415")]
    [InlineData("一二零三", "1203")]
    [InlineData("five one two", "512")]
    public void When_asked_for_a_bare_number_is_the_rooms(string text, string number) => Numbers(text, Asked.OrderNumber).ShouldBe([number]);

    [Theory]
    [InlineData("等了120分钟了")]
    [InlineData("I paid $300 already")]
    [InlineData("押金500元")]
    [InlineData("I paid 1,200 for this room and I have a flight at 6")]
    [InlineData("今晚不來我就打1999投訴")]
    [InlineData("or I call 911")]
    public void When_asked_for_a_quantity_is_still_no_room(string text) => Numbers(text, Asked.OrderNumber).ShouldBeEmpty();

    [Fact]
    public void A_hotline_is_no_number_that_was_begun() =>
        Sentences.OfCourier.Understand("今晚不來我就打12345投訴", Sentences.Context with { Asked = Asked.OrderNumber }).All<Entity.OrderNumber>().ShouldBeEmpty();

    private static IEnumerable<string> Numbers(string text, string? asked) =>
        Hotel.Understand(text, Sentences.Context with { Asked = asked }).All<Entity.OrderNumber>().Where(n => !n.IsPartial).Select(n => n.Value);
}
