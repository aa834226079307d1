using ServiceBot.Packs;

namespace ServiceBot.Tests.Packs;

public sealed class StandardClockTests : IDisposable
{
    private readonly TempPack pack = new();

    public StandardClockTests()
    {
        pack.Edit("pack.yaml", "at: {type: text}", "at: {type: text}\n    called: {type: time}\n    visited: {type: time}");
        pack.Append("standards.yaml", """
            visit-within:
              kind: response
              text: {zh-Hans: 三分钟内到, zh-Hant: 三分鐘內到, en: Within three minutes}
              exceptions: []
              remedy: coupon
              clock: {from: called, within: 3m, done: visited}

            """);
    }

    public void Dispose() => pack.Dispose();

    [Fact]
    public void A_clock_that_no_complaint_answers_for_is_pointed_out()
    {
        pack.Problems().ShouldBe(["standards.yaml:1: warning: no kind of complaint names the standard 'visit-within': when its clock runs out, nothing can be said or given; write 'standard: visit-within' in one of complaints/"]);
        var clock = pack.Pack().Standard("visit-within")!.Clock!;
        (clock.Due, clock.From, clock.Within, clock.Done, clock.While.Count).ShouldBe((null, "called", TimeSpan.FromMinutes(3), "visited", 0));
    }

    [Theory]
    [InlineData("from: called, within: 3m", "from: called", "the clock of the standard 'visit-within' does not say when it is due; write 'due: promised', or 'from: arrived' with 'within: 3m'")]
    [InlineData("from: called, within: 3m", "due: promised, from: called, within: 3m", "the clock of the standard 'visit-within' does not say when it is due; write 'due: promised', or 'from: arrived' with 'within: 3m'")]
    [InlineData("within: 3m", "within: soon", "'within' is 'soon'; write a number with s, m, h or d, such as 3m or 12h")]
    [InlineData("from: called", "from: phoned", "'from' cannot be 'phoned'")]
    [InlineData("done: visited", "done: status", "'done' cannot be 'status'")]
    public void A_mistake_in_a_clock(string right, string wrong, string said)
    {
        pack.Edit("standards.yaml", right, wrong);

        pack.Problems().ShouldContain(p => p.Contains($"error: {said}", StringComparison.Ordinal));
    }
}
