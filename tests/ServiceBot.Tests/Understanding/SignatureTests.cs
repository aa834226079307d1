using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

public sealed class SignatureTests
{
    [Theory]
    [InlineData("我的快递还没到", "我的快递还是没到啊")]
    [InlineData("我的包裹到底在哪里", "包裹到底在哪")]
    [InlineData("快递员态度很差还骂人", "你们快递员骂人，态度太差了")]
    [InlineData("我要退款，不要优惠券", "我说了我要退款，优惠券我不要")]
    [InlineData("我的包裹還沒收到", "我的包裹还没收到")]
    [InlineData("your driver was rude to me", "the driver was very rude")]
    [InlineData("I want a refund not a coupon", "I said I want a refund, I don't want a coupon")]
    [InlineData("单号SF1234567890123还没到", "SF1234567890123还没到！")]
    public void The_same_said_twice_is_alike(string first, string second) => Similarity(first, second).ShouldBeGreaterThanOrEqualTo(0.5);

    [Theory]
    [InlineData("我的快递还没到", "快递员态度很差")]
    [InlineData("包裹坏了", "包裹在哪")]
    [InlineData("退款什么时候到账", "寄到上海多少钱")]
    [InlineData("where is my parcel", "my parcel is broken")]
    [InlineData("I want a refund not a coupon", "what time do you open")]
    [InlineData("SF1234567890123", "SF9876543210987")]
    [InlineData("", "")]
    public void Different_matters_are_not(string first, string second) => Similarity(first, second).ShouldBeLessThan(0.3);

    [Fact]
    public void A_signature_survives_being_stored()
    {
        var signature = Sentences.Plain.Understand("我的杯子碎了", Sentences.Context).Signature;

        new MessageSignature(signature.Base64).SimilarityTo(signature).ShouldBe(1);
        signature.Base64.Length.ShouldBe(44);
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    public void A_signature_that_is_none_is_like_nothing(string stored) =>
        new MessageSignature(stored).SimilarityTo(Sentences.Plain.Understand("我的杯子碎了", Sentences.Context).Signature).ShouldBe(0);

    private static double Similarity(string first, string second) =>
        Sentences.Plain.Understand(first, Sentences.Context).Signature.SimilarityTo(Sentences.Plain.Understand(second, Sentences.Context).Signature);
}
