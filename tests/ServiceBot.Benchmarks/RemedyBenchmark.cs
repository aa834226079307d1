using System.Diagnostics;
using System.Globalization;
using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Recovery;

namespace ServiceBot.Benchmarks;

/// <summary>From the facts of a failure to the decision, by the courier's rules: the first row that fits and the last one.</summary>
internal static class RemedyBenchmark
{
    private const int Rounds = 200_000;
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8));

    public static void Run(string packs)
    {
        var pack = ((PackLoad.Loaded)PackLoader.Load(Path.Combine(packs, "courier"), WordingKeys.All, Now)).Pack;
        foreach (var kind in pack.Complaints)
        {
            foreach (var attribution in new[] { Attribution.Firm, Attribution.Nature })
            {
                var failure = Failure(kind, attribution, pack);
                var best = double.MaxValue;
                var bytes = 0L;
                RemedyDecision? last = null;
                for (var run = 0; run < 5; run++)
                {
                    var (begun, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
                    for (var i = 0; i < Rounds; i++) last = Decide(failure, kind, pack);
                    bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
                    best = Math.Min(best, Stopwatch.GetElapsedTime(begun).TotalMicroseconds / Rounds);
                }
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind.Id,-16} {attribution,-7} {best,5:0.00} µs {bytes,6:N0} B  {last!.Rule}: {last.Reason}"));
            }
        }
    }

    private static RemedyDecision Decide(ServiceFailure failure, ComplaintKind kind, Pack pack) =>
        RemedyPolicy.Decide(failure, kind, pack.Standard(kind.Standard), pack.Policy, new PolicyMoment(Now, "CNY", pack.Version, new Money(5000_00, "CNY")));

    private static ServiceFailure Failure(ComplaintKind kind, Attribution attribution, Pack pack) => new()
    {
        ComplaintKind = kind.Id,
        Failure = kind.Failure,
        SubjectId = "P1",
        Cause = attribution == Attribution.Nature ? "weather" : "sorting",
        CauseKind = attribution == Attribution.Nature ? "weather" : "sorting",
        Attribution = attribution,
        Severity = 2,
        Late = TimeSpan.FromHours(26),
        Freight = new Money(18_00, pack.Site.Currency),
        Value = new Money(120_00, pack.Site.Currency),
        HasPhoto = true,
        IsConfirmed = true,
        IsProven = true,
        History = CustomerHistory.Empty(pack.Site.Currency),
    };
}
