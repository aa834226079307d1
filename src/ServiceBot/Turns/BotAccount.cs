using ServiceBot.Packs;
using ServiceBot.Protocol;

namespace ServiceBot.Turns;

/// <summary>The bot as a customer sees it: it says that it is one by its name.</summary>
internal static class BotAccount
{
    public static ChannelAccount Of(Pack pack, Locale locale) => new() { Id = "servicebot", Name = TurnWording.BotName(pack, locale), Role = "bot" };
}
