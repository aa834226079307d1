using ServiceBot.Outbound;
using ServiceBot.Server.Channels.DirectLine;
using ServiceBot.Turns;

namespace ServiceBot.Server.Reach;

/// <summary>Mail and short messages for customers who have left the page, where they are configured.</summary>
internal static class ReachServices
{
    /// <summary>Before <c>AddServiceBot</c>, which else knows no way.</summary>
    public static IServiceCollection AddReach(this IServiceCollection services, ReachSettings settings)
    {
        services.AddSingleton(settings.Ways);
        services.AddSingleton<IsOnPage>(p => p.GetRequiredService<StreamSockets>().IsConnected);
        if (settings.Mail is { } mail) services.AddSingleton<IReachSender>(new SmtpMail(mail));
        if (settings.Gateway is { } gateway) services.AddSingleton<IReachSender>(p => new GatewayTexts(gateway, p.GetRequiredService<OutboundHttp>(), p.GetRequiredService<TimeProvider>()));
        return services;
    }
}
