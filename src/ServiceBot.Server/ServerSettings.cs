using Microsoft.Extensions.Configuration;
using ServiceBot.Server.Sites;

namespace ServiceBot.Server;

/// <summary>A setting is wrong: the start stops with this sentence, which names it.</summary>
public sealed class SettingException(string message) : Exception(message);

/// <summary>What the program needs before anything runs: where its data, its database and its packs are, and which sites it serves.</summary>
/// <param name="Sites">As configured, until the database is open; then as they are there.</param>
public sealed record ServerSettings(string DataFolder, string? PostgresConnection, string PacksFolder, IReadOnlyList<Site> Sites, Uri? AlertsUrl)
{
    public const string DefaultUrl = "http://127.0.0.1:3978";

    /// <summary>Articles that stand outside of any pack; null where there are none.</summary>
    public string? ArticlesFolder { get; init; }

    public string DatabaseFile => Path.Combine(DataFolder, "servicebot.db");

    /// <exception cref="SettingException">It cannot be made.</exception>
    public void MakeDataFolder()
    {
        try
        {
            Directory.CreateDirectory(DataFolder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"SERVICEBOT_DATA is '{DataFolder}', where no folder can be made: {refused.Message} Name a folder that the service's user may write.");
        }
    }

    /// <summary>appsettings.json beside the program, environment, command line; later ones win.</summary>
    public static IConfigurationRoot Configuration(string[] args) => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables()
        .AddCommandLine(args)
        .Build();

    /// <exception cref="SettingException"/>
    public static ServerSettings Read(IConfiguration configuration)
    {
        var data = Path.GetFullPath(configuration["SERVICEBOT_DATA"] is { Length: > 0 } folder ? folder : "data");
        var packs = PacksIn(configuration["Packs:Folder"]);
        var postgres = configuration.GetConnectionString("ServiceBot") is { Length: > 0 } connection ? connection : null;
        if (postgres is not null && ServerDatabase.Fault(postgres) is { } fault) throw new SettingException(fault);
        return new ServerSettings(data, postgres, packs, SitesIn(configuration, packs), AlertsIn(configuration["Alerts:Url"])) { ArticlesFolder = ArticlesIn(configuration["Knowledge:Folder"]) };
    }

    private static string PacksIn(string? configured)
    {
        if (configured is { Length: > 0 })
            return Directory.Exists(configured) ? Path.GetFullPath(configured) : throw new SettingException($"Packs:Folder is '{configured}', but there is no such folder. Name the folder that holds the packs, one folder each.");

        // In a checkout the packs being edited; in a published program those beside it.
        var checkout = Ancestors(AppContext.BaseDirectory).Select(folder => Path.Combine(folder, "dialogs", "packs")).FirstOrDefault(Directory.Exists);
        return checkout ?? Path.Combine(AppContext.BaseDirectory, "packs");
    }

    private static string? ArticlesIn(string? configured)
    {
        if (string.IsNullOrEmpty(configured)) return null;
        return Directory.Exists(configured) ? Path.GetFullPath(configured) : throw new SettingException($"Knowledge:Folder is '{configured}', but there is no such folder. Name the folder that holds your articles (zh-Hans, zh-Hant, en), or leave it out.");
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent) yield return at.FullName;
    }

    private static List<Site> SitesIn(IConfiguration configuration, string packs) =>
        [.. configuration.GetSection("Sites").GetChildren().Select(section =>
        {
            var (site, fault) = Site.Read(new Site(section.Key, Site.DefaultPack), field => $"{section.Path}:{field}", field => OneLine(section.GetSection(field)));
            if (fault is not null) throw new SettingException(fault);
            return Directory.Exists(Path.Combine(packs, site.Pack)) ? site
                : throw new SettingException($"{section.Path}:Pack is '{site.Pack}', but {packs} has no such folder. It has: {string.Join(", ", PacksOf(packs))}.");
        })];

    // What packs share lies beside them and is none.
    private static IEnumerable<string?> PacksOf(string folder) => Directory.GetDirectories(folder).Where(pack => File.Exists(Path.Combine(pack, "pack.yaml"))).Select(Path.GetFileName).Order();

    // A list is written as an array, or on one line with commas.
    private static string? OneLine(IConfigurationSection section) =>
        section.Value ?? (section.GetChildren().Select(item => item.Value).ToList() is { Count: > 0 } items ? string.Join(',', items) : null);

    private static Uri? AlertsIn(string? url)
    {
        if (string.IsNullOrEmpty(url)) return null;
        return Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new SettingException($"Alerts:Url is '{url}', which is no http(s) address. Give the address of your webhook, or leave it out.");
    }
}
