using Microsoft.Extensions.DependencyInjection;
using ServiceBot.Clustering;
using ServiceBot.Storage;

namespace ServiceBot.Turns;

/// <summary>What lets the bot speak before it is asked.</summary>
internal static class SpeakingFirstServices
{
    public static IServiceCollection AddSpeakingFirst(this IServiceCollection services) => services
        .AddSingleton<IncidentBook>()
        .AddSingleton<IncidentTeller>()
        .AddSingleton<CompanyEvents>()
        .AddSingleton<OrderSweep>()
        .AddSingleton(p => new StandardWatch(p.GetRequiredService<Database>(), p.GetRequiredService<Func<string, SiteView>>(), p.GetRequiredService<TurnSignal>(), p.GetRequiredService<HotConversations>(), p.GetRequiredService<IdSource>(), p.GetRequiredService<TimeProvider>()));

    public static IServiceCollection AddSpeakingFirstWorkers(this IServiceCollection services) => services
        .AddHostedService<WatchWorker>()
        .AddHostedService<IncidentWorker>();
}
