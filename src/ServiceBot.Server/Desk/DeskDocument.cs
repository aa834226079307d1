namespace ServiceBot.Server.Desk;

/// <summary>
/// The desk's API as an OpenAPI document, from which the page's types are made (decisions.md 31).
/// Committed as src/ServiceBot.Web/desk/api/openapi.json; a test says when it has drifted.
/// </summary>
internal static class DeskDocument
{
    public const string Name = "desk";
    public const string Path = "/api/desk/openapi.json";

    public static void AddDeskDocument(this IServiceCollection services) =>
        services.AddOpenApi(Name, options =>
        {
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/desk/", StringComparison.Ordinal) ?? false;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new() { Title = "ServiceBot desk", Version = "1" };
                // Where it was asked for is no part of it.
                document.Servers?.Clear();
                return Task.CompletedTask;
            });
        });

    /// <summary>What the company's own systems call, committed as docs/company-api.json.</summary>
    public static void AddCompanyDocument(this IServiceCollection services) =>
        services.AddOpenApi("company", options =>
        {
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/company/", StringComparison.Ordinal) ?? false;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new() { Title = "ServiceBot for the company's systems", Version = "1" };
                document.Servers?.Clear();
                return Task.CompletedTask;
            });
        });

    public static void MapDeskDocument(this IEndpointRouteBuilder app) =>
        app.MapOpenApi("/api/{documentName}/openapi.json").RequireAuthorization(DeskAccess.AgentPolicy);
}
