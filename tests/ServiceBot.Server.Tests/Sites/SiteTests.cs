using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Packs;
using ServiceBot.Server.Sites;
using ServiceBot.Server.Tests.Admin;
using ServiceBot.Server.Tests.DirectLine;

namespace ServiceBot.Server.Tests.Sites;

/// <summary>Sites live in the database, seeded from the configuration (decisions.md 13).</summary>
public sealed class SiteTests
{
    [Theory]
    [InlineData("AllowedOrigins:0", "shop.example", "Sites:main:AllowedOrigins contains 'shop.example'. An origin is scheme and host as the browser sends them, without path: https://shop.example or http://localhost:8080.")]
    [InlineData("AllowedOrigins:0", "https://shop.example/", "Sites:main:AllowedOrigins contains 'https://shop.example/'. An origin is scheme and host as the browser sends them, without path: https://shop.example or http://localhost:8080.")]
    [InlineData("Hours", "nine to five", "Sites:main:Hours is 'nine to five'. Write days and hours, each day once, such as 'mon-fri 09:00-18:00; sat 10:00-16:00'; 00:00-24:00 is around the clock.")]
    [InlineData("TimeZone", "Peking", "Sites:main:TimeZone is 'Peking'. Write an IANA name, such as Asia/Shanghai.")]
    [InlineData("Currency", "yuan", "Sites:main:Currency is 'yuan'. Write its three capital letters, such as CNY.")]
    [InlineData("Languages:0", "fr", "Sites:main:Languages contains 'fr'. Write languages of zh-Hans, zh-Hant, en.")]
    public void A_wrong_setting_is_named_with_what_to_write(string key, string value, string sentence)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>($"Sites:main:{key}", value)]).Build();

        Should.Throw<SettingException>(() => ServerSettings.Read(configuration)).Message.ShouldBe(sentence);
    }

    [Theory]
    [InlineData("mon-fri 09:00-18:00; sat 10:00-16:00", DayOfWeek.Saturday, "10:00-16:00")]
    [InlineData("monday-sunday 00:00-24:00", DayOfWeek.Sunday, "00:00-23:59")]
    [InlineData("Tue 8:30-12:00, Sun 9:00-10:00", DayOfWeek.Tuesday, "08:30-12:00")]
    public void Hours_are_read_from_one_line(string line, DayOfWeek day, string span)
    {
        var hours = WeekHours.Read(line)![day];

        $"{hours.Opens:HH:mm}-{hours.Closes:HH:mm}".ShouldBe(span);
    }

    [Theory]
    [InlineData("mon-fri 18:00-09:00")]
    [InlineData("mon 09:00-18:00; mon-tue 09:00-18:00")]
    [InlineData("fri-mon 09:00-18:00")]
    [InlineData("someday 09:00-18:00")]
    [InlineData("mon")]
    [InlineData(";")]
    public void Hours_that_say_nothing_clear_are_refused(string line) => WeekHours.Read(line).ShouldBeNull();

    [Fact]
    public async Task The_configuration_seeds_what_is_missing_and_the_database_holds_from_then_on()
    {
        using var data = new DataFolder();
        await using (await RunningServer.StartAsync(data, settings: ["--Sites:main:AllowedOrigins:0", "https://first.example"])) { }

        await using var server = await RunningServer.StartAsync(data, settings: ["--Sites:main:AllowedOrigins:0", "https://second.example", "--Sites:shop:Pack", "courier"]);

        (await TokenAsync(server, "main", "https://first.example")).ShouldBe(200);
        (await TokenAsync(server, "main", "https://second.example")).ShouldBe(403);
        (await TokenAsync(server, "shop", null)).ShouldBe(200);
        server.Services.GetRequiredService<StartNotes>().Lines.ShouldContain("Site main is as the database has it; the configuration says otherwise about AllowedOrigins. `servicebot site set main` changes it.");
    }

    [Fact]
    public async Task An_operator_changes_a_site_by_command_and_its_bot_speaks_accordingly()
    {
        using var data = new DataFolder();
        await using (await RunningServer.StartAsync(data)) { }

        var set = await ServerCommand.RunAsync(data, "site", "set", "main", "--hours", "mon-sun 05:10-05:20", "--languages", "zh-Hant", "--origins", "https://shop.example");
        var list = await ServerCommand.RunAsync(data, "site", "list");
        await using var server = await RunningServer.StartAsync(data);
        var line = await Line.StartAsync(server, body: new { locale = "en-US" });
        await line.SayAsync("What are your opening hours?");
        var said = await line.AtLeastAsync(3);

        set.Code.ShouldBe(0, set.Errors);
        list.Output.ShouldBe("main  pack=courier  languages=zh-Hant  hours=mon-sun 05:10-05:20  allowedorigins=https://shop.example");
        said.ShouldContain(activity => activity.GetProperty("text").GetString()!.Contains("每天 5:10–5:20"));
        said.Where(activity => activity.GetProperty("from").GetProperty("role").GetString() == "bot").ShouldAllBe(activity => activity.GetProperty("locale").GetString() == "zh-Hant");
        (await TokenAsync(server, "main", "https://shop.example")).ShouldBe(200);
    }

    [Fact]
    public async Task A_command_that_cannot_be_done_changes_nothing_and_says_why()
    {
        using var data = new DataFolder();
        await using (await RunningServer.StartAsync(data)) { }

        var refusals = await Task.WhenAll(
            ServerCommand.RunAsync(data, "site", "set", "main"),
            ServerCommand.RunAsync(data, "site", "set", "my shop", "--pack", "courier"),
            ServerCommand.RunAsync(data, "site", "set", "main", "--pack", "nonesuch"),
            ServerCommand.RunAsync(data, "site", "set", "main", "--hours", "always"));

        refusals.ShouldAllBe(refusal => refusal.Code == 2 && refusal.Errors.Length > 0 && !refusal.Errors.Contains("   at "));
        (await ServerCommand.RunAsync(data, "site", "list")).Output.ShouldBe("main  pack=courier");
    }

    private static async Task<int> TokenAsync(RunningServer server, string site, string? origin)
    {
        using var request = RunningServer.Request(HttpMethod.Post, $"/api/sites/{site}/token");
        if (origin is not null) request.Headers.Add("Origin", origin);
        return (await server.SendAsync(request)).Status;
    }
}
