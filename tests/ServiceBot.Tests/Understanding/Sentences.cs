using System.Collections.Concurrent;
using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Tests.Packs;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

/// <summary>The labelled sentences beside these tests, and the understanders that read them; each trained once.</summary>
internal static class Sentences
{
    private static readonly Lazy<Understander> courier = new(() => Understander.For(new CourierPack().Pack));
    private static readonly ConcurrentDictionary<string, Lazy<Understander>> ofPack = new();
    private static readonly Lazy<Understander> untrained = new(() => Understander.Train(Some([])));

    /// <summary>On the courier pack's own examples.</summary>
    public static Understander OfCourier => courier.Value;

    /// <summary>On the own examples of one of the packs that are shipped.</summary>
    public static Understander Of(string pack) => pack == "courier" ? OfCourier : ofPack.GetOrAdd(pack, name => new Lazy<Understander>(() => Understander.For(((PackLoad.Loaded)PackLoader.Load(Path.Combine(Repository.Root, "dialogs", "packs", name), WordingKeys.All, CourierPack.Now)).Pack))).Value;

    /// <summary>Without intents; numbers are SF or YT and 13 digits.</summary>
    public static Understander Plain => untrained.Value;

    public static UnderstandingContext Context { get; } = new()
    {
        Now = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8)),
        Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"),
    };

    public static UnderstandingContext Asking(string asked) => Context with { Asked = asked };

    public static UnderstandingSource Some(IReadOnlyList<IntentSource> intents) => new()
    {
        Intents = intents,
        NumberPatterns = [@"SF\d{13}", @"YT\d{13}"],
        NumberPrefixes = ["SF", "YT"],
        Currency = "CNY",
    };

    /// <summary>Columns of each row of a file in Data; # begins a comment.</summary>
    public static IReadOnlyList<string[]> Read(string file) =>
        [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "ServiceBot.Tests", "Understanding", "Data", file)).Where(line => !line.StartsWith('#')).Select(line => line.Split('\t'))];
}
