namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <summary>
/// The Teams channel where agents work, below <c>Teams:</c>. It is set here and never learned from a message: whoever could name it in a chat
/// would be sent what customers write.
/// </summary>
/// <param name="Channel"><c>AgentChannel</c>: the channel's conversation id, as 19:…@thread.tacv2.</param>
/// <param name="ServiceUrl"><c>AgentServiceUrl</c>: where Teams takes messages for it.</param>
/// <param name="Language"><c>Language</c> of the cards; null: the first of each customer's site.</param>
internal sealed record TeamsDeskSettings(string Channel, string ServiceUrl, Locale? Language)
{
    private const string Thread = ";messageid=";
    private const int LongestId = 300;

    /// <returns>Null where no channel is set.</returns>
    /// <exception cref="SettingException"/>
    public static TeamsDeskSettings? Read(IConfiguration configuration, BotFrameworkSettings bot, bool allowHttp)
    {
        var section = configuration.GetSection("Teams");
        var (channel, url, language) = (Text(section, "AgentChannel"), Text(section, "AgentServiceUrl"), Text(section, "Language"));
        if (channel is null)
            return url is null ? null : throw new SettingException("Teams:AgentServiceUrl is given without Teams:AgentChannel. Give the channel's conversation id, which looks like 19:…@thread.tacv2, or leave both out.");
        if (channel.Length > LongestId || channel.Contains(';') || !channel.StartsWith("19:", StringComparison.Ordinal))
            throw new SettingException($"Teams:AgentChannel is '{channel}'. Give the channel's conversation id, which looks like 19:…@thread.tacv2, without ;messageid=.");
        if (BotFramework.ServiceUrl.Refusal(url, bot.AsksForTokens ? bot.AllowedServiceHosts : null, allowHttp) is { } refusal)
            throw new SettingException($"Teams:AgentServiceUrl {refusal}. Give the address that Teams uses for your region, such as https://smba.trafficmanager.net/emea/.");
        return Locales.FromTag(language) is var locale && language is not null && locale == Locale.Other
            ? throw new SettingException($"Teams:Language is '{language}'. Write zh-Hans, zh-Hant or en.")
            : new TeamsDeskSettings(channel, url!, language is null ? null : locale);
    }

    /// <summary>Whether a conversation of Teams is this channel or a thread of it.</summary>
    public bool IsOurs(string conversation) =>
        conversation.StartsWith(Channel, StringComparison.Ordinal) && (conversation.Length == Channel.Length || conversation.AsSpan(Channel.Length).StartsWith(Thread, StringComparison.Ordinal));

    public string ThreadOf(string message) => Channel + Thread + message;

    /// <summary>The message that a thread hangs below; null in the channel itself.</summary>
    public string? MessageOf(string conversation) => conversation.Length > Channel.Length + Thread.Length ? conversation[(Channel.Length + Thread.Length)..] : null;

    private static string? Text(IConfigurationSection section, string name) => section[name]?.Trim() is { Length: > 0 } text ? text : null;
}
