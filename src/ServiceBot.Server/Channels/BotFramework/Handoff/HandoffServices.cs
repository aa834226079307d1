using ServiceBot.Handoff;
using ServiceBot.Outbound;
using ServiceBot.Server.Channels.BotFramework.Connector;
using ServiceBot.Server.Channels.BotFramework.Inbound;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.BotFramework.Handoff;

/// <summary>The hand-off protocol (protocol.md §5): to an agent hub outside, and from other bots to our desk.</summary>
internal static class HandoffServices
{
    public static IServiceCollection AddHandoff(this IServiceCollection services, HandoffSettings settings)
    {
        services
            .AddSingleton(settings)
            .AddSingleton(new Follower(GuestHandoffs.Channel, OfOwn: false, OfGuests: true, Hears: false))
            .AddSingleton<IChannel, GuestChannel>()
            .AddSingleton<IActivityTaker, GuestActivities>();
        if (settings.Hub is not { } hub) return services;
        return services
            .AddSingleton(new AgentHub(new AgentRef(HubSettings.Agent, hub.Name), settings.AcceptWithin))
            .AddSingleton(new Follower(HubChannel.ChannelName, OfOwn: true, OfGuests: false, Hears: true))
            .AddSingleton<HubBriefing>()
            .AddSingleton(p => Connector(p, hub))
            .AddSingleton<HubChannel>()
            .AddSingleton<IChannel>(p => p.GetRequiredService<HubChannel>())
            .AddHostedService<HubSilence>()
            .AddSingleton<HubActivities>()
            .AddHubAnswers(hub);
    }

    // What a bot sends to our endpoint for messages is of its own customers, whom it may hand to us.
    private static IServiceCollection AddHubAnswers(this IServiceCollection services, HubSettings hub) =>
        hub.AnswerTo is null ? services.AddSingleton<IActivityTaker>(p => p.GetRequiredService<HubActivities>()) : services.AddSingleton<HubEndpoint>();

    /// <summary>Where a hub that is a bot answers.</summary>
    public static WebApplication MapHub(this WebApplication app)
    {
        if (app.Services.GetService<HubEndpoint>() is not { } hub) return app;
        // It checks its own tokens.
        var answers = app.MapGroup(HubEndpoint.Path).AllowAnonymous();
        answers.MapPost("", hub.PostAsync);
        answers.MapPost("/{activity}", hub.PostAsync);
        answers.MapMethods("/{activity}", ["PUT", "DELETE"], HubEndpoint.RefuseAsync);
        return app;
    }

    // A token of its own, made out to the hub's app: the one for channels would let the hub speak to our customers' channels as us.
    private static HubConnector Connector(IServiceProvider services, HubSettings hub)
    {
        var (settings, time) = (services.GetRequiredService<BotFrameworkSettings>(), services.GetRequiredService<TimeProvider>());
        var http = services.GetRequiredService<OutboundHttp>();
        var tokens = settings.AsksForTokens ? new BotTokens(settings with { Scope = hub.AppId! }, http, time, services.GetRequiredService<ILogger<BotTokens>>()) : null;
        var way = settings.AsksForTokens ? http : ConnectorServices.ToThisMachine(services);
        return new HubConnector(new ConnectorClient(way, tokens, url => url == hub.ServiceUrl ? null : "is not Handoff:Hub:ServiceUrl", time), new ServiceAddress(hub.ServiceUrl, IsVerified: true));
    }
}

internal sealed record HubConnector(ConnectorClient Client, ServiceAddress Address);
