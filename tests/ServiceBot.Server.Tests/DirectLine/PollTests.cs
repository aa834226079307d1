namespace ServiceBot.Server.Tests.DirectLine;

/// <summary>Reading by polling, as clients without WebSockets do.</summary>
public class PollTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly RunningServer server = shared.Server;

    [Fact]
    public async Task An_empty_conversation_is_an_empty_list_with_a_watermark()
    {
        var generated = await server.SendAsync(HttpMethod.Post, $"{Line.Root}/tokens/generate", RunningServer.Secret);
        var line = new Line(server, generated.Text("conversationId"), generated.Text("token"), "");

        var set = await line.PollAsync();

        set.Status.ShouldBe(200);
        set.Body.GetRawText().ShouldBe("""{"activities":[],"watermark":"0"}""");
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("0")]
    public async Task An_empty_watermark_means_from_the_beginning(string? watermark)
    {
        var line = await Line.StartAsync(server);
        await line.SayAsync("one");
        await line.SayAsync("two");

        var ids = (await line.PollAsync(watermark)).Body.GetProperty("activities").EnumerateArray().Select(a => a.GetProperty("id").GetString()!).ToList();

        ids[0].ShouldBe($"{line.Id}|0000001");
        ids.Count.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task Any_watermark_gives_exactly_the_rest_in_order()
    {
        var line = await Line.StartAsync(server);
        for (var i = 0; i < 5; i++) await line.SayAsync($"{i}");
        var all = (await line.AtLeastAsync(6)).Select(a => a.GetProperty("id").GetString()).ToList();

        for (var after = 0; after <= all.Count; after++)
        {
            var rest = await line.PollAsync($"{after}");
            rest.Body.GetProperty("activities").EnumerateArray().Select(a => a.GetProperty("id").GetString()).Take(all.Count - after).ShouldBe(all.Skip(after));
        }

        all.ShouldBe(Enumerable.Range(1, all.Count).Select(n => $"{line.Id}|{n:0000000}"));
    }

    // A backup was put back: what comes next has numbers that this client has seen before.
    [Fact]
    public async Task A_watermark_beyond_the_end_is_taken_back_to_it()
    {
        var line = await Line.StartAsync(server);
        await line.SayAsync("one");
        var head = (await line.AtLeastAsync(2)).Count;

        var beyond = await line.PollAsync($"{head + 7}");

        beyond.Body.GetProperty("activities").GetArrayLength().ShouldBe(0);
        long.Parse(beyond.Text("watermark"), System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(head, head + 6);
    }

    [Fact]
    public async Task A_long_conversation_comes_in_pages_until_it_is_empty()
    {
        var line = await Line.StartAsync(server);
        for (var i = 0; i < 130; i++) await line.SayAsync($"message {i}");

        List<string> own = [];
        for (var watermark = ""; ;)
        {
            var page = (await line.PollAsync(watermark)).Body;
            var activities = page.GetProperty("activities").EnumerateArray().ToList();
            activities.Count.ShouldBeLessThanOrEqualTo(100);
            own.AddRange(activities.Where(a => a.GetProperty("from").GetProperty("role").GetString() == "user").Select(a => a.GetProperty("text").GetString()!));
            watermark = page.GetProperty("watermark").GetString()!;
            if (activities.Count == 0) break;
        }

        own.ShouldBe(Enumerable.Range(0, 130).Select(i => $"message {i}"));
    }

    [Fact]
    public async Task Large_activities_come_in_several_pages()
    {
        var line = await Line.StartAsync(server);
        for (var i = 0; i < 5; i++) await line.SayAsync($"{i}{new string('长', 30_000)}");

        var first = await line.PollAsync();
        var second = await line.PollAsync(first.Text("watermark"));

        first.Bytes.Length.ShouldBeLessThan(250_000);
        first.Body.GetProperty("activities").GetArrayLength().ShouldBeInRange(1, 4);
        second.Body.GetProperty("activities").GetArrayLength().ShouldBeGreaterThan(0);
    }
}
