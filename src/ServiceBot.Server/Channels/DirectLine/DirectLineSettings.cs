using System.Globalization;
using ServiceBot.Server.Sites;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>Settings below <c>DirectLine:</c> and the doors of the sites below <c>Sites:{site}:</c>.</summary>
/// <param name="Secret">For servers that start conversations themselves; null: one is made at the first start and kept.</param>
/// <param name="Site">The site of conversations that are started with the secret.</param>
/// <param name="TokenLife">How long a token opens its conversation; clients refresh at half of Direct Line's usual 30 minutes.</param>
/// <param name="ResumeLife">How long a page that was closed may come back to its conversation.</param>
/// <param name="UploadLife">How long customers' files stay after their conversation has no open case and has gone quiet.</param>
internal sealed record DirectLineSettings(string? Secret, string Site, TimeSpan TokenLife, TimeSpan ResumeLife, TimeSpan UploadLife, DirectLineLimits Limits, IReadOnlyDictionary<string, SiteDoor> Doors)
{
    private const int ShortestSecret = 8;

    /// <param name="sites">All sites; the first is the one for the secret, unless <c>DirectLine:Site</c> names another.</param>
    /// <exception cref="SettingException"/>
    public static DirectLineSettings Read(IConfiguration configuration, IReadOnlyList<Site> all)
    {
        var sites = all.Select(site => site.Id).ToList();
        var numbers = new Numbers(configuration);
        return new DirectLineSettings(
            SecretIn(configuration),
            SiteIn(configuration, sites),
            TimeSpan.FromMinutes(numbers.Whole("DirectLine:TokenMinutes", 30, 5, 24 * 60, "minutes")),
            TimeSpan.FromDays(numbers.Whole("DirectLine:ResumeDays", 30, 1, 365, "days")),
            TimeSpan.FromDays(numbers.Whole("DirectLine:UploadDays", 30, 1, 3650, "days")),
            new DirectLineLimits(
                numbers.Whole("DirectLine:Limits:ConversationsPerDay", 1_000, 1, 10_000_000, "conversations"),
                numbers.Whole("DirectLine:Limits:MessagesPerDay", 20_000, 1, 100_000_000, "messages"),
                numbers.Whole("DirectLine:Limits:MessagesPerMinute", 120, 1, 1_000_000, "messages"),
                numbers.Whole("DirectLine:Limits:SocketsPerMinute", 600, 1, 1_000_000, "sockets"),
                numbers.Whole("DirectLine:Limits:UploadMegabytesPerDay", 200, 1, 1_000_000, "megabytes"),
                numbers.Whole("DirectLine:Limits:DiskMegabytes", 10_240, 1, 100_000_000, "megabytes")),
            all.ToDictionary(site => site.Id, site => SiteDoor.Read(configuration.GetSection($"Sites:{site.Id}"))));
    }

    private static string? SecretIn(IConfiguration configuration) => configuration["DirectLine:Secret"] switch
    {
        null => null,
        { Length: >= ShortestSecret } secret when !secret.Any(char.IsWhiteSpace) => secret,
        _ => throw new SettingException($"DirectLine:Secret is empty, has fewer than {ShortestSecret} characters or contains white space. Give a long random one, or leave it out: one is made at the first start."),
    };

    private static string SiteIn(IConfiguration configuration, List<string> sites) => configuration["DirectLine:Site"] switch
    {
        null or "" => sites[0],
        var site when sites.Contains(site) => site,
        var site => throw new SettingException($"DirectLine:Site is '{site}', but there is no such site. There are: {string.Join(", ", sites)}."),
    };

    private sealed class Numbers(IConfiguration configuration)
    {
        public int Whole(string key, int usual, int least, int most, string unit)
        {
            if (configuration[key] is not { Length: > 0 } text) return usual;
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? number
                : throw new SettingException(string.Create(CultureInfo.InvariantCulture, $"{key} is '{text}'. Give a whole number of {unit} from {least} to {most}, or leave it out for {usual}."));
        }
    }
}

/// <summary>What strangers may do; whoever holds the secret is trusted and not counted. Per address and day (UTC), except where it says otherwise.</summary>
/// <param name="MessagesPerMinute">Of one conversation.</param>
/// <param name="SocketsPerMinute">Of one address.</param>
/// <param name="DiskMegabytes">All uploads together.</param>
internal sealed record DirectLineLimits(int ConversationsPerDay, int MessagesPerDay, int MessagesPerMinute, int SocketsPerMinute, int UploadMegabytesPerDay, int DiskMegabytes);

/// <summary>Who may say who the customer of a site is. From which pages its chat is opened, the site says (<see cref="Site.AllowedOrigins"/>).</summary>
/// <param name="HostPageSecret">Shared with the shop's server, which signs its customers in with it; null: only our own demo page can.</param>
internal sealed record SiteDoor(string? HostPageSecret)
{
    private const int ShortestHostPageSecret = 32;

    /// <exception cref="SettingException"/>
    public static SiteDoor Read(IConfigurationSection site)
    {
        var secret = site["HostPageSecret"];
        if (secret is { Length: > 0 and < ShortestHostPageSecret })
            throw new SettingException($"{site.Path}:HostPageSecret has fewer than {ShortestHostPageSecret} characters. It signs customers in: give a long random one.");
        return new SiteDoor(string.IsNullOrEmpty(secret) ? null : secret);
    }
}
