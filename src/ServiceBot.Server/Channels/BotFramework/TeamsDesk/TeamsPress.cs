using System.Text.Json;
using ServiceBot.Protocol;

namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

internal enum TeamsVerb
{
    Accept,
    Return,
    Resolve,
    Note,
}

/// <summary>A press of one of our cards' buttons. Pure.</summary>
/// <param name="Note">What was written beside it.</param>
/// <param name="Root">The root cause that was chosen beside it.</param>
internal sealed record TeamsPress(TeamsVerb Verb, ConversationId Conversation, string Note, string? Root = null)
{
    public const string VerbField = "desk";
    public const string ConversationField = "conversation";
    public const string NoteField = "note";
    public const string RootField = "root";

    /// <param name="value">Of a message (Action.Submit) or of an invoke (Action.Execute, whose data lies in its action).</param>
    /// <returns>Null when it is no press of ours.</returns>
    public static TeamsPress? Read(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.Object } data) return null;
        if (data.TryGetProperty("action", out var action) && action.ValueKind == JsonValueKind.Object && action.TryGetProperty("data", out var inner)) data = inner;
        if (data.ValueKind != JsonValueKind.Object || Text(data, ConversationField) is not { } conversation) return null;
        TeamsVerb? verb = Text(data, VerbField) switch
        {
            "accept" => TeamsVerb.Accept,
            "return" => TeamsVerb.Return,
            "resolve" => TeamsVerb.Resolve,
            "note" => TeamsVerb.Note,
            _ => null,
        };
        return verb is { } known ? new TeamsPress(known, new ConversationId(conversation), Text(data, NoteField) ?? "", Text(data, RootField) is { Length: > 0 } root ? root : null) : null;
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
