using ServiceBot.Benchmarks;

var packs = Path.Combine(AppContext.BaseDirectory, "packs");
switch (args is [var name, ..] ? name : "")
{
    case "decide":
        await DecideBenchmark.RunAsync(packs);
        return 0;
    default:
        Console.Error.WriteLine("""
            Benchmarks; build with -c Release. Give one of:
              decide      deciding one complaint turn in process, part by part
            """);
        return 2;
}
