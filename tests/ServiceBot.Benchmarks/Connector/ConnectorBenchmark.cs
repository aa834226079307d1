using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Handoff;
using ServiceBot.Outbound;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework.Connector;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;

namespace ServiceBot.Benchmarks.Connector;

/// <summary>
/// Replies through the connector to a channel on loopback: an agent's message is committed with its outbox row, rendered, sent, and its end
/// written down; all durable. Each conversation says the next when the channel has taken the one before. The channel is another process.
/// </summary>
internal static class ConnectorBenchmark
{
    private const int Runs = 5;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(4);
    private static readonly AgentRef Agent = new(new AgentId("ag_bench"), "Lin", Authority: 0);

    public static async Task RunAsync(string packs, IReadOnlyList<int> counts)
    {
        Console.WriteLine("conversations  replies/s   p50 ms   p99 ms  CPU µs/reply  alloc kB/reply");
        foreach (var count in counts) await RunAsync(packs, count);
    }

    private static async Task RunAsync(string packs, int count)
    {
        using var channel = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["loopback-channel"]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        var serviceUrl = $"http://127.0.0.1:{await channel.StandardOutput.ReadLineAsync()}/";
        using var folder = new TemporaryFolder();
        var pack = ((PackLoad.Loaded)PackLoader.Load(Path.Combine(packs, "courier"), WordingKeys.All, DateTimeOffset.UtcNow)).Pack;
        var database = await Database.OpenFileAsync(Path.Combine(folder.Path, "servicebot.db"));
        var http = new OutboundHttp(new OutboundSettings { AllowHttp = true, PrivateNetworks = [IPNetwork.Parse("127.0.0.0/8")] }, TimeProvider.System, connectionsPerHost: ServiceGates.MostCalls);
        await using (var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddSingleton(StandardDialogs.Create())
            .AddServiceBot(database, _ => new SiteView(pack, new SampleFacts(() => null), new PackIncidents(() => [])), IdSource.Random)
            .AddSingleton<ChannelTargets>().AddSingleton<ChannelLimits>().AddSingleton<ServiceGates>()
            .AddSingleton(new ConnectorClient(http, null, _ => null, TimeProvider.System))
            .AddSingleton(p => new PatientConnector(p.GetRequiredService<ConnectorClient>(), p.GetRequiredService<ChannelLimits>(), TimeProvider.System, Random.Shared.NextDouble))
            .AddSingleton<NewConversations>()
            .AddSingleton<ConnectorChannel>()
            .AddSingleton<Watched>()
            .AddSingleton<IChannel>(p => p.GetRequiredService<Watched>())
            .BuildServiceProvider())
        {
            var worker = services.GetRequiredService<OutboxWorker>();
            await worker.StartAsync(default);
            var talks = new List<Talk>();
            for (var i = 0; i < count; i++) talks.Add(new Talk(await OpenAsync(services, serviceUrl, i)));
            using var stopping = new CancellationTokenSource();
            var all = Task.WhenAll(talks.Select(talk => Task.Run(() => talk.RunAsync(services, stopping.Token))));
            await Task.Delay(WarmUp);
            List<double[]> runs = [];
            for (var run = 0; run < Runs && !all.IsCompleted; run++) runs.Add(await MeasureAsync(talks));
            await stopping.CancelAsync();
            await all;
            foreach (var (what, at) in new[] { ("min", 0), ("median", Runs / 2), ("max", Runs - 1) })
            {
                var v = Enumerable.Range(0, 5).Select(i => runs.Select(r => r[i]).Order().ElementAt(at)).ToList();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,13}  {v[0],9:0}  {v[1],7:0.00}  {v[2],7:0.00}  {v[3],12:0.0}  {v[4],14:0.0}  {what} of {Runs}"));
            }

            await worker.StopAsync(default);
        }

        http.Dispose();
        await database.DisposeAsync();
        channel.StandardInput.Close();
        await channel.WaitForExitAsync();
    }

    private static async Task<ConversationId> OpenAsync(IServiceProvider services, string serviceUrl, int i)
    {
        var id = await services.GetRequiredService<Conversations>().OpenAsync(new NewConversation("main", "webchat", $"c{i}", Proof.None, Locale.ZhHans, new NewCustomer(null)), default);
        await services.GetRequiredService<ChannelReferences>().PutAsync(id, new ChannelReference(serviceUrl, true, null, null,
            new ChannelAccount { Id = "bot" }, new ChannelAccount { Id = $"u{i}" }, new ConversationAccount { Id = $"c{i}" }, "zh-CN", DateTimeOffset.UtcNow), default);
        await services.GetRequiredService<HandoffDesk>().AcceptAsync(id, Agent, default);
        return id;
    }

    private static async Task<double[]> MeasureAsync(List<Talk> talks)
    {
        var (before, cpu, allocated, clock) = (talks.Sum(t => t.Times.Count), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), Stopwatch.StartNew());
        var seen = talks.Select(t => t.Times.Count).ToList();
        await Task.Delay(Measured);
        var done = (double)(talks.Sum(t => t.Times.Count) - before);
        var used = Environment.CpuUsage.TotalTime - cpu;
        var bytes = GC.GetTotalAllocatedBytes() - allocated;
        var times = talks.SelectMany((t, i) => t.Times.ToArray()[seen[i]..]).Select(t => t.TotalMilliseconds).Order().ToList();
        return [done / clock.Elapsed.TotalSeconds, times[times.Count / 2], times[times.Count * 99 / 100], used.TotalMicroseconds / done, bytes / 1024.0 / done];
    }

    /// <summary>One conversation: says, waits until the channel has it, says again.</summary>
    private sealed class Talk(ConversationId id)
    {
        public ConcurrentQueue<TimeSpan> Times { get; } = [];

        public async Task RunAsync(IServiceProvider services, CancellationToken stopping)
        {
            var (desk, watched) = (services.GetRequiredService<HandoffDesk>(), services.GetRequiredService<Watched>());
            while (!stopping.IsCancellationRequested)
            {
                var clock = Stopwatch.GetTimestamp();
                var arrived = watched.NextOf(id);
                await desk.SayAsync(id, Agent, "您的包裹 SF1234567890123 卡在广州转运中心，我已经催过了，明天中午前给您回话。", null, default);
                await arrived;
                Times.Enqueue(Stopwatch.GetElapsedTime(clock));
            }
        }
    }

    /// <summary>The real channel, and who waits for it.</summary>
    private sealed class Watched(ConnectorChannel channel) : IChannel
    {
        private readonly ConcurrentDictionary<ConversationId, TaskCompletionSource> waiting = new();

        public string Name => channel.Name;

        public Task NextOf(ConversationId id) => (waiting[id] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public async ValueTask<DeliveryOutcome> DeliverAsync(Delivery delivery, CancellationToken cancellation)
        {
            var outcome = await channel.DeliverAsync(delivery, cancellation);
            if (outcome is not DeliveryOutcome.Sent) Console.Error.WriteLine(outcome);
            if (waiting.TryRemove(delivery.Conversation, out var who)) who.SetResult();
            return outcome;
        }
    }
}
