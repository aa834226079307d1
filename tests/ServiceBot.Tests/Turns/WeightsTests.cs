using ServiceBot.Tests.Storage;
using ServiceBot.Tolerance;
using ServiceBot.Tolerance.Calibration;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

public sealed class SqliteWeightsTests(Stores.Sqlite stores) : WeightsContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresWeightsTests(Stores.Postgres stores) : WeightsContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>Learnt weights in the database, in turns, and the outcomes they are learnt from.</summary>
public abstract class WeightsContract(Stores stores)
{
    private static readonly OutcomeModel Model = new(new ToleranceWeights { Factors = new Dictionary<string, double> { ["repeated"] = 2 }, Shift = 5 }, -1.5, 0.8);

    [Fact]
    public async Task A_proposal_is_in_use_only_when_a_person_has_published_it()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var version = await spine.Database.WriteAsync((session, cancel) => WeightRows.ProposeAsync(session, "main", Model, Spine.Start, cancel), default);
        WeightRows.InUse(await OfSiteAsync(spine)).ShouldBeNull();

        (await PublishAsync(spine, version)).ShouldBeTrue();

        WeightRows.InUse(await OfSiteAsync(spine))!.Weights.Of("repeated").ShouldBe(2);
        (await PublishAsync(spine, version + 1)).ShouldBeFalse();
    }

    [Fact]
    public async Task Published_weights_move_a_turn_and_its_reading_says_which()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var version = await spine.Database.WriteAsync((session, cancel) => WeightRows.ProposeAsync(session, "main", Model, Spine.Start, cancel), default);
        await PublishAsync(spine, version);
        var id = await spine.ConversationAsync();

        await SayAsync(spine, id, "where is my parcel, it is late");
        await SayAsync(spine, id, "where is my parcel, it is late");

        var turns = await spine.Database.ReadAsync((session, cancel) => ReadingRows.OfAsync(session, id, cancel), default);
        turns[^1].Reading.Reasons.ShouldContain(new ReadingReason("repeated", -14));
        turns[^1].Reading.A.ShouldBe(40);
        turns[^1].Reading.Weights.ShouldBe(version);
        ToleranceReplay.Of([.. turns.Select(turn => turn.Reading)], _ => Model.Weights)[^1].Lowest!.T.ShouldBe(turns[^1].Reading.T, 0.051);
    }

    [Fact]
    public async Task Outcomes_are_read_from_what_happened()
    {
        await using var spine = await Spine.OpenAsync(stores);
        var asked = await spine.ConversationAsync();
        await SayAsync(spine, asked, "my parcel is late");
        await SayAsync(spine, asked, "I want to talk to a person");
        var left = await spine.ConversationAsync();
        await SayAsync(spine, left, "my parcel is late");
        var calm = await spine.ConversationAsync();
        await SayAsync(spine, calm, "what are your opening hours?");

        var past = await spine.Database.ReadAsync((session, cancel) => OutcomeRows.OfSiteAsync(session, "main", Spine.Start.AddDays(-1), Spine.Start.AddDays(1), cancel), default);

        past.Select(p => p.Past.Outcome).ShouldBe([Outcomes.AskedForPerson, Outcomes.Abandoned, Outcomes.None], ignoreOrder: true);
        past.ShouldAllBe(p => p.Past.Turns.Count >= 1 && p.Past.Turns[0].A == 35);
    }

    private static async Task SayAsync(Spine spine, ConversationId id, string text)
    {
        await spine.SayAsync(id, text);
        await spine.RunAsync(id);
    }

    private static ValueTask<IReadOnlyList<StoredWeights>> OfSiteAsync(Spine spine) => spine.Database.ReadAsync((session, cancel) => WeightRows.OfSiteAsync(session, "main", cancel), default);

    private static ValueTask<bool> PublishAsync(Spine spine, long version) => spine.Database.WriteAsync((session, cancel) => WeightRows.PublishAsync(session, "main", version, "Lin", Spine.Start, cancel), default);
}
