using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServiceBot.Clustering;
using ServiceBot.Handoff;
using ServiceBot.Knowledge;
using ServiceBot.Packs;
using ServiceBot.Recovery;
using ServiceBot.Remedies;
using ServiceBot.Storage;
using ServiceBot.Transcripts;
using ServiceBot.Turns;
using ServiceBot.Understanding;

namespace ServiceBot;

/// <summary>The bot's parts, a line each. What differs between the server and a `.chat` file (clock, facts, whether workers run) is the caller's.</summary>
public static class ServiceBotServices
{
    /// <param name="database">Open, with its schema up to date.</param>
    /// <param name="siteOf">A site as it is now: pack, facts, incidents.</param>
    public static IServiceCollection AddServiceBot(this IServiceCollection services, Database database, Func<string, SiteView> siteOf, IdSource ids) => services
        .AddSingleton(database)
        .AddSingleton(ids)
        .AddSingleton(siteOf)
        .AddSingleton<Func<string, Pack>>(site => siteOf(site).Pack)
        .AddSingleton<Feed>()
        .AddSingleton<OutboxSignal>()
        .AddSingleton<TurnSignal>()
        .AddSingleton<Conversations>()
        .AddSingleton<ChannelReferences>()
        .AddSingleton<Presence>()
        .AddSingleton<WaitingQueue>()
        .AddSingleton<OwnerFollowers>()
        .AddSingleton<HandoffDesk>()
        .AddSingleton<HubHandoffs>()
        .AddSingleton<GuestHandoffs>()
        .AddSingleton<AgentActs>()
        .AddSingleton<PuttingOff>()
        .AddSingleton<ApprovedRemedies>()
        .AddSingleton<ApprovalActs>()
        .AddSingleton<Resolving>()
        .AddSingleton<ClaimMarks>()
        .AddSingleton<AskedNextRows>()
        .AddSingleton<ClaimReviewer>()
        .AddSingleton<ClaimAppeals>()
        .AddSingleton<Ledger>()
        .AddSingleton<Coupons>()
        .AddSingleton<Erasure>()
        .AddSingleton<Retention>()
        .AddSingleton<CouponActs>()
        .AddRemedies()
        .AddListening()
        .AddSingleton<HotConversations>()
        .AddSingleton<TurnLoader>()
        .AddSingleton<DeskView>()
        .AddSingleton<PromiseQuotes>()
        .AddSingleton<PublishedWeights>()
        .AddSingleton<DialogSources>()
        .AddSingleton<DialogContexts>()
        .AddSingleton<TurnAdvice>()
        .AddSingleton<BotVoice>()
        .AddSingleton<BotEvents>()
        .AddSingleton<AgentTurn>()
        .AddSingleton<TurnPipeline>()
        .AddSingleton<TurnEnds>()
        .AddSingleton<TurnCommit>()
        .AddSingleton<TurnRunner>()
        .AddSingleton(p => new Inbox(p.GetRequiredService<Database>(), p.GetRequiredService<Feed>(), p.GetRequiredService<TurnSignal>(), p.GetRequiredService<HotConversations>(), p.GetRequiredService<IdSource>(), p.GetRequiredService<TimeProvider>(), p.GetService<QuickTurns>()))
        .AddSingleton<ParkedTurns>()
        .AddSingleton<ClockWorker>()
        .AddSpeakingFirst()
        .AddSingleton<OutboxWorker>()
        .AddSingleton<CardStates>()
        .AddSingleton<CustomerProofs>()
        .AddSingleton<QueueCardWorker>();

    // The server puts the company's system in its place where one is configured.
    private static IServiceCollection AddRemedies(this IServiceCollection services)
    {
        services.TryAddSingleton<BuiltInRemedies>();
        services.TryAddSingleton<IRemedyExecutor>(p => p.GetRequiredService<BuiltInRemedies>());
        services.TryAddSingleton(ReachWays.None);
        services.TryAddSingleton<IsOnPage>(_ => static _ => false);
        services.AddSingleton<IChannel, ReachChannel>();
        return services.AddSingleton<RemedyResults>().AddSingleton<RemedyOrders>().AddSingleton<IChannel, RemedyChannel>();
    }

    // Models are costly to train: the files of a `.chat` run share one.
    private static IServiceCollection AddListening(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => new KnowledgeBase(null));
        services.TryAddSingleton(p => new Listening(p.GetService<KeptModels>(), p.GetService<UnderstandingSettings>()));
        return services;
    }

    /// <summary>Turns, timers and deliveries run by themselves; a `.chat` file leaves this out and drives them by hand.</summary>
    public static IServiceCollection AddServiceBotWorkers(this IServiceCollection services) => services
        .AddSingleton<QuickTurns>()
        .AddHostedService<TurnWorker>()
        .AddHostedService(p => p.GetRequiredService<ClockWorker>())
        .AddSpeakingFirstWorkers()
        .AddHostedService(p => p.GetRequiredService<OutboxWorker>())
        .AddHostedService(p => p.GetRequiredService<QueueCardWorker>());
}
