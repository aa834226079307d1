using System.Globalization;
using ServiceBot.Benchmarks;
using ServiceBot.Benchmarks.Load;

var packs = Path.Combine(AppContext.BaseDirectory, "packs");
switch (args is [var name, ..] ? name : "")
{
    case "decide":
        await DecideBenchmark.RunAsync(packs);
        return 0;
    case "load":
        await LoadBenchmark.RunAsync(args.ElementAtOrDefault(1), args.Length > 2 ? [int.Parse(args[2], CultureInfo.InvariantCulture)] : [16, 64]);
        return 0;
    default:
        Console.Error.WriteLine("""
            Benchmarks; build with -c Release. Give one of:
              decide      deciding one complaint turn in process, part by part
              load [SERVER [N]] complaint turns over Direct Line with durable commits, 16 and 64 customers; SERVER is the built program, left out: the one beside this
            """);
        return 2;
}
