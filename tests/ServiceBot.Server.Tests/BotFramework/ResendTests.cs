using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Inbound;
using ServiceBot.Server.Chat;
using ServiceBot.Storage;
using ServiceBot.Tests;

namespace ServiceBot.Server.Tests.BotFramework;

public sealed class SqliteResendTests : ResendContract
{
    protected override Task<Database> OpenAsync() => Database.OpenInMemoryAsync();
}

public sealed class PostgresResendTests : ResendContract
{
    protected override async Task<Database> OpenAsync()
    {
        var cluster = await PostgresCluster.Shared;
        return await Database.OpenPostgresAsync(await cluster.CreateDatabaseAsync("resends", async template => await (await Database.OpenPostgresAsync(template)).DisposeAsync()));
    }
}

/// <summary>protocol.md rows 1.3 and 1.5, decisions.md 11: Teams' re-sendings with a new id, to the same node or another of the same database.</summary>
public abstract class ResendContract : IAsyncLifetime
{
    private readonly ManualTime time = new(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));
    private readonly HashSet<string?> stored = [];
    private Database database = null!;
    private Resends first = null!;
    private Resends other = null!;
    private int ids;

    protected abstract Task<Database> OpenAsync();

    public async Task InitializeAsync()
    {
        database = await OpenAsync();
        (first, other) = (new Resends(database, time, NullLogger<Resends>.Instance), new Resends(database, time, NullLogger<Resends>.Instance));
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task Row_1_5_the_same_again_after_a_late_answer_is_stored_once_also_on_another_node()
    {
        await SayLateAsync("yes");
        time.Advance(TimeSpan.FromSeconds(5));
        await SayAsync(other, "yes");
        await SayAsync(first, "yes");

        stored.ShouldBe(["id:1"]);
    }

    [Fact]
    public async Task Row_1_5_an_honest_repetition_after_a_quick_answer_counts()
    {
        await SayAsync(first, "yes");
        await SayAsync(other, "yes");

        stored.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_re_sending_that_overtakes_on_another_node_is_stored_and_the_first_is_not_stored_beside_it()
    {
        var stuck = new TaskCompletionSource();
        var late = SayAsync(first, "yes", stuck.Task);
        time.Advance(Resends.Late);
        await NotedAsync();
        time.Advance(TimeSpan.FromSeconds(5));
        await SayAsync(other, "yes");

        stored.ShouldBe(["id:1"]);
        stuck.SetResult();
        await late;
        stored.ShouldBe(["id:1"]);
    }

    [Fact]
    public async Task What_was_not_stored_the_first_time_is_stored_the_second()
    {
        var stuck = new TaskCompletionSource();
        var late = SayAsync(first, "yes", stuck.Task);
        time.Advance(Resends.Late);
        await NotedAsync();
        stuck.SetException(new TimeoutException());
        await Should.ThrowAsync<TimeoutException>(() => late);

        await SayAsync(other, "yes");

        stored.Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_a_minute_it_is_a_new_message()
    {
        await SayLateAsync("yes");
        time.Advance(TimeSpan.FromSeconds(60));
        await SayAsync(other, "yes");

        stored.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Somebody_else_and_something_else_are_other_messages()
    {
        await SayLateAsync("yes");
        await SayAsync(other, "no");
        await SayAsync(other, "yes", from: "u2");

        stored.Count.ShouldBe(3);
    }

    // What waits before it is stored counts: the request came ten seconds ago.
    private async Task SayLateAsync(string text)
    {
        var stuck = new TaskCompletionSource();
        var late = SayAsync(first, text, stuck.Task);
        time.Advance(Resends.Late);
        await NotedAsync();
        stuck.SetResult();
        await late;
    }

    private async Task SayAsync(Resends node, string text, Task? stuck = null, string from = "u1") =>
        await node.OnceAsync(new("cv_1"), new Activity { Type = ActivityTypes.Message, Text = text, From = new ChannelAccount { Id = from } }, $"id:{++ids}", time.GetUtcNow(), async key =>
        {
            if (stuck is not null) await stuck;
            return stored.Add(key);
        }, default);

    private async Task NotedAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await database.ReadAsync((session, cancel) => session.Statement("select 1 from late_answer").ScalarAsync(cancel), default) is null) await Task.Delay(10, patience.Token);
    }
}
