using Microsoft.Extensions.Configuration;
using ServiceBot.Server.Tests.DirectLine;

namespace ServiceBot.Server.Tests.Admin;

/// <summary>The commands as an operator runs them, also wrongly: one sentence, no stack, and nothing broken.</summary>
public sealed class OperatorTests
{
    [Fact]
    public async Task A_backup_of_a_running_server_brings_everything_back_and_is_refused_while_it_runs()
    {
        using DataFolder data = new(), elsewhere = new();
        var backup = Path.Combine(elsewhere.Path, "backup.db");
        string id;
        await using (var server = await RunningServer.StartAsync(data))
        {
            var line = await Line.StartAsync(server);
            id = line.Id;
            await line.SayAsync("before the backup", "m1");
            (await ServerCommand.RunAsync(data, "backup", backup)).Code.ShouldBe(0);
            await line.SayAsync("after the backup", "m2");

            var refused = await ServerCommand.RunAsync(data, "restore", backup);

            refused.Code.ShouldBe(2);
            refused.Errors.ShouldBe("The server uses the database; stop it and run this again. Nothing was changed.");
            (await line.OwnAsync()).Count.ShouldBe(2);
        }

        var restored = await ServerCommand.RunAsync(data, "restore", backup);
        await using var again = await RunningServer.StartAsync(data);
        var known = Line.Of(again, await again.SendAsync(HttpMethod.Get, $"{Line.Root}/conversations/{id}", RunningServer.Secret));

        restored.Code.ShouldBe(0, restored.Errors);
        (await known.OwnAsync()).Select(activity => activity.GetProperty("text").GetString()).ShouldBe(["before the backup"]);
        Directory.EnumerateFiles(data.Path, "*.before-restore-*").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_database_that_is_none_is_named_and_a_backup_takes_its_place()
    {
        using DataFolder data = new(), elsewhere = new();
        var backup = Path.Combine(elsewhere.Path, "backup.db");
        await using (await RunningServer.StartAsync(elsewhere)) { }
        await ServerCommand.RunAsync(elsewhere, "backup", backup);
        await File.WriteAllTextAsync(Path.Combine(data.Path, "servicebot.db"), new string('x', 5000));

        var start = await ServerCommand.RunAsync(data, "--urls", "http://127.0.0.1:0");
        var restored = await ServerCommand.RunAsync(data, "restore", backup);

        start.Code.ShouldBe(2);
        start.Errors.ShouldStartWith($"{Path.Combine(data.Path, "servicebot.db")} is damaged or no database of ours");
        start.Errors.ShouldNotContain("   at ");
        restored.Code.ShouldBe(0, restored.Errors);
        (await ServerCommand.RunAsync(data, "user", "list")).Output.ShouldBe("admin  admin  authority by role");
    }

    [Theory]
    [InlineData("nonsense", "ConnectionStrings:ServiceBot cannot be read: it is no list of NAME=VALUE parts with semicolons between. Write Host=…;Database=…;Username=…;Password=….")]
    [InlineData("Host=db;Fantasy=1", "ConnectionStrings:ServiceBot cannot be read: its part 'fantasy' is not known or has no such value. Write Host=…;Database=…;Username=…;Password=….")]
    [InlineData("Host=db;Port=abc;Password=secret", "ConnectionStrings:ServiceBot cannot be read: its part 'port' is not known or has no such value. Write Host=…;Database=…;Username=…;Password=….")]
    [InlineData("Database=servicebot", "ConnectionStrings:ServiceBot names no Host. Write Host=…;Database=…;Username=…;Password=….")]
    public void A_connection_string_that_cannot_be_read_is_named_without_what_is_secret_in_it(string connection, string sentence)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("ConnectionStrings:ServiceBot", connection)]).Build();

        Should.Throw<SettingException>(() => ServerSettings.Read(configuration)).Message.ShouldBe(sentence);
    }

    [Fact]
    public async Task A_PostgreSQL_that_does_not_answer_is_named_without_its_password()
    {
        using var data = new DataFolder();

        var list = await ServerCommand.RunAsync(data, "Host=127.0.0.1;Port=1;Database=servicebot;Username=bot;Password=s3cret", ["user", "list"]);

        list.Code.ShouldBe(2);
        list.Errors.ShouldBe("The database is unavailable: Failed to connect to 127.0.0.1:1. ConnectionStrings:ServiceBot names 127.0.0.1, port 1, database 'servicebot', user 'bot': see that the server runs there, and that this user may sign in and owns the database.");
    }
}
