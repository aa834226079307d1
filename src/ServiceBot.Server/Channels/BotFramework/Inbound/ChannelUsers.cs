using ServiceBot.Protocol;

namespace ServiceBot.Server.Channels.BotFramework.Inbound;

/// <summary>
/// What a channel's word about its users is worth. Its token proves the channel; who speaks there is proved only where people sign in to the channel itself.
/// On a web page anybody may claim any id, and the sender of a mail or a text message is written by the sender. Pure.
/// </summary>
internal static class ChannelUsers
{
    private static readonly HashSet<string> SignIn = new([ChannelIds.Msteams, "slack", "telegram", "facebook", "line"], StringComparer.Ordinal);

    // Their clients make up a new id for each page; who may speak in the conversation, Azure has checked by its token.
    private static readonly HashSet<string> Changing = new([ChannelIds.Webchat, ChannelIds.DirectLine], StringComparer.Ordinal);

    public static bool AreProven(Activity activity, Sender sender) => sender is Sender.Channel && SignIn.Contains(activity.ChannelId!) && !SpokenTo.IsGroup(activity);

    public static bool MayChange(Activity activity, Sender sender) => sender is Sender.Channel && Changing.Contains(activity.ChannelId!);

    /// <summary>The directory's id says who somebody is, also when the channel gives them another one.</summary>
    public static bool AreSame(ChannelAccount known, ChannelAccount speaks) =>
        known.Id == speaks.Id || (known.AadObjectId is { Length: > 0 } directory && string.Equals(directory, speaks.AadObjectId, StringComparison.OrdinalIgnoreCase));
}
