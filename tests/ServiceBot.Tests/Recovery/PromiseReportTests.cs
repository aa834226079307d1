using ServiceBot.Recovery;
using ServiceBot.Server.Admin;

namespace ServiceBot.Tests.Recovery;

public sealed class PromiseReportTests
{
    private static readonly Dictionary<string, string> Names = new() { ["ag_1"] = "Lin" };

    [Fact]
    public void Promised_and_kept_are_counted_by_kind_and_by_who_promised()
    {
        var report = PromiseReport.Of(
        [
            Made("callback", "ag_1", hours: 2, took: 1), Made("callback", "ag_1", hours: 2, status: PromiseStatus.Broken, took: 3), Made("callback", "bot", hours: 4, status: PromiseStatus.Dropped, took: 1),
            Made("callback", "bot", hours: 4, status: PromiseStatus.Open), Made("callback", "bot", hours: 4, status: PromiseStatus.Open, isOverdue: true),
        ]);

        report.Kinds.ShouldHaveSingleItem().ShouldBe(new PromiseLine("callback", 5, 1, 1, 2, 1, 0, TimeSpan.FromHours(4), null));
        report.Owners.Single(line => line.Of == "ag_1").KeptShare.ShouldBe(0.5);
    }

    [Fact]
    public void Four_of_five_are_kept_within_the_time_that_is_said()
    {
        var report = PromiseReport.Of([.. Enumerable.Range(1, 10).Select(hours => Made("callback", "bot", hours: 12, took: hours))]);

        report.Kinds[0].Took.ShouldBe(TimeSpan.FromHours(8));
        report.Kinds[0].PromisesTooMuch.ShouldBeFalse();
    }

    [Theory]
    // Given four hours where four of five take eight.
    [InlineData(4, 8, PromiseStatus.Kept, false, true)]
    [InlineData(9, 8, PromiseStatus.Kept, false, false)]
    [InlineData(9, 8, PromiseStatus.Broken, false, true)]
    [InlineData(9, 8, PromiseStatus.Kept, true, true)]
    public void Who_promises_too_much_is_named(int hours, int took, PromiseStatus status, bool isPutOff, bool tooMuch) =>
        PromiseReport.Of([.. Enumerable.Range(0, 6).Select(_ => Made("callback", "ag_1", hours, status, took, isPutOff: isPutOff))]).Owners[0].PromisesTooMuch.ShouldBe(tooMuch);

    [Fact]
    public void Four_promises_say_nothing_of_a_person() =>
        PromiseReport.Of([.. Enumerable.Range(0, 4).Select(_ => Made("callback", "ag_1", 1, PromiseStatus.Broken))]).Owners[0].PromisesTooMuch.ShouldBeFalse();

    [Fact]
    public void The_report_names_agents_and_what_promises_too_much()
    {
        var output = new StringWriter();

        PromisesCommand.Print(PromiseReport.Of([.. Enumerable.Range(0, 6).Select(_ => Made("agent-free-text", "ag_1", hours: 2, PromiseStatus.Broken))]), Names, output);

        output.ToString().ShouldContain("Lin");
        output.ToString().ShouldContain("promises too much");
    }

    private static PromiseMade Made(string what, string owner, int hours, PromiseStatus status = PromiseStatus.Kept, int? took = null, bool isOverdue = false, bool isPutOff = false) =>
        new(what, owner, TimeSpan.FromHours(hours), took is { } some ? TimeSpan.FromHours(some) : null, status, isPutOff, isOverdue);
}
