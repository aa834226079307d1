using ServiceBot.Recovery;
using ServiceBot.Server.Admin;
using ServiceBot.Storage;

namespace ServiceBot.Tests.Recovery;

public sealed class LedgerExportTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("  =1")]
    [InlineData("\u00A0=1")]
    [InlineData("\u200B=1")]
    [InlineData("\uFEFF=1")]
    [InlineData("＝1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠SUM(A1)")]
    [InlineData("|calc")]
    public void A_cell_that_a_spreadsheet_would_run_becomes_text(string cell) => Csv.Row(cell).ShouldBe($"\"'{cell}\"\r\n");

    [Theory]
    [InlineData("late by nature: 20 % of freight 18.00 = 3.60", "\"late by nature: 20 % of freight 18.00 = 3.60\"\r\n")]
    [InlineData("a \"named\" person, at once", "\"a \"\"named\"\" person, at once\"\r\n")]
    [InlineData("退款", "\"退款\"\r\n")]
    [InlineData(null, "\"\"\r\n")]
    public void Other_cells_stay_as_they_are(string? cell, string row) => Csv.Row(cell).ShouldBe(row);

    [Fact]
    public async Task Every_movement_is_a_line_however_many_share_a_moment()
    {
        await using var database = await Database.OpenInMemoryAsync();
        var ledger = new Ledger(database, IdSource.Random);
        for (var n = 0; n < 7; n++)
        {
            var order = new RemedyOrder(new CaseId($"cs_{n}"), $"late:{n}", new Remedy.Coupon(new Money(3_60, "CNY"), 60), IdSource.Random.CouponCode(), Now.AddDays(60), Reason.Read("test"), "v1") { Budgets = ["snow"] };
            var giving = new Giving("main", new CustomerId("cu_1"), new ConversationId("cv_1"), "bot", new Money(100_00, "CNY"), new DateOnly(2026, 11, 21)) { Budgets = [new BudgetDraw("snow", "all", new Money(90_00, "CNY"))] };
            await database.WriteAsync((session, cancel) => ledger.WriteAsync(session, [order], giving, Now, cancel), default);
        }

        var lines = new List<LedgerLine>();
        for (LedgerLine? after = null; await PageAsync(database, after) is { Count: > 0 } page; after = page[^1]) lines.AddRange(page);

        lines.Select(l => (l.Entry, l.Line)).Distinct().Count().ShouldBe(14);
        lines.Count.ShouldBe(14);
        lines.Select(l => $"{l.From} > {l.To} {l.Amount}").Distinct().ShouldBe(["budget:day:2026-11-21 > owed:cu_1 3.60 CNY", "budget:snow:all > drawn:snow:all 3.60 CNY"]);
    }

    private static ValueTask<IReadOnlyList<LedgerLine>> PageAsync(Database database, LedgerLine? after) =>
        database.ReadAsync((session, cancel) => LedgerLines.PageAsync(session, Now.AddDays(-1), Now.AddDays(1), null, after, 3, cancel), default);
}
