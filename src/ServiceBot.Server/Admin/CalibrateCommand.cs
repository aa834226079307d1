using System.CommandLine;
using System.Globalization;
using ServiceBot.Tolerance;
using ServiceBot.Tolerance.Calibration;
using ServiceBot.Turns;

namespace ServiceBot.Server.Admin;

/// <summary>`servicebot calibrate`: what each reason weighs for a site's own customers, learnt from how conversations ended. Proposes; a person publishes. Works beside a running server.</summary>
internal static class CalibrateCommand
{
    private const int Days = 180;

    public static Command Create()
    {
        var site = new Option<string>("--site") { Description = "Which site.", DefaultValueFactory = _ => "main" };
        var since = new Option<string?>("--since") { Description = $"First day (UTC) of what is learnt from; left out: {Days} days ago." };
        var missed = new Option<double>("--missed") { Description = "How many of the bad outcomes may come without the line having been crossed, 0..1: decides where the line lies.", DefaultValueFactory = _ => 0.2 };
        var version = new Argument<long>("VERSION") { Description = "As proposed." };
        var who = new Option<string>("--who") { Description = "Who answers for it.", Required = true };
        var publish = new Command("publish", "Put proposed weights into use; `calibrate publish 0` puts the priors back.") { version, who, site };
        publish.SetAction((parsed, cancellation) => OfflineCommand.RunAsync(settings =>
            PublishAsync(settings, parsed.GetRequiredValue(site), parsed.GetRequiredValue(version), parsed.GetRequiredValue(who), parsed.InvocationConfiguration.Output, cancellation)));
        var command = new Command("calibrate", "Fits the weights of tolerance to how conversations ended (a person asked for, CSAT 2 or less, given up, back within 72 hours), prints how reliable they are and how often the line is late or early, and proposes a change.") { site, since, missed, publish };
        command.SetAction((parsed, cancellation) => OfflineCommand.RunAsync(settings =>
            ProposeAsync(settings, parsed.GetRequiredValue(site), parsed.GetValue(since), parsed.GetValue(missed), parsed.InvocationConfiguration.Output, cancellation)));
        return command;
    }

    private static async Task<int> ProposeAsync(ServerSettings settings, string site, string? since, double missed, TextWriter output, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (!OfflineCommand.IsDay(since, now.AddDays(-Days), out var from)) return OfflineCommand.Refuse($"'{since}' is no day; write --since 2026-11-01.");
        if (missed is not (>= 0 and <= 1)) return OfflineCommand.Refuse("--missed is a share, such as 0.2.");
        await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
        var past = await database.ReadAsync((session, cancel) => OutcomeRows.OfSiteAsync(session, site, from, now - OutcomeRows.Settled, cancel), cancellation);
        var stored = await database.ReadAsync((session, cancel) => WeightRows.OfSiteAsync(session, site, cancel), cancellation);
        switch (Calibrator.Fit([.. past.Select(p => p.Past)], missed))
        {
            case CalibrationResult.TooLittle(var why):
                return OfflineCommand.Refuse(why);
            case CalibrationResult.Proposed proposed:
                CalibrationReport.Print(proposed, [.. past.Select(p => p.Past)], WeightRows.InUse(stored)?.Weights ?? ToleranceWeights.Priors, output);
                var version = await database.WriteAsync((session, cancel) => WeightRows.ProposeAsync(session, site, proposed.Model, now, cancel), cancellation);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Proposed as version {version} for site {site}; nothing is in use yet. Publish it with: servicebot calibrate publish {version} --site {site} --who NAME"));
                return 0;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static async Task<int> PublishAsync(ServerSettings settings, string site, long version, string who, TextWriter output, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
        var isDone = await database.WriteAsync(async (session, cancel) =>
        {
            var published = version == 0
                ? await WeightRows.ProposeAsync(session, site, new OutcomeModel(ToleranceWeights.Priors, 0, 1), now, cancel)
                : version;
            return await WeightRows.PublishAsync(session, site, published, who, now, cancel);
        }, cancellation);
        if (!isDone) return OfflineCommand.Refuse($"Site {site} has no proposal {version}; `servicebot calibrate` makes one and says its number.");
        output.WriteLine(version == 0 ? $"The priors are in use again on site {site}, by {who}, within a minute." : string.Create(CultureInfo.InvariantCulture, $"Version {version} is in use on site {site}, by {who}, within a minute; conversations that are open go on with it."));
        return 0;
    }
}
