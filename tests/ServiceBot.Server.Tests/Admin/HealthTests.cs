using ServiceBot.Server.Admin;

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

    [Theory]
    [InlineData(199L << 20, "The disk of the data folder has 199 MB left. Make room: when it is full, customers are refused.")]
    [InlineData(200L << 20, null)]
    public void A_disk_that_is_nearly_full_is_a_note(long room, string? note) => Health.RoomNote(room).ShouldBe(note);

    [Theory]
    [InlineData((2L << 20) - 1, true)]
    [InlineData(2L << 20, false)]
    public void A_disk_without_room_for_a_turn_is_full(long room, bool isFull) => Health.IsFull(room).ShouldBe(isFull);
}
