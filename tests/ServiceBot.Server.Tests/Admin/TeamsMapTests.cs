namespace ServiceBot.Server.Tests.Admin;

/// <summary>`servicebot user map`: which Teams user is which agent.</summary>
public sealed class TeamsMapTests
{
    private const string TeamsUser = "0B9E7F5C-0000-4000-8000-00000000000A";

    [Fact]
    public async Task A_Teams_user_is_mapped_to_one_agent_and_the_mapping_can_be_taken_away()
    {
        using var data = new DataFolder();
        await using (await RunningServer.StartAsync(data)) { }
        await ServerCommand.RunAsync(data, "user", "add", "Lin", "--password", "a-long-password");
        await ServerCommand.RunAsync(data, "user", "add", "Mei", "--password", "a-long-password");

        (await ServerCommand.RunAsync(data, "user", "map", "Lin", "--teams", TeamsUser)).Output.ShouldBe("Lin can serve customers in the agents' channel of Teams.");
        (await ServerCommand.RunAsync(data, "user", "map", "Mei", "--teams", TeamsUser.ToLowerInvariant())).Errors.ShouldContain("mapped to Lin already");
        (await ServerCommand.RunAsync(data, "user", "map", "Lin", "--teams", "none")).Output.ShouldBe("Lin is mapped to no Teams user any more.");
        (await ServerCommand.RunAsync(data, "user", "map", "Mei", "--teams", TeamsUser)).Code.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_no_object_id_is_refused_with_where_to_find_one()
    {
        using var data = new DataFolder();
        await using (await RunningServer.StartAsync(data)) { }
        await ServerCommand.RunAsync(data, "user", "add", "Lin", "--password", "a-long-password");

        var refused = await ServerCommand.RunAsync(data, "user", "map", "Lin", "--teams", "lin@example.com");

        refused.Code.ShouldNotBe(0);
        refused.Errors.ShouldContain("object id, a GUID");
    }
}
