namespace ServiceBot.Server.Channels.BotFramework;

/// <summary>What differs from one Azure to another (protocol.md §2). Each may be overridden by a setting.</summary>
/// <param name="CallerId">How the cloud's channels are named as a caller (Activity specification, appendix V).</param>
/// <param name="Issuer">Of the tokens that its channels send.</param>
/// <param name="OpenIdMetadata">Where the keys of those tokens are named.</param>
/// <param name="EmulatorOpenIdMetadata">The same for tokens of the directory: the Emulator and other bots.</param>
/// <param name="EmulatorIssuers">Of the directory's tokens; {tenant} stands for the tenant.</param>
/// <param name="LoginUrl">Where our tokens come from; {tenant} stands for the tenant.</param>
/// <param name="MultiTenant">The tenant of a registration for many tenants.</param>
/// <param name="Scope">Of our tokens.</param>
/// <param name="ServiceHosts">Where its channels take our replies; *.name stands for every name below.</param>
internal sealed record BotFrameworkCloud(
    string Name, string CallerId, string Issuer, string OpenIdMetadata, string EmulatorOpenIdMetadata, IReadOnlyList<string> EmulatorIssuers,
    string LoginUrl, string MultiTenant, string Scope, IReadOnlyList<string> ServiceHosts)
{
    public static BotFrameworkCloud Public { get; } = new(
        "public",
        "urn:botframework:azure",
        "https://api.botframework.com",
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
        ["https://sts.windows.net/{tenant}/", "https://login.microsoftonline.com/{tenant}/v2.0"],
        "https://login.microsoftonline.com/{tenant}",
        "botframework.com",
        "https://api.botframework.com/.default",
        // Not *.trafficmanager.net: anybody may have a name there.
        ["*.botframework.com", "smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com", "*.teams.microsoft.com"]);

    public static BotFrameworkCloud UsGov { get; } = new(
        "usgov",
        "urn:botframework:azureusgov",
        "https://api.botframework.us",
        "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
        "https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0/.well-known/openid-configuration",
        ["https://sts.windows.net/{tenant}/", "https://login.microsoftonline.us/{tenant}/v2.0"],
        "https://login.microsoftonline.us/{tenant}",
        "MicrosoftServices.onmicrosoft.us",
        "https://api.botframework.us/.default",
        ["*.botframework.azure.us", "*.botframework.us", "*.teams.microsoft.us"]);

    /// <summary>Operated by 21Vianet: Direct Line, Teams and Web Chat.</summary>
    public static BotFrameworkCloud China { get; } = new(
        "china",
        "urn:botframework:azurechina",
        "https://api.botframework.azure.cn",
        "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
        "https://login.partner.microsoftonline.cn/a55a4d5b-9241-49b1-b4ff-befa8db00269/v2.0/.well-known/openid-configuration",
        ["https://sts.chinacloudapi.cn/{tenant}/", "https://login.partner.microsoftonline.cn/{tenant}/v2.0"],
        "https://login.partner.microsoftonline.cn/{tenant}",
        "microsoftservices.partner.onmschina.cn",
        "https://api.botframework.azure.cn/.default",
        ["*.botframework.azure.cn", "frontend.botapi.msg.infra.teams.microsoftonline.cn"]);

    public static IReadOnlyList<BotFrameworkCloud> All { get; } = [Public, UsGov, China];
}
