using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Server.Admin;
using ServiceBot.Storage;

namespace ServiceBot.Tests.Recovery;

/// <summary>Recorded decisions made again, and a case explained, with the courier's pack.</summary>
public sealed class PolicyReplayTests
{
    private static readonly Pack Courier =
        ((PackLoad.Loaded)PackLoader.Load(Path.Combine(Repository.Root, "dialogs", "packs", "courier"), WordingKeys.All, Some.Now)).Pack;

    [Fact]
    public void Under_the_same_policy_every_recorded_decision_comes_out_as_it_did() =>
        Prop.ForAll(RemedyPolicyLaws.Failures.ToArbitrary(), failure =>
        {
            var kind = Courier.Complaints.FirstOrDefault(c => c.Failure.Id == failure.Failure.Id);
            if (kind is null) return;
            var known = failure with { ComplaintKind = kind.Id, Failure = kind.Failure, Severity = CaseSeverity.Of(kind, Courier.Policy, failure.Late, failure.IsConfirmed) };
            var outcome = DecisionOutcome.Of(RemedyPolicy.Decide(known, kind, Courier.Standard(kind.Standard), Courier.Policy, Some.Moment), "CNY");
            var recorded = JsonSerializer.Deserialize(JsonSerializer.Serialize(DecisionInput.Of(known, Some.Moment), RecoveryJson.Default.DecisionInput), RecoveryJson.Default.DecisionInput)!;
            PolicyReplay.Again(recorded, Courier).ShouldBe(outcome);
        }).Check(Laws.Cases());

    [Fact]
    public async Task A_draft_shows_what_it_would_have_changed_for_each_complaint()
    {
        await using var database = await Database.OpenInMemoryAsync();
        // The first is decided twice: the last one counts.
        await RecordAsync(database, "cv_1", Late(5), Some.Now);
        await RecordAsync(database, "cv_1", Late(26), Some.Now.AddHours(1));
        await RecordAsync(database, "cv_2", Late(40), Some.Now.AddHours(2));
        await RecordAsync(database, "cv_3", Rude, Some.Now.AddHours(3));
        var draft = Courier with { Policy = Courier.Policy with { GoodwillRate = 0.5m, RudenessToken = 10m } };

        var records = await database.ReadAsync((session, cancel) => DecisionRows.BetweenAsync(session, "courier", Some.Now.AddDays(-1), Some.Now.AddDays(1), cancel), default);
        var result = PolicyReplay.Run(records, draft);

        result.Rows.ShouldBe(
        [
            new PolicyReplay.Row("late-delivery", 2, 2, Some.Yuan(7.2m), Some.Yuan(18m), 0, 0, 2, 2),
            new PolicyReplay.Row("rude-courier", 1, 1, Some.Yuan(0), Some.Yuan(10m), 0, 0, 1, 1),
        ]);
        PolicyReplay.Run(records, Courier).Changes.ShouldBeEmpty();
        (await database.ReadAsync((session, cancel) => session.Statement("select input || reason || failure from policy_decision").ListAsync(row => row.GetString(0), cancel), default)).ShouldAllBe(row => !row.Contains("P1"));
    }

    [Fact]
    public async Task Money_of_an_order_in_another_currency_is_counted_by_itself()
    {
        await using var database = await Database.OpenInMemoryAsync();
        var lost = Some.Failure(FailureKind.Lost) with { ComplaintKind = "lost-parcel", IsConfirmed = true };
        await RecordAsync(database, "cv_1", lost with { Freight = Some.Yuan(15), Value = Some.Yuan(45) }, Some.Now);
        await RecordAsync(database, "cv_2", lost with { SubjectId = "P2", Freight = Money.FromDecimal(6, "USD"), Value = Money.FromDecimal(28, "USD") }, Some.Now);

        var records = await database.ReadAsync((session, cancel) => DecisionRows.BetweenAsync(session, "courier", Some.Now.AddDays(-1), Some.Now.AddDays(1), cancel), default);

        PolicyReplay.Run(records, Courier).Rows.Select(row => (row.Count, row.Before, row.After)).ShouldBe(
            [(1, Some.Yuan(60), Some.Yuan(60)), (1, Money.FromDecimal(34, "USD"), Money.FromDecimal(34, "USD"))]);
    }

    [Fact]
    public void A_case_is_explained_rule_by_rule()
    {
        var problems = new Problems();
        var read = PolicyCase.Read("complaint: late-delivery\ncause: weather\nlate-hours: 26\nservice-price: 18.00\n", "case.yaml", Courier, Some.Now, problems);
        problems.Sorted().ShouldBeEmpty();
        var (failure, kind, moment) = read!.Value;

        var text = DecisionExplanation.Of(failure, kind, Courier.Standard(kind.Standard), Courier.Policy, moment);

        text.ShouldContain("  - not-late-yet: late-hours is 26, asked for is at most 0\n");
        text.ShouldContain("  - own-slip: fault is nature, asked for is customer\n");
        text.ShouldContain("  > late-excused: decides: goodwill, rate goodwill-rate\n");
        text.ShouldContain("    late: fits too, but an earlier one decided\n");
        text.ShouldContain("  goodwill: 20 % of 18.00 CNY = 3.60 CNY, within all limits\n");
        text.ShouldContain("  rung 2; a coupon of 3.60 CNY for 60 days\n");
        text.ShouldEndWith("Reason: late by nature, 26 h > 12 h: 20 % of freight 18.00 = 3.60 CNY\n");
    }

    [Fact]
    public void The_arithmetic_of_a_case_adds_up_where_a_coupon_goes_with_the_money()
    {
        var problems = new Problems();
        var read = PolicyCase.Read("complaint: damaged-parcel\ncause: carrier\nservice-price: 18.00\ngoods-price: 700.00\nphoto: yes\n", "case.yaml", Courier, Some.Now, problems);
        problems.Sorted().ShouldBeEmpty();
        var (failure, kind, moment) = read!.Value;

        var text = DecisionExplanation.Of(failure, kind, Courier.Standard(kind.Standard), Courier.Policy, moment);

        text.ShouldContain("  restore: 100 % of 700.00 CNY and a coupon of 5.00 CNY = 705.00 CNY, within all limits\n");
    }

    [Fact]
    public void The_example_of_a_case_is_one()
    {
        var problems = new Problems();

        PolicyCase.Read(PolicyCase.Example, "case.yaml", Courier, Some.Now, problems).ShouldNotBeNull();

        problems.Sorted().ShouldBeEmpty();
    }

    [Fact]
    public void A_slip_in_a_case_is_pointed_at()
    {
        var problems = new Problems();

        PolicyCase.Read("complaint: late-delivry\nlate-hours: long\n", "case.yaml", Courier, Some.Now, problems).ShouldBeNull();

        problems.Sorted().Select(p => p.ToString()).ShouldBe(
        [
            "case.yaml:1: error: 'complaint' cannot be 'late-delivry'; write 'late-delivery'",
            "case.yaml:2: error: 'late-hours' is 'long'; write a number, such as 26 or 18.00",
        ]);
    }

    [Fact]
    public async Task Versions_are_kept_with_who_and_when_and_the_same_content_is_one_version()
    {
        await using var database = await Database.OpenInMemoryAsync();
        var first = await PolicyVersions.AddAsync(database, "courier", "a: 1", "begin", "lin", Some.Now, default);
        var second = await PolicyVersions.AddAsync(database, "courier", "a: 2", "snow", "wang", Some.Now.AddDays(1), default);
        await PolicyVersions.PublishAsync(database, "courier", first.Number, "lin", note: "", "replaced", Some.Now, default);
        await PolicyVersions.PublishAsync(database, "courier", second.Number, "wang", note: "", "replaced", Some.Now.AddDays(1), default);

        (await PolicyVersions.AddAsync(database, "courier", "a: 1", "again", "zhao", Some.Now.AddDays(2), default)).Number.ShouldBe(first.Number);
        var all = await PolicyVersions.OfAsync(database, "courier", default);
        all.Select(v => (v.Number, v.Status, v.MadeBy, v.PublishedBy, v.PublishedAt)).ShouldBe(
        [
            (1, "replaced", "lin", "lin", Some.Now.ToUniversalTime()),
            (2, "published", "wang", "wang", Some.Now.AddDays(1).ToUniversalTime()),
        ]);
    }

    private static async Task RecordAsync(Database database, string conversation, ServiceFailure failure, DateTimeOffset at)
    {
        var kind = Courier.Complaint(failure.ComplaintKind)!;
        var decision = RemedyPolicy.Decide(failure, kind, Courier.Standard(kind.Standard), Courier.Policy, Some.Moment);
        var record = new DecisionRecord("courier", Courier.Version, failure.Key, DecisionInput.Of(failure, Some.Moment), DecisionOutcome.Of(decision, "CNY"));
        using var input = DecisionRows.Rent(record.Input);
        await database.WriteAsync(async (session, cancel) =>
        {
            await DecisionRows.AddAsync(session, IdSource.Random.Next("pd_"), record, input, new ConversationId(conversation), "main", at, cancel);
            return true;
        }, default);
    }

    private static ServiceFailure Late(int hours) => Some.Failure(FailureKind.Late, Attribution.Nature) with { ComplaintKind = "late-delivery", Late = TimeSpan.FromHours(hours), IsConfirmed = true };

    private static ServiceFailure Rude => Some.Failure(FailureKind.Rude) with { ComplaintKind = "rude-courier" };
}
