using System.Text;
using ServiceBot.Outbound;

namespace ServiceBot.Tests.Outbound;

public sealed class WebhookSignatureTests
{
    private const string Secret = "a-secret-of-the-tests";
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"id":"rm_1","status":"done"}""");

    [Fact]
    public void What_we_sign_is_good_for_three_hundred_seconds_either_way()
    {
        var header = WebhookSignature.Sign(Body, Secret, Now);

        WebhookSignature.IsGood(header, Body, [Secret], Now.AddSeconds(300)).ShouldBeTrue();
        WebhookSignature.IsGood(header, Body, [Secret], Now.AddSeconds(-300)).ShouldBeTrue();
        WebhookSignature.IsGood(header, Body, [Secret], Now.AddSeconds(301)).ShouldBeFalse();
        WebhookSignature.IsGood(header, Body, [Secret], Now.AddSeconds(-301)).ShouldBeFalse();
    }

    [Fact]
    public void A_known_signature_is_what_others_compute()
    {
        // printf '%s' '1795255200.{"id":"rm_1","status":"done"}' | openssl dgst -sha256 -hmac a-secret-of-the-tests
        WebhookSignature.Sign(Body, Secret, Now).ShouldBe("t=1795255200,v1=34d58e5268d258472a0a313b4c52af738f42c2081d17bfcf55dad7177c2f74db");
    }

    [Fact]
    public void The_secret_before_is_good_while_it_is_named()
    {
        var header = WebhookSignature.Sign(Body, "the-secret-of-last-year", Now);

        WebhookSignature.IsGood(header, Body, [Secret, "the-secret-of-last-year"], Now).ShouldBeTrue();
        WebhookSignature.IsGood(header, Body, [Secret], Now).ShouldBeFalse();
    }

    [Fact]
    public void Another_body_or_another_time_is_refused()
    {
        var header = WebhookSignature.Sign(Body, Secret, Now);

        WebhookSignature.IsGood(header, [.. Body, (byte)' '], [Secret], Now).ShouldBeFalse();
        WebhookSignature.IsGood(header.Replace("t=1795255200", "t=1795255201", StringComparison.Ordinal), Body, [Secret], Now).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("t=1795255200")]
    [InlineData("v1=00")]
    [InlineData("t=1795255200,v1=")]
    [InlineData("t=1795255200,v1=zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("t=99999999999999999999,v1=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("t=-1795255200,v1=0000000000000000000000000000000000000000000000000000000000000000")]
    public void What_is_no_signature_is_refused_and_breaks_nothing(string? header) => WebhookSignature.IsGood(header, Body, [Secret], Now).ShouldBeFalse();
}
