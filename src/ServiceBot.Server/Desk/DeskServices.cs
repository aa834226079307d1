namespace ServiceBot.Server.Desk;

/// <summary>The agents' desk: its parts and its routes.</summary>
internal static class DeskServices
{
    /// <param name="data">The data folder; the keys of the desk's cookies live in it.</param>
    public static void AddDesk(this IServiceCollection services, DirectoryInfo data, DeskSettings settings)
    {
        services.AddSingleton(settings);
        services.AddDeskAccess(data);
        services.AddSignalR();
        services.AddDeskDocument();
        services.AddCompanyDocument();
        services.AddSingleton<PasswordHash>();
        services.AddSingleton<AgentAccounts>();
        services.AddSingleton<AgentSessions>();
        services.AddSingleton<FirstAgent>();
        services.AddSingleton<BoardReader>();
        services.AddSingleton<ConversationReader>();
        services.AddSingleton<TranscriptReader>();
        services.AddSingleton<ApprovalReader>();
        services.AddSingleton<ReadMarks>();
        services.AddSingleton<DeskActs>();
        services.AddSingleton<DeskConnections>();
        services.AddHostedService<DeskPush>();
        services.AddSingleton<AgentSeats>();
        services.AddSingleton<SeatWorker>();
        services.AddHostedService(p => p.GetRequiredService<SeatWorker>());
        services.ConfigureHttpJsonOptions(options => RequiredFields.HoldTo(options.SerializerOptions));
    }

    public static void MapDesk(this IEndpointRouteBuilder app)
    {
        var desk = app.MapGroup("/api/desk").RequireAntiforgeryHeader().AddEndpointFilter(NoStore);
        desk.MapAccount();
        desk.MapConversations();
        desk.MapRemedies();
        desk.MapApprovals();
        desk.MapIncidents();
        app.MapHub<DeskHub>("/desk/hub").RequireAuthorization(DeskAccess.AgentPolicy);
        app.MapDeskDocument();
    }

    /// <summary>Makes the first agent; its generated password is shown once.</summary>
    public static async Task PrepareDeskAsync(this WebApplication app)
    {
        if (await app.Services.GetRequiredService<FirstAgent>().EnsureAsync(CancellationToken.None) is { } password)
            app.Services.GetRequiredService<StartNotes>().Add($"  First agent of the desk  {FirstAgent.Name} / {password}   (shown only now; change it at the desk, or with `servicebot user password {FirstAgent.Name}`)");
    }

    // Conversations and customers' names stay in no cache.
    private static ValueTask<object?> NoStore(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.CacheControl = "no-cache, no-store";
        return next(context);
    }
}
