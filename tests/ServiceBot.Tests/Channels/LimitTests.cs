using System.Text;
using ServiceBot.Outbound;
using ServiceBot.Server.Channels.BotFramework.Connector;
using ServiceBot.Server.Chat;

namespace ServiceBot.Tests.Channels;

/// <summary>protocol.md §4: what a channel allows, and what its answers mean.</summary>
public sealed class LimitTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Row_4_teams_takes_seven_in_a_second_eight_in_two_and_sixty_in_thirty()
    {
        var time = new ManualTime(Start);
        using var limits = new ChannelLimits(time);

        var first = Enumerable.Range(0, 7).Select(_ => limits.Take("msteams", "c", null)).ToList();
        var eighth = limits.Take("msteams", "c", null);
        time.Advance(TimeSpan.FromSeconds(1));
        var afterOne = limits.Take("msteams", "c", null);
        var ninth = limits.Take("msteams", "c", null);

        first.ShouldAllBe(wait => wait == TimeSpan.Zero);
        eighth.ShouldBe(TimeSpan.FromSeconds(1));
        afterOne.ShouldBe(TimeSpan.Zero);
        ninth.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Row_4_in_no_span_of_time_do_more_leave_than_a_window_holds()
    {
        var time = new ManualTime(Start);
        using var limits = new ChannelLimits(time);
        var random = new Random(7);
        List<DateTimeOffset> sent = [];

        while (sent.Count < 2500)
        {
            var wait = limits.Take("msteams", "c", null);
            if (wait == TimeSpan.Zero) sent.Add(time.GetUtcNow());
            else time.Advance(wait);
            if (random.Next(10) == 0) time.Advance(TimeSpan.FromMilliseconds(random.Next(3000)));
        }

        foreach (var (most, seconds) in new[] { (7, 1), (8, 2), (60, 30), (1800, 3600) })
            for (var i = 0; i + most < sent.Count; i++)
                (sent[i + most] - sent[i]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void Row_4_a_tenant_takes_thirty_a_second_over_all_its_conversations()
    {
        var time = new ManualTime(Start);
        using var limits = new ChannelLimits(time);

        var waits = Enumerable.Range(0, 31).Select(i => limits.Take("msteams", $"c{i}", "tenant")).ToList();

        waits.Take(30).ShouldAllBe(wait => wait == TimeSpan.Zero);
        waits[30].ShouldBe(TimeSpan.FromSeconds(1));
        limits.Take("msteams", "c31", "another").ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Other_channels_tell_by_429()
    {
        using var limits = new ChannelLimits(new ManualTime(Start));

        Enumerable.Range(0, 100).Select(_ => limits.Take("webchat", "c", "t")).ShouldAllBe(wait => wait == TimeSpan.Zero);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("1.5", 1.5)]
    [InlineData("Sun, 22 Nov 2026 00:01:30 GMT", 90)]
    [InlineData("Sat, 21 Nov 2026 00:01:30 GMT", 0)]
    [InlineData("999999999", 86400)]
    public void Retry_after_is_seconds_or_a_date(string header, double seconds) => ConnectorAnswer.After(header, Start).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_neither_is_no_wish(string? header) => ConnectorAnswer.After(header, Start).ShouldBeNull();

    [Theory]
    [InlineData(200, "", "Done")]
    [InlineData(201, """{"id":"1"}""", "Done")]
    [InlineData(202, "", "Done")]
    [InlineData(301, "", "Refused")]
    [InlineData(400, """{"error":{"code":"BadSyntax","message":"no"}}""", "Refused")]
    [InlineData(401, "", "Later")]
    [InlineData(403, """{"error":{"code":"MessageWritesBlocked"}}""", "Blocked")]
    [InlineData(403, """{"subCode":"MessageWritesBlocked","error":{"code":"Forbidden"}}""", "Blocked")]
    [InlineData(403, """{"error":{"code":"BotNotInConversationRoster"}}""", "Blocked")]
    [InlineData(403, """{"error":{"code":"Forbidden"}}""", "Refused")]
    [InlineData(404, """{"error":{"code":"ConversationNotFound"}}""", "Blocked")]
    [InlineData(412, "", "Later")]
    [InlineData(413, "", "Refused")]
    [InlineData(429, "not json {", "Later")]
    [InlineData(500, "", "Unknown")]
    [InlineData(502, "<html>", "Unknown")]
    [InlineData(504, "", "Unknown")]
    public void Row_4_what_an_answer_means(int status, string body, string meaning) =>
        ConnectorAnswer.Of(new OutboundResult.Replied(status, null, Encoding.UTF8.GetBytes(body)), Start).GetType().Name.ShouldBe(meaning);

    [Fact]
    public void What_never_left_has_not_arrived_and_what_was_cut_may_have()
    {
        ConnectorAnswer.Of(new OutboundResult.Failed(OutboundFailure.Unreachable, "no route") { NothingSent = true }, Start).ShouldBeOfType<ConnectorResult.Later>();
        ConnectorAnswer.Of(new OutboundResult.Failed(OutboundFailure.Unreachable, "cut"), Start).ShouldBeOfType<ConnectorResult.Unknown>();
        ConnectorAnswer.Of(new OutboundResult.Failed(OutboundFailure.TimedOut, "12 s"), Start).ShouldBeOfType<ConnectorResult.Unknown>();
    }

    [Fact]
    public void A_refusal_says_code_and_message_and_not_more()
    {
        var body = $$$"""{"error":{"code":"BadSyntax","message":"{{{new string('x', 5000)}}}"}}""";

        var why = ConnectorAnswer.Of(new OutboundResult.Replied(400, null, Encoding.UTF8.GetBytes(body)), Start).ShouldBeOfType<ConnectorResult.Refused>().Why;

        why.ShouldStartWith("the channel answered 400: BadSyntax: xxx");
        why.Length.ShouldBeLessThan(300);
    }
}
