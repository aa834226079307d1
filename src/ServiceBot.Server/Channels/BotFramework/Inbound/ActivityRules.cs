using ServiceBot.Protocol;

namespace ServiceBot.Server.Channels.BotFramework.Inbound;

/// <summary>What an activity must say before anything is done with it. Pure.</summary>
internal static class ActivityRules
{
    private const int LongestId = 512;
    private const int LongestChannel = 64;

    /// <param name="allowHttp">Outbound:AllowHttp.</param>
    public static Refusal? FirstBroken(Activity activity, Sender sender, BotFrameworkSettings settings, bool allowHttp)
    {
        if (activity.ChannelId is not { Length: > 0 and <= LongestChannel } channel || !IsName(channel)) return Refusal.Bad("channelId is missing or no name of a channel (letters, digits, - and .).");
        if (activity.Conversation?.Id is not { Length: > 0 and <= LongestId } conversation || string.IsNullOrWhiteSpace(conversation)) return Refusal.Bad("conversation.id is missing, or longer than 512 characters.");
        if (activity.From?.Id is { Length: > LongestId } || activity.Recipient?.Id is { Length: > LongestId } || activity.Id is { Length: > LongestId }) return Refusal.Bad("An id is longer than 512 characters.");
        if (activity.TextFormat == TextFormats.Xml) return Refusal.Bad("textFormat xml is not taken here (A3016).");
        if (sender is Sender.Channel claims && Claims(activity, claims) is { } wrong) return wrong;
        return ServiceUrl.Refusal(activity.ServiceUrl, settings.AsksForTokens ? settings.AllowedServiceHosts : null, allowHttp) is { } refusal
            ? new Refusal(activity.ServiceUrl is null ? 400 : 403, activity.ServiceUrl is null ? "MissingProperty" : "ServiceUrlNotAllowed", $"serviceUrl {refusal}.")
            : null;
    }

    // Check 7 and the endorsement: valid signature, wrong claims, hence 403 (decisions.md 10).
    private static Refusal? Claims(Activity activity, Sender.Channel claims)
    {
        if (claims.ServiceUrl is null) return new Refusal(403, "ServiceUrlClaimMissing", "The token has no claim serviceurl; a channel's token names the service it may be used with.");
        if (!string.Equals(claims.ServiceUrl, activity.ServiceUrl, StringComparison.Ordinal)) return new Refusal(403, "ServiceUrlMismatch", "The token's claim serviceurl is not this activity's serviceUrl.");
        return claims.Endorsements.Contains(activity.ChannelId, StringComparer.Ordinal)
            ? null
            : new Refusal(403, "ChannelNotEndorsed", $"The key that signed the token is not endorsed for the channel '{activity.ChannelId}'.");
    }

    private static bool IsName(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_');
}
