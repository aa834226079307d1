using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Tests.Recovery;

public sealed class StandardTimesTests
{
    private static readonly StandardClock CheckIn = new(Due: null, From: "arrived", TimeSpan.FromMinutes(3), Done: "checked-in", While: ["waiting"]);
    private static readonly StandardClock Delivery = new(Due: "promised", From: null, TimeSpan.Zero, Done: "delivered", While: []);

    [Fact]
    public void Three_minutes_are_over_after_three_minutes_and_not_at_three()
    {
        var stay = Fact(("arrived", At(0)), ("status", "waiting"));

        StandardTimes.Of(CheckIn, stay, Some.Now.AddMinutes(3)).ShouldBe(new StandardState.Running(Some.Now.AddMinutes(3)));
        StandardTimes.Of(CheckIn, stay, Some.Now.AddMinutes(3).AddSeconds(1)).ShouldBe(new StandardState.Missed(Some.Now.AddMinutes(3), null));
    }

    [Fact]
    public void What_was_done_in_time_is_kept_however_late_one_looks() =>
        StandardTimes.Of(CheckIn, Fact(("arrived", At(0)), ("checked-in", At(2))), Some.Now.AddDays(2)).ShouldBe(new StandardState.Kept(Some.Now.AddMinutes(3), Some.Now.AddMinutes(2)));

    [Fact]
    public void What_was_done_too_late_is_missed() =>
        StandardTimes.Of(CheckIn, Fact(("arrived", At(0)), ("checked-in", At(9))), Some.Now.AddMinutes(10)).ShouldBe(new StandardState.Missed(Some.Now.AddMinutes(3), Some.Now.AddMinutes(9)));

    [Fact]
    public void What_is_said_to_be_done_later_is_not_done_yet() =>
        StandardTimes.Of(Delivery, Fact(("promised", At(5)), ("delivered", At(60))), Some.Now.AddMinutes(1)).ShouldBe(new StandardState.Running(Some.Now.AddMinutes(5)));

    [Fact]
    public void A_status_past_watching_stops_the_clock() =>
        StandardTimes.Of(CheckIn, Fact(("arrived", At(0)), ("status", "cancelled")), Some.Now.AddMinutes(10)).ShouldBeOfType<StandardState.NotRunning>();

    [Fact]
    public void Without_a_time_in_the_data_no_clock_runs() =>
        StandardTimes.Of(Delivery, Fact(("status", "in-transit")), Some.Now).ShouldBeOfType<StandardState.NotRunning>();

    [Fact]
    public void The_same_guest_calling_again_is_another_round()
    {
        StandardTimes.Round(CheckIn, Fact(("arrived", At(0)))).ShouldNotBe(StandardTimes.Round(CheckIn, Fact(("arrived", At(1)))));
        StandardTimes.Round(Delivery, Fact(("promised", At(0)))).ShouldBe(0);
    }

    private static string At(int minutes) => Some.Now.AddMinutes(minutes).ToString("O");

    private static Fact Fact(params (string Name, string Value)[] values) => new("stay", "1208", "c1", values.ToDictionary(v => v.Name, v => v.Value), Some.Now);
}
