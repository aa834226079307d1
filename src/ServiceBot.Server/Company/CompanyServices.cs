using ServiceBot.Outbound;
using ServiceBot.Remedies;

namespace ServiceBot.Server.Company;

/// <param name="Remedies">Null: people execute remedies.</param>
internal sealed record CompanySettings(RemedySettings? Remedies, CouponSettings Coupons)
{
    /// <exception cref="SettingException"/>
    public static CompanySettings Read(IConfiguration configuration, OutboundSettings outbound)
    {
        List<string> problems = [];
        var settings = new CompanySettings(RemedySettings.Read(configuration, outbound, problems), CouponSettings.Read(configuration, problems));
        return problems.Count == 0 ? settings : throw new SettingException(string.Join('\n', problems));
    }
}

/// <summary>What the company's own systems and we do for each other: they execute remedies and say what became of them, and their shop redeems our coupons.</summary>
internal static class CompanyServices
{
    /// <summary>Before <c>AddServiceBot</c>, which else lets people execute.</summary>
    public static IServiceCollection AddCompany(this IServiceCollection services, CompanySettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<CouponCaller>();
        services.AddHostedService<CouponExpiry>();
        services.AddSingleton<BuiltInRemedies>();
        if (settings.Remedies is { } remedies)
            services.AddSingleton<IRemedyExecutor>(p => new HttpRemedies(remedies, p.GetRequiredService<OutboundHttp>(), p.GetRequiredService<BuiltInRemedies>(), p.GetRequiredService<TimeProvider>()));
        return services;
    }

    public static void MapCompany(this IEndpointRouteBuilder app)
    {
        // The signature, or the key, is who they are.
        var company = app.MapGroup("/api/company").AllowAnonymous();
        company.MapPost("/remedies/results", RemedyResultEndpoint.PostAsync).Accepts<RemedyReply>("application/json");
        company.MapPost("/coupons/verify", CouponEndpoints.VerifyAsync).Accepts<CouponAsked>("application/json");
        company.MapPost("/coupons/redeem", CouponEndpoints.RedeemAsync).Accepts<CouponAsked>("application/json");
    }
}
