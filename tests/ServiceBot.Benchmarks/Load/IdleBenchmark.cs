using System.Globalization;
using System.Net;

namespace ServiceBot.Benchmarks.Load;

/// <summary>What a customer costs who is connected and says nothing: resident memory of the server with many sockets, less that of the empty one.</summary>
internal static class IdleBenchmark
{
    private const int Sockets = 10_000;
    private const int AtOnce = 50;

    public static async Task RunAsync(string? program)
    {
        using var server = await ServerProcess.StartAsync(program, new TemporaryFolder(), isCounted: true, orders: 1);
        // What the program loads and compiles for its first customers is not what one more costs.
        List<RawLine> first = [];
        await OpenAsync(server.Address, 500, first);
        foreach (var line in first) line.Dispose();
        await server.CollectAsync();
        var (empty, before) = (server.Resident, server.Counters().Living);

        List<RawLine> open = new(Sockets);
        await OpenAsync(server.Address, Sockets, open);
        await server.CollectAsync();
        var (full, after) = (server.Resident, server.Counters().Living);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{open.Count} idle sockets: {(full - empty) / 1024.0 / open.Count:0.0} kB each, of it {(after - before) / 1024.0 / open.Count:0.0} kB of objects ({empty / 1048576} MB empty, {full / 1048576} MB full)"));
        foreach (var line in open) line.Dispose();
    }

    private static async Task OpenAsync(IPEndPoint address, int count, List<RawLine> open) =>
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) =>
        {
            using var http = await RawLine.ConnectAsync(address, 1024);
            var (_, stream) = await LoadCustomer.OpenAsync(http, "en");
            var socket = await LoadCustomer.ListenAsync(address, stream, 256);
            await socket.ReadFrameAsync();
            lock (open) open.Add(socket);
        });
}
