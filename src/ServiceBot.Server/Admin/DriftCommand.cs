using System.CommandLine;
using System.Globalization;
using ServiceBot.Tolerance.Calibration;
using ServiceBot.Turns;

namespace ServiceBot.Server.Admin;

/// <summary>`servicebot drift`: whether the last weeks still look like the months before, which the weights were learnt from. Works beside a running server.</summary>
internal static class DriftCommand
{
    private const int LongerBefore = 3;

    public static Command Create()
    {
        var site = new Option<string>("--site") { Description = "Which site.", DefaultValueFactory = _ => "main" };
        var days = new Option<int>("--days") { Description = $"How many days are compared with {LongerBefore} times as many before them.", DefaultValueFactory = _ => 30 };
        var command = new Command("drift", "Compares outcomes and reasons of the last days with those before, and what the weights in use expect with what came; exit status 1 when something has drifted.") { site, days };
        command.SetAction((parsed, cancellation) => OfflineCommand.RunAsync(async settings =>
        {
            var (of, length) = (parsed.GetRequiredValue(site), parsed.GetValue(days));
            if (length is < 1 or > 3650) return OfflineCommand.Refuse("--days is a number of days, such as 30.");
            var until = TimeProvider.System.GetUtcNow() - OutcomeRows.Settled;
            await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
            var past = await database.ReadAsync((session, cancel) => OutcomeRows.OfSiteAsync(session, of, until.AddDays(-length * (1 + LongerBefore)), until, cancel), cancellation);
            var stored = await database.ReadAsync((session, cancel) => WeightRows.OfSiteAsync(session, of, cancel), cancellation);
            var border = until.AddDays(-length);
            return Print(Drift.Of([.. past.Where(p => p.At < border).Select(p => p.Past)], [.. past.Where(p => p.At >= border).Select(p => p.Past)], WeightRows.InUse(stored)), parsed.InvocationConfiguration.Output);
        }));
        return command;
    }

    /// <returns>1 when something has drifted, 0 when not, 2 when too little is there to say.</returns>
    public static int Print(Drift drift, TextWriter output)
    {
        if (drift.TooLittle is { } why) return OfflineCommand.Refuse(why);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{drift.Before} conversations before, {drift.Now} lately."));
        foreach (var line in drift.Lines)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(line.HasDrifted ? "DRIFT" : "  ok "),-6}{line.What,-28}{line.Before,8:P1} → {line.Now,8:P1}   {line.Sigmas,5:+0.0;−0.0;0.0} σ"));
        output.WriteLine(drift.HasDrifted ? "Something has changed: look at it, then `servicebot calibrate`." : "Nothing has drifted.");
        return drift.HasDrifted ? 1 : 0;
    }
}
