using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Clustering;
using ServiceBot.Dialogs;
using ServiceBot.Server.Chat;
using ServiceBot.Storage;
using ServiceBot.Tests.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Turns;

/// <summary>guarantees.md F11: a turn that throws is parked after five tries, its customer is told and gets a person, others are not affected.</summary>
public sealed class PoisonTests(Stores.Sqlite stores) : IClassFixture<Stores.Sqlite>
{
    [Fact]
    public async Task A_turn_that_always_throws_is_parked_and_the_customer_gets_a_sentence_and_a_person()
    {
        await using var spine = await Spine.OpenAsync(stores, new DialogSet(new Throwing()));
        using var worker = Worker(spine);
        var poisoned = await spine.ConversationAsync();
        await worker.StartAsync(default);

        await spine.SayAsync(poisoned, "my parcel SF1234567890123 was due yesterday and is late");
        await UntilAsync(spine, poisoned, row => row.Owner == Owner.Queue);

        var row = await spine.RowAsync(poisoned);
        row.Handoff.ShouldBe("bot-failed");
        row.Status.ShouldBe(ConversationStatus.Waiting);
        (await spine.RolesAsync(poisoned)).Select(a => a.Role).ShouldBe(["customer", "bot"]);
        (await ParkedRows.ListAsync(spine.Database, default)).ShouldHaveSingleItem().Error.ShouldBe("InvalidDataException: poison");
        (await spine.CountAsync("select count(*) from outbox where channel = 'alerts'")).ShouldBe(1);
        await worker.StopAsync(default);
    }

    [Fact]
    public async Task A_failure_that_quotes_the_customer_is_in_the_log_by_its_places_and_quoted_only_where_it_is_parked()
    {
        const string Quote = "The input string '13800001234' was not in a correct format.";
        await using var spine = await Spine.OpenAsync(stores, new DialogSet(new Throwing(Quote)));
        var log = new LogLines();
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(log).SetMinimumLevel(LogLevel.Trace));
        using var worker = Worker(spine, logs.CreateLogger<TurnWorker>());
        var poisoned = await spine.ConversationAsync();
        await worker.StartAsync(default);

        await spine.SayAsync(poisoned, "my phone is 13800001234");
        await UntilAsync(spine, poisoned, row => row.Owner == Owner.Queue);
        await worker.StopAsync(default);

        log.Lines.ShouldContain(line => line.Contains($"{nameof(InvalidDataException)}\n", StringComparison.Ordinal) && line.Contains(nameof(Throwing), StringComparison.Ordinal));
        log.Lines.ShouldAllBe(line => !line.Contains("13800001234", StringComparison.Ordinal));
        (await spine.CountAsync("select count(*) from outbox where channel = 'alerts' and payload like '%13800001234%'")).ShouldBe(0);
        (await ParkedRows.ListAsync(spine.Database, default)).ShouldHaveSingleItem().Error.ShouldContain(Quote);
    }

    [Fact]
    public async Task A_parked_turn_that_is_put_back_is_answered()
    {
        var dialog = new Throwing();
        await using var spine = await Spine.OpenAsync(stores, new DialogSet(dialog));
        using var worker = Worker(spine);
        var poisoned = await spine.ConversationAsync();
        await worker.StartAsync(default);
        await spine.SayAsync(poisoned, "my parcel SF1234567890123 was due yesterday and is late");
        await UntilAsync(spine, poisoned, row => row.Owner == Owner.Queue);

        dialog.IsMended = true;
        var parked = (await ParkedRows.ListAsync(spine.Database, default)).Single();
        (await ParkedRows.PutBackAsync(spine.Database, parked, spine.Time, default)).ShouldBeTrue();
        spine.Get<TurnSignal>().Raise(poisoned);
        await UntilAsync(spine, poisoned, row => row.Seq >= 3);

        (await ParkedRows.ListAsync(spine.Database, default)).ShouldBeEmpty();
        (await spine.RolesAsync(poisoned)).Last().Role.ShouldBe("bot");
        await worker.StopAsync(default);
    }

    [Fact]
    public async Task A_turn_that_is_slow_and_not_stuck_gets_more_time_with_each_try()
    {
        var time = new ManualTime(Spine.Start);
        var dialog = new Slow(TimeSpan.FromSeconds(15), time);
        await using var spine = await Spine.OpenAsync(stores, new DialogSet(dialog));
        using var worker = Worker(spine, time: time);
        var conversation = await spine.ConversationAsync();
        await worker.StartAsync(default);

        await spine.SayAsync(conversation, "my parcel SF1234567890123 was due yesterday and is late");
        await UntilAsync(spine, conversation, row =>
        {
            // What the machine itself needs takes none of this clock's time.
            time.Advance(dialog.IsWorking ? TimeSpan.FromSeconds(1) : TimeSpan.FromMilliseconds(10));
            return row.Seq >= 2;
        });

        dialog.CutOff.ShouldBe(1);
        (await spine.RowAsync(conversation)).Owner.ShouldBe(Owner.Bot);
        (await ParkedRows.ListAsync(spine.Database, default)).ShouldBeEmpty();
        await worker.StopAsync(default);
    }

    private static TurnWorker Worker(Spine spine, ILogger<TurnWorker>? log = null, TimeProvider? time = null) =>
        new(spine.Get<TurnRunner>(), spine.Get<ParkedTurns>(), spine.Get<TurnSignal>(), spine.Database, time ?? TimeProvider.System, log ?? NullLogger<TurnWorker>.Instance);

    private static async Task UntilAsync(Spine spine, ConversationId conversation, Func<Conversation, bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isSo(await spine.RowAsync(conversation))) await Task.Delay(20, patience.Token);
    }

    private sealed class Slow(TimeSpan needed, TimeProvider time) : Dialog<NoState>
    {
        private volatile bool isWorking;

        public bool IsWorking => isWorking;

        public int CutOff { get; private set; }

        public override string Id => "slow";

        protected override JsonTypeInfo<NoState> State => NoStateJson.Default.NoState;

        public override object? StateFor(Matter matter, DialogContext context) => new NoState();

        protected override bool CanUse(DialogContext context, NoState state) => true;

        protected override async ValueTask<DialogStep> ContinueAsync(DialogContext context, NoState state, CancellationToken cancellation)
        {
            var work = Task.Delay(needed, time, cancellation);
            isWorking = true;
            try
            {
                await work;
            }
            catch (OperationCanceledException)
            {
                CutOff++;
                throw;
            }
            finally
            {
                isWorking = false;
            }

            context.SayText("done");
            return new DialogStep.Done();
        }
    }

    private sealed class Throwing(string poison = "poison") : Dialog<NoState>
    {
        public bool IsMended { get; set; }

        public override string Id => "throwing";

        protected override JsonTypeInfo<NoState> State => NoStateJson.Default.NoState;

        public override object? StateFor(Matter matter, DialogContext context) => new NoState();

        protected override bool CanUse(DialogContext context, NoState state) => true;

        protected override ValueTask<DialogStep> ContinueAsync(DialogContext context, NoState state, CancellationToken cancellation)
        {
            if (!IsMended) throw new InvalidDataException(poison);
            context.SayText("mended");
            return ValueTask.FromResult<DialogStep>(new DialogStep.Done());
        }
    }
}

/// <summary>Every line a log gets, exceptions with their messages.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyList<string> Lines => [.. lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue($"{formatter(state, exception)}\n{exception}");

    public void Dispose()
    {
    }
}

internal sealed record NoState;

[JsonSerializable(typeof(NoState))]
internal sealed partial class NoStateJson : JsonSerializerContext;
