namespace ServiceBot.Protocol;

public static class ActivityTypes
{
    public const string Command = "command";
    public const string CommandResult = "commandResult";
    public const string ContactRelationUpdate = "contactRelationUpdate";
    public const string ConversationUpdate = "conversationUpdate";
    public const string EndOfConversation = "endOfConversation";
    public const string Event = "event";
    public const string Handoff = "handoff";
    public const string InstallationUpdate = "installationUpdate";
    public const string Invoke = "invoke";
    public const string InvokeResponse = "invokeResponse";
    public const string Message = "message";
    public const string MessageDelete = "messageDelete";
    public const string MessageReaction = "messageReaction";
    public const string MessageUpdate = "messageUpdate";
    public const string Suggestion = "suggestion";
    public const string Trace = "trace";
    public const string Typing = "typing";
}

/// <summary>Kinds of buttons.</summary>
public static class ActionTypes
{
    public const string Call = "call";
    public const string DownloadFile = "downloadFile";
    public const string ImBack = "imBack";
    public const string MessageBack = "messageBack";
    public const string OpenUrl = "openUrl";
    public const string PlayAudio = "playAudio";
    public const string PlayVideo = "playVideo";
    public const string PostBack = "postBack";
    public const string ShowImage = "showImage";
    public const string Signin = "signin";
}

public static class TextFormats
{
    public const string Plain = "plain";
    public const string Markdown = "markdown";
    public const string Xml = "xml";
}

public static class AttachmentLayouts
{
    public const string List = "list";
    public const string Carousel = "carousel";
}

/// <summary>A3040 writes accepting, expecting, ignoring; the SDKs and Web Chat say and compare these.</summary>
public static class InputHints
{
    public const string Accepting = "acceptingInput";
    public const string Expecting = "expectingInput";
    public const string Ignoring = "ignoringInput";
}

public static class DeliveryModes
{
    public const string Normal = "normal";
    public const string Notification = "notification";
    public const string ExpectReplies = "expectReplies";
    public const string Stream = "stream";
}

public static class Importances
{
    public const string Low = "low";
    public const string Normal = "normal";
    public const string High = "high";
}

public static class EndOfConversationCodes
{
    public const string Unknown = "unknown";
    public const string CompletedSuccessfully = "completedSuccessfully";
    public const string UserCancelled = "userCancelled";
    public const string BotTimedOut = "botTimedOut";
    public const string BotIssuedInvalidMessage = "botIssuedInvalidMessage";
    public const string ChannelFailed = "channelFailed";
}

public static class SemanticActionStates
{
    public const string Start = "start";
    public const string Continue = "continue";
    public const string Done = "done";
}

/// <summary>Roles in transcripts.</summary>
public static class RoleTypes
{
    public const string User = "user";
    public const string Bot = "bot";
    public const string Skill = "skill";
}

public static class ChannelIds
{
    public const string DirectLine = "directline";

    /// <summary>Azure's Direct Line, which calls itself as ours: kept under a name of its own, because its customers are sent to.</summary>
    public const string AzureDirectLine = "azure-directline";

    public const string Emulator = "emulator";
    public const string Msteams = "msteams";
    public const string Webchat = "webchat";
}

/// <summary>Names of event activities that the protocol or its clients define.</summary>
public static class EventNames
{
    /// <summary>Bot to hub: a person is asked for.</summary>
    public const string HandoffInitiate = "handoff.initiate";

    /// <summary>Hub to bot: how far the handoff is. A bot does not refuse it, even when it does nothing with it.</summary>
    public const string HandoffStatus = "handoff.status";

    /// <summary>Web Chat says that it is there, before its socket is open.</summary>
    public const string WebChatJoin = "webchat/join";

    public const string WebChatFeedback = "webchat:activity-status/feedback";
    public const string CreateConversation = "CreateConversation";
    public const string ContinueConversation = "ContinueConversation";
}
