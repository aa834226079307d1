using System.CommandLine;
using System.Globalization;
using ServiceBot.Recovery;

namespace ServiceBot.Server.Admin;

/// <summary>`servicebot promises report`: what was promised and what became of it, by kind and by who promised. Works beside a running server.</summary>
internal static class PromisesCommand
{
    public static Command Create() => new("promises", "What was promised to customers.") { Report() };

    private static Command Report()
    {
        var site = new Option<string?>("--site") { Description = "Which site; all when left out." };
        var days = new Option<int>("--days") { Description = "Promises of so many days.", DefaultValueFactory = _ => 30 };
        var command = new Command("report", "Promised against kept, and the time within which four of five were kept, by kind and by person; names who and what promises too much.") { site, days };
        command.SetAction((parsed, cancellation) => OfflineCommand.RunAsync(async settings =>
        {
            if (parsed.GetValue(days) is < 1 or > 3650) return OfflineCommand.Refuse("--days is a number of days, such as 30.");
            var now = TimeProvider.System.GetUtcNow();
            await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
            var made = await database.ReadAsync((session, cancel) => PromisesMade.SinceAsync(session, now.AddDays(-parsed.GetValue(days)), parsed.GetValue(site), now, cancel), cancellation);
            var names = await database.ReadAsync(PromisesMade.NamesAsync, cancellation);
            Print(PromiseReport.Of(made), names, parsed.InvocationConfiguration.Output);
            return 0;
        }));
        return command;
    }

    public static void Print(PromiseReport report, IReadOnlyDictionary<string, string> names, TextWriter output)
    {
        if (report.Kinds.Count == 0)
        {
            output.WriteLine("Nothing was promised in this time.");
            return;
        }

        Print("kind", report.Kinds, static of => of, output);
        output.WriteLine();
        Print("who", report.Owners, of => names.GetValueOrDefault(of, of), output);
    }

    private static void Print(string head, IReadOnlyList<PromiseLine> lines, Func<string, string> name, TextWriter output)
    {
        output.WriteLine($"{head,-24}{"made",6}{"open",6}{"kept",6}{"broken",8}{"dropped",9}{"put off",9}{"kept %",8}{"given",9}{"4 of 5 took",13}");
        foreach (var line in lines)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name(line.Of),-24}{line.Made,6}{line.Open,6}{line.Kept,6}{line.Broken,8}{line.Dropped,9}{line.PutOff,9}{line.KeptShare * 100,8:0}{Time(line.Given),9}{Time(line.Took),13}{(line.PromisesTooMuch ? "  promises too much" : "")}"));
    }

    private static string Time(TimeSpan? time) => time switch
    {
        null => "-",
        { TotalHours: < 2 } some => string.Create(CultureInfo.InvariantCulture, $"{some.TotalMinutes:0} min"),
        { TotalDays: < 3 } some => string.Create(CultureInfo.InvariantCulture, $"{some.TotalHours:0.#} h"),
        { } some => string.Create(CultureInfo.InvariantCulture, $"{some.TotalDays:0.#} d"),
    };
}
