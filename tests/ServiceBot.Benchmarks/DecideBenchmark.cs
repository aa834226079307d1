using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Protocol;
using ServiceBot.Server.Chat;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;
using ServiceBot.Understanding;
using Activity = ServiceBot.Protocol.Activity;

namespace ServiceBot.Benchmarks;

/// <summary>Deciding one complaint turn in process: understand, judge tolerance, dialog, remedy; nothing is stored. Where the time goes is measured part by part.</summary>
internal static class DecideBenchmark
{
    private const int Runs = 40;
    private const int Turns = 500;
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8));

    private static readonly (string Language, string Text)[] Complaints =
    [
        ("zh-Hans", "我的快递昨天就该到了，现在还没到，单号SF1234567890123"),
        ("zh-Hant", "我的包裹SF1234567890123昨天就應該到了，怎麼到現在還沒收到"),
        ("en", "My parcel SF1234567890123 was due yesterday and it still has not arrived"),
    ];

    /// <summary>With a language, that one is decided over and over for so many seconds, for a profiler.</summary>
    public static async Task RunAsync(string packs, string? only = null, int seconds = 20)
    {
        var pack = ((PackLoad.Loaded)PackLoader.Load(Path.Combine(packs, "courier"), WordingKeys.All, Now)).Pack;
        var time = new ManualTime(Now);
        var facts = new ChatFacts(time);
        facts.Put("order", "SF1234567890123", "c1", new Dictionary<string, string>
        {
            ["promised"] = "2026-11-20T18:00+08:00", ["status"] = "in-transit", ["at"] = "哈尔滨转运中心", ["freight"] = "18.00",
        });
        var incidents = new ChatIncidents();
        incidents.Put(new Incident("i1", "weather", "哈尔滨", new LocalizedText("暴风雪", "暴風雪", "snowstorm"), null, Now.AddDays(1)));
        // A file, as in production: history is read on a connection of its own, while in memory every read waits for the writer's thread.
        using var folder = new TemporaryFolder();
        await using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(time).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddSingleton(StandardDialogs.Create())
            .AddServiceBot(await Database.OpenFileAsync(Path.Combine(folder.Path, "servicebot.db")), _ => new SiteView(pack, facts, incidents), IdSource.Random)
            .BuildServiceProvider();
        var pipeline = services.GetRequiredService<TurnPipeline>();
        var understander = Understander.For(pack);
        var context = new UnderstandingContext { Now = Now, Zone = TimeZoneInfo.FindSystemTimeZoneById(pack.Site.TimeZone) };

        List<(string Language, string Text, TurnInput Input)> inputs = [];
        foreach (var (language, text) in Complaints.Where(c => only is null || c.Language == only)) inputs.Add((language, text, await InputAsync(services, text, Locales.FromTag(language))));
        await WarmUpAsync(async () =>
        {
            foreach (var (_, _, input) in inputs) await pipeline.RunAsync(input, default);
        });

        if (only is not null)
        {
            Console.WriteLine($"process {Environment.ProcessId} decides {only} for {seconds} s");
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(seconds);) await pipeline.RunAsync(inputs[0].Input, default);
            return;
        }

        Console.WriteLine("part                   µs of processor a turn: min, median, max   kB/turn");
        foreach (var (language, text, input) in inputs)
        {
            await MeasureAsync($"understand ({language})", () =>
            {
                understander.Understand(text, context);
                return ValueTask.CompletedTask;
            });
            await MeasureAsync($"decide, all ({language})", async () => await pipeline.RunAsync(input, default));
        }
    }

    private static async Task<TurnInput> InputAsync(ServiceProvider services, string text, Locale locale)
    {
        var conversations = services.GetRequiredService<Conversations>();
        var id = await conversations.OpenAsync(new NewConversation("main", "directline", null, Proof.HostPage, locale, new NewCustomer("c1", "王芳", "gold", new DateOnly(2022, 5, 1), 12)), default);
        await services.GetRequiredService<Inbox>().AcceptAsync(new IncomingActivity(id, new Activity { Type = ActivityTypes.Message, Text = text }, null), default);
        return (await services.GetRequiredService<TurnLoader>().LoadAsync(id, default))!;
    }

    // What runs often is compiled a second time in the background, and later the busier the machine is: the language measured first must not pay for it.
    private static async Task WarmUpAsync(Func<ValueTask> turns)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 10_000 || clock.Elapsed < TimeSpan.FromSeconds(5); i++) await turns();
    }

    private static async Task MeasureAsync(string part, Func<ValueTask> turn)
    {
        for (var i = 0; i < 3000; i++) await turn();
        List<double> micros = [];
        long bytes = 0;
        for (var run = 0; run < Runs; run++)
        {
            var before = GC.GetTotalAllocatedBytes();
            var thread = Environment.CurrentManagedThreadId;
            var start = ThreadClock.Now;
            for (var i = 0; i < Turns; i++) await turn();
            micros.Add((ThreadClock.Now - start).TotalMicroseconds / Turns);
            bytes = (GC.GetTotalAllocatedBytes() - before) / Turns;
            if (Environment.CurrentManagedThreadId != thread) throw new InvalidOperationException("A turn went on with another thread: the time of one thread does not tell what it cost.");
        }

        micros.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{part,-28} {micros[0],6:0.0} {micros[Runs / 2],6:0.0} {micros[^1],6:0.0}   {bytes / 1000.0,6:0.0}"));
    }
}
