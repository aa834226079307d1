using System.Text.Json;

namespace ServiceBot.Server.Channels.BotFramework.TeamsDesk;

/// <summary>A supervisor's tap on a card that asks for a decision. Pure.</summary>
/// <param name="Option">Which of the remedies that the policy prepared, from 0.</param>
/// <param name="Note">What was written beside it, for colleagues.</param>
internal sealed record ApprovalPress(string Approval, bool IsApproved, int Option, string Note)
{
    public const string ApprovalField = "approval";
    public const string OptionField = "option";
    public const string NoteField = "approvalNote";
    public const string ApproveVerb = "approve";
    public const string RefuseVerb = "refuse";

    private const int LongestId = 100;

    /// <param name="value">Of a message (Action.Submit) or of an invoke (Action.Execute).</param>
    /// <returns>Null when it is no such tap.</returns>
    public static ApprovalPress? Read(JsonElement? value)
    {
        if (PressData.Of(value) is not { } data || PressData.Text(data, ApprovalField) is not { Length: > 0 and <= LongestId } approval) return null;
        return PressData.Text(data, TeamsPress.VerbField) switch
        {
            ApproveVerb => new ApprovalPress(approval, true, (int)Math.Clamp(PressData.Number(data, OptionField), -1, int.MaxValue), NoteOf(data)),
            RefuseVerb => new ApprovalPress(approval, false, 0, NoteOf(data)),
            _ => null,
        };
    }

    private static string NoteOf(JsonElement data) => PressData.Text(data, NoteField)?.Trim() ?? "";
}
