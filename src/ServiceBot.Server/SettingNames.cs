using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using ServiceBot.Server.Sites;

namespace ServiceBot.Server;

/// <summary>Which settings there are. One with any other name is a slip: what it was meant to change would keep its usual value, and nobody would be told.</summary>
internal static class SettingNames
{
    internal static readonly Dictionary<string, IReadOnlyList<string>> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Alerts"] = ["Url"],
        ["BotFramework"] =
        [
            "AppId", "AppPassword", "CertificatePath", "CertificatePassword", "CertificateThumbprint", "ManagedIdentity", "TenantId", "Cloud", "Site", "Tenants", "AllowedServiceHosts",
            "AllowedCallers", "AllowEmulator", "OpenIdMetadata", "EmulatorOpenIdMetadata", "EmulatorIssuers", "Issuer", "LoginUrl", "Scope",
        ],
        ["Coupons"] = ["Key", "Secret", "SecretBefore", "Site"],
        ["Demo"] = ["Enabled"],
        ["Desk"] = ["AdminPassword", "Lease"],
        ["DirectLine"] = ["Secret", "Site", "TokenMinutes", "ResumeDays", "UploadDays", "Limits"],
        ["DirectLine:Limits"] = ["ConversationsPerDay", "MessagesPerDay", "MessagesPerMinute", "SocketsPerMinute", "UploadMegabytesPerDay", "DiskMegabytes"],
        ["Events"] = ["Secret"],
        ["Handoff"] = ["AcceptWithin", "Hub"],
        ["Handoff:Hub"] = ["ServiceUrl", "Endpoint", "AnswerTo", "AppId", "Name"],
        ["Knowledge"] = ["Folder"],
        ["Outbound"] = ["AllowPrivate", "AllowHttp"],
        ["Packs"] = ["Folder"],
        ["Reach"] = ["Mail", "Gateway", "Page"],
        ["Reach:Gateway"] = ["Url", "Secret"],
        ["Reach:Mail"] = ["Host", "Port", "From", "User", "Password", "Tls"],
        ["Remedies"] = ["Url", "Secret", "SecretBefore", "Kinds"],
        ["Retention"] = ["Days"],
        ["Teams"] = ["AgentChannel", "AgentServiceUrl", "Language"],
    };

    private const string Connection = "ServiceBot";
    private static readonly IReadOnlyList<string> OfASite = [.. Site.Fields, "HostPageSecret"];

    // These have names of their own, which whoever reads them looks after (docs/operations.md).
    private static readonly string[] Elsewhere = ["ConnectionStrings", "Customers", "Facts", "Feeds", "Llm", "Sites", "Understanding"];
    private static readonly IReadOnlyList<string> Ours = [.. Sections.Keys.Where(name => !name.Contains(':')).Concat(Elsewhere).Order()];
    private static readonly string[] Framework = ["urls", "http_ports", "https_ports", "environment", "contentRoot", "webRoot", "applicationName", "detailedErrors", "shutdownTimeoutSeconds", "https_port", "AllowedHosts", "Kestrel", "Logging"];

    /// <exception cref="SettingException"/>
    public static void CheckCommandLine(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var (argument, equals) = (arguments[i], arguments[i].IndexOf('='));
            var name = (equals < 0 ? argument : argument[..equals]).TrimStart('-');
            if (!argument.StartsWith("--", StringComparison.Ordinal) || !IsTopLevel(name.Split(':')[0]))
                throw new SettingException($"'{argument}' is not a setting. Give settings as --urls http://127.0.0.1:3978 or --DirectLine:Secret …; the README names them, and a command such as 'check' stands before everything else.");
            if (equals < 0 && ++i == arguments.Count) throw new SettingException($"{argument} has no value: write one behind it.");
        }
    }

    /// <summary>Whatever the source: a file, the environment, the command line.</summary>
    /// <exception cref="SettingException"/>
    public static void Check(IConfiguration configuration)
    {
        foreach (var (section, names) in Sections) CheckSection(configuration.GetSection(section), names);
        foreach (var site in configuration.GetSection("Sites").GetChildren()) CheckSection(site, OfASite);
        CheckConnections(configuration.GetSection("ConnectionStrings"));
        if (configuration is IConfigurationRoot { Providers: var sources })
            foreach (var file in sources.OfType<JsonConfigurationProvider>()) CheckFile(file);
    }

    // The environment holds other programs' names as well; a file of settings is ours alone.
    private static void CheckFile(JsonConfigurationProvider file)
    {
        foreach (var name in file.GetChildKeys([], null).Distinct().Where(name => !name.StartsWith('$')))
        {
            if (!IsTopLevel(name)) throw new SettingException($"{name} in {file.Source.Path} is not a setting: the sections are {string.Join(", ", Ours)}.");
            if (Ours.Contains(name, StringComparer.OrdinalIgnoreCase) && file.TryGet(name, out var value) && value is { Length: > 0 })
                throw new SettingException($"{name} in {file.Source.Path} is '{value}', but it is a section: write {{ \"{name}\": {{ … }} }}, as docs/operations.md shows.");
        }
    }

    private static void CheckSection(IConfigurationSection section, IReadOnlyList<string> names)
    {
        if (section.GetChildren().FirstOrDefault(child => !names.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw new SettingException($"{unknown.Path} is not a setting: those of {section.Path} are {string.Join(", ", names)}.");
    }

    // The environment may hold those of other programs; one that is nearly ours would leave us on SQLite unseen.
    private static void CheckConnections(IConfigurationSection section)
    {
        if (section.GetChildren().FirstOrDefault(child => !child.Key.Equals(Connection, StringComparison.OrdinalIgnoreCase) && IsLikeOurs(child.Key)) is { } slip)
            throw new SettingException($"{slip.Path} is not a setting: did you mean ConnectionStrings:{Connection}?");
    }

    private static bool IsLikeOurs(string name) => name.Contains("service", StringComparison.OrdinalIgnoreCase) || name.Contains("bot", StringComparison.OrdinalIgnoreCase);

    private static bool IsTopLevel(string name) =>
        name.Equals("SERVICEBOT_DATA", StringComparison.OrdinalIgnoreCase) || Sections.ContainsKey(name) || Elsewhere.Concat(Framework).Contains(name, StringComparer.OrdinalIgnoreCase);
}
