using System.Text;
using System.Text.Json;
using ServiceBot.Outbound;
using ServiceBot.Server.Reach;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Reach;

/// <summary>Short messages through the company's gateway.</summary>
public sealed class GatewayTextsTests
{
    private const string Secret = "0123456789abcdef";
    private static readonly ReachMessage News = new("ob_1", "+8613800138246", Locale.En, "News", "Your parcel is out for delivery.");

    private static GatewayTexts To(LoopbackServer server) => new(new GatewaySettings(server.Url, Secret),
        new OutboundHttp(new OutboundSettings { AllowHttp = true, PrivateNetworks = [System.Net.IPNetwork.Parse("127.0.0.0/8")] }, TimeProvider.System), TimeProvider.System);

    [Fact]
    public async Task What_is_sent_is_signed_over_time_and_body()
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Reply("{}"));

        (await To(server).SendAsync(News, default)).ShouldBeOfType<DeliveryOutcome.Sent>();

        var request = server.Requests.ShouldHaveSingleItem();
        JsonDocument.Parse(request.Body).RootElement.GetProperty("to").GetString().ShouldBe("+8613800138246");
        request.Headers["idempotency-key"].ShouldBe("ob_1");
        var signature = request.Headers["x-servicebot-signature"];
        WebhookSignature.IsGood(signature, Encoding.UTF8.GetBytes(request.Body), [Secret], DateTimeOffset.UtcNow).ShouldBeTrue();
        WebhookSignature.IsGood(signature, Encoding.UTF8.GetBytes(request.Body + " "), [Secret], DateTimeOffset.UtcNow).ShouldBeFalse();
        WebhookSignature.IsGood(signature, Encoding.UTF8.GetBytes(request.Body), [Secret], DateTimeOffset.UtcNow.AddMinutes(6)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(503, typeof(DeliveryOutcome.Failed))]
    [InlineData(429, typeof(DeliveryOutcome.Failed))]
    [InlineData(400, typeof(DeliveryOutcome.Refused))]
    [InlineData(401, typeof(DeliveryOutcome.Refused))]
    public async Task What_can_go_better_is_tried_again_and_what_cannot_is_not(int status, Type outcome)
    {
        await using var server = new LoopbackServer(_ => LoopbackServer.Reply("{}", status));

        (await To(server).SendAsync(News, default)).ShouldBeOfType(outcome);
    }
}
