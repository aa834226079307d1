using ServiceBot.Server.Chat;

namespace ServiceBot.Server.Tests.DirectLine;

/// <summary>Tokens and a clock that is moved.</summary>
public class ExpiryTests
{
    [Fact]
    public async Task An_expired_token_opens_nothing_and_is_not_refreshed()
    {
        using var data = new DataFolder();
        var time = new ManualTime(DateTimeOffset.UtcNow);
        await using var server = await RunningServer.StartAsync(data, time: time);
        var line = await Line.StartAsync(server);

        time.Advance(TimeSpan.FromSeconds(1799));
        (await line.PollAsync()).Status.ShouldBe(200);
        time.Advance(TimeSpan.FromSeconds(2));

        (await line.PollAsync()).Code.ShouldBe("TokenExpired");
        (await line.SayAsync("late")).Status.ShouldBe(403);
        (await line.ResumeAsync()).Code.ShouldBe("TokenExpired");
        (await server.SendAsync(HttpMethod.Post, $"{Line.Root}/tokens/refresh", line.Token)).Code.ShouldBe("TokenExpired");
        (await line.ResumeAsync(bearer: RunningServer.Secret)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_refreshed_token_lives_on_while_the_old_one_ends()
    {
        using var data = new DataFolder();
        var time = new ManualTime(DateTimeOffset.UtcNow);
        await using var server = await RunningServer.StartAsync(data, time: time);
        var line = await Line.StartAsync(server);

        time.Advance(TimeSpan.FromMinutes(15));
        var refreshed = line with { Token = (await server.SendAsync(HttpMethod.Post, $"{Line.Root}/tokens/refresh", line.Token)).Text("token") };
        time.Advance(TimeSpan.FromMinutes(20));

        (await line.PollAsync()).Code.ShouldBe("TokenExpired");
        (await refreshed.PollAsync()).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_address_of_a_socket_is_good_for_60_seconds()
    {
        using var data = new DataFolder();
        var time = new ManualTime(DateTimeOffset.UtcNow);
        await using var server = await RunningServer.StartAsync(data, time: time);
        var line = await Line.StartAsync(server);
        var another = await Line.StartAsync(server);

        time.Advance(TimeSpan.FromSeconds(58));
        using var socket = await TestSocket.OpenAsync(line.StreamUrl);
        time.Advance(TimeSpan.FromSeconds(3));

        (await TestSocket.RefusedAsync(another.StreamUrl)).ShouldBe(403);
    }

    [Fact]
    public async Task A_page_that_was_closed_for_days_comes_back_with_what_it_kept()
    {
        using var data = new DataFolder();
        var start = DateTimeOffset.UtcNow;
        Answer issued, back;
        Line line;
        await using (var first = await RunningServer.StartAsync(data, time: new ManualTime(start)))
        {
            issued = await first.SendAsync(HttpMethod.Post, "/api/sites/main/token");
            line = await Line.StartAsync(first, issued.Text("token"));
            await line.SayAsync("hello");
        }

        await using (var after20Days = await RunningServer.StartAsync(data, time: new ManualTime(start + TimeSpan.FromDays(20))))
            back = await ResumeAsync(after20Days, issued);
        await using var after40Days = await RunningServer.StartAsync(data, time: new ManualTime(start + TimeSpan.FromDays(40)));
        var again = await ResumeAsync(after40Days, back);
        var tooLate = await ResumeAsync(after40Days, issued);

        back.Text("conversationId").ShouldBe(line.Id);
        again.Text("conversationId").ShouldBe(line.Id);
        tooLate.Text("conversationId").ShouldNotBe(line.Id);
        (await (line with { Server = after40Days, Token = again.Text("token") }).OwnAsync()).Single().GetProperty("text").GetString().ShouldBe("hello");
    }

    [Fact]
    public async Task Keys_are_renewed_after_90_days_and_what_the_old_one_signed_is_still_believed()
    {
        using var data = new DataFolder();
        var start = DateTimeOffset.UtcNow;
        string resume, id;
        await using (var before = await RunningServer.StartAsync(data, time: new ManualTime(start)))
            _ = await Line.StartAsync(before);
        await using (var before = await RunningServer.StartAsync(data, time: new ManualTime(start + TimeSpan.FromDays(89))))
        {
            var issued = await before.SendAsync(HttpMethod.Post, "/api/sites/main/token");
            await Line.StartAsync(before, issued.Text("token"));
            (resume, id) = (issued.Text("resume"), issued.Text("conversationId"));
        }

        await using var after = await RunningServer.StartAsync(data, time: new ManualTime(start + TimeSpan.FromDays(91)));
        var back = await after.SendAsync(HttpMethod.Post, "/api/sites/main/token", null, new { resume });

        back.Text("conversationId").ShouldBe(id);
        back.Text("resume").Split('.')[0].ShouldNotBe(resume.Split('.')[0]);
    }

    private static Task<Answer> ResumeAsync(RunningServer server, Answer issued) =>
        server.SendAsync(HttpMethod.Post, "/api/sites/main/token", null, new { resume = issued.Text("resume") });
}
