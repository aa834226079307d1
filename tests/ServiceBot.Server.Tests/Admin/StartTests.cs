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
}
