using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Protocol;
using ServiceBot.Recovery;
using ServiceBot.Remedies;
using ServiceBot.Tests.Storage;
using ServiceBot.Tests.Turns;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Tests.Remedies;

/// <summary>A conversation on the real spine in which a refund of 18.00 was decided and promised, with whoever executes it.</summary>
internal sealed class Arranged : IAsyncDisposable
{
    private static readonly CaseId Matter = new("cs_1");

    private Arranged(Spine spine, ConversationId conversation)
    {
        Spine = spine;
        Conversation = conversation;
    }

    public Spine Spine { get; }

    public ConversationId Conversation { get; }

    public static async Task<Arranged> StartAsync(Stores stores, Func<TimeProvider, IRemedyExecutor> executor, params IChannel[] channels)
    {
        var spine = await Spine.OpenAsync(stores, services =>
        {
            services.AddSingleton(p => executor(p.GetRequiredService<TimeProvider>()));
            services.AddSingleton<IChannel>(new Scripted(_ => new DeliveryOutcome.Sent(), "alerts"));
            foreach (var channel in channels) services.AddSingleton(channel);
        });
        return new Arranged(spine, await spine.ConversationAsync());
    }

    /// <summary>As a turn leaves it: case, promise, ledger and order stand in one transaction.</summary>
    public async Task OrderAsync(Remedy? remedy = null, int hours = 24)
    {
        remedy ??= new Remedy.Refund(new Money(18_00, "CNY"), "freight");
        var now = Spine.Time.GetUtcNow();
        var row = await Spine.RowAsync(Conversation);
        await Spine.Database.WriteAsync(async (session, cancel) =>
        {
            var matter = new ComplaintCase { Id = Matter, Kind = "late-delivery", SubjectId = "SF1234567890123", Root = "process", Dimension = "reliability", OpenedAt = now, PackVersion = "p1", Given = [remedy], Reason = Reason.Read("late"), IsAccepted = true };
            await CaseRows.PutAsync(session, matter, Conversation, row.Customer, row.Site, cancel);
            await PromiseRows.PutAsync(session, new Promise(new PromiseId("pr_1"), Matter, $"{Ledger.Kind(remedy)}-arranged", null, "SF1234567890123", "bot", now, now.AddHours(hours), PromiseStatus.Open, 0), Conversation, now, cancel);
            var giving = new Giving(row.Site, row.Customer, Conversation, "bot", new Money(500_00, "CNY"), new DateOnly(2026, 11, 21));
            RemedyOrder[] orders = [new(Matter, "late-delivery:SF1234567890123", remedy, null, null, Reason.Read("late"), "p1")];
            (await Spine.Get<Ledger>().WriteAsync(session, orders, giving, now, cancel)).ShouldBeTrue();
            return await Spine.Get<RemedyOrders>().PlaceAsync(session, orders, giving, now, cancel);
        }, default);
    }

    /// <summary>What is due leaves, and the turns that follow from it run.</summary>
    public async Task DeliverAsync()
    {
        while (await Spine.Get<OutboxWorker>().DeliverDueAsync(default) > 0) { }
        await Spine.RunAsync(Conversation);
    }

    public async Task<Settling> SettleAsync(RemedyStatus status, string? reference = null, string by = RemedyResults.BySystem)
    {
        var how = await Spine.Get<RemedyResults>().SettleAsync((await ExecutionAsync()).Request.Id, status, reference, null, by, default);
        await Spine.RunAsync(Conversation);
        return how;
    }

    public async Task WaitAsync(TimeSpan time)
    {
        Spine.Time.Advance(time);
        while (await Spine.Get<ClockWorker>().FireAsync(default) > 0) { }
        await Spine.RunAsync(Conversation);
    }

    public async Task<RemedyExecution> ExecutionAsync() =>
        (await Spine.Database.ReadAsync((session, cancel) => RemedyRows.OfConversationAsync(session, Conversation, cancel), default)).ShouldHaveSingleItem();

    public async Task<Promise> PromiseAsync() =>
        (await Spine.Database.ReadAsync((session, cancel) => PromiseRows.OfConversationAsync(session, Conversation, cancel), default)).Single(p => p.Id.Value == "pr_1");

    public async Task<ComplaintCase> CaseAsync() =>
        (await Spine.Database.ReadAsync((session, cancel) => CaseRows.OfConversationAsync(session, Conversation, cancel), default)).ShouldHaveSingleItem();

    /// <summary>All that the bot has said, a line a bubble.</summary>
    public async Task<string> SaidAsync() => string.Join('\n', await Spine.Database.ReadAsync((session, cancel) =>
        session.Statement("select json from activity where conversation_id = @id and role = 'bot' order by seq").Set("@id", Conversation.Value)
            .ListAsync(row => ProtocolJson.Parse<Activity>(row.GetUtf8(0)).Text!, cancel), default));

    public ValueTask DisposeAsync() => Spine.DisposeAsync();

    internal sealed class Scripted(Func<string, DeliveryOutcome> answer, string name) : IChannel
    {
        public string Name => name;

        public List<string> Sent { get; } = [];

        public ValueTask<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellation)
        {
            lock (Sent) Sent.Add(delivery.Payload);
            return ValueTask.FromResult(answer(delivery.Payload));
        }
    }
}
