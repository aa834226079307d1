using ServiceBot.Outbound;
using ServiceBot.Remedies;

namespace ServiceBot.Server.Company;

/// <param name="Remedies">Null: people execute remedies.</param>
internal sealed record CompanySettings(RemedySettings? Remedies, CouponSettings Coupons)
{
    /// <summary>Secrets of <c>Events:Secret</c>, the present one and the one before with a comma; none: nobody may report.</summary>
    public IReadOnlyList<string> EventSecrets { get; init; } = [];

    /// <exception cref="SettingException"/>
    public static CompanySettings Read(IConfiguration configuration, OutboundSettings outbound, IReadOnlyList<string> sites)
    {
        List<string> problems = [];
        var settings = new CompanySettings(RemedySettings.Read(configuration, outbound, problems), CouponSettings.Read(configuration, sites, problems))
        {
            EventSecrets = configuration["Events:Secret"]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        };
        foreach (var secret in settings.EventSecrets.Where(s => s.Length < 16)) problems.Add($"Events:Secret has {secret.Length} characters; write at least 16 that nobody can guess.");
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
        company.MapPost("/events", EventEndpoint.PostAsync).Accepts<CompanyEventBody>("application/json");
        company.MapPost("/incidents", IncidentEndpoints.PostAsync).Accepts<IncidentOrder>("application/json");
    }
}
