using Microsoft.Extensions.Configuration;
using ServiceBot.Outbound;

namespace ServiceBot.Llm;

/// <summary>A language model that may be asked where the bot is unsure: the section <c>Llm</c>, checked. docs/operations.md says what it sees.</summary>
/// <param name="Url">Of its chat completions, in full.</param>
/// <param name="Model">By the service's own name.</param>
/// <param name="ApiKey">Sent as a bearer token; null for a service that asks for none.</param>
public sealed record LlmSettings(string Url, string Model, string? ApiKey)
{
    private const string Path = "/chat/completions";
    private static readonly string[] Known = ["Endpoint", "Model", "ApiKey", "Rephrase"];

    /// <summary>Whether the bot's replies are worded anew as well.</summary>
    public bool Rephrases { get; init; }

    /// <summary>Each problem is a sentence that names the setting.</summary>
    /// <returns>Null where none is configured, or with problems.</returns>
    public static LlmSettings? Read(IConfiguration configuration, OutboundSettings outbound, ICollection<string> problems)
    {
        var section = configuration.GetSection("Llm");
        if (!section.Exists()) return null;
        var before = problems.Count;
        foreach (var unknown in section.GetChildren().Where(c => !Known.Contains(c.Key, StringComparer.OrdinalIgnoreCase)))
            problems.Add($"{unknown.Path} is not a setting: those of Llm are {string.Join(", ", Known)}.");
        var (endpoint, model, key) = (section["Endpoint"] ?? "", section["Model"] ?? "", section["ApiKey"] ?? "");
        // Left empty on purpose, as one switches it off in an environment.
        if (endpoint.Length == 0 && model.Length == 0 && key.Length == 0) return null;
        if (endpoint.Length == 0) problems.Add("Llm:Endpoint is missing: write the address below which the service has /chat/completions, as in https://llm.example/v1, or leave the section out.");
        else if (UrlRules.Refusal(endpoint, outbound, out var parsed) is { } refusal) problems.Add($"Llm:Endpoint: {refusal}");
        else if (parsed.Query.Length > 0 || parsed.Fragment.Length > 0) problems.Add("Llm:Endpoint has a query or a fragment: write the address up to /v1.");
        if (model.Length == 0) problems.Add("Llm:Model is missing: write the name by which the service knows the model.");
        // The key itself is not repeated: this is logged.
        if (key.Any(c => c is <= ' ' or > '~')) problems.Add("Llm:ApiKey holds a space or a character beyond ASCII: write the key alone, in one line.");
        var rephrase = section["Rephrase"] ?? "";
        if (rephrase is not ("" or "on" or "off")) problems.Add($"Llm:Rephrase is '{rephrase}': write on or off.");
        if (problems.Count > before) return null;
        var address = endpoint.TrimEnd('/');
        return new LlmSettings(address.EndsWith(Path, StringComparison.Ordinal) ? address : address + Path, model, key.Length == 0 ? null : key) { Rephrases = rephrase == "on" };
    }

    /// <summary>Without the key, which would end up in a log.</summary>
    public override string ToString() => $"{Model} at {Url}";
}
