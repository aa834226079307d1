using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Server.Channels.BotFramework;
using ServiceBot.Server.Tests.DirectLine;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>Without an app id: direct connections of this machine, and nobody else.</summary>
public sealed class ThisMachineTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly BotLine line = BotLine.New(shared.Server);

    [Fact]
    public async Task Row_1_2_a_message_is_answered_200_with_an_empty_body_and_the_bot_replies_in_the_transcript()
    {
        var answer = await line.SayAsync("Where is my parcel?");
        var transcript = await line.TranscriptAsync(atLeast: 2);

        answer.Status.ShouldBe(200);
        answer.Bytes.ShouldBeEmpty();
        transcript[0].ShouldBe("customer: Where is my parcel?");
        transcript[1].ShouldStartWith("bot: ");
    }

    [Fact]
    public async Task Row_1_1_head_is_200_and_get_is_405_with_a_body_that_helps()
    {
        var head = await shared.Server.SendAsync(HttpMethod.Head, BotLine.Path);
        var get = await shared.Server.SendAsync(HttpMethod.Get, BotLine.Path);

        head.Status.ShouldBe(200);
        get.Status.ShouldBe(405);
        get.Code.ShouldBe("MethodNotAllowed");
        get.Header("Allow").ShouldBe("POST,HEAD");
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("QUERY")]
    public async Task Row_1_1_no_other_method_is_taken_and_each_is_told_which_is(string method)
    {
        var answer = await shared.Server.SendAsync(new HttpMethod(method), BotLine.Path, body: line.Message("hello"));

        (answer.Status, answer.Code, answer.Header("Allow")).ShouldBe((405, "MethodNotAllowed", "POST,HEAD"));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("X-Real-IP", "203.0.113.9")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Host", "bot.example")]
    public async Task What_came_through_a_proxy_or_a_browser_is_refused(string header, string value)
    {
        var answer = await line.PostRawAsync(line.Message("hello").ToJsonString(), (header, value));

        answer.Status.ShouldBe(403);
        answer.Code.ShouldBe("AppIdNotConfigured");
        answer.Message.ShouldContain("BotFramework:AppId");
        (await line.TranscriptAsync()).ShouldBeEmpty();
    }

    [Fact]
    public void The_start_says_so() =>
        shared.Server.Services.GetRequiredService<StartNotes>().Lines.ShouldContain(note => note.Contains("BotFramework:AppId") && note.Contains("this machine only"));

    [Fact]
    public async Task A_reference_of_this_machine_is_kept_as_not_verified()
    {
        await line.SayAsync("hello", new { channelData = new { tenant = new { id = "t1" } } });

        var references = await line.RowsAsync("""
            select r.service_url, r.is_verified, r.tenant_id, r.user_account from channel_reference r join conversation c on c.id = r.conversation_id
            where c.channel_conversation_id = @conversation
            """, row => (row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3)));

        references.ShouldHaveSingleItem().ShouldBe((line.ServiceUrl, 0, "t1", """{"id":"u1","name":"User"}"""));
    }

    [Fact]
    public async Task Somebody_else_does_not_get_into_a_conversation_between_two()
    {
        await line.SayAsync("hello");
        var other = await (line with { User = "u2" }).SayAsync("and where is his parcel?");

        other.Status.ShouldBe(403);
        other.Code.ShouldBe("WrongConversation");
        (await line.TranscriptAsync(atLeast: 2)).ShouldNotContain("customer: and where is his parcel?");
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/amer/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://127.0.0.1.evil.example/")]
    public async Task A_service_elsewhere_is_refused_where_no_token_proves_it(string url)
    {
        var answer = await (line with { ServiceUrl = url }).SayAsync("hello");

        answer.Status.ShouldBe(403);
        answer.Code.ShouldBe("ServiceUrlNotAllowed");
    }
}
