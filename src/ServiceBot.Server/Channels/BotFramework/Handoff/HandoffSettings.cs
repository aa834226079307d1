using System.Globalization;
using ServiceBot.Handoff;

namespace ServiceBot.Server.Channels.BotFramework.Handoff;

/// <summary>Settings below <c>Handoff:</c>.</summary>
internal sealed record HandoffSettings
{
    /// <summary>Null: our own desk is the hub.</summary>
    public HubSettings? Hub { get; init; }

    /// <summary><c>AcceptWithin</c>: how long a conversation that another bot hands over waits for one of our agents, and how long a hub may leave ours without a word.</summary>
    public TimeSpan AcceptWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <exception cref="SettingException"/>
    public static HandoffSettings Read(IConfiguration configuration, BotFrameworkSettings bot, bool allowHttp)
    {
        var section = configuration.GetSection("Handoff");
        var within = Text(section, "AcceptWithin") switch
        {
            null => TimeSpan.FromMinutes(10),
            var text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time > TimeSpan.Zero && time <= TimeSpan.FromDays(1) => time,
            var text => throw new SettingException($"Handoff:AcceptWithin is '{text}'. Write hours, minutes and seconds, as 00:10:00; at most a day."),
        };
        return new HandoffSettings { AcceptWithin = within, Hub = HubIn(section.GetSection("Hub"), bot, allowHttp) };
    }

    /// <summary>What the hub sends is let in as other bots are: its app may call, and its address is one to be answered at.</summary>
    public BotFrameworkSettings Admit(BotFrameworkSettings bot) => Hub is not { } hub ? bot : bot with
    {
        AllowedServiceHosts = [.. bot.AllowedServiceHosts, hub.Host],
        AllowedCallers = hub.AppId is { } app ? new HashSet<string>(bot.AllowedCallers.Append(app), StringComparer.OrdinalIgnoreCase) : bot.AllowedCallers,
    };

    private static HubSettings? HubIn(IConfigurationSection section, BotFrameworkSettings bot, bool allowHttp)
    {
        var (service, endpoint, answers) = (Text(section, "ServiceUrl"), Text(section, "Endpoint"), Text(section, "AnswerTo"));
        var (app, name) = (Text(section, "AppId"), Text(section, "Name"));
        if ((service ?? endpoint) is not { } url)
        {
            return app is null && name is null && answers is null ? null
                : throw new SettingException("Handoff:Hub has an AppId, a Name or an AnswerTo, but no ServiceUrl and no Endpoint. Give the address at which the hub takes activities, or leave the others out: then our own desk is the hub.");
        }

        if (service is not null && endpoint is not null) throw new SettingException("Handoff:Hub has both ServiceUrl and Endpoint. Give ServiceUrl for a hub that takes activities as a channel's connector does, or Endpoint for one that is a bot, such as another ServiceBot.");
        if (endpoint is null != answers is null) throw new SettingException("Handoff:Hub:Endpoint and Handoff:Hub:AnswerTo belong together: the first is the hub's /api/messages, the second our own address as the hub reaches it, such as https://bot.example.com/.");
        var allowed = bot.AsksForTokens ? (IReadOnlyList<string>)[HostOf(answers)] : null;
        if (answers is not null && ServiceUrl.Refusal(answers, allowed, allowHttp) is { } ours) throw new SettingException($"Handoff:Hub:AnswerTo '{answers}' {ours}.");

        if (name is null or { Length: > 60 }) throw new SettingException("Handoff:Hub:Name is missing or longer than 60 characters. Write what customers shall read when the hub takes over: \"{name} has joined\".");
        if (bot.AsksForTokens && app is null) throw new SettingException("Handoff:Hub:AppId is missing. Give the hub's app id: our token is made out to it, and its own tokens are known by it.");
        // Our own rule for the spelling of addresses, with the hub's as the only host allowed.
        var host = HostOf(url);
        return ServiceUrl.Refusal(url, bot.AsksForTokens ? [host] : null, allowHttp) is { } refusal
            ? throw new SettingException($"Handoff:Hub:{(endpoint is null ? "ServiceUrl" : "Endpoint")} '{url}' {refusal}.")
            : new HubSettings(url, host, app, name, answers);
    }

    private static string HostOf(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.IsDefaultPort ? uri.Host : $"{uri.Host}:{uri.Port}" : "";

    private static string? Text(IConfigurationSection section, string name) => section[name]?.Trim() is { Length: > 0 } text ? text : null;
}

/// <param name="ServiceUrl">Where the hub takes activities: as a channel's connector does, or at its own endpoint for messages.</param>
/// <param name="AppId">Null only where no tokens are used at all.</param>
/// <param name="Name">What customers read.</param>
/// <param name="AnswerTo">The hub is a bot: where we take its answers, as a channel's connector does. Null for one that answers at /api/messages.</param>
internal sealed record HubSettings(string ServiceUrl, string Host, string? AppId, string Name, string? AnswerTo = null)
{
    /// <summary>As which the hub stands in conversations.</summary>
    public static AgentId Agent { get; } = new("hub");
}
