using ServiceBot.Facts;
using ServiceBot.Knowledge;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Remedies;
using ServiceBot.Understanding;

namespace ServiceBot.Dialogs;

/// <summary>What a dialog may ask in the middle of a turn. It may have to be waited for; a failure is a value. The turn answers, and in a test the test does.</summary>
public interface IDialogWorld
{
    /// <summary>What questions are answered from; made when it is first asked.</summary>
    KnowledgeIndex Knowledge { get; }

    /// <summary>Recovery's <c>CauseFinder</c> over the pack's and the desk's incidents: which cause explains this failure of this subject (null: none is known).</summary>
    CauseFinding FindCause(ComplaintKind kind, Fact? fact);

    /// <summary>An incident that the company has announced; null when it is not known any more.</summary>
    Incident? FindIncident(string id);

    /// <summary>History and money of this customer before a failure of this kind, explained by this incident if by any.</summary>
    ValueTask<CustomerHistory> HistoryAsync(string kind, Fact? fact, string? incident, CancellationToken cancellation);

    /// <summary>The policy: pure, the same facts give the same decision.</summary>
    RemedyDecision Decide(ServiceFailure failure);

    /// <summary>Looks at a claim beside others, quietly.</summary>
    ValueTask<ClaimReview> ReviewAsync(ComplaintCase matter, Fact? fact, CustomerHistory history, CancellationToken cancellation);

    /// <summary>Whether so many wrong proofs were given for this subject, over all conversations, that no answer counts any more.</summary>
    ValueTask<bool> IsProofShutAsync(string subject, CancellationToken cancellation);

    /// <summary>Whether the customer wants to be spoken to first; null: they have not said.</summary>
    ValueTask<bool?> WantsNewsAsync(CancellationToken cancellation) => ValueTask.FromResult<bool?>(null);

    /// <summary>What has become of the coupons that were given in this conversation, oldest first.</summary>
    ValueTask<IReadOnlyList<CouponStanding>> CouponsAsync(CancellationToken cancellation) => ValueTask.FromResult<IReadOnlyList<CouponStanding>>([]);

    /// <summary>Reads a text as this turn's messages were read; null where nobody can.</summary>
    UnderstoodMessage? Read(string text) => null;

    /// <summary>Somebody outside can be asked what a message is.</summary>
    bool CanChooseIntent => false;

    /// <summary>Somebody outside says which of these kinds (ids of the pack) the message is; null for none of them.</summary>
    ValueTask<string?> ChooseIntentAsync(IReadOnlyList<string> kinds, CancellationToken cancellation) => ValueTask.FromResult<string?>(null);
}
