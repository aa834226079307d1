using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServiceBot.Outbound;

namespace ServiceBot.Llm;

public static class LlmServices
{
    /// <param name="settings">Null: no language model is asked anything.</param>
    public static IServiceCollection AddLlm(this IServiceCollection services, LlmSettings? settings) => settings is null ? services
        : AddRephraser(services, settings)
            .AddSingleton(p => new LlmLine(settings, p.GetRequiredService<OutboundHttp>(), p.GetRequiredService<TimeProvider>(), Random.Shared.NextDouble, p.GetRequiredService<ILogger<LlmLine>>()))
            .AddSingleton<IntentChooser>();

    private static IServiceCollection AddRephraser(IServiceCollection services, LlmSettings settings) => settings.Rephrases ? services.AddSingleton<Rephraser>() : services;
}
