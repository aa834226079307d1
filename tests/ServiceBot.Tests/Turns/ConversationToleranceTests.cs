using ServiceBot.Recovery;
using ServiceBot.Tolerance;
using ServiceBot.Turns;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Turns;

public sealed class ConversationToleranceTests
{
    private static readonly CaseId Late = new("cs_late");
    private static readonly CaseId Rude = new("cs_rude");

    [Fact]
    public void Without_a_case_it_is_the_start_with_severity_0()
    {
        var patience = Begun();

        patience.Lowest!.T.ShouldBe(65);
    }

    [Fact]
    public void With_several_open_cases_it_is_the_lowest()
    {
        var patience = Begun();

        patience.Follow([Case(Late, severity: 1), Case(Rude, severity: 2)]);

        patience.Of(Late).T.ShouldBe(62);
        patience.Lowest!.T.ShouldBe(59);
    }

    [Fact]
    public void What_is_done_about_one_case_leaves_the_other_as_it_is()
    {
        var patience = Begun();
        patience.Follow([Case(Late, severity: 1), Case(Rude, severity: 2)]);

        patience.Feel([(new ToleranceEvent.PromiseBroken(), (CaseId?)Late)]);

        patience.Of(Late).T.ShouldBe(44);
        patience.Of(Rude).T.ShouldBe(59);
        patience.Lowest!.T.ShouldBe(44);
    }

    [Fact]
    public void What_the_customer_says_moves_all_cases_and_is_told_once()
    {
        var patience = Begun();
        patience.Follow([Case(Late, severity: 1), Case(Rude, severity: 2)]);
        patience.Reasons.Clear();

        patience.Feel([new ToleranceEvent.EmotionShown(new Emotion(EmotionClass.Angry, 2, EmotionTarget.Company, EmotionFlags.None))]);

        patience.Of(Late).T.ShouldBe(46);
        patience.Of(Rude).T.ShouldBe(43);
        patience.Reasons.ShouldBe([new ToleranceReason("anger-at-firm", -16)]);
    }

    [Fact]
    public void A_new_case_begins_with_the_patience_that_is_left()
    {
        var patience = Begun();
        patience.Feel([new ToleranceEvent.BotMissed()]);

        patience.Follow([Case(Late, severity: 1)]);

        patience.Lowest!.T.ShouldBe(58);
        patience.Lowest.Counts.BotMisses.ShouldBe(1);
    }

    [Fact]
    public void A_closed_case_no_longer_pulls_the_conversation_down()
    {
        var patience = Begun();
        patience.Follow([Case(Late, severity: 1), Case(Rude, severity: 2)]);
        patience.Feel([(new ToleranceEvent.PromiseBroken(), (CaseId?)Late)]);

        patience.Follow([Case(Late, severity: 1) with { IsClosed = true }, Case(Rude, severity: 2)]);

        patience.Lowest!.T.ShouldBe(59);
        patience.Matters.Count.ShouldBe(1);
    }

    [Fact]
    public void Facts_that_make_a_case_graver_lower_its_tolerance_once()
    {
        var patience = Begun();
        patience.Follow([Case(Late, severity: 1)]);
        patience.Follow([Case(Late, severity: 3)]);
        patience.Follow([Case(Late, severity: 3)]);

        patience.Lowest!.T.ShouldBe(56);
    }

    [Fact]
    public void Of_many_open_cases_those_with_the_least_patience_are_kept()
    {
        var patience = Begun();

        patience.Follow([.. Enumerable.Range(0, 9).Select(n => Case(new CaseId($"cs_{n}"), severity: n % 5))]);

        patience.Matters.Count.ShouldBe(4);
        patience.Matters.ShouldAllBe(m => m.Severity >= 2);
    }

    private static ConversationTolerance Begun()
    {
        var patience = new ConversationTolerance(null, []);
        patience.Begin(new ToleranceStart(0, 0, [], false, 0, 0, false, false, false));
        return patience;
    }

    private static ComplaintCase Case(CaseId id, int severity) => new()
    {
        Id = id, Kind = "late-delivery", Severity = severity, Root = "process", Dimension = "reliability", OpenedAt = DateTimeOffset.UnixEpoch, PackVersion = "1",
    };
}
