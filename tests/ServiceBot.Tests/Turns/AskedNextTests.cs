using ServiceBot.Recovery;
using ServiceBot.Tests.Storage;

namespace ServiceBot.Tests.Turns;

public sealed class AskedNextTests(Stores.Sqlite stores) : IClassFixture<Stores.Sqlite>
{
    [Fact]
    public async Task What_is_asked_after_a_matter_is_counted_once_a_case_and_holds_nobody()
    {
        await using var spine = await Spine.OpenAsync(stores);
        for (var i = 0; i < 2; i++)
        {
            var id = await spine.ConversationAsync();
            foreach (var text in new[] { "your courier shouted at me", "what are your opening hours?", "and when are you open on Sunday?" })
            {
                await spine.SayAsync(id, text);
                await spine.RunAsync(id);
            }
        }

        var rows = await spine.Database.ReadAsync((session, cancel) => session.Statement("select site, kind, enquiry, times from asked_next")
            .ListAsync(row => $"{row.GetString(0)} {row.GetString(1)} {row.GetString(2)} {row.GetInt64(3)}", cancel), default);

        rows.ShouldBe(["main rude-courier opening-hours 2"]);
    }

    [Fact]
    public async Task A_question_without_a_matter_is_not_counted()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var id = await spine.ConversationAsync();
        await spine.SayAsync(id, "what are your opening hours?");
        await spine.RunAsync(id);

        (await spine.CountAsync("select count(*) from asked_next")).ShouldBe(0);
    }

    [Theory]
    [InlineData(false, false, "remedy")]
    [InlineData(true, false, "close")]
    [InlineData(false, true, "close")]
    public void What_is_asked_once_the_customer_has_agreed_comes_after_the_close_though_something_is_still_promised(bool isAccepted, bool isClosed, string step)
    {
        var matter = new ComplaintCase
        {
            Id = new CaseId("cs_1"), Kind = "late-delivery", Root = "process", Dimension = "reliability", OpenedAt = Spine.Start, PackVersion = "1",
            Given = [new Remedy.Refund(new Money(18_00, "CNY"), "freight")], IsAccepted = isAccepted, IsClosed = isClosed,
        };

        AskedNext.StepOf(matter).ShouldBe(step);
    }

    [Fact]
    public void Few_questions_change_nothing_and_many_put_their_answer_first()
    {
        string[] needs = ["next.keep-packaging", "next.tell-recipient"];

        Ordered(19).ShouldBe(needs);
        Ordered(20).ShouldBe(["next.tell-recipient", "next.keep-packaging"]);

        IReadOnlyList<string> Ordered(long times) => new AskedNextCounts(new Dictionary<AskedNext, long> { [new AskedNext("late-delivery", "close", "change-recipient")] = times })
            .Ordered(needs, "late-delivery", "close", need => need == "next.tell-recipient" ? ["change-recipient"] : []);
    }

    [Fact]
    public async Task The_sums_of_one_site_are_no_other_sites()
    {
        await using var spine = await Spine.OpenAsync(stores);
        await spine.Database.WriteAsync(async (session, cancel) =>
        {
            for (var i = 0; i < AskedNextCounts.Least; i++) await AskedNextRows.AddAsync(session, "shop", new AskedNext("late", "close", "invoice"), cancel);
            return true;
        }, default);

        (await spine.Get<AskedNextRows>().OfAsync("shop", default)).Of("late", "close", "invoice").ShouldBe(AskedNextCounts.Least);
        (await spine.Get<AskedNextRows>().OfAsync("main", default)).Of("late", "close", "invoice").ShouldBe(0);
    }
}
