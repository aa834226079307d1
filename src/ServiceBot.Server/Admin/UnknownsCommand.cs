using System.CommandLine;
using System.Globalization;
using ServiceBot.Dialogs;
using ServiceBot.Packs;
using ServiceBot.Server.Admin.Authoring;
using ServiceBot.Server.Sites;

namespace ServiceBot.Server.Admin;

/// <summary>`servicebot unknowns`: what customers wrote lately that was not understood, put together, and where it seems to belong.</summary>
internal static class UnknownsCommand
{
    public static Command Create()
    {
        var site = new Option<string?>("--site") { Description = "The site; without it the first." };
        var days = new Option<int>("--days") { Description = "How many days back.", DefaultValueFactory = _ => 14 };
        var command = new Command("unknowns", "Group what was not understood lately, without what says who wrote it, as YAML to be pasted where it belongs.") { site, days };
        command.SetAction((parsed, cancellation) => OfflineCommand.RunAsync(settings => RunAsync(settings, parsed.GetValue(site), parsed.GetValue(days), Console.Out, TimeProvider.System, cancellation)));
        return command;
    }

    internal static async Task<int> RunAsync(ServerSettings settings, string? named, int days, TextWriter output, TimeProvider time, CancellationToken cancellation)
    {
        if (days is < 1 or > 3650) return OfflineCommand.Refuse($"--days is {days}; write a number of days from 1 to 3650.");
        await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
        var sites = await SiteRows.ListAsync(database, cancellation);
        if (sites.FirstOrDefault(s => named is null || s.Id == named) is not { } site)
            return OfflineCommand.Refuse($"There is no site '{named}'. There are: {string.Join(", ", sites.Select(s => s.Id))}.");
        var now = time.GetUtcNow();
        if (PackLoader.Load(Path.Combine(settings.PacksFolder, site.Pack), WordingKeys.All, now) is not PackLoad.Loaded(var pack, _))
            return OfflineCommand.Refuse($"The pack '{site.Pack}' of site '{site.Id}' has errors; `servicebot check {Path.Combine(settings.PacksFolder, site.Pack)}` names them.");

        var since = now.AddDays(-days);
        var messages = await UnknownMessages.ReadAsync(database, site.Id, since, pack, now, cancellation);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# {(messages.Count == 0 ? "Nothing" : messages.Count.ToString(CultureInfo.InvariantCulture))} was not understood on {site.Id} since {since:yyyy-MM-dd} that pack {pack.Id} of today does not understand either."));
        output.Write(UnknownsReport.Of(UnknownClusters.Of(messages)));
        return 0;
    }
}
