using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Recovery;
using ServiceBot.Storage;

namespace ServiceBot.Server.Tests.Admin;

public sealed class IncidentCommandTests
{
    // Each command is the whole program once more, as an operator runs it: seconds, not milliseconds.
    [Fact]
    public async Task An_operator_announces_approves_and_ends_an_incident_from_the_command_line()
    {
        using var data = new DataFolder();
        await using var server = await RunningServer.StartAsync(data);

        var wrong = await ServerCommand.RunAsync(data, "incident", "announce", "weather", "--by", "Lin", "--area", "哈尔滨", "--tell", "--cause-en", "a snowstorm");
        var announced = await ServerCommand.RunAsync(data,
            "incident", "announce", "weather", "--by", "Lin", "--area", "哈尔滨", "--where", "status=in-transit", "--cause-zh-hans", "暴风雪", "--cause-zh-hant", "暴風雪", "--cause-en", "a snowstorm", "--coupon", "5");
        var id = announced.Output.Split(' ')[0];
        var approved = await ServerCommand.RunAsync(data, "incident", "approve", id, "--by", "Wei");
        var ended = await ServerCommand.RunAsync(data, "incident", "end", id, "--by", "Lin");
        var shown = await ServerCommand.RunAsync(data, "incident", "show", id);

        (wrong.Code, wrong.Errors).ShouldBe((2, "The cause is said to customers in three languages: write zh-Hans, zh-Hant and en."));
        (announced.Code, approved.Code, ended.Code, shown.Code).ShouldBe((0, 0, 0, 0), announced.Errors + approved.Errors + ended.Errors + shown.Errors);
        shown.Output.ShouldContain("Wei  approved: a coupon of 5.00 CNY for everybody affected");
        var known = await server.Services.GetRequiredService<Database>().ReadAsync((session, cancel) => IncidentRows.FindAsync(session, id, cancel), default);
        known.ShouldNotBeNull().ApprovedBy.ShouldBe("Wei");
        known.EndedAt.ShouldNotBeNull();
    }
}
