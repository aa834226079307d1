using ServiceBot.Customers;
using ServiceBot.Handoff;
using ServiceBot.Protocol;
using ServiceBot.Storage;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

/// <summary>What a channel cannot do is known before a promise is made there.</summary>
public sealed class ReachTests(Stores.Sqlite stores) : IClassFixture<Stores.Sqlite>
{
    [Fact]
    public async Task An_agents_promise_beyond_a_closing_window_is_refused_with_the_time_it_closes()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var id = await spine.PushedAsync("facebook");
        await spine.SayAsync(id, "hello");
        await spine.Desk.AcceptAsync(id, Spine.Lin, default);
        var acts = spine.Get<AgentActs>();

        var late = await acts.PromiseAsync(id, Spine.Lin, "I will write tomorrow evening.", TimeSpan.FromHours(30), "k", default);
        var soon = await acts.PromiseAsync(id, Spine.Lin, "I will write tonight.", TimeSpan.FromHours(5), "k2", default);

        late.ShouldBeOfType<DeskOutcome.Refused>().Why.ShouldContain("2026-11-22 02:00Z");
        soon.ShouldBeOfType<DeskOutcome.Done>();
    }

    [Fact]
    public async Task An_agents_promise_to_a_customer_who_blocked_the_bot_is_refused_until_they_write_again()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var id = await spine.PushedAsync();
        await spine.SayAsync(id, "hello");
        await spine.Desk.AcceptAsync(id, Spine.Lin, default);
        var references = spine.Get<ChannelReferences>();
        await references.PutAsync(id, new ChannelReference("https://smba.trafficmanager.net/", true, null, null, null, new ChannelAccount { Id = "u" }, null, null, spine.Time.GetUtcNow()), default);
        spine.Time.Advance(TimeSpan.FromMinutes(1));
        await references.BlockAsync(id, "MessageWritesBlocked", "{}", default);
        var acts = spine.Get<AgentActs>();

        var blocked = await acts.PromiseAsync(id, Spine.Lin, "I will write.", TimeSpan.FromHours(1), "k", default);
        spine.Time.Advance(TimeSpan.FromMinutes(1));
        await spine.SayAsync(id, "I am back");
        var again = await acts.PromiseAsync(id, Spine.Lin, "I will write.", TimeSpan.FromHours(1), "k", default);

        blocked.ShouldBeOfType<DeskOutcome.Refused>().Why.ShouldContain("MessageWritesBlocked");
        again.ShouldBeOfType<DeskOutcome.Done>();
    }

    [Theory]
    [InlineData("msteams")]
    [InlineData("telegram")]
    [InlineData("directline")]
    public async Task Other_channels_do_not_close(string channel)
    {
        await using var spine = await Spine.OpenAsync(stores);
        var id = channel == "directline" ? await spine.ConversationAsync() : await spine.PushedAsync(channel);
        await spine.SayAsync(id, "hello");
        await spine.Desk.AcceptAsync(id, Spine.Lin, default);

        (await spine.Get<AgentActs>().PromiseAsync(id, Spine.Lin, "In a week.", TimeSpan.FromDays(7), "k", default)).ShouldBeOfType<DeskOutcome.Done>();
    }
}
