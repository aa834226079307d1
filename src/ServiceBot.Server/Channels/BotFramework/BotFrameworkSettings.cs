namespace ServiceBot.Server.Channels.BotFramework;

/// <summary>Settings below <c>BotFramework:</c>. What is not given comes from the cloud.</summary>
internal sealed record BotFrameworkSettings
{
    /// <summary><c>Cloud</c>: public, usgov or china.</summary>
    public required BotFrameworkCloud Cloud { get; init; }

    /// <summary><c>AppId</c>: our registration. Null: no token is asked for, and only direct connections of this machine are served.</summary>
    public string? AppId { get; init; }

    /// <summary><c>AppPassword</c>: the registration's secret.</summary>
    public string? AppPassword { get; init; }

    /// <summary><c>CertificatePath</c>: a PFX, or a PEM with its key, instead of a secret; its password is <c>CertificatePassword</c>.</summary>
    public string? CertificatePath { get; init; }

    public string? CertificatePassword { get; init; }

    /// <summary><c>CertificateThumbprint</c>: the same from the store of the user or the machine.</summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary><c>ManagedIdentity</c>: Azure gives the tokens; AppId is the client id of the identity.</summary>
    public bool ManagedIdentity { get; init; }

    /// <summary><c>TenantId</c>: of a registration for one tenant; null: for many.</summary>
    public string? TenantId { get; init; }

    /// <summary><c>AllowedServiceHosts</c>: where replies may go, in lower case; *.name stands for every name below.</summary>
    public required IReadOnlyList<string> AllowedServiceHosts { get; init; }

    public required string OpenIdMetadata { get; init; }

    public required string EmulatorOpenIdMetadata { get; init; }

    /// <summary><c>Issuer</c> of the channels' tokens.</summary>
    public required string Issuer { get; init; }

    /// <summary><c>LoginUrl</c>, with the tenant in it.</summary>
    public required string LoginUrl { get; init; }

    public required string Scope { get; init; }

    /// <summary><c>AllowEmulator</c>: tokens that the Emulator gets with our own app id and secret.</summary>
    public bool AllowEmulator { get; init; }

    /// <summary><c>AllowedCallers</c>: app ids of bots that may call us as a skill; * for every one (CVE-2021-1725 is why this is empty unless you say otherwise).</summary>
    public IReadOnlySet<string> AllowedCallers { get; init; } = new HashSet<string>();

    /// <summary><c>Tenants</c>: whose directory tokens are taken besides our own tenant's.</summary>
    public IReadOnlyList<string> Tenants { get; init; } = [];

    /// <summary><c>Site</c> of the conversations; the first one unless given.</summary>
    public required string Site { get; init; }

    /// <summary>Exact issuers of the directory's tokens.</summary>
    public IReadOnlyList<string> EmulatorIssuers { get; init; } = [];

    public bool AsksForTokens => AppId is not null;

    /// <exception cref="SettingException"/>
    public static BotFrameworkSettings Read(IConfiguration configuration, IReadOnlyList<string> sites)
    {
        var section = configuration.GetSection("BotFramework");
        var cloud = CloudIn(section);
        var appId = Text(section, "AppId");
        var tenant = TenantIn(section);
        var settings = new BotFrameworkSettings
        {
            Cloud = cloud,
            AppId = appId,
            AppPassword = Text(section, "AppPassword"),
            CertificatePath = Text(section, "CertificatePath"),
            CertificatePassword = Text(section, "CertificatePassword"),
            CertificateThumbprint = Text(section, "CertificateThumbprint"),
            ManagedIdentity = Flag(section, "ManagedIdentity"),
            TenantId = tenant,
            AllowedServiceHosts = (IReadOnlyList<string>?)HostsIn(section) ?? cloud.ServiceHosts,
            OpenIdMetadata = Address(section, "OpenIdMetadata") ?? cloud.OpenIdMetadata,
            EmulatorOpenIdMetadata = Address(section, "EmulatorOpenIdMetadata") ?? cloud.EmulatorOpenIdMetadata,
            Issuer = Text(section, "Issuer") ?? cloud.Issuer,
            LoginUrl = LoginIn(section) ?? cloud.LoginUrl.Replace("{tenant}", tenant ?? cloud.MultiTenant, StringComparison.Ordinal),
            Scope = Text(section, "Scope") ?? cloud.Scope,
            AllowEmulator = Flag(section, "AllowEmulator"),
            AllowedCallers = new HashSet<string>(List(section, "AllowedCallers"), StringComparer.OrdinalIgnoreCase),
            Tenants = List(section, "Tenants"),
            Site = SiteIn(section, sites),
            EmulatorIssuers = List(section, "EmulatorIssuers"),
        };
        CheckCredential(settings);
        return settings.EmulatorIssuers.Count > 0 ? settings : settings with { EmulatorIssuers = IssuersOf(settings) };
    }

    private static void CheckCredential(BotFrameworkSettings settings)
    {
        var given = new[] { settings.AppPassword is not null, settings.CertificatePath is not null, settings.CertificateThumbprint is not null, settings.ManagedIdentity }.Count(is_ => is_);
        if (settings.CertificatePassword is not null && settings.CertificatePath is null) throw new SettingException("BotFramework:CertificatePassword is given without BotFramework:CertificatePath. Name the file that it opens, or leave it out.");
        if (settings.AppId is null)
        {
            if (given > 0) throw new SettingException("BotFramework has a secret, a certificate or a managed identity, but no AppId. Give BotFramework:AppId: without it no token is checked and none sent.");
            if (settings.AllowEmulator || settings.AllowedCallers.Count > 0) throw new SettingException("BotFramework:AllowEmulator and :AllowedCallers are about tokens, which are not asked for without BotFramework:AppId. Give it, or leave these out.");
            return;
        }

        if (given == 0) throw new SettingException("BotFramework:AppId is given without a way to prove that it is ours. Give one of BotFramework:AppPassword, :CertificatePath, :CertificateThumbprint or :ManagedIdentity.");
        if (given > 1) throw new SettingException("BotFramework has more than one of AppPassword, CertificatePath, CertificateThumbprint and ManagedIdentity. Give exactly one.");
    }

    // Microsoft's own tenants, from which the Emulator's and other bots' tokens come where a registration has none of its own.
    private static List<string> IssuersOf(BotFrameworkSettings settings)
    {
        string[] microsoft = ["d6d49420-f39b-4df7-a1dc-d59a935871db", "f8cdef31-a31e-4b4a-93e4-5f571e91255a", "cab8a31a-1906-4287-a0d8-4eef66b95f6e"];
        var tenants = microsoft.Concat(settings.Tenants).Append(settings.TenantId).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);
        return [.. tenants.SelectMany(tenant => settings.Cloud.EmulatorIssuers.Select(issuer => issuer.Replace("{tenant}", tenant, StringComparison.Ordinal)))];
    }

    private static BotFrameworkCloud CloudIn(IConfigurationSection section) => Text(section, "Cloud") switch
    {
        null => BotFrameworkCloud.Public,
        var name => BotFrameworkCloud.All.FirstOrDefault(cloud => cloud.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new SettingException($"BotFramework:Cloud is '{name}'. Write public, usgov or china."),
    };

    // It becomes part of an address.
    private static string? TenantIn(IConfigurationSection section) => Text(section, "TenantId") switch
    {
        { } tenant when tenant.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.')) => throw new SettingException($"BotFramework:TenantId is '{tenant}'. Give the directory's id as Azure shows it, such as 72f988bf-86f1-41af-91ab-2d7cd011db47, or its domain."),
        var tenant => tenant,
    };

    private static string? LoginIn(IConfigurationSection section) => Address(section, "LoginUrl") switch
    {
        { } url when new Uri(url).AbsolutePath == "/" => throw new SettingException($"BotFramework:LoginUrl is '{url}', which names no tenant. Write {url}/TENANT, or leave it out: the cloud and BotFramework:TenantId say it."),
        var url => url,
    };

    private static string SiteIn(IConfigurationSection section, IReadOnlyList<string> sites) => Text(section, "Site") switch
    {
        null => sites[0],
        var site when sites.Contains(site) => site,
        var site => throw new SettingException($"BotFramework:Site is '{site}', but there is no such site. There are: {string.Join(", ", sites)}."),
    };

    private static List<string>? HostsIn(IConfigurationSection section)
    {
        var hosts = List(section, "AllowedServiceHosts").Select(host => host.TrimEnd('.').ToLowerInvariant()).ToList();
        if (hosts.Find(host => !ServiceUrl.IsPattern(host)) is { } wrong)
            throw new SettingException($"BotFramework:AllowedServiceHosts contains '{wrong}'. Write host names without scheme and path: smba.trafficmanager.net, or *.botframework.com for every name below; behind a colon a port, where it is not the usual one.");
        return hosts.Count > 0 ? hosts : null;
    }

    private static string? Address(IConfigurationSection section, string name) => Text(section, name) switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" => text.TrimEnd('/'),
        var text => throw new SettingException($"BotFramework:{name} is '{text}', which is no http(s) address."),
    };

    private static bool Flag(IConfigurationSection section, string name) => Text(section, name) switch
    {
        null => false,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw new SettingException($"BotFramework:{name} is '{text}'. Write true or false."),
    };

    private static string? Text(IConfigurationSection section, string name) => section[name]?.Trim() is { Length: > 0 } text ? text : null;

    // A JSON array, or one line as it is comfortable in an environment variable: "a, b".
    private static List<string> List(IConfigurationSection section, string name)
    {
        var list = section.GetSection(name);
        return [.. (list.Value is { } line ? line.Split(',') : list.GetChildren().Select(child => child.Value ?? "")).Select(entry => entry.Trim()).Where(entry => entry.Length > 0)];
    }
}
