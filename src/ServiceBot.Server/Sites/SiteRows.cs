using ServiceBot.Storage;

namespace ServiceBot.Server.Sites;

/// <summary>Sites live in the database (decisions.md 13): the configuration seeds those that are missing, later changes are made there.</summary>
internal static class SiteRows
{
    /// <summary>Adds what is missing and returns all, in the order in which they came.</summary>
    /// <param name="seeds">Of the configuration; where it names none and the database has none either, there is one site, "main".</param>
    public static async ValueTask<IReadOnlyList<Site>> SeedAsync(Database database, IReadOnlyList<Site> seeds, StartNotes notes, TimeProvider time, CancellationToken cancellation)
    {
        var known = await ListAsync(database, cancellation);
        if (known.Count == 0 && seeds.Count == 0) seeds = [new Site("main", Site.DefaultPack)];
        foreach (var (seed, site) in seeds.Join(known, seed => seed.Id, site => site.Id, (seed, site) => (seed, site)))
            if (Site.Fields.Where(field => seed[field] is { } there && there != site[field]).ToList() is { Count: > 0 } other)
                notes.Add($"Site {site.Id} is as the database has it; the configuration says otherwise about {string.Join(", ", other)}. `servicebot site set {site.Id}` changes it.");
        var missing = seeds.Where(seed => known.All(site => site.Id != seed.Id)).ToList();
        foreach (var site in missing) await PutAsync(database, site, isKnownBetter: true, time, cancellation);
        return missing.Count == 0 ? known : await ListAsync(database, cancellation);
    }

    public static ValueTask<List<Site>> ListAsync(Database database, CancellationToken cancellation) =>
        database.ReadAsync((session, cancel) => session.Statement(Sql.List).ListAsync(Read, cancel), cancellation);

    public static ValueTask<int> SetAsync(Database database, Site site, TimeProvider time, CancellationToken cancellation) =>
        PutAsync(database, site, isKnownBetter: false, time, cancellation);

    private static ValueTask<int> PutAsync(Database database, Site site, bool isKnownBetter, TimeProvider time, CancellationToken cancellation) =>
        database.WriteAsync((session, cancel) => (isKnownBetter ? session.Statement(Sql.Seed) : session.Statement(Sql.Set))
            .Set("@id", site.Id).Set("@pack", site.Pack).Set("@languages", site[nameof(Site.Languages)] ?? "").Set("@hours", site.Hours).Set("@days", site.Days).Set("@zone", site.TimeZone)
            .Set("@currency", site.Currency).Set("@origins", site[nameof(Site.AllowedOrigins)] ?? "").Set("@now", time.GetUtcNow().ToUnixTimeMilliseconds())
            .ExecuteAsync(cancel), cancellation);

    private static Site Read(Row row)
    {
        var (site, fault) = Site.Read(new Site(row.GetString(0), row.GetString(1)), field => field, field => field switch
        {
            nameof(Site.Languages) => row.GetString(2),
            nameof(Site.Hours) => row.IsDBNull(3) ? null : row.GetString(3),
            nameof(Site.TimeZone) => row.IsDBNull(4) ? null : row.GetString(4),
            nameof(Site.Currency) => row.IsDBNull(5) ? null : row.GetString(5),
            nameof(Site.AllowedOrigins) => row.GetString(6),
            nameof(Site.Days) => row.IsDBNull(7) ? null : row.GetString(7),
            _ => null,
        });
        return fault is null ? site : throw new SettingException($"Site '{site.Id}' in the database: {fault} Mend it with `servicebot site set {site.Id}`.");
    }

    private static class Sql
    {
        public const string List = "select id, pack, languages, hours, zone, currency, origins, days from site order by created_at, id";

        public const string Seed = """
            insert into site (id, pack, languages, look, hours, days, zone, currency, origins, created_at, updated_at)
            values (@id, @pack, @languages, '{}', @hours, @days, @zone, @currency, @origins, @now, @now)
            on conflict (id) do nothing
            """;

        public const string Set = """
            insert into site (id, pack, languages, look, hours, days, zone, currency, origins, created_at, updated_at)
            values (@id, @pack, @languages, '{}', @hours, @days, @zone, @currency, @origins, @now, @now)
            on conflict (id) do update set pack = excluded.pack, languages = excluded.languages, hours = excluded.hours, days = excluded.days, zone = excluded.zone,
              currency = excluded.currency, origins = excluded.origins, updated_at = excluded.updated_at
            """;
    }
}
