using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;
using ServiceBot.Dialogs;
using ServiceBot.Facts;
using ServiceBot.Knowledge;
using ServiceBot.Llm;
using ServiceBot.Outbound;
using ServiceBot.Packs;
using ServiceBot.Server.Admin;
using ServiceBot.Server.Alerts;
using ServiceBot.Server.Channels.BotFramework;
using ServiceBot.Server.Channels.DirectLine;
using ServiceBot.Server.Company;
using ServiceBot.Server.Demo;
using ServiceBot.Server.Desk;
using ServiceBot.Server.Pages;
using ServiceBot.Server.Reach;
using ServiceBot.Server.Sites;
using ServiceBot.Storage;
using ServiceBot.Turns;
using ServiceBot.Understanding;

namespace ServiceBot.Server;

/// <summary>The server's parts, a line each.</summary>
internal static class ServerApp
{
    /// <summary>Everything but listening. Opens the database, so that a schema of a newer program stops the start here.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static async Task<WebApplication> BuildAsync(string[] args, TimeProvider? time = null)
    {
        SettingNames.CheckCommandLine(args);
        // Needed in the end and by nothing before: read beside the rest of the start.
        _ = Task.Run(Understander.ReadTables);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ApplicationName = "ServiceBot.Server", ContentRootPath = AppContext.BaseDirectory });
        // Below every other source of settings: the framework would tell of each request in four lines. For a log that nobody reads it would
        // also give each one an activity and a scope, which an open socket keeps; failures are logged by the exception handler.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [new("Logging:LogLevel:Microsoft.AspNetCore", "Warning"), new("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "None"), .. StartsQuietly] });
        SettingNames.Check(builder.Configuration);
        ListenAddresses.Check(builder.Configuration);
        if (string.IsNullOrEmpty(builder.Configuration["urls"])) builder.WebHost.UseUrls(ServerSettings.DefaultUrl);
        var settings = ServerSettings.Read(builder.Configuration);
        settings.MakeDataFolder();
        var clock = time ?? TimeProvider.System;
        var library = new PackLibrary(WordingKeys.All, clock, LoggerFactory.Create(logging => logging.AddConsole()).CreateLogger<PackLibrary>());
        var (outbound, allowed, systems, facts, feeds) = FactsIn(builder.Configuration, clock);
        var database = await ServerDatabase.OpenAsync(settings);
        var notes = new StartNotes();
        settings = settings with { Sites = await SiteRows.SeedAsync(database, settings.Sites, notes, clock, CancellationToken.None) };
        var packs = SitePacks.Open(settings, library, facts);
        if (FactNames.Faults(systems, [.. packs.Packs]) is { Count: > 0 } unknown) throw new SettingException(string.Join('\n', unknown));

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 256 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 64;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        // The thread that a socket's bytes arrived on goes on with them: nothing of ours blocks a thread, and a hop for each request is saved.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(clock)
            .AddSingleton(packs)
            .AddSingleton(library)
            .AddSingleton<PackArchive>()
            .AddHostedService(p => p.GetRequiredService<PackArchive>())
            .AddSingleton(outbound)
            .AddSingleton(allowed)
            .AddSingleton(notes)
            .AddSingleton(StandardDialogs.Create())
            .AddSingleton(feeds)
            .AddHostedService<FeedWorker>()
            .AddSingleton<SiteNames>(() => packs.Sites)
            .AddSingleton<FeedNews>()
            .AddSingleton<IReadOnlyList<OrderWatch>>([.. systems.Select(s => s.Watch).OfType<OrderWatch>()])
            .AddHostedService<OrderSweepWorker>()
            .AddSingleton(RetentionSettings.Read(builder.Configuration))
            .AddHostedService<RetentionWorker>()
            .AddHostedService<SiteChanges>()
            .AddReach(ReachSettings.Read(builder.Configuration, allowed))
            .AddSingleton(UnderstandingIn(builder.Configuration))
            .AddLlm(LlmIn(builder.Configuration, allowed))
            .AddCompany(CompanySettings.Read(builder.Configuration, allowed, [.. packs.Sites]))
            .AddSingleton(p => new KnowledgeBase(settings.ArticlesFolder is { } articles ? new CompanyArticles(articles, clock, p.GetRequiredService<ILogger<CompanyArticles>>()) : null))
            .AddServiceBot(database, packs.View, IdSource.Random)
            .AddServiceBotWorkers()
            .AddPackTraining(settings)
            .AddDirectLine(builder.Configuration, settings)
            .AddBotFramework(builder.Configuration, settings)
            .AddSingleton<IChannel>(p => settings.AlertsUrl is { } url ? new WebhookAlerts(url, outbound) : new LoggedAlerts(p.GetRequiredService<ILogger<LoggedAlerts>>()));

        builder.Services.AddDesk(new DirectoryInfo(settings.DataFolder), DeskSettings.Read(builder.Configuration));
        // Without it `dotnet run` outside Development serves the pages' files empty to whoever accepts gzip; a published program is not touched by it.
        builder.WebHost.UseStaticWebAssets();

        var app = builder.Build();
        app.Services.GetRequiredService<PackTraining>().Begin();
        app.UseFailures();
        app.UseSecurityHeaders();
        app.UseRouting();
        // Direct Line checks its own tokens; the desk's sign-in would cost every message and stay with every open socket.
        app.UseWhen(http => !http.IsDirectLine(), rest => rest.UseSentences().UseAuthentication().UseAuthorization());
        // What stands in a branch is not found by the framework, which would put both before everything else once more.
        foreach (var set in (string[])["__AuthenticationMiddlewareSet", "__AuthorizationMiddlewareSet"]) ((IApplicationBuilder)app).Properties[set] = true;
        app.MapHealth();
        app.MapDirectLine();
        app.MapBotFramework();
        app.MapPages();
        app.MapDemo();
        app.MapDesk();
        app.MapCompany();
        await app.PrepareDeskAsync();
        library.Changed += app.Services.GetRequiredService<Listening>().Prepare;
        return app;
    }

    // A start that fails ends in one sentence, or in the runtime's own report: the host would log the same stack before it.
    private static readonly KeyValuePair<string, string?>[] StartsQuietly = [new("Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host", "Critical")];

    private static UnderstandingSettings UnderstandingIn(IConfiguration configuration)
    {
        List<string> problems = [];
        var settings = UnderstandingSettings.Read(configuration, problems);
        return problems.Count == 0 ? settings : throw new SettingException(string.Join('\n', problems));
    }

    private static LlmSettings? LlmIn(IConfiguration configuration, OutboundSettings allowed)
    {
        List<string> problems = [];
        var settings = LlmSettings.Read(configuration, allowed, problems);
        return problems.Count == 0 ? settings : throw new SettingException(string.Join('\n', problems));
    }

    /// <summary>The company's own system where `Facts:…` names one, else the pack's sample; sample incidents go with sample orders.</summary>
    private static (OutboundHttp Http, OutboundSettings Allowed, IReadOnlyList<HttpFactsSettings> Systems, Func<Func<Pack>, SiteSources> Sources, FeedIncidents Feeds) FactsIn(IConfiguration configuration, TimeProvider clock)
    {
        List<string> problems = [];
        var allowed = OutboundSettings.Read(configuration, problems);
        var systems = HttpFactsConfiguration.Read(configuration, allowed, problems);
        var reported = FeedConfiguration.Read(configuration, allowed, problems);
        if (problems.Count > 0) throw new SettingException(string.Join('\n', problems));

        var http = new OutboundHttp(allowed, clock);
        var logs = LoggerFactory.Create(logging => logging.AddConsole());
        var log = logs.CreateLogger<HttpFacts>();
        var feeds = new FeedIncidents(reported, http, clock, logs.CreateLogger<FeedIncidents>());
        return (http, allowed, systems, pack => systems.Count == 0
            ? new SiteSources(new SampleFacts(() => pack().Sample), With(() => [.. pack().Incidents, .. pack().Sample?.Incidents ?? []]))
            : new SiteSources(new HttpFacts(systems, http, kind => kind == CustomerFacts.Kind ? CustomerFacts.Types : pack().FactsOf(kind), clock, log), With(() => pack().Incidents)), feeds);

        IIncidentSource With(Func<IReadOnlyList<Incident>> written) => reported.Count == 0 ? new PackIncidents(written) : new AllIncidents(new PackIncidents(written), feeds);
    }
}
