using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Packs;
using ServiceBot.Server;
using ServiceBot.Server.Sites;
using ServiceBot.Storage;
using ServiceBot.Tests.Storage;

namespace ServiceBot.Tests.Sites;

public sealed class SqliteSiteChangesTests(Stores.Sqlite stores) : SiteChangesContract(stores), IClassFixture<Stores.Sqlite>;

public sealed class PostgresSiteChangesTests(Stores.Postgres stores) : SiteChangesContract(stores), IClassFixture<Stores.Postgres>;

/// <summary>What is set for a site while the server runs.</summary>
public abstract class SiteChangesContract(Stores stores)
{
    [Fact]
    public async Task What_was_set_holds_for_the_next_turn_and_is_taken_once()
    {
        await using var database = await stores.OpenAsync();
        using var packs = await OpenAsync(database);
        using var changes = new SiteChanges(database, packs, TimeProvider.System, NullLogger<SiteChanges>.Instance);
        var before = await changes.LookAsync(default);

        await SiteRows.SetAsync(database, new Site("main", "courier", [Locale.ZhHant, Locale.En], TimeZone: "Asia/Taipei", Currency: "TWD", AllowedOrigins: ["https://shop.example"]), TimeProvider.System, default);
        var first = await changes.LookAsync(default);
        var second = await changes.LookAsync(default);

        (before.Count, second.Count).ShouldBe((0, 0));
        first.ShouldBe(["main"]);
        var there = packs.View("main").Pack.Site;
        (there.TimeZone, there.Currency, string.Join(',', there.Languages)).ShouldBe(("Asia/Taipei", "TWD", "ZhHant,En"));
        packs.SiteOf("main")!.AllowedOrigins.ShouldBe(["https://shop.example"]);
    }

    [Fact]
    public async Task A_new_site_and_another_pack_wait_for_the_next_start()
    {
        await using var database = await stores.OpenAsync();
        using var packs = await OpenAsync(database);
        using var changes = new SiteChanges(database, packs, TimeProvider.System, NullLogger<SiteChanges>.Instance);

        await SiteRows.SetAsync(database, new Site("main", "hotel"), TimeProvider.System, default);
        await SiteRows.SetAsync(database, new Site("other", "courier"), TimeProvider.System, default);

        (await changes.LookAsync(default)).ShouldBeEmpty();
        (packs.PackOf("main").Id, string.Join(',', packs.Sites)).ShouldBe(("courier", "main"));
    }

    private static async Task<SitePacks> OpenAsync(Database database)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "packs");
        var sites = await SiteRows.SeedAsync(database, [new Site("main", "courier")], new StartNotes(), TimeProvider.System, default);
        return SitePacks.Open(
            new ServerSettings(folder, null, folder, sites, null), new PackLibrary(WordingKeys.All, TimeProvider.System, NullLogger<PackLibrary>.Instance),
            pack => new SiteSources(new SampleFacts(() => pack().Sample), new PackIncidents(() => [])));
    }
}
