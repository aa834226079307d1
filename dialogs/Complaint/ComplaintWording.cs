using ServiceBot.Packs;

namespace ServiceBot.Dialogs.Complaint;

/// <summary>What a complaint says besides the keys of its parts.</summary>
internal static class ComplaintWording
{
    public static IReadOnlyList<WordingKey> Keys { get; } =
    [
        .. Explanation.Keys, .. ComplaintAnswer.Keys, .. RemedyChoice.Keys, .. RemedyGiver.Keys, .. Expectation.Keys, .. Soothing.Keys,
        new("complaint.received.yes"), new("complaint.received.no"), new("complaint.received.again", "number"), new("complaint.received.good"), new("complaint.not-received"),
        new("photo.thanks"), new("photo.again"), new("photo.none"), new("choice.no-photo"),
        new("remedy.rejected", "list"), new("remedy.rejected.ways", "list"), new("remedy.changed", "remedy"), new("complaint.number.same", "number"), new("remedy.rejected.all"), new("remedy.rejected.all.ways"), new("remedy.choose.left", "list"), new("remedy.choose.again", "list", "told"), new("remedy.choose.last", "list", "told"),
        new("complaint.settle.again", "due"), new("complaint.settle.heard", "due"), new("complaint.supposed"), new("complaint.settle.last"), new("complaint.settle.question", "due"), new("complaint.settle.resumed", "kind"), new("choice.fine"), new("choice.not-fine"),
        new("complaint.solved"), new("question.kept"), new("question.cost"), new("question.cost.{complaint}") { IsOptional = true }, new("question.words.cost"), new("question.words.use"), new("question.words.pays"), new("question.when", "within"), new("subject.why"), new("recall.money.when"), new("complaint.given-up"), new("complaint.missing"), new("complaint.missing.given"), new("complaint.missing.noted"), new("complaint.refused.next"), new("complaint.standard.quoted", "standard"),
        new("complaint.again", "due", "number", "kind"), new("complaint.again.last", "due", "number", "kind"),
        new("recall.reason.first"), new("recall.money.first"), new("recall.money.none"), new("recall.money.none.{complaint}") { IsOptional = true }, new("recall.money.rules.{complaint}") { IsOptional = true }, new("recall.money.checked"), new("recall.money.nothing-more"), new("recall.money.standard", "standard"), new("recall.words.refund"), new("recall.money.offered"), new("recall.money.person"),
        new("recall.money.coupon", "amount"), new("recall.money.refund", "amount", "what"), new("recall.money.arranged", "remedy"), new("recall.money.done", "remedy"), new("recall.money.stuck", "remedy"),
        new("photo.why"), new("photo.why.besides"), new("photo.doubted"), new("photo.words.doubted"), new("proof.why"), new("proof.personal"), new("proof.words.personal"), new("complaint.wait"), new("said.words.household"), new("said.words.has-it"), new("said.words.agreed"), new("said.words.other"), new("said.words.matter"), new("{next}.words") { IsOptional = true }, new("{next}.taken") { IsOptional = true },
        new("complaint.close"), new("complaint.close.promised", "due"), new("complaint.let-be", "due"), new("complaint.dropped"), new("complaint.set-aside"),
    ];
}
