namespace ServiceBot.Tests.Recovery;

/// <summary>The table beside this file is true: each line of the recovery core names tests, and each of them is there.</summary>
public sealed class RecoveryRowsTests
{
    private readonly TestTable table = new(Path.Combine("ServiceBot.Tests", "Recovery"));

    [Fact]
    public void Every_line_has_a_test()
    {
        string[] rows =
        [
            "case", "root cause", "causes", "incidents", "reports", "standards", "promises", "quiet hours", "apologies", "policy", "same money", "remedies", "shop", "claims", "ledger",
            "desk keys", "approvals", "proof", "reach", "abuse", "anticipation", "second failure", "asked again", "loyalty", "danger", "packs",
        ];

        table.Rows.ShouldBe(rows);
    }

    [Fact]
    public void Every_test_that_the_table_names_is_there() => table.Missing().ShouldBeEmpty();
}
