using System.Text.Json;
using ServiceBot.Protocol;

namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

internal enum TeamsVerb
{
    Accept,
    Return,
    Resolve,
    Note,
    Promise,
}

/// <summary>A press of one of our cards' buttons. Pure.</summary>
/// <param name="Note">What was written beside it.</param>
/// <param name="Root">The root cause that was chosen beside it.</param>
/// <param name="Seq">Number of the message that it is about.</param>
internal sealed record TeamsPress(TeamsVerb Verb, ConversationId Conversation, string Note, string? Root = null, long Seq = 0)
{
    public const string VerbField = "desk";
    public const string ConversationField = "conversation";
    public const string NoteField = "note";
    public const string RootField = "root";
    public const string SeqField = "seq";

    /// <param name="value">Of a message (Action.Submit) or of an invoke (Action.Execute, whose data lies in its action).</param>
    /// <returns>Null when it is no press of ours.</returns>
    public static TeamsPress? Read(JsonElement? value)
    {
        if (PressData.Of(value) is not { } data || PressData.Text(data, ConversationField) is not { } conversation) return null;
        TeamsVerb? verb = PressData.Text(data, VerbField) switch
        {
            "accept" => TeamsVerb.Accept,
            "return" => TeamsVerb.Return,
            "resolve" => TeamsVerb.Resolve,
            "note" => TeamsVerb.Note,
            "promise" => TeamsVerb.Promise,
            _ => null,
        };
        return verb is { } known ? new TeamsPress(known, new ConversationId(conversation), PressData.Text(data, NoteField) ?? "", PressData.Text(data, RootField) is { Length: > 0 } root ? root : null, PressData.Number(data, SeqField)) : null;
    }
}
