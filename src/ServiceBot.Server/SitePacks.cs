using System.Collections.Concurrent;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Server.Sites;
using ServiceBot.Turns;

namespace ServiceBot.Server;

/// <summary>Where a site's facts and incidents come from.</summary>
internal sealed record SiteSources(IFactSource Facts, IIncidentSource Incidents);

/// <summary>Which pack each site runs now, and where its facts come from. Edits are taken while the server runs; a broken one leaves the last good pack.</summary>
internal sealed class SitePacks : IDisposable
{
    private readonly PackLibrary library;
    // Replaced as a whole: readers hold the one they took.
    private volatile Dictionary<string, (Site Site, string Pack)> sites;
    private readonly Dictionary<string, SiteSources> opened = [];
    private readonly Dictionary<string, Func<string, Pack?>> earlier = [];
    private readonly ConcurrentDictionary<(string Id, string Version), Pack> remembered = new();
    // The pack as it was loaded, and as it speaks on the site.
    private readonly ConcurrentDictionary<string, (Pack Loaded, Site Site, Pack There)> there = new();

    private SitePacks(PackLibrary library, Dictionary<string, (Site Site, string Pack)> sites)
    {
        this.library = library;
        this.sites = sites;
    }

    public IReadOnlyCollection<string> Sites => sites.Keys;

    public IReadOnlyList<PackProblem> Problems => library.Problems;

    /// <summary>Kinds of facts whose system gave no usable answer when it was last asked.</summary>
    public IEnumerable<string> FailingFacts => opened.Values.Select(sources => sources.Facts).OfType<HttpFacts>().SelectMany(facts => facts.Failing).Distinct();

    public IEnumerable<Pack> Packs => sites.Values.Select(site => site.Pack).Distinct().Select(id => library.Find(id)!);

    /// <param name="sources">For a site's pack: where facts and incidents come from.</param>
    /// <exception cref="SettingException">A pack is broken: the sentence has its first problems.</exception>
    public static SitePacks Open(ServerSettings settings, PackLibrary library, Func<Func<Pack>, SiteSources> sources)
    {
        Dictionary<string, (Site, string)> loaded = [];
        foreach (var folder in settings.Sites.GroupBy(site => site.Pack))
        {
            var path = Path.Combine(settings.PacksFolder, folder.Key);
            if (!Directory.Exists(path)) throw new SettingException($"Site '{folder.First().Id}' has the pack '{folder.Key}', but {settings.PacksFolder} has no such folder. Put it back, or name another with `servicebot site set {folder.First().Id} --pack FOLDER`.");
            var load = library.Open(path);
            if (load is PackLoad.Broken broken)
            {
                throw new SettingException($"The pack in {path} is broken and no earlier one runs:\n{string.Join('\n', broken.Problems.Where(p => !p.IsWarning).Take(10).Select(p => "  " + p))}\nMend these lines; `servicebot check {path}` shows all.");
            }

            foreach (var site in folder) loaded[site.Id] = (site, ((PackLoad.Loaded)load).Pack.Id);
        }

        // In their own order: the first is the one where none is named.
        var packs = new SitePacks(library, settings.Sites.ToDictionary(site => site.Id, site => loaded[site.Id]));
        foreach (var site in loaded.Keys)
        {
            packs.opened[site] = sources(() => packs.PackOf(site));
            packs.earlier[site] = version => packs.EarlierOf(site, version);
        }

        return packs;
    }

    public SiteView View(string site)
    {
        if (!sites.ContainsKey(site)) throw new InvalidOperationException($"A conversation belongs to site '{site}', which is not in the database; add it with `servicebot site set {site} --pack FOLDER`.");
        return new SiteView(PackOf(site), opened[site].Facts, opened[site].Incidents) { Earlier = earlier[site] };
    }

    public Pack PackOf(string site)
    {
        var (settings, id) = sites[site];
        var loaded = library.Find(id)!;
        if (there.TryGetValue(site, out var known) && ReferenceEquals(known.Loaded, loaded) && ReferenceEquals(known.Site, settings)) return known.There;
        var pack = settings.On(loaded);
        there[site] = (loaded, settings, pack);
        return pack;
    }

    /// <summary>As it runs now.</summary>
    /// <returns>Null when this process serves no such site.</returns>
    public Site? SiteOf(string site) => sites.TryGetValue(site, out var known) ? known.Site : null;

    /// <summary>A site's languages, hours, days, zone, currency and origins have been changed: the next turn goes by them. Called by one thread.</summary>
    /// <returns>False for a site that is new or has another pack, which begins with the next start.</returns>
    public bool Take(Site changed)
    {
        if (!sites.TryGetValue(changed.Id, out var known) || known.Site.Pack != changed.Pack) return false;
        sites = new Dictionary<string, (Site, string)>(sites) { [changed.Id] = (changed, known.Pack) };
        return true;
    }

    /// <summary>A version of an earlier process, which open cases name.</summary>
    public void Remember(Pack earlier) => remembered[(earlier.Id, earlier.Version)] = earlier;

    private Pack? EarlierOf(string site, string version)
    {
        var (settings, id) = sites[site];
        return (library.Find(id, version) ?? remembered.GetValueOrDefault((id, version))) is { } began ? settings.On(began) : null;
    }

    public void Dispose() => library.Dispose();
}
