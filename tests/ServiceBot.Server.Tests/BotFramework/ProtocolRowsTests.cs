using ServiceBot.Tests;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>The table beside this file is true: each row of the protocol names tests, and each of them is there.</summary>
public sealed class ProtocolRowsTests
{
    private readonly TestTable table = new(Path.Combine("ServiceBot.Server.Tests", "BotFramework"));

    [Fact]
    public void Every_row_has_a_test()
    {
        string[] rows = ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "1.10", "2", "2 keys", "2 ours", "2 replay", "4 limits", "4 retry", "4 size", "4 typing", "4 outbox", "4 proactive", "5", "6 text", "6 links", "6 buttons", "6 unseen"];

        table.Rows.ShouldBe(rows);
    }

    [Fact]
    public void Every_test_that_the_table_names_is_there()
    {
        table.Count.ShouldBeGreaterThan(60);
        table.Missing().ShouldBeEmpty();
    }
}
