using ServiceBot.Llm;
using ServiceBot.Server.Chat;

namespace ServiceBot.Tests.Llm;

public sealed class LlmGateTests
{
    private readonly ManualTime time = new(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
    private double jitter;

    [Fact]
    public void After_three_failures_in_a_row_nobody_asks_for_a_minute()
    {
        var gate = Gate();
        for (var i = 0; i < 3; i++) Fail(gate);

        gate.TryEnter().ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(59));
        gate.TryEnter().ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        gate.TryEnter().ShouldBeTrue();
    }

    [Fact]
    public void A_success_forgives_the_failures_before_it()
    {
        var gate = Gate();
        Fail(gate);
        Fail(gate);
        gate.TryEnter();
        gate.Succeeded();
        Fail(gate);
        Fail(gate);

        gate.TryEnter().ShouldBeTrue();
    }

    [Fact]
    public void After_the_pause_one_asks_while_the_others_go_without()
    {
        var gate = Gate();
        for (var i = 0; i < 3; i++) Fail(gate);
        time.Advance(TimeSpan.FromMinutes(1));

        (gate.TryEnter(), gate.TryEnter()).ShouldBe((true, false));
        gate.Succeeded();
        (gate.TryEnter(), gate.TryEnter()).ShouldBe((true, true));
    }

    [Fact]
    public void One_that_fails_after_the_pause_shuts_it_again()
    {
        var gate = Gate();
        for (var i = 0; i < 3; i++) Fail(gate);
        time.Advance(TimeSpan.FromMinutes(1));
        Fail(gate);

        gate.TryEnter().ShouldBeFalse();
        time.Advance(TimeSpan.FromMinutes(1));
        gate.TryEnter().ShouldBeTrue();
    }

    [Fact]
    public void Two_nodes_come_back_at_different_moments()
    {
        jitter = 1;
        var gate = Gate();
        for (var i = 0; i < 3; i++) Fail(gate);
        time.Advance(TimeSpan.FromSeconds(74));

        gate.TryEnter().ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        gate.TryEnter().ShouldBeTrue();
    }

    [Fact]
    public void Failures_that_were_under_way_when_it_shut_do_not_keep_it_shut()
    {
        var gate = Gate();
        for (var i = 0; i < 5; i++) gate.TryEnter();
        for (var i = 0; i < 3; i++) gate.Failed();
        time.Advance(TimeSpan.FromSeconds(30));
        gate.Failed();
        gate.Failed();
        time.Advance(TimeSpan.FromSeconds(30));

        gate.TryEnter().ShouldBeTrue();
    }

    [Fact]
    public void More_than_eight_do_not_wait_at_once()
    {
        var gate = Gate();
        for (var i = 0; i < 8; i++) gate.TryEnter().ShouldBeTrue();

        gate.TryEnter().ShouldBeFalse();
        gate.GaveUp();
        gate.TryEnter().ShouldBeTrue();
    }

    private LlmGate Gate() => new(time, () => jitter);

    private static void Fail(LlmGate gate)
    {
        gate.TryEnter().ShouldBeTrue();
        gate.Failed();
    }
}
