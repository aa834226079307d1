using ServiceBot.Facts;
using ServiceBot.Outbound;
using ServiceBot.Server.Channels.BotFramework.Connector;
using ServiceBot.Server.Channels.BotFramework.Handoff;
using ServiceBot.Server.Channels.BotFramework.Inbound;
using ServiceBot.Server.Channels.BotFramework.TeamsDesk;
using ServiceBot.Server.Channels.BotFramework.Tokens;

namespace ServiceBot.Server.Channels.BotFramework;

/// <summary>Teams, Web Chat, the Emulator and every other channel of the Bot Framework, and programs of the company's own that speak it.</summary>
internal static class BotFrameworkServices
{
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static IServiceCollection AddBotFramework(this IServiceCollection services, IConfiguration configuration, ServerSettings server)
    {
        var settings = BotFrameworkSettings.Read(configuration, [.. server.Sites.Select(site => site.Id)]);
        var allowHttp = OutboundSettings.Read(configuration, []).AllowHttp;
        var handoff = HandoffSettings.Read(configuration, settings, allowHttp);
        return services.AddCustomers(configuration).AddBotFramework(handoff.Admit(settings)).AddHandoff(handoff).AddTeamsDesk(TeamsDeskSettings.Read(configuration, settings, allowHttp));
    }

    private static IServiceCollection AddCustomers(this IServiceCollection services, IConfiguration configuration)
    {
        List<string> problems = [];
        var settings = HttpCustomersSettings.Read(configuration, OutboundSettings.Read(configuration, problems), problems);
        if (problems.Count > 0) throw new SettingException(string.Join('\n', problems));
        return services.AddSingleton(p => new AddressBook(settings is null ? null : new HttpCustomers(settings, p.GetRequiredService<OutboundHttp>())));
    }

    private static IServiceCollection AddBotFramework(this IServiceCollection services, BotFrameworkSettings settings) => (settings.AsksForTokens ? services.AddBotTokens() : services)
        .AddSingleton(settings)
        .AddSingleton<InboundTokens>()
        .AddConnector()
        .AddSingleton<OpenConversations>()
        .AddSingleton<TeamsMembers>()
        .AddSingleton<VerifiedCustomers>()
        .AddSingleton<Presses>()
        .AddSingleton<Resends>()
        .AddSingleton<TakenReplies>()
        .AddHostedService(p => p.GetRequiredService<TakenReplies>())
        .AddSingleton<ReplyWaiters>()
        .AddSingleton<IncomingActivities>()
        .AddSingleton<ChannelEdge>()
        .AddSingleton<MessagesEndpoint>();

    public static WebApplication MapBotFramework(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<BotFrameworkSettings>();
        if (!settings.AsksForTokens)
            app.Services.GetRequiredService<StartNotes>().Add($"  {MessagesEndpoint.Path} has no BotFramework:AppId: it serves direct connections of this machine only.");
        var messages = app.Services.GetRequiredService<MessagesEndpoint>();
        // The desk's sign-in is not asked for: the endpoint checks its own tokens.
        app.MapPost(MessagesEndpoint.Path, messages.PostAsync).AllowAnonymous();
        app.MapMethods(MessagesEndpoint.Path, ["HEAD"], MessagesEndpoint.HeadAsync).AllowAnonymous();
        app.MapMethods(MessagesEndpoint.Path, ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"], MessagesEndpoint.RefuseAsync).AllowAnonymous();
        return app.MapHub();
    }
}
