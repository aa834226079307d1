using System.CommandLine;
using System.Text.RegularExpressions;
using ServiceBot.Server.Admin;

namespace ServiceBot.Server.Sites;

/// <summary>`servicebot site`: which sites there are and where they differ from their packs. A running server hears of changes within seconds; a new site or another pack begins with its next start.</summary>
internal static partial class SiteCommand
{
    public static Command Create() => new("site", "Sites: list them, add one, change one.") { List(), Set() };

    private static Command List()
    {
        var command = new Command("list", "List the sites; what is not named is as the pack says.");
        command.SetAction((_, cancellation) => OfflineCommand.RunAsync(async settings =>
        {
            await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
            foreach (var site in await SiteRows.ListAsync(database, cancellation)) Console.WriteLine(Describe(site));
            return 0;
        }));
        return command;
    }

    private static Command Set()
    {
        var id = new Argument<string>("ID") { Description = "The site, as its pages name it; a new one is added." };
        var options = new Dictionary<string, Option<string?>>
        {
            [nameof(Site.Pack)] = new("--pack") { Description = "Folder name below the packs folder." },
            [nameof(Site.Languages)] = new("--languages") { Description = "What customers are answered in, such as zh-Hant,en." },
            [nameof(Site.Hours)] = new("--hours") { Description = "When people are on duty: \"mon-fri 09:00-18:00; sat 10:00-16:00\"." },
            [nameof(Site.Days)] = new("--days") { Description = "Days that differ from the week: \"2026-10-01..2026-10-07 closed; 12-25 closed; 2026-10-10 09:00-18:00\"." },
            [nameof(Site.TimeZone)] = new("--time-zone") { Description = "IANA name, such as Asia/Taipei." },
            [nameof(Site.Currency)] = new("--currency") { Description = "Three letters; the amounts of the pack's policy count in it." },
            [nameof(Site.AllowedOrigins)] = new("--origins") { Description = "Pages that may open the chat: https://shop.example,https://www.shop.example." },
        };
        var command = new Command("set", "Change a site, or add one. An empty value (--hours \"\") goes back to what the pack says.") { id };
        foreach (var option in options.Values) command.Add(option);
        command.SetAction((parsed, cancellation) => OfflineCommand.RunAsync(settings =>
            SetAsync(settings, parsed.GetRequiredValue(id), field => options[field].Name, field => parsed.GetValue(options[field]), cancellation)));
        return command;
    }

    private static async Task<int> SetAsync(ServerSettings settings, string id, Func<string, string> name, Func<string, string?> text, CancellationToken cancellation)
    {
        if (!Form().IsMatch(id)) return OfflineCommand.Refuse($"'{id}' cannot be a site's id; write up to 40 letters, digits, hyphens and underscores, as they can stand in an address.");
        if (Site.Fields.All(field => text(field) is null)) return OfflineCommand.Refuse($"Nothing to set; name what changes, such as `servicebot site set {id} --hours \"mon-fri 09:00-18:00\"`.");
        await using var database = await OfflineCommand.OpenAsync(settings, cancellation);
        var known = (await SiteRows.ListAsync(database, cancellation)).Find(site => site.Id == id);
        var (site, fault) = Site.Read(known ?? new Site(id, Site.DefaultPack), name, text);
        fault ??= Directory.Exists(Path.Combine(settings.PacksFolder, site.Pack)) ? null : $"--pack is '{site.Pack}', but {settings.PacksFolder} has no such folder.";
        if (fault is not null) return OfflineCommand.Refuse(fault);

        await SiteRows.SetAsync(database, site, TimeProvider.System, cancellation);
        Console.WriteLine($"{(known is null ? "Added" : "Changed")}: {Describe(site)}");
        Console.WriteLine(known?.Pack == site.Pack
            ? $"A running server goes by it within {SiteChanges.Every.TotalSeconds:0} seconds."
            : "A running server takes a new site, or another pack, at its next start.");
        return 0;
    }

    private static string Describe(Site site) =>
        $"{site.Id}  {string.Join("  ", Site.Fields.Where(field => site[field] is { Length: > 0 }).Select(field => $"{field.ToLowerInvariant()}={site[field]}"))}";

    [GeneratedRegex("^[A-Za-z0-9_-]{1,40}$")]
    private static partial Regex Form();
}
