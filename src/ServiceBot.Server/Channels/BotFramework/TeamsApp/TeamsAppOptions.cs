using ServiceBot.Packs;

namespace ServiceBot.Server.Channels.BotFramework.TeamsApp;

/// <param name="AppId">Of the bot's registration: a GUID.</param>
/// <param name="Company">Whose bot it is, in the three languages.</param>
/// <param name="Version">Of the package: Teams takes a changed package only under a higher one.</param>
/// <param name="Website">Https, like the two below: people see these behind the app's name.</param>
internal sealed record TeamsAppOptions(Guid AppId, LocalizedText Company, string Version, Uri Website, Uri Privacy, Uri Terms);
