using ServiceBot.Dialogs.Complaint;
using ServiceBot.Dialogs.Enquiry;
using ServiceBot.Dialogs.Feedback;
using ServiceBot.Dialogs.FollowUp;
using ServiceBot.Dialogs.News;
using ServiceBot.Dialogs.OwnCoupon;
using ServiceBot.Dialogs.PromiseDoubt;
using ServiceBot.Dialogs.Outreach;
using ServiceBot.Dialogs.Reach;
using ServiceBot.Dialogs.RemedyResult;
using ServiceBot.Dialogs.TalkToAPerson;

namespace ServiceBot.Dialogs;

/// <summary>The dialogs that ship.</summary>
public static class StandardDialogs
{
    public static DialogSet Create() => new([new TalkToAPersonDialog(), new FollowUpDialog(), new FeedbackDialog(), new ReachDialog(), new NewsDialog(), new OwnCouponDialog(), new RemedyResultDialog(), new OutreachDialog(), new PromiseDoubtDialog(), new ComplaintDialog(), new EnquiryDialog()]);
}
