using System.Text.Json;
using ServiceBot.Handoff;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Inbound;

namespace ServiceBot.Server.Channels.BotFramework.Handoff;

/// <summary>From the hub: handoff.status, and what its agents write. Its activities carry our conversation's id, and the hub alone may send them.</summary>
internal sealed class HubActivities(HandoffSettings settings, HubHandoffs hubs) : IActivityTaker
{
    private const string OurIds = "cv_";
    private const int MostOfValue = 400;
    private const int LongestKey = 200;

    public async ValueTask<Handled?> TakeAsync(Activity activity, Sender sender, CancellationToken cancellation)
    {
        var isHub = IsHub(sender);
        var id = new ConversationId(activity.Conversation!.Id!);
        if (!id.Value.StartsWith(OurIds, StringComparison.Ordinal) || await hubs.FindAsync(id, cancellation) is null)
        {
            if (!isHub || sender is Sender.ThisMachine) return null;
            // 1.10: a status is never rejected.
            return activity.Type == ActivityTypes.Message ? new Handled.Refused(Refusal.NoConversation) : new Handled.Done();
        }

        if (!isHub) return new Handled.Refused(new Refusal(403, "WrongConversation", "This conversation is with Handoff:Hub, and you are not the hub."));
        return activity.Type switch
        {
            ActivityTypes.Event when activity.Name == EventNames.HandoffStatus => await StatusAsync(id, activity.Value, cancellation),
            ActivityTypes.Message => await SayAsync(id, activity, cancellation),
            ActivityTypes.EndOfConversation => await EndAsync(id, cancellation),
            _ => new Handled.Done(),
        };
    }

    private async ValueTask<Handled> StatusAsync(ConversationId id, JsonElement? value, CancellationToken cancellation)
    {
        var (state, message) = HubStatus.Read(value);
        var outcome = state switch
        {
            HandoffStates.Accepted => await hubs.AcceptAsync(id, cancellation),
            HandoffStates.Failed => await hubs.FailAsync(id, message ?? "", cancellation),
            HandoffStates.Completed => await hubs.CompleteAsync(id, message, cancellation),
            _ => null,
        };
        if (outcome is not DeskOutcome.Done) await hubs.NoteAsync(id, $"handoff.status {(outcome is null ? "" : "(of no effect) ")}{Short(value)}", cancellation);
        return new Handled.Done();
    }

    private async ValueTask<Handled> SayAsync(ConversationId id, Activity activity, CancellationToken cancellation)
    {
        var attachments = ForeignAttachments.Taken(activity.Attachments);
        if (string.IsNullOrWhiteSpace(activity.Text) && attachments.Count == 0) return new Handled.Done();
        var key = activity.Id is { Length: > 0 and <= LongestKey } own ? own : null;
        var message = new Activity { Type = ActivityTypes.Message, Text = activity.Text, TextFormat = TextFormats.Plain, Attachments = attachments.Count > 0 ? attachments : null };
        return await hubs.SayAsync(id, message, key, cancellation) switch
        {
            DeskOutcome.Done => new Handled.Done(),
            DeskOutcome.Lost lost => new Handled.Refused(new Refusal(409, "NotYours", $"The customer has not got this message: the conversation is {lost.To ?? "the bot's or our own queue's"}.")),
            _ => new Handled.Refused(Refusal.NoConversation),
        };
    }

    private async ValueTask<Handled> EndAsync(ConversationId id, CancellationToken cancellation)
    {
        await hubs.CompleteAsync(id, null, cancellation);
        return new Handled.Done();
    }

    private bool IsHub(Sender sender) => sender switch
    {
        Sender.App app => string.Equals(app.AppId, settings.Hub!.AppId, StringComparison.OrdinalIgnoreCase),
        // A hub that is itself a channel of Azure: its token names the address.
        Sender.Channel channel => channel.ServiceUrl is { } url && url.TrimEnd('/') == settings.Hub!.ServiceUrl.TrimEnd('/'),
        Sender.ThisMachine => true,
        _ => false,
    };

    private static string Short(JsonElement? value) => value?.GetRawText() is not { } text ? "without a value" : text.Length <= MostOfValue ? text : text[..MostOfValue] + "…";
}

/// <summary>The value of a handoff.status. Pure.</summary>
internal static class HubStatus
{
    private const int LongestMessage = 2000;

    /// <returns>accepted, failed or completed; null for whatever else stands there.</returns>
    public static (string? State, string? Message) Read(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.Object } status || Text(status, "state") is not { } state) return (null, null);
        var known = new[] { HandoffStates.Accepted, HandoffStates.Failed, HandoffStates.Completed }.FirstOrDefault(word => word.Equals(state, StringComparison.OrdinalIgnoreCase));
        return (known, Text(status, "message") is { } message ? message.Length <= LongestMessage ? message : message[..LongestMessage] : null);
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
