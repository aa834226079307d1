using Microsoft.Extensions.Configuration;

namespace ServiceBot.Server.Tests.Admin;

/// <summary>The program as a stranger starts it, with a slip: one sentence that names it and says what to write, and no stack.</summary>
public class StartTests
{
    [Theory]
    [InlineData("--urls", "nonsense", "urls is 'nonsense', where nothing can listen. Write http://127.0.0.1:3978: http://, this machine's address or name, and a port up to 65535; * is every address of this machine.")]
    [InlineData("--urls", "http://127.0.0.1:99999", "urls is 'http://127.0.0.1:99999', where nothing can listen. Write http://127.0.0.1:3978: http://, this machine's address or name, and a port up to 65535; * is every address of this machine.")]
    [InlineData("--urls", "http://127.0.0.1:0/chat", "urls is 'http://127.0.0.1:0/chat', where nothing can listen. Write http://127.0.0.1:3978: http://, this machine's address or name, and a port up to 65535; * is every address of this machine.")]
    [InlineData("--urls", "https://127.0.0.1:0", "urls is 'https://127.0.0.1:0', but there is no certificate for https. Name one in Kestrel:Certificates:Default:Path and :Password, or listen on http://127.0.0.1:3978 behind a proxy that speaks https.")]
    [InlineData("--urls", "http://192.0.2.1:3978", "Nothing can listen where urls says: Cannot assign requested address. Name an address of this machine and a port that this user may open, such as --urls http://127.0.0.1:3978.")]
    [InlineData("--Kestrel:Endpoints:Door:Url", "door", "Kestrel:Endpoints:Door:Url is 'door', where nothing can listen. Write http://127.0.0.1:3978: http://, this machine's address or name, and a port up to 65535; * is every address of this machine.")]
    [InlineData("--DirectLine:Secrt", "a-long-secret", "DirectLine:Secrt is not a setting: those of DirectLine are Secret, Site, TokenMinutes, ResumeDays, UploadDays, Limits.")]
    [InlineData("--Sites:main:Timezones", "Asia/Shanghai", "Sites:main:Timezones is not a setting: those of Sites:main are Pack, Languages, Hours, Days, TimeZone, Currency, AllowedOrigins, HostPageSecret.")]
    [InlineData("--ConnectionStrings:ServicBot", "Host=db", "ConnectionStrings:ServicBot is not a setting: did you mean ConnectionStrings:ServiceBot?")]
    [InlineData("--Coupons:Site", "shop", "Coupons:Site is 'shop', but there is no such site. There are: main.")]
    [InlineData("--port", "5000", "'--port' is not a setting. Give settings as --urls http://127.0.0.1:3978 or --DirectLine:Secret …; the README names them, and a command such as 'check' stands before everything else.")]
    [InlineData("--urls", "http://127.0.0.1:0", "'check' is not a setting. Give settings as --urls http://127.0.0.1:3978 or --DirectLine:Secret …; the README names them, and a command such as 'check' stands before everything else.", "check")]
    public async Task A_wrong_setting_stops_the_start_with_its_sentence(string name, string value, string sentence, params string[] more)
    {
        using var data = new DataFolder();

        var start = await ServerCommand.RunAsync(data, [name, value, .. more]);

        (start.Code, start.Errors).ShouldBe((2, sentence));
    }

    [Fact]
    public void A_connection_string_of_another_program_is_left_alone() =>
        Should.NotThrow(() => SettingNames.Check(new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Default", "Server=elsewhere")]).Build()));

    [Fact]
    public async Task Help_calls_the_program_as_the_README_does()
    {
        using var data = new DataFolder();

        var help = await ServerCommand.RunAsync(data, "--help");

        help.Code.ShouldBe(0);
        help.Output.ShouldContain("servicebot [command] [options]");
    }

    [Fact]
    public async Task A_slip_in_the_environment_is_named_too()
    {
        using var data = new DataFolder();

        var start = await ServerCommand.RunAsync(data, [KeyValuePair.Create("DESK__ADMINPASWORD", "a-long-password")], []);

        (start.Code, start.Errors).ShouldBe((2, "Desk:ADMINPASWORD is not a setting: those of Desk are AdminPassword, Lease."));
    }

    [Theory]
    [InlineData("{ \"Desk\": { ", "Mend that file: it is JSON, one object with a section for each group of settings.")]
    [InlineData("[1]", "Top-level JSON element must be an object. Instead, 'Array' was found. Mend that file")]
    [InlineData("{ \"Remedeis\": { \"Url\": \"https://x.example\" } }", "is not a setting: the sections are Alerts, BotFramework, ConnectionStrings,")]
    [InlineData("{ \"Facts\": 5 }", "is '5', but it is a section: write { \"Facts\": { … } }")]
    public async Task A_slip_in_the_file_of_settings_is_one_sentence_too(string json, string sentence)
    {
        using var data = new DataFolder();
        var environment = $"slip{Guid.NewGuid():N}";
        var file = Path.Combine(AppContext.BaseDirectory, $"appsettings.{environment}.json");
        await File.WriteAllTextAsync(file, json);

        var start = await ServerCommand.RunAsync(data, [KeyValuePair.Create("ASPNETCORE_ENVIRONMENT", environment)], ["--urls", "http://127.0.0.1:0"]);

        File.Delete(file);
        start.Code.ShouldBe(2);
        start.Errors.ShouldContain(sentence);
        start.Errors.ShouldContain($"appsettings.{environment}.json");
        start.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_data_folder_that_takes_no_file_is_one_sentence_too()
    {
        using var data = new DataFolder();
        await File.WriteAllTextAsync(Path.Combine(data.Path, "keys"), "a file where the folder should be");

        var start = await ServerCommand.RunAsync(data, "--urls", "http://127.0.0.1:0");

        start.Code.ShouldBe(2);
        start.Errors.ShouldEndWith("Make room on that disk, let the service's user write there, or name another folder in SERVICEBOT_DATA.");
        start.Errors.ShouldNotContain("   at ");
    }
}
