using System.Text.Json;
using ServiceBot.Handoff;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Inbound;

namespace ServiceBot.Server.Channels.BotFramework.Handoff;

/// <summary>From another bot: handoff.initiate, and endOfConversation when it has its customer back. In between the conversation waits in our queue, with what the bot knows of it.</summary>
internal sealed class GuestActivities(HandoffSettings settings, OpenConversations conversations, GuestHandoffs guests) : IActivityTaker
{
    private const int LongestName = 60;
    private const int LongestContext = 4000;
    private const int LongestUrl = 2048;

    public async ValueTask<Handled?> TakeAsync(Activity activity, Sender sender, CancellationToken cancellation)
    {
        if (activity.Type == ActivityTypes.EndOfConversation && sender is not Sender.Channel) return await EndAsync(activity, sender, cancellation);
        if (activity.Type != ActivityTypes.Event || activity.Name != EventNames.HandoffInitiate) return null;
        // A channel passes on what its customers send: only a bot hands over. An event nobody handles is answered and forgotten (A5002).
        if (sender is Sender.Channel) return new Handled.Done();

        // Who hands over is not who will speak here: the customer is.
        switch (await conversations.OpenAsync(activity with { From = null }, sender, creates: true, cancellation))
        {
            case Opening.Refused refused:
                return new Handled.Refused(refused.Why);
            case Opening.Opened opened:
                await guests.OpenAsync(opened.Id, Read(activity), settings.AcceptWithin, cancellation);
                return new Handled.Done();
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <returns>Null where no other bot's conversation ends.</returns>
    private async ValueTask<Handled?> EndAsync(Activity activity, Sender sender, CancellationToken cancellation) =>
        await conversations.OpenAsync(activity with { From = null }, sender, creates: false, cancellation) switch
        {
            Opening.Refused refused => new Handled.Refused(refused.Why),
            Opening.Opened opened when await guests.WithdrawAsync(opened.Id, NameOf(activity), activity.Code, cancellation) is DeskOutcome.Done => new Handled.Done(),
            _ => null,
        };

    private static string NameOf(Activity activity) => IncomingTranscript.Plain(activity.From?.Name ?? activity.From?.Id ?? "bot", LongestName);

    private static GuestHandoff Read(Activity activity)
    {
        var from = NameOf(activity);
        List<string> notes = [];
        if (Context(activity.Value) is { Length: > 0 } context) notes.Add(context);
        string? fetch = null;
        // A hub ignores attachment types that it does not know.
        foreach (var attachment in activity.Attachments ?? [])
        {
            if (!IsJson(attachment.ContentType)) continue;
            if (attachment.Content is { } content) notes.AddRange(Notes(IncomingTranscript.Read(content)));
            else if (attachment.ContentUrl is { Length: > 0 and <= LongestUrl } url) fetch ??= url;
        }

        return new GuestHandoff(from, activity.Id, notes, fetch);
    }

    public static IReadOnlyList<string> Notes(TranscriptReading reading) => reading switch
    {
        TranscriptReading.Lines lines => lines.Notes,
        TranscriptReading.Refused refused => [$"Transcript: {refused.Why}."],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static bool IsJson(string? contentType) => contentType?.Split(';')[0].Trim().Equals(ContentTypes.Json, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The routing context, a line each; what lies deeper stays JSON.</summary>
    private static string Context(JsonElement? value) => IncomingTranscript.Plain(value switch
    {
        null or { ValueKind: JsonValueKind.Null } => "",
        { ValueKind: JsonValueKind.Object } fields => string.Join('\n', fields.EnumerateObject().Select(field => $"{field.Name}: {Word(field.Value)}")),
        { } other => Word(other),
    }, LongestContext).Replace("\n    ", "\n", StringComparison.Ordinal);

    private static string Word(JsonElement value) => (value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()).Replace('\n', ' ');
}
