using ServiceBot.Clustering;
using ServiceBot.Server.Channels.DirectLine;

namespace ServiceBot.Server.Tests.DirectLine;

public sealed class UnsentTests
{
    [Fact]
    public void What_was_committed_before_anybody_listened_is_looked_up()
    {
        var unsent = new Unsent(cursor: 3);

        unsent.IsBehind.ShouldBeTrue();
        unsent.Take().ShouldBeNull();
    }

    [Fact]
    public void What_follows_the_cursor_needs_no_query()
    {
        var unsent = CaughtUp(3);

        unsent.Reached(4, [Item(4)]);
        unsent.Reached(6, [Item(5), Item(6)]);

        unsent.IsBehind.ShouldBeFalse();
        Seqs(unsent.Take()).ShouldBe([4, 5, 6]);
        unsent.Cursor.ShouldBe(6);
    }

    [Fact]
    public void What_comes_twice_is_sent_once()
    {
        var unsent = CaughtUp(3);

        unsent.Reached(5, [Item(4), Item(5)]);
        unsent.Reached(5, [Item(4), Item(5)]);

        Seqs(unsent.Take()).ShouldBe([4, 5]);
        unsent.Reached(5, [Item(5)]);
        unsent.Take().ShouldBeNull();
        unsent.IsBehind.ShouldBeFalse();
    }

    [Fact]
    public void A_gap_is_read_from_the_database()
    {
        var unsent = CaughtUp(3);

        unsent.Reached(4, [Item(4)]);
        unsent.Reached(6, [Item(6)]);

        unsent.Take().ShouldBeNull();
        unsent.IsBehind.ShouldBeTrue();
        unsent.Read([Item(4), Item(5), Item(6)], isAll: true);
        unsent.IsBehind.ShouldBeFalse();
    }

    [Fact]
    public void A_hint_without_items_is_looked_up()
    {
        var unsent = CaughtUp(3);

        unsent.Reached(5, []);

        unsent.Take().ShouldBeNull();
        unsent.IsBehind.ShouldBeTrue();
    }

    [Fact]
    public void What_the_query_has_answered_is_not_sent_again()
    {
        var unsent = new Unsent(cursor: 0);

        unsent.Reached(2, [Item(1), Item(2)]);
        unsent.Read([Item(1)], isAll: true);

        Seqs(unsent.Take()).ShouldBe([2]);
        unsent.IsBehind.ShouldBeFalse();
    }

    [Fact]
    public void What_was_committed_while_the_query_ran_is_not_waited_for()
    {
        var unsent = new Unsent(cursor: 0);

        unsent.Reached(1, [Item(1)]);
        unsent.Read([], isAll: true);

        unsent.IsBehind.ShouldBeFalse();
        Seqs(unsent.Take()).ShouldBe([1]);
    }

    [Fact]
    public void Who_does_not_keep_up_costs_no_memory()
    {
        var unsent = CaughtUp(0);

        for (var seq = 1; seq <= 17; seq++) unsent.Reached(seq, [Item(seq)]);

        unsent.Take().ShouldBeNull();
        unsent.IsBehind.ShouldBeTrue();
    }

    private static Unsent CaughtUp(long cursor)
    {
        var unsent = new Unsent(cursor);
        unsent.Read([], isAll: true);
        return unsent;
    }

    private static FeedItem Item(long seq) => new(seq, new byte[] { 123, 125 });

    private static IEnumerable<long> Seqs(IReadOnlyList<FeedItem>? items) => items!.Select(item => item.Seq);
}
