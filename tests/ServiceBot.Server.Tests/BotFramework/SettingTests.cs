using Microsoft.Extensions.Configuration;
using ServiceBot.Server.Channels.BotFramework;

namespace ServiceBot.Server.Tests.BotFramework;

public sealed class SettingTests
{
    [Theory]
    [InlineData("public", "https://api.botframework.com", "https://login.botframework.com/v1/.well-known/openidconfiguration", "https://login.microsoftonline.com/botframework.com", "https://api.botframework.com/.default")]
    [InlineData("usgov", "https://api.botframework.us", "https://login.botframework.azure.us/v1/.well-known/openidconfiguration", "https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us", "https://api.botframework.us/.default")]
    [InlineData("china", "https://api.botframework.azure.cn", "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration", "https://login.partner.microsoftonline.cn/microsoftservices.partner.onmschina.cn", "https://api.botframework.azure.cn/.default")]
    public void A_cloud_brings_its_addresses(string cloud, string issuer, string metadata, string login, string scope)
    {
        var settings = Read(("Cloud", cloud), ("AppId", "app"), ("AppPassword", "secret"));

        (settings.Issuer, settings.OpenIdMetadata, settings.LoginUrl, settings.Scope).ShouldBe((issuer, metadata, login, scope));
    }

    [Fact]
    public void A_tenant_takes_the_place_of_the_cloud_s_own_and_single_settings_win()
    {
        var settings = Read(("AppId", "app"), ("AppPassword", "secret"), ("TenantId", "t1"), ("Issuer", "https://own.example"), ("OpenIdMetadata", "http://127.0.0.1:1/x"), ("AllowedServiceHosts", "Own.Example, *.own.example"));

        settings.LoginUrl.ShouldBe("https://login.microsoftonline.com/t1");
        settings.Issuer.ShouldBe("https://own.example");
        settings.OpenIdMetadata.ShouldBe("http://127.0.0.1:1/x");
        settings.AllowedServiceHosts.ShouldBe(["own.example", "*.own.example"]);
    }

    [Theory]
    [InlineData("Cloud", "mars", "BotFramework:Cloud is 'mars'. Write public, usgov or china.")]
    [InlineData("Site", "nowhere", "BotFramework:Site is 'nowhere', but there is no such site. There are: main.")]
    [InlineData("OpenIdMetadata", "login", "BotFramework:OpenIdMetadata is 'login', which is no http(s) address.")]
    [InlineData("AllowEmulator", "perhaps", "BotFramework:AllowEmulator is 'perhaps'. Write true or false.")]
    [InlineData("AllowedServiceHosts", "https://x.example/", "BotFramework:AllowedServiceHosts contains 'https://x.example/'.")]
    [InlineData("AllowedServiceHosts", "*.com", "BotFramework:AllowedServiceHosts contains '*.com'.")]
    [InlineData("AppPassword", "secret", "but no AppId")]
    [InlineData("AllowedCallers", "someone", "without BotFramework:AppId")]
    [InlineData("AppId", "app", "Give one of BotFramework:AppPassword")]
    [InlineData("CertificatePassword", "pw", "without BotFramework:CertificatePath")]
    [InlineData("TenantId", "Contoso Ltd/x", "BotFramework:TenantId is 'Contoso Ltd/x'.")]
    [InlineData("LoginUrl", "https://login.microsoftonline.com/", "which names no tenant. Write https://login.microsoftonline.com/TENANT")]
    public void A_wrong_setting_stops_the_start_with_a_sentence(string name, string value, string sentence) =>
        Should.Throw<SettingException>(() => Read((name, value))).Message.ShouldContain(sentence);

    [Fact]
    public void Two_credentials_are_one_too_many() =>
        Should.Throw<SettingException>(() => Read(("AppId", "app"), ("AppPassword", "secret"), ("ManagedIdentity", "true"))).Message.ShouldContain("exactly one");

    private static BotFrameworkSettings Read(params (string Name, string Value)[] settings) => BotFrameworkSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>($"BotFramework:{s.Name}", s.Value))).Build(), ["main"]);
}
