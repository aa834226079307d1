using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ServiceBot.Server.Evaluation;

/// <summary>`servicebot evaluate entities`: how much of the field's specs of recognizers the reading of customers' messages gets right, a line a file, and what it costs.</summary>
internal sealed record SpecEvaluation
{
    private const int Rounds = 15;

    public required IReadOnlyList<string> Specs { get; init; }

    /// <summary>File for what was found, one case a line, in order.</summary>
    public string? Predictions { get; init; }

    /// <exception cref="SettingException">A file cannot be used.</exception>
    public void Run(TextWriter output)
    {
        ServiceBot.Understanding.Understander.ReadTables();
        var rows = new List<Action<Utf8JsonWriter>>();
        var lines = Specs.Select(file => Line(file, rows)).ToList();
        output.WriteLine($"{"spec",-32} {"cases",6} {"skipped",8} {"right",6} {"%",6} {"p50 µs",8} {"p99 µs",8} {"bytes",7}");
        foreach (var line in lines) output.WriteLine(line);
        if (Predictions is not null) JsonLines.Write(Predictions, rows);
    }

    private static string Line(string file, List<Action<Utf8JsonWriter>> rows)
    {
        var cases = SpecCase.Read(file);
        var kind = SpecKinds.Of(file, cases);
        var reader = new SpecReader(kind);
        int right = 0, scored = 0;
        foreach (var one in cases)
        {
            var found = reader.Read(one);
            var isRight = kind != SpecKind.NotRead && SpecJudge.IsRight(one, found);
            if (!one.IsSkipped) scored++;
            if (!one.IsSkipped && isRight) right++;
            rows.Add(json => SpecPrediction.Write(json, file, one, found, isRight));
        }

        var name = Path.Combine(Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))) ?? "", Path.GetFileName(file));
        var counts = string.Create(CultureInfo.InvariantCulture, $"{name,-32} {scored,6} {cases.Count - scored,8}");
        if (kind == SpecKind.NotRead) return $"{counts}  not among what a customer's message is read for";
        var times = Times(reader, cases);
        return string.Create(CultureInfo.InvariantCulture, $"{counts} {right,6} {100 * Measures.Share(right, scored),6:0.0} {times.Half,8:0.0} {times.Last,8:0.0} {times.Bytes,7:0}");
    }

    // Of each utterance the median of several readings, so that neither the compiler nor other work on the machine is what is measured.
    private static (double Half, double Last, double Bytes) Times(SpecReader reader, List<SpecCase> cases)
    {
        if (cases.Count == 0) return (double.NaN, double.NaN, double.NaN);
        for (var warm = Stopwatch.StartNew(); warm.ElapsedMilliseconds < 400;)
        {
            foreach (var one in cases) reader.Run(one, out _);
        }

        var times = cases.ConvertAll(_ => new double[Rounds]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < cases.Count; i++)
            {
                var start = Stopwatch.GetTimestamp();
                reader.Run(cases[i], out _);
                times[i][round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        }

        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        var sorted = times.ConvertAll(t => t.Order().ElementAt(Rounds / 2)).Order().ToArray();
        return (sorted[sorted.Length / 2], sorted[Math.Min(sorted.Length - 1, sorted.Length * 99 / 100)], (double)bytes / Rounds / cases.Count);
    }
}
