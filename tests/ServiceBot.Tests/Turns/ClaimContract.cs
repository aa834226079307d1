using ServiceBot.Facts;
using ServiceBot.Handoff;
using ServiceBot.Recovery;
using ServiceBot.Tests.Recovery;
using ServiceBot.Tests.Storage;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class SqliteClaimTests(Stores.Sqlite stores) : ClaimContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresClaimTests(Stores.Postgres stores) : ClaimContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>Marks, flags and their lifting are the same on both databases.</summary>
public abstract class ClaimContract(Stores stores)
{
    [Fact]
    public async Task The_third_claim_with_one_phone_is_looked_at_whoever_makes_it()
    {
        await using var spine = await Spine.OpenAsync(stores);

        (await ClaimAsync(spine, "+86 138 0013 8246")).Scrutiny.ShouldBe(Scrutiny.Ordinary);
        (await ClaimAsync(spine, "13800138246")).Scrutiny.ShouldBe(Scrutiny.Ordinary);
        var third = await ClaimAsync(spine, "138-0013-8246");
        var other = await ClaimAsync(spine, "13900139000");

        third.Scrutiny.ShouldBe(Scrutiny.Closer);
        third.Raised.ShouldHaveSingleItem().Reason.ShouldBe("shared-phone");
        other.Scrutiny.ShouldBe(Scrutiny.Ordinary);
    }

    [Fact]
    public async Task The_rows_hold_no_number()
    {
        await using var spine = await Spine.OpenAsync(stores);
        await ClaimAsync(spine, "13800138246");

        var marks = await spine.Database.ReadAsync((session, cancel) => session.Statement("select mark from claim_mark").ListAsync(row => row.GetString(0), cancel), default);

        marks.ShouldHaveSingleItem().Length.ShouldBe(32);
        marks[0].ShouldNotContain("138001");
    }

    [Fact]
    public async Task An_agent_lifts_a_flag_once_with_a_reason_in_the_journal_and_it_stays_lifted()
    {
        await using var spine = await Spine.OpenAsync(stores);
        for (var i = 0; i < 2; i++) await ClaimAsync(spine, "13800138246");
        var id = await spine.ConversationAsync();
        var flag = (await ClaimAsync(spine, "13800138246", id)).Raised.ShouldHaveSingleItem();
        await spine.Desk.AcceptAsync(id, Spine.Lin, default);
        var appeals = spine.Get<ClaimAppeals>();

        (await appeals.LiftAsync(id, Spine.Wei, flag.Id, "mine?", default)).ShouldBeOfType<DeskOutcome.Lost>();
        (await appeals.LiftAsync(id, Spine.Lin, flag.Id, " ", default)).ShouldBeOfType<DeskOutcome.Refused>();
        (await appeals.LiftAsync(id, Spine.Lin, flag.Id, "one family", default)).ShouldBeOfType<DeskOutcome.Done>();
        (await appeals.LiftAsync(id, Spine.Lin, flag.Id, "again", default)).ShouldBeOfType<DeskOutcome.Refused>().Because.ShouldBe(RefusedBecause.NoSuch);

        (await spine.CountAsync("select count(*) from journal where kind = 'flag-lifted' and json like '%one family%'")).ShouldBe(1);
        (await ClaimAsync(spine, "13800138246", id)).ShouldSatisfyAllConditions(r => r.Scrutiny.ShouldBe(Scrutiny.Cleared), r => r.Raised.ShouldBeEmpty());
    }

    [Fact]
    public async Task What_an_agent_has_lifted_for_one_is_not_held_against_the_next_who_shares_it_until_it_ends()
    {
        await using var spine = await Spine.OpenAsync(stores);
        for (var i = 0; i < 2; i++) await ClaimAsync(spine, "13800138246");
        var id = await spine.ConversationAsync();
        var flag = (await ClaimAsync(spine, "13800138246", id)).Raised.ShouldHaveSingleItem();
        await spine.Desk.AcceptAsync(id, Spine.Lin, default);
        await spine.Get<ClaimAppeals>().LiftAsync(id, Spine.Lin, flag.Id, "a company's switchboard", default);
        for (var i = 0; i < 3; i++) await ClaimAsync(spine, "13900139000");

        var colleague = await ClaimAsync(spine, "13800138246");
        var stranger = await ClaimAsync(spine, "13900139000");
        spine.Time.Advance(TimeSpan.FromDays(80));
        for (var i = 0; i < 2; i++) await ClaimAsync(spine, "13800138246");
        spine.Time.Advance(TimeSpan.FromDays(11));
        var later = await ClaimAsync(spine, "13800138246");

        (colleague.Scrutiny, stranger.Scrutiny, later.Scrutiny).ShouldBe((Scrutiny.Ordinary, Scrutiny.Closer, Scrutiny.Closer));
    }

    [Fact]
    public async Task A_flag_ends_by_itself()
    {
        await using var spine = await Spine.OpenAsync(stores);
        for (var i = 0; i < 2; i++) await ClaimAsync(spine, "13800138246");
        var id = await spine.ConversationAsync();
        (await ClaimAsync(spine, "13800138246", id)).Scrutiny.ShouldBe(Scrutiny.Closer);

        spine.Time.Advance(TimeSpan.FromDays(91));

        (await ClaimAsync(spine, "13800138246", id)).Scrutiny.ShouldBe(Scrutiny.Ordinary);
    }

    // As a turn does it: looked at, then written with what the turn leaves.
    private static async Task<ClaimReview> ClaimAsync(Spine spine, string phone, ConversationId? of = null)
    {
        var id = of ?? await spine.ConversationAsync();
        var matter = new ComplaintCase { Id = new CaseId(Guid.NewGuid().ToString("N")), Kind = "late-delivery", Root = "process", Dimension = "reliability", OpenedAt = spine.Time.GetUtcNow(), PackVersion = "v1" };
        var fact = new Fact("order", "P1", null, new Dictionary<string, string> { ["phone"] = phone }, spine.Time.GetUtcNow());
        var review = await spine.Get<ClaimReviewer>().ReviewAsync(await spine.RowAsync(id), matter, fact, CustomerHistory.Empty("CNY"), Some.Policy, spine.Time.GetUtcNow(), default);
        await spine.Database.WriteAsync(async (session, cancel) =>
        {
            await ClaimRows.PutAsync(session, review, spine.Time.GetUtcNow(), cancel);
            return true;
        }, default);
        return review;
    }
}
