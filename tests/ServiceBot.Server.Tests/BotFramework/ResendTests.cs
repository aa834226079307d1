using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Inbound;
using ServiceBot.Server.Chat;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>protocol.md rows 1.3 and 1.5, decisions.md 11: Teams' re-sendings with a new id.</summary>
public sealed class ResendTests
{
    private readonly ManualTime time = new(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));
    private readonly Resends resends;
    private int stored;

    public ResendTests() => resends = new Resends(time);

    [Fact]
    public async Task Row_1_5_the_same_again_after_a_late_answer_is_stored_once()
    {
        await SayAsync("yes", took: Resends.Late);
        time.Advance(TimeSpan.FromSeconds(5));
        await SayAsync("yes");

        stored.ShouldBe(1);
    }

    [Fact]
    public async Task Row_1_5_an_honest_repetition_after_a_quick_answer_counts()
    {
        await SayAsync("yes");
        await SayAsync("yes");

        stored.ShouldBe(2);
    }

    [Fact]
    public async Task After_a_minute_it_is_a_new_message()
    {
        await SayAsync("yes", took: Resends.Late);
        time.Advance(TimeSpan.FromSeconds(60));
        await SayAsync("yes");

        stored.ShouldBe(2);
    }

    [Fact]
    public async Task Somebody_else_and_something_else_are_other_messages()
    {
        await SayAsync("yes", took: Resends.Late);
        await SayAsync("no");
        await SayAsync("yes", from: "u2");

        stored.ShouldBe(3);
    }

    [Fact]
    public async Task What_was_not_stored_the_first_time_is_stored_the_second()
    {
        await Should.ThrowAsync<TimeoutException>(async () => await resends.OnceAsync(new("cv_1"), Message("yes", "u1"), () =>
        {
            time.Advance(Resends.Late);
            throw new TimeoutException();
        }));
        await SayAsync("yes");

        stored.ShouldBe(1);
    }

    [Fact]
    public async Task A_re_sending_that_overtakes_waits_for_the_first_to_end()
    {
        var end = new TaskCompletionSource<bool>();
        var first = resends.OnceAsync(new("cv_1"), Message("yes", "u1"), async () => await end.Task).AsTask();
        time.Advance(TimeSpan.FromSeconds(15));
        var second = SayAsync("yes");

        second.IsCompleted.ShouldBeFalse();
        end.SetResult(true);
        await first;
        await second;

        stored.ShouldBe(0);
    }

    private async Task SayAsync(string text, TimeSpan took = default, string from = "u1") => await resends.OnceAsync(new("cv_1"), Message(text, from), () =>
    {
        stored++;
        time.Advance(took);
        return ValueTask.FromResult(true);
    });

    private static Activity Message(string text, string from) => new() { Type = ActivityTypes.Message, Text = text, From = new ChannelAccount { Id = from } };
}
