using ServiceBot.Dialogs.Complaint;
using ServiceBot.Dialogs.Enquiry;
using ServiceBot.Dialogs.Feedback;
using ServiceBot.Dialogs.FollowUp;
using ServiceBot.Dialogs.News;
using ServiceBot.Dialogs.OwnCoupon;
using ServiceBot.Dialogs.PromiseDoubt;
using ServiceBot.Dialogs.Reach;
using ServiceBot.Dialogs.Outreach;
using ServiceBot.Dialogs.RemedyResult;
using ServiceBot.Dialogs.Subject;
using ServiceBot.Dialogs.TalkToAPerson;
using ServiceBot.Packs;
using ServiceBot.Turns;

namespace ServiceBot.Dialogs;

/// <summary>Every text the dialogs say, with the values it may use: a pack is checked against this list (`servicebot check`).</summary>
public static class WordingKeys
{
    public static IReadOnlyList<WordingKey> All { get; } =
    [
        .. TurnWording.Keys,
        .. RootWording.Keys, .. SubjectPrompt.Keys, .. SubjectPick.Keys, .. FactText.Keys, .. ProofPrompt.Keys, .. PromiseMaker.Keys,
        .. ComplaintWording.Keys, .. Readings.Keys, .. EnquiryDialog.Keys, .. PersonTurn.Keys, .. FollowUpTurn.Keys, .. RemedyResultTurn.Keys, .. PromiseDoubtDialog.Keys, .. FeedbackTurn.Keys, .. ReachDialog.Keys, .. NewsDialog.Keys, .. OwnCouponDialog.Keys,
        .. Clocks.Keys, .. MissedStandard.Keys, .. MovedTime.Keys, .. ToldIncident.Keys,
    ];
}
