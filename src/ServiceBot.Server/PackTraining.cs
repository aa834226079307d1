using ServiceBot.Turns;
using ServiceBot.Understanding;

namespace ServiceBot.Server;

/// <summary>Learns the packs' examples beside the rest of the start: a customer's first message waits for it, the port does not.</summary>
internal sealed class PackTraining(SitePacks packs, Listening listening) : BackgroundService
{
    private Task? learning;

    /// <summary>Begins now, and not only when everything else is ready to run.</summary>
    public void Begin() => learning ??= Task.Run(() =>
    {
        foreach (var pack in packs.Packs)
        {
            listening.Prepare(pack);
            // The first sentence said would wait for it.
            _ = WordingClaims.Of(pack);
        }

        StoredShapes.Prepare();
    });

    // What goes wrong here stops the program, like everything at the start.
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Begin();
        return learning!;
    }
}

internal static class PackTrainingServices
{
    public static IServiceCollection AddPackTraining(this IServiceCollection services, ServerSettings settings) => services
        .AddSingleton(p => new KeptModels(Path.Combine(settings.DataFolder, "models"), p.GetRequiredService<ILogger<KeptModels>>()))
        .AddSingleton<PackTraining>()
        .AddHostedService(p => p.GetRequiredService<PackTraining>());
}
