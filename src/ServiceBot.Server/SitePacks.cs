using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Turns;

namespace ServiceBot.Server;

/// <summary>Where a site's facts and incidents come from.</summary>
internal sealed record SiteSources(IFactSource Facts, IIncidentSource Incidents);

/// <summary>Which pack each site runs now, and where its facts come from. Edits are taken while the server runs; a broken one leaves the last good pack.</summary>
internal sealed class SitePacks : IDisposable
{
    private readonly PackLibrary library;
    private readonly Dictionary<string, string> packOfSite;
    private readonly Dictionary<string, SiteSources> opened = [];

    private SitePacks(PackLibrary library, Dictionary<string, string> packOfSite)
    {
        this.library = library;
        this.packOfSite = packOfSite;
    }

    public IReadOnlyCollection<string> Sites => packOfSite.Keys;

    public IReadOnlyList<PackProblem> Problems => library.Problems;

    public IEnumerable<Pack> Packs => packOfSite.Values.Distinct().Select(id => library.Find(id)!);

    /// <param name="sources">For a site's pack: where facts and incidents come from.</param>
    /// <exception cref="SettingException">A pack is broken: the sentence has its first problems.</exception>
    public static SitePacks Open(ServerSettings settings, PackLibrary library, Func<Func<Pack>, SiteSources> sources)
    {
        Dictionary<string, string> packOfSite = [];
        foreach (var folder in settings.Sites.GroupBy(site => site.Pack))
        {
            var path = Path.Combine(settings.PacksFolder, folder.Key);
            var load = library.Open(path);
            if (load is PackLoad.Broken broken)
            {
                throw new SettingException($"The pack in {path} is broken and no earlier one runs:\n{string.Join('\n', broken.Problems.Where(p => !p.IsWarning).Take(10).Select(p => "  " + p))}\nMend these lines; `servicebot check {path}` shows all.");
            }

            foreach (var site in folder) packOfSite[site.Id] = ((PackLoad.Loaded)load).Pack.Id;
        }

        var packs = new SitePacks(library, packOfSite);
        foreach (var site in packOfSite.Keys) packs.opened[site] = sources(() => packs.PackOf(site));
        return packs;
    }

    public SiteView View(string site)
    {
        if (!packOfSite.ContainsKey(site)) throw new InvalidOperationException($"A conversation belongs to site '{site}', which is not configured any more; add Sites:{site}:Pack.");
        return new SiteView(PackOf(site), opened[site].Facts, opened[site].Incidents);
    }

    public Pack PackOf(string site) => library.Find(packOfSite[site])!;

    public void Dispose() => library.Dispose();
}
