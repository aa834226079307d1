using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>Direct Line 3.0, as Microsoft's Web Chat and botframework-directlinejs speak it.</summary>
public static class DirectLineServices
{
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static IServiceCollection AddDirectLine(this IServiceCollection services, IConfiguration configuration, ServerSettings server)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(DirectLineSettings.Read(configuration, server.Sites))
            .AddSingleton(p => KeyRing.Open(server.DataFolder, p.GetRequiredService<DirectLineSettings>().ResumeLife, p.GetRequiredService<TimeProvider>().GetUtcNow()))
            .AddSingleton(p => DirectLineSecret.Open(p.GetRequiredService<DirectLineSettings>(), server.DataFolder, p.GetRequiredService<StartNotes>()))
            .AddSingleton<Tokens>()
            .AddSingleton<HostPageTokens>()
            .AddSingleton<Callers>()
            .AddSingleton<VisitorLimits>()
            .AddHostedService<DayCountKeeper>()
            .AddSingleton<Openings>()
            .AddSingleton(p => ActivatorUtilities.CreateInstance<UploadStore>(p, server))
            .AddSingleton<UploadSweep>()
            .AddHostedService(p => p.GetRequiredService<UploadSweep>())
            .AddSingleton<StreamTickets>()
            .AddSingleton<StreamSockets>()
            .AddHostedService(p => p.GetRequiredService<StreamSockets>())
            .AddHostedService<LiveStates>()
            .AddSingleton<TokenEndpoints>()
            .AddSingleton<ConversationEndpoints>()
            .AddSingleton<ActivityEndpoints>()
            .AddSingleton<UploadEndpoints>()
            .AddSingleton<UploadLinkEndpoint>()
            .AddSingleton<StreamEndpoint>()
            .AddSingleton<WhoAnswersEndpoint>()
            .AddSingleton<SiteTokenEndpoint>();
    }

    public static bool IsDirectLine(this HttpContext context) => context.Request.Path.StartsWithSegments(Route.Root, StringComparison.Ordinal);

    public static WebApplication MapDirectLine(this WebApplication app)
    {
        // Keys and secret are read now, not at the first visitor: a damaged file stops the start.
        _ = app.Services.GetRequiredService<Callers>();
        var tokens = app.Services.GetRequiredService<TokenEndpoints>();
        var conversations = app.Services.GetRequiredService<ConversationEndpoints>();
        var activities = app.Services.GetRequiredService<ActivityEndpoints>();
        var uploads = app.Services.GetRequiredService<UploadEndpoints>();

        app.UseWhen(IsDirectLine, branch => branch.Use((context, next) => Edge.InvokeAsync(context, next)).Use((context, next) => PacketUpgrade.InvokeAsync(context, next)));
        app.UseWebSockets();
        // The desk's sign-in is not asked for: every address checks its own token.
        var root = app.MapGroup(Route.Root).AllowAnonymous();
        root.MapPost("tokens/generate", tokens.GenerateAsync);
        root.MapPost("tokens/refresh", tokens.RefreshAsync);
        root.MapPost("conversations", conversations.StartAsync);
        root.MapGet("conversations/{id}", conversations.ResumeAsync);
        root.MapGet("conversations/{id}/activities", activities.PollAsync);
        root.MapPost("conversations/{id}/activities", activities.PostAsync);
        root.MapPost("conversations/{id}/upload", uploads.UploadAsync);
        root.MapGet("uploads/{upload}", app.Services.GetRequiredService<UploadLinkEndpoint>().ServeAsync);
        // CONNECT: WebSockets over HTTP/2.
        root.MapMethods("conversations/{id}/stream", ["GET", "CONNECT"], app.Services.GetRequiredService<StreamEndpoint>().OpenAsync);
        app.MapMethods("/api/sites/{site}/token", ["POST", "OPTIONS"], app.Services.GetRequiredService<SiteTokenEndpoint>().IssueAsync).AllowAnonymous();
        app.MapGet("/api/conversations/who-answers", app.Services.GetRequiredService<WhoAnswersEndpoint>().ShowAsync).AllowAnonymous();
        return app;
    }
}
