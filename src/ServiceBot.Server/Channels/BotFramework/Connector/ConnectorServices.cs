using System.Net;
using ServiceBot.Outbound;
using ServiceBot.Turns;

namespace ServiceBot.Server.Channels.BotFramework.Connector;

/// <summary>The way out to channels.</summary>
internal static class ConnectorServices
{
    private static readonly IPNetwork[] ThisMachine = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")];

    // Where Azure answers a managed identity; nothing else of ours may call it (decisions.md 32).
    private static readonly IPNetwork[] IdentityEndpoints = [IPNetwork.Parse("169.254.169.254/32"), .. ThisMachine];

    public static IServiceCollection AddConnector(this IServiceCollection services) => services
        .AddSingleton<ChannelTargets>()
        .AddSingleton<ChannelLimits>()
        .AddSingleton<ServiceGates>()
        .AddSingleton(Client)
        .AddSingleton(p => new PatientConnector(p.GetRequiredService<ConnectorClient>(), p.GetRequiredService<ChannelLimits>(), p.GetRequiredService<TimeProvider>(), Random.Shared.NextDouble))
        .AddSingleton<NewConversations>()
        .AddSingleton<ConnectorChannel>()
        .AddSingleton<IChannel>(p => p.GetRequiredService<ConnectorChannel>())
        .AddHostedService<TypingNotes>();

    /// <summary>Without a registration only programs of this machine are served, and so only they are answered.</summary>
    public static OutboundHttp ToThisMachine(IServiceProvider services) =>
        new(OnThisMachine(services.GetRequiredService<OutboundSettings>()), services.GetRequiredService<TimeProvider>());

    private static OutboundSettings OnThisMachine(OutboundSettings outbound) => outbound with { AllowHttp = true, PrivateNetworks = [.. outbound.PrivateNetworks, .. ThisMachine] };

    /// <summary>Where there is a registration; the first token is asked for at the start, so that a wrong secret is in the log before the first customer waits.</summary>
    public static IServiceCollection AddBotTokens(this IServiceCollection services) => services.AddSingleton(Tokens).AddHostedService<FirstToken>();

    private static BotTokens Tokens(IServiceProvider services)
    {
        var (settings, time) = (services.GetRequiredService<BotFrameworkSettings>(), services.GetRequiredService<TimeProvider>());
        var http = settings.ManagedIdentity ? new OutboundHttp(services.GetRequiredService<OutboundSettings>() with { AllowHttp = true, PrivateNetworks = IdentityEndpoints }, time) : services.GetRequiredService<OutboundHttp>();
        return new BotTokens(settings, http, time, services.GetRequiredService<ILogger<BotTokens>>());
    }

    private static ConnectorClient Client(IServiceProvider services)
    {
        var (settings, outbound, time) = (services.GetRequiredService<BotFrameworkSettings>(), services.GetRequiredService<OutboundSettings>(), services.GetRequiredService<TimeProvider>());
        var allowed = settings.AsksForTokens ? outbound : OnThisMachine(outbound);
        var tokens = services.GetService<BotTokens>();
        return new ConnectorClient(
            new OutboundHttp(allowed, time, connectionsPerHost: ServiceGates.MostCalls),
            tokens,
            url => ServiceUrl.Refusal(url, settings.AsksForTokens ? settings.AllowedServiceHosts : null, outbound.AllowHttp),
            time,
            tokens is null ? null : new CallerTokens(settings, services.GetRequiredService<OutboundHttp>(), time, services.GetRequiredService<ILogger<BotTokens>>()).Of);
    }
}

internal sealed class FirstToken(BotTokens tokens) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) => await tokens.GetAsync(stoppingToken);
}
