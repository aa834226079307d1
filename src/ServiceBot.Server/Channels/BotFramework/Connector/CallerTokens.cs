using System.Collections.Concurrent;
using ServiceBot.Outbound;

namespace ServiceBot.Server.Channels.BotFramework.Connector;

/// <summary>
/// Our tokens for bots that call us: each made out to its own app, as the SDK's parent bots expect of a skill. The one for channels stays with the channels.
/// </summary>
internal sealed class CallerTokens(BotFrameworkSettings settings, OutboundHttp http, TimeProvider time, ILogger<BotTokens> log)
{
    // Who calls has been let in by BotFramework:AllowedCallers; with * there that may be anybody with an app of the directory.
    private const int Most = 256;

    private readonly ConcurrentDictionary<string, BotTokens> known = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>Null for our own app, with which the Emulator speaks as a channel does.</returns>
    public BotTokens? Of(string app)
    {
        if (string.Equals(app, settings.AppId, StringComparison.OrdinalIgnoreCase)) return null;
        if (known.TryGetValue(app, out var tokens)) return tokens;
        if (known.Count >= Most) known.Clear();
        return known.GetOrAdd(app, static (to, mine) => new BotTokens(mine.settings with { Scope = to }, mine.http, mine.time, mine.log), (settings, http, time, log));
    }
}
