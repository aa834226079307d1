using System.Globalization;
using ServiceBot.Benchmarks;
using ServiceBot.Benchmarks.Connector;
using ServiceBot.Benchmarks.Incidents;
using ServiceBot.Benchmarks.Load;
using ServiceBot.Benchmarks.Messages;
using ServiceBot.Benchmarks.Promises;

var packs = Path.Combine(AppContext.BaseDirectory, "packs");
switch (args is [var name, ..] ? name : "")
{
    case "decide":
        await DecideBenchmark.RunAsync(packs, args.ElementAtOrDefault(1), Count(2, 20));
        return 0;
    case "remedy":
        RemedyBenchmark.Run(packs);
        return 0;
    case "ledger":
        await LedgerBenchmark.RunAsync(args.ElementAtOrDefault(1));
        return 0;
    case "load":
        await LoadBenchmark.RunAsync(args.ElementAtOrDefault(1), args.Length > 2 ? [int.Parse(args[2], CultureInfo.InvariantCulture)] : [16, 64]);
        return 0;
    case "promises":
        await PromiseBenchmark.RunAsync(packs, args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10_000);
        return 0;
    case "incident":
        await IncidentBenchmark.RunAsync(args.ElementAtOrDefault(1) is { Length: > 0 } server ? server : null, Count(2, 10_000), Count(3, 16));
        return 0;
    case "idle":
        await IdleBenchmark.RunAsync(args.ElementAtOrDefault(1));
        return 0;
    case "grow":
        await GrowBenchmark.RunAsync(args.ElementAtOrDefault(1), args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 100_000);
        return 0;
    case "connector":
        await ConnectorBenchmark.RunAsync(packs, args.Length > 1 ? [int.Parse(args[1], CultureInfo.InvariantCulture)] : [1, 16, 64, 256]);
        return 0;
    case "loopback-channel":
        await LoopbackChannel.RunAsync();
        return 0;
    case "start":
        await StartBenchmark.RunAsync(args.ElementAtOrDefault(1));
        return 0;
    case "messages":
        await MessagesBenchmark.RunAsync(args.ElementAtOrDefault(1), args.Length > 2 ? [int.Parse(args[2], CultureInfo.InvariantCulture)] : [1, 16, 64]);
        return 0;
    case "plain-endpoint":
        await PlainEndpoint.RunAsync();
        return 0;
    default:
        Console.Error.WriteLine("""
            Benchmarks; build with -c Release. Give one of:
              decide [LANGUAGE [SECONDS]] deciding one complaint turn in process, part by part; with zh-Hans, zh-Hant or en only that, for a profiler
              remedy      deciding what a failure gets by the courier's rules, without I/O
              ledger [CONNECTION] coupons against one budget, each durable, SQLite or the PostgreSQL of the connection string
              load [SERVER [N]] complaint turns over Direct Line with durable commits, 16 and 64 customers; SERVER is the built program, left out: the one in its project
              messages [SERVER [N]] the same turns through /api/messages with expectReplies, 1, 16 and 64 callers, beside a plain endpoint
              promises [N]    N promises (left out: 10,000) fall due at one moment: all told, with durable commits
              incident [SERVER [N [LIVE]]]   N customers (left out: 10,000) are told of an incident while LIVE others (16) are served; SERVER "": the one in its project
              idle [SERVER]   memory of 10,000 customers who are connected and say nothing
              grow [SERVER [N]]   the same turns with nothing and with N stored conversations (left out: 100,000)
              connector [N]   replies through the connector to a channel on loopback, 1, 16, 64 and 256 conversations
              start [SERVER]  from the start of the program to the first reply
            """);
        return 2;
}

int Count(int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
