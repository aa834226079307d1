using Microsoft.AspNetCore.Http.HttpResults;
using ServiceBot.Packs;
using ServiceBot.Server.Channels.DirectLine;

namespace ServiceBot.Server.Demo;

/// <summary>
/// What stands behind the demo page: a fictitious company's customers and their parcels, out of the first site's sample.
/// The page signs a sample customer in as a real shop's server would, with a token that this server believes.
/// </summary>
internal static class DemoShop
{
    public const string EnabledSetting = "Demo:Enabled";

    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(1);

    /// <summary>Without <c>Demo:Enabled</c> the demo is there as long as the pack has sample data; `false` takes it away, and then nobody can sign in as a sample customer.</summary>
    public static void MapDemo(this WebApplication app)
    {
        var enabled = IsEnabled(app.Configuration[EnabledSetting]);
        var demo = app.MapGroup("/demo").AllowAnonymous().ExcludeFromDescription();
        demo.MapGet("/customers", (SitePacks packs) => Customers(packs, enabled));
        demo.MapPost("/sign-in", (ShopSignIn who, SitePacks packs, HostPageTokens tokens) => SignIn(who, packs, tokens, enabled));
    }

    private static Ok<Shop> Customers(SitePacks packs, bool enabled)
    {
        var site = packs.Sites.First();
        var pack = packs.PackOf(site);
        return TypedResults.Ok(new Shop(site, pack.Site.Company, pack.Site.TimeZone, [.. SampleOf(pack, enabled).Select(customer => Customer(customer, pack))]));
    }

    private static Results<Ok<ShopSignedIn>, NotFound> SignIn(ShopSignIn who, SitePacks packs, HostPageTokens tokens, bool enabled)
    {
        var site = packs.Sites.First();
        if (SampleOf(packs.PackOf(site), enabled).FirstOrDefault(customer => customer.Id == who.Customer) is not { } customer) return TypedResults.NotFound();
        return TypedResults.Ok(new ShopSignedIn(tokens.Sign(site, new SignedInCustomer(customer.Id, customer.Name, customer.Tier, customer.Since, customer.Orders), TokenLife)));
    }

    private static IReadOnlyList<SampleCustomer> SampleOf(Pack pack, bool enabled) => enabled ? pack.Sample?.Customers ?? [] : [];

    private static ShopCustomer Customer(SampleCustomer customer, Pack pack) => new(
        customer.Id,
        customer.Name,
        [.. pack.Sample!.Facts.Where(fact => fact.Owner == customer.Id).Select(fact => new ShopOrder(fact.Id, fact.Values))]);

    private static bool IsEnabled(string? setting) => setting switch
    {
        null or "" => true,
        _ when bool.TryParse(setting, out var enabled) => enabled,
        _ => throw new SettingException($"{EnabledSetting} is '{setting}'. Write true or false, or leave it out."),
    };
}

/// <param name="Customers">Empty where the demo is off or the pack has no sample; the page then serves strangers.</param>
internal sealed record Shop(string Site, LocalizedText Company, string TimeZone, IReadOnlyList<ShopCustomer> Customers);

internal sealed record ShopCustomer(string Id, string Name, IReadOnlyList<ShopOrder> Orders);

/// <param name="Values">By the pack's fact names.</param>
internal sealed record ShopOrder(string Id, IReadOnlyDictionary<string, string> Values);

internal sealed record ShopSignIn(string Customer);

internal sealed record ShopSignedIn(string Token);
