using ServiceBot.Dialogs;
using ServiceBot.Recovery;
using ServiceBot.Server.Admin;
using ServiceBot.Tests.Storage;
using ServiceBot.Tolerance;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class ToleranceReplayTests(Stores.Sqlite stores) : IClassFixture<Stores.Sqlite>
{
    [Fact]
    public async Task The_journal_gives_the_same_tolerance_again()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var id = await TalkAsync(spine);

        var turns = await spine.Database.ReadAsync((session, cancel) => ReadingRows.OfAsync(session, id, cancel), default);
        ToleranceReplay.Of([.. turns.Select(turn => turn.Reading)], Priors, out var end);

        var state = ConversationStateJson.Read((await spine.RowAsync(id)).State, StandardDialogs.Create());
        Shown(end.General!).ShouldBe(Shown(state.Tolerance!));
        end.Matters.Select(matter => (matter.Case, matter.Severity, Shown(matter.State))).ShouldBe(state.Matters.Select(matter => (matter.Case, matter.Severity, Shown(matter.State))));
        turns.Count.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task The_curve_is_printed_with_reasons_in_words_and_says_that_it_is_the_same()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var id = await TalkAsync(spine);
        var turns = await spine.Database.ReadAsync((session, cancel) => ReadingRows.OfAsync(session, id, cancel), default);
        var output = new StringWriter();

        ToleranceCommand.Print(turns, Priors, Locale.ZhHans, output).ShouldBe(0);

        output.ToString().ShouldContain("−7.0  客户又把同样的话说了一遍");
        output.ToString().ShouldEndWith("the same." + output.NewLine);
    }

    [Fact]
    public void A_log_that_does_not_give_what_was_noted_is_said_to_differ()
    {
        var reading = new TurnReading { Turn = 1, T = 50, A = 35, D = 75, Zone = "inside", Log = [new ToleranceEntry { Start = new ToleranceStart(0, 0, [], false, 0, 0, false, false, false) }] };
        var output = new StringWriter();

        ToleranceCommand.Print([new StoredTurn(Spine.Start, reading)], Priors, Locale.En, output).ShouldBe(1);

        output.ToString().ShouldContain("(anew: T 65.0 A 35.0 D 75.0)");
    }

    [Fact]
    public async Task A_promise_broken_before_and_one_still_open_count_in_a_new_conversation()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var before = await spine.ConversationAsync();
        var now = await spine.ConversationAsync();
        var customer = (await spine.RowAsync(before)).Customer;
        await PutAsync(spine, before, "pr_b", PromiseStatus.Broken);
        await PutAsync(spine, before, "pr_o", PromiseStatus.Open);

        var elsewhere = await spine.Database.ReadAsync((session, cancel) => PromiseRows.BeforeAsync(session, customer, now, Spine.Start.AddDays(-1), cancel), default);
        var here = await spine.Database.ReadAsync((session, cancel) => PromiseRows.BeforeAsync(session, customer, before, Spine.Start.AddDays(-1), cancel), default);

        elsewhere.ShouldBe(new PromisesBefore(IsBroken: true, IsOpen: true));
        here.ShouldBe(new PromisesBefore(IsBroken: false, IsOpen: false));
    }

    private static ToleranceWeights Priors(long version) => ToleranceWeights.Priors;

    private static async Task<ConversationId> TalkAsync(Spine spine)
    {
        var id = await spine.ConversationAsync();
        foreach (var text in (string[])["my parcel is late", "where is my parcel, it is late", "where is my parcel, it is late", "You are a disgrace, I am furious", "and the courier was rude to me"])
        {
            await spine.SayAsync(id, text);
            await spine.RunAsync(id);
        }

        return id;
    }

    private static async Task PutAsync(Spine spine, ConversationId id, string promise, PromiseStatus status) =>
        await spine.Database.WriteAsync(async (session, cancel) =>
        {
            await PromiseRows.PutAsync(session, new Promise(new PromiseId(promise), null, PromiseKinds.FindCause, null, "SF1", "bot", Spine.Start, Spine.Start.AddHours(4), status, 0), id, Spine.Start, cancel);
            return true;
        }, default);

    private static (double, double, double, bool, ToleranceCounts, string) Shown(ToleranceState state) => (state.T, state.A, state.D, state.IsBelow, state.Counts, string.Join(' ', state.Recent));
}
