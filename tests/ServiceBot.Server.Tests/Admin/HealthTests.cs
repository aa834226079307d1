using ServiceBot.Server.Admin;
using ServiceBot.Server.Tests.DirectLine;
using ServiceBot.Tests;

namespace ServiceBot.Server.Tests.Admin;

public sealed class HealthTests
{
    [Fact]
    public async Task A_server_that_lacks_nothing_is_ready_without_a_note()
    {
        await using var server = await RunningServer.StartAsync();

        var health = await server.SendAsync(HttpMethod.Get, "/health/ready");

        (health.Status, health.Text("status"), health.Body.GetProperty("notes").GetArrayLength()).ShouldBe((200, "ready", 0));
        server.Data.Dispose();
    }

    [Fact]
    public async Task An_order_system_that_answers_nonsense_is_a_note_until_it_answers()
    {
        var isMended = false;
        await using var company = new LoopbackServer(_ => LoopbackServer.Reply(Volatile.Read(ref isMended) ? """{"no":"SF1234567890123","status":"in-transit"}""" : "<html>Sorry, we are moving house</html>"));
        await using var server = await RunningServer.StartAsync(settings: [
            "--Outbound:AllowHttp", "true", "--Outbound:AllowPrivate", "127.0.0.1",
            "--Facts:Order:Url", $"{company.Url}/orders/{{id}}", "--Facts:Order:Id", "no", "--Facts:Order:Fields:status", "status"]);
        var line = await Line.StartAsync(server);

        await line.SayAsync("where is SF1234567890123?");
        await UntilSaidAsync(line, "The order system");
        var failing = (await server.SendAsync(HttpMethod.Get, "/health/ready")).Body.GetProperty("notes");
        Volatile.Write(ref isMended, true);
        await line.SayAsync("please check again");
        await UntilSaidAsync(line, "in transit");
        var mended = (await server.SendAsync(HttpMethod.Get, "/health/ready")).Body.GetProperty("notes");

        failing[0].GetString().ShouldBe("The order system (Facts:order) gave no usable answer when it was last asked; customers are told so. The log says why.");
        mended.GetArrayLength().ShouldBe(0);
        server.Data.Dispose();
    }

    [Theory]
    [InlineData(199L << 20, "The disk of the data folder has 199 MB left. Make room: when it is full, customers are refused.")]
    [InlineData(200L << 20, null)]
    public void A_disk_that_is_nearly_full_is_a_note(long room, string? note) => Health.RoomNote(room).ShouldBe(note);

    [Theory]
    [InlineData((2L << 20) - 1, true)]
    [InlineData(2L << 20, false)]
    public void A_disk_without_room_for_a_turn_is_full(long room, bool isFull) => Health.IsFull(room).ShouldBe(isFull);

    private static async Task UntilSaidAsync(Line line, string words)
    {
        for (var seen = 1; !(await line.AtLeastAsync(seen)).Any(said => said.GetProperty("from").GetProperty("role").GetString() == "bot" && said.TryGetProperty("text", out var text) && text.GetString()!.Contains(words, StringComparison.Ordinal)); seen++) { }
    }
}
