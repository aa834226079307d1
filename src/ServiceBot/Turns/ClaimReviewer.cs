using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>Looks at a claim beside the customer's others and those of the same phone, address, card or device. Reads only; what it finds is written with the turn.</summary>
internal sealed class ClaimReviewer(Database database, ClaimMarks marks, IdSource ids)
{
    public async ValueTask<ClaimReview> ReviewAsync(Conversation conversation, ComplaintCase matter, Fact? fact, CustomerHistory history, PolicyTable policy, DateTimeOffset now, CancellationToken cancellation)
    {
        var own = await marks.OfAsync(fact, cancellation);
        var signs = await database.ReadAsync((session, cancel) =>
            ClaimRows.SignsAsync(session, conversation.Customer, matter.Id, own, history, policy.SerialDays, now, cancel), cancellation);
        var (scrutiny, raised) = ClaimRules.Judge(conversation.Customer, signs, policy, now, () => ids.Row("cf_"));
        return new ClaimReview(matter.Id, conversation.Customer, scrutiny, own, raised);
    }
}
