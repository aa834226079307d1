using ServiceBot.Server.Chat;

namespace ServiceBot.Tests;

public sealed class IdTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_made_later_sorts_behind_what_is_there()
    {
        var time = new ManualTime(Noon);
        var ids = new IdSource(bytes => bytes.Fill(31), time);
        var earlier = ids.Conversation();

        time.Advance(TimeSpan.FromMilliseconds(32));
        var later = ids.Conversation();

        string.CompareOrdinal(later.Value, earlier.Value).ShouldBePositive();
    }

    [Fact]
    public void Two_of_the_same_moment_differ()
    {
        var ids = new IdSource(System.Security.Cryptography.RandomNumberGenerator.Fill, new ManualTime(Noon));

        ids.Case().ShouldNotBe(ids.Case());
    }

    [Fact]
    public void What_nobody_may_guess_tells_no_time()
    {
        var ids = new IdSource(bytes => bytes.Fill(7), new ManualTime(Noon));

        ids.CouponCode().ShouldBe("777777777777");
        ids.Next("up_").ShouldBe("up_77777777777777777777777777");
    }
}
