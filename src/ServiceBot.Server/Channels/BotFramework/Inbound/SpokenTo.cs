using System.Text.Json;
using ServiceBot.Protocol;

namespace ServiceBot.Server.Channels.BotFramework.Inbound;

/// <summary>Whether a message is meant for the bot, and what it says without the bot's own name. Pure.</summary>
internal static class SpokenTo
{
    private const int MostMentions = 20;

    public static bool IsGroup(Activity activity) => activity.Conversation is { IsGroup: true } or { ConversationType: "channel" or "groupChat" };

    /// <summary>The message without the mention of the bot; null in a group where the bot was not spoken to: there it keeps silent.</summary>
    public static Activity? Read(Activity activity) => Read(activity, IsGroup(activity));

    /// <param name="isGroup">As the conversation was opened, whatever this activity leaves out.</param>
    public static Activity? Read(Activity activity, bool isGroup)
    {
        var (text, isMentioned) = WithoutMentions(activity);
        // Who presses a button of the bot's speaks to it.
        if (isGroup && !isMentioned && activity.Value is null) return null;
        return text == activity.Text ? activity : activity with { Text = text };
    }

    private static (string? Text, bool IsMentioned) WithoutMentions(Activity activity)
    {
        if (activity.Text is not { } text) return (null, false);
        var isMentioned = false;
        foreach (var entity in activity.Entities?.Where(e => e.Type == "mention").Take(MostMentions) ?? [])
        {
            if (entity.UnknownFields is not { } fields || !fields.TryGetValue("mentioned", out var who) || who.ValueKind != JsonValueKind.Object) continue;
            var isBot = activity.Recipient?.Id is { Length: > 0 } bot && who.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() == bot;
            isMentioned |= isBot;
            if (!fields.TryGetValue("text", out var written) || written.ValueKind != JsonValueKind.String || written.GetString() is not { Length: > 0 } mark) continue;
            // Of others the name stays: it is part of what is said.
            text = text.Replace(mark, isBot ? " " : Name(mark), StringComparison.Ordinal);
        }

        // Channels without such entities write the name before what they say.
        if (!isMentioned && activity.Recipient?.Name is { Length: > 1 } name && text.TrimStart().StartsWith($"@{name}", StringComparison.OrdinalIgnoreCase))
            (text, isMentioned) = (text.TrimStart()[(name.Length + 1)..].TrimStart(',', ':', '，', '：', ' '), true);
        return (isMentioned ? text.Replace("&nbsp;", " ", StringComparison.Ordinal).Trim() : text, isMentioned);
    }

    private static string Name(string mark) =>
        mark.StartsWith("<at>", StringComparison.Ordinal) && mark.EndsWith("</at>", StringComparison.Ordinal) ? mark["<at>".Length..^"</at>".Length] : mark;
}
