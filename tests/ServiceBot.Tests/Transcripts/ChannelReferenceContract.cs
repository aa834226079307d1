using ServiceBot.Tests.Storage;
using ServiceBot.Tests.Turns;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Transcripts;

public sealed class SqliteChannelReferenceTests(Stores.Sqlite stores) : ChannelReferenceContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresChannelReferenceTests(Stores.Postgres stores) : ChannelReferenceContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>Whether a conversation of a channel can be reached, in whatever order the channel's words arrive.</summary>
public abstract class ChannelReferenceContract(Stores stores)
{
    [Theory]
    [InlineData(-60, false)]
    [InlineData(60, true)]
    public async Task A_word_of_leaving_counts_only_if_nobody_has_come_after_it(int leftAfterSeconds, bool isBlocked)
    {
        await using var spine = await Spine.OpenAsync(stores);
        var (conversation, references) = await KnownAsync(spine);
        await references.CameAsync(conversation, Spine.Start, default);

        await references.BlockAsync(conversation, "the app was uninstalled", "{}", default, Spine.Start.AddSeconds(leftAfterSeconds));

        ((await references.FindAsync(conversation, default))!.BlockedAt is not null).ShouldBe(isBlocked);
        (await spine.CountAsync("select count(*) from journal where kind = 'unreachable'")).ShouldBe(isBlocked ? 1 : 0);
    }

    [Fact]
    public async Task Of_two_comings_that_arrive_in_the_wrong_order_the_later_one_counts()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var (conversation, references) = await KnownAsync(spine);
        await references.CameAsync(conversation, Spine.Start.AddSeconds(60), default);
        await references.CameAsync(conversation, Spine.Start, default);

        await references.BlockAsync(conversation, "the app was uninstalled", "{}", default, Spine.Start.AddSeconds(30));

        (await references.FindAsync(conversation, default))!.BlockedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_has_written_after_it_has_not_left()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var (conversation, references) = await KnownAsync(spine);
        await spine.SayAsync(conversation, "hello again");

        await references.BlockAsync(conversation, "the app was uninstalled", "{}", default, Spine.Start.AddMinutes(-1));

        (await references.FindAsync(conversation, default))!.BlockedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_channel_that_does_not_say_when_is_believed()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var (conversation, references) = await KnownAsync(spine);
        await references.CameAsync(conversation, Spine.Start.AddYears(1), default);

        await references.BlockAsync(conversation, "the customer has blocked the bot", "{}", default);

        (await references.FindAsync(conversation, default))!.BlockedAt.ShouldNotBeNull();
    }

    private static async Task<(ConversationId, ChannelReferences)> KnownAsync(Spine spine)
    {
        var conversation = await spine.PushedAsync();
        await spine.Get<ChannelReferences>().PutAsync(conversation, new ChannelReference("https://smba.example/", true, null, null, null, null, null, null, Spine.Start), default);
        return (conversation, spine.Get<ChannelReferences>());
    }
}
