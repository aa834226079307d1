using ServiceBot.Packs;

namespace ServiceBot.Tests.Packs;

public sealed class NextNeedTests : IDisposable
{
    private readonly TempPack pack = new();

    public void Dispose() => pack.Dispose();

    [Fact]
    public void A_need_says_after_which_step_it_is_offered_and_when()
    {
        pack.Edit("complaints/late.yaml", "next-needs: [next.call]", "next-needs:\n  - {say: next.call, after: remedy, urgent: yes, when: {remedy: [refund, coupon], facts: {status: delivered}}}");

        var need = pack.Pack().Complaints[0].NextNeeds.ShouldHaveSingleItem();

        (need.Text, need.After, need.IsUrgent).ShouldBe(("next.call", NeedStep.Remedy, true));
        need.Fits(name => name == "status" ? "delivered" : null, ["coupon"]).ShouldBeTrue();
        need.Fits(name => name == "status" ? "in-transit" : null, ["coupon"]).ShouldBeFalse();
        need.Fits(name => name == "status" ? "delivered" : null, ["points"]).ShouldBeFalse();
    }

    [Fact]
    public void A_need_names_the_enquiries_that_it_answers()
    {
        pack.Edit("complaints/late.yaml", "[next.call]", "[{say: next.call, answers: [hours]}]");

        pack.Pack().Complaints[0].NextNeeds.ShouldHaveSingleItem().Answers.ShouldBe(["hours"]);
    }

    [Theory]
    [InlineData("[{say: next.call, answers: [houres]}]", "'answers' cannot be 'houres'; write 'hours'")]
    [InlineData("[next.cal]", "'next-needs' cannot be 'next.cal'; write 'next.call'")]
    [InlineData("[{say: next.call, after: refund}]", "'after' cannot be 'refund'; write one of: close, answer, remedy")]
    [InlineData("[{say: next.call, after: answer, when: {facts: {stauts: delivered}}}]", "there is no fact 'stauts'; write 'status'")]
    [InlineData("[{say: next.call, when: {facts: {at: Harbin}}}]", "when a matter is closed only 'status' is known of the facts, not 'at'; write 'after: answer' or 'after: remedy'")]
    public void A_mistake_in_a_next_need(string wrong, string said)
    {
        pack.Edit("complaints/late.yaml", "[next.call]", wrong);

        pack.Problems().ShouldContain(p => p.StartsWith("complaints/late.yaml:", StringComparison.Ordinal) && p.EndsWith(said, StringComparison.Ordinal));
    }
}
