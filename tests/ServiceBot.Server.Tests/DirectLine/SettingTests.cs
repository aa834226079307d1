using Microsoft.Extensions.Configuration;
using ServiceBot.Server.Channels.DirectLine;

namespace ServiceBot.Server.Tests.DirectLine;

/// <summary>A wrong setting stops the start with a sentence that names it.</summary>
public class SettingTests
{
    [Theory]
    [InlineData("DirectLine:Secret", "short", "DirectLine:Secret is empty, has fewer than 8 characters or contains white space. Give a long random one, or leave it out: one is made at the first start.")]
    [InlineData("DirectLine:Secret", "", "DirectLine:Secret is empty, has fewer than 8 characters or contains white space. Give a long random one, or leave it out: one is made at the first start.")]
    [InlineData("DirectLine:Site", "other", "DirectLine:Site is 'other', but there is no such site. There are: main, shop.")]
    [InlineData("DirectLine:TokenMinutes", "soon", "DirectLine:TokenMinutes is 'soon'. Give a whole number of minutes from 5 to 1440, or leave it out for 30.")]
    [InlineData("DirectLine:TokenMinutes", "4", "DirectLine:TokenMinutes is '4'. Give a whole number of minutes from 5 to 1440, or leave it out for 30.")]
    [InlineData("DirectLine:ResumeDays", "-1", "DirectLine:ResumeDays is '-1'. Give a whole number of days from 1 to 365, or leave it out for 30.")]
    [InlineData("DirectLine:Limits:MessagesPerMinute", "1e3", "DirectLine:Limits:MessagesPerMinute is '1e3'. Give a whole number of messages from 1 to 1000000, or leave it out for 120.")]
    [InlineData("Sites:shop:HostPageSecret", "too short", "Sites:shop:HostPageSecret has fewer than 32 characters. It signs customers in: give a long random one.")]
    public void The_sentence_names_the_setting_and_what_to_give(string key, string value, string sentence)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>(key, value)]).Build();

        Should.Throw<SettingException>(() => DirectLineSettings.Read(configuration, [new("main", "courier"), new("shop", "courier")])).Message.ShouldBe(sentence);
    }

    [Fact]
    public void Without_settings_everything_has_its_usual_value()
    {
        var settings = DirectLineSettings.Read(new ConfigurationBuilder().Build(), [new("main", "courier")]);

        settings.Secret.ShouldBeNull();
        settings.Site.ShouldBe("main");
        settings.TokenLife.ShouldBe(TimeSpan.FromMinutes(30));
        settings.Limits.ShouldBe(new DirectLineLimits(1_000, 20_000, 120, 600, 200, 10_240));
    }

    [Fact]
    public void The_secret_is_made_once_kept_for_its_owner_and_told_once()
    {
        using var data = new DataFolder();
        var settings = DirectLineSettings.Read(new ConfigurationBuilder().Build(), [new("main", "courier")]);
        StartNotes first = new(), second = new();

        DirectLineSecret.Open(settings, data.Path, first);
        var again = DirectLineSecret.Open(settings, data.Path, second);

        var made = first.Lines.Single().Split(": ")[^1];
        again.Is(made).ShouldBeTrue();
        again.Is(made + "0").ShouldBeFalse();
        second.Lines.ShouldBeEmpty();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.Combine(data.Path, "keys", "direct-line.secret")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("correct horse", "correct horse", true)]
    [InlineData("correct horse", "correct horsE", false)]
    [InlineData("correct horse", "Correct horse", false)]
    [InlineData("correct horse", "correct hors", false)]
    [InlineData("correct horse", "correct horse\0", false)]
    [InlineData("correct horse", "", false)]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", true)]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0", false)]
    public void Only_the_secret_itself_is_the_secret(string secret, string given, bool isIt)
    {
        using var data = new DataFolder();
        var settings = DirectLineSettings.Read(new ConfigurationBuilder().Build(), [new("main", "courier")]) with { Secret = secret };

        DirectLineSecret.Open(settings, data.Path, new StartNotes()).Is(given).ShouldBe(isIt);
    }

    [Fact]
    public void A_secret_of_any_length_is_compared_whole()
    {
        using var data = new DataFolder();
        var secret = string.Concat(Enumerable.Repeat("long and ", 200));
        var kept = DirectLineSecret.Open(DirectLineSettings.Read(new ConfigurationBuilder().Build(), [new("main", "courier")]) with { Secret = secret }, data.Path, new StartNotes());

        kept.Is(secret).ShouldBeTrue();
        kept.Is(secret[..^1] + "!").ShouldBeFalse();
        kept.Is(secret + "!").ShouldBeFalse();
    }

    [Fact]
    public void A_damaged_key_file_stops_the_start_and_says_what_to_do()
    {
        using var data = new DataFolder();
        Directory.CreateDirectory(Path.Combine(data.Path, "keys"));
        var file = Path.Combine(data.Path, "keys", "direct-line.json");
        File.WriteAllText(file, "[{");

        Should.Throw<SettingException>(() => KeyRing.Open(data.Path, TimeSpan.FromDays(30), DateTimeOffset.UtcNow))
            .Message.ShouldBe($"{file} is damaged. Restore it from a backup, or delete it: open chats then begin anew.");
    }
}
