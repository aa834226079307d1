using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceBot.Outbound;
using ServiceBot.Protocol;
using ServiceBot.Server.Channels.BotFramework;
using ServiceBot.Server.Channels.BotFramework.Connector;
using ServiceBot.Server.Chat;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>protocol.md §2, outbound: our own tokens, asked for by MSAL at a real identity provider on loopback.</summary>
public sealed class OwnTokenTests
{
    private const string App = "b6a6a2f4-0000-4000-8000-000000000001";

    [Fact]
    public async Task A_secret_becomes_a_token_of_the_tenant_and_many_callers_ask_once()
    {
        await using var provider = await TokenProvider.StartAsync();
        using var tokens = Tokens(provider, TimeProvider.System, "--BotFramework:AppPassword", "s3cret");

        var given = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => tokens.GetAsync(default).AsTask()));

        given.ShouldAllBe(token => token is BotToken.Given && ((BotToken.Given)token).Token == "token-1");
        var (path, form) = provider.Asked.ShouldHaveSingleItem();
        path.ShouldBe("/my-tenant/oauth2/v2.0/token");
        form["client_id"].ShouldBe(App);
        form["client_secret"].ShouldBe("s3cret");
        form["grant_type"].ShouldBe("client_credentials");
        form["scope"].ShouldStartWith("https://api.botframework.com/.default");
    }

    [Fact]
    public async Task A_certificate_proves_us_without_a_secret()
    {
        await using var provider = await TokenProvider.StartAsync();
        using var folder = new DataFolder();
        var file = Path.Combine(folder.Path, "bot.pfx");
        await File.WriteAllBytesAsync(file, SelfSigned().Export(X509ContentType.Pfx, "pw"));

        using var tokens = Tokens(provider, TimeProvider.System, "--BotFramework:CertificatePath", file, "--BotFramework:CertificatePassword", "pw");
        var token = await tokens.GetAsync(default);

        token.ShouldBeOfType<BotToken.Given>();
        provider.Asked.Single().Form.Keys.ShouldNotContain("client_secret");
        provider.Asked.Single().Form["client_assertion"].Split('.').Length.ShouldBe(3);
    }

    [Theory]
    [InlineData("bot.pfx", null, "which cannot be read without a password")]
    [InlineData("bot.pfx", "wrong", "which cannot be read with BotFramework:CertificatePassword")]
    [InlineData("public.pfx", "pw", "without its private key")]
    [InlineData("curve.pfx", "pw", "whose key is no RSA key")]
    [InlineData("no-such.pfx", "pw", "where there is no file that this user can see")]
    [InlineData("", "pw", "which is a folder")]
    public void A_certificate_that_proves_nothing_stops_the_start_with_a_sentence(string file, string? password, string sentence)
    {
        using var folder = new DataFolder();
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllBytes(Path.Combine(folder.Path, "bot.pfx"), SelfSigned().Export(X509ContentType.Pfx, "pw"));
        File.WriteAllBytes(Path.Combine(folder.Path, "public.pfx"), X509CertificateLoader.LoadCertificate(SelfSigned().RawData).Export(X509ContentType.Pfx, "pw"));
        File.WriteAllBytes(Path.Combine(folder.Path, "curve.pfx"), new CertificateRequest("CN=bot", curve, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1)).Export(X509ContentType.Pfx, "pw"));
        var settings = BotFrameworkSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([
            new("BotFramework:AppId", App), new("BotFramework:CertificatePath", Path.Combine(folder.Path, file)), new("BotFramework:CertificatePassword", password)]).Build(), ["main"]);

        Should.Throw<SettingException>(() => BotCertificate.Read(settings)).Message.ShouldContain(sentence);
    }

    [Fact]
    public void A_thumbprint_that_no_store_holds_stops_the_start_with_a_sentence()
    {
        var settings = BotFrameworkSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new("BotFramework:AppId", App), new("BotFramework:CertificateThumbprint", "\u200eAB CD 12")]).Build(), ["main"]);

        Should.Throw<SettingException>(() => BotCertificate.Read(settings)).Message.ShouldContain("holds no such certificate with its key");
    }

    [Fact]
    public async Task A_secret_that_is_refused_is_in_the_health_notes_before_anybody_writes()
    {
        await using var provider = await TokenProvider.StartAsync();
        provider.Status = 401;
        await using var server = await RunningServer.StartAsync(settings: ["--BotFramework:AppId", App, "--BotFramework:AppPassword", "wrong", "--BotFramework:LoginUrl", $"{provider.Url}/t1", "--Outbound:AllowHttp", "true", "--Outbound:AllowPrivate", "127.0.0.1"]);
        await provider.AskedAsync(1);

        Answer health;
        do health = await server.SendAsync(HttpMethod.Get, "/health/ready");
        while (health.Body.GetProperty("notes").GetArrayLength() == 0);

        health.Status.ShouldBe(200);
        health.Body.GetProperty("notes")[0].GetString()!.ShouldContain("there is no token for them");
        server.Data.Dispose();
    }

    [Fact]
    public async Task A_managed_identity_needs_no_secret()
    {
        await using var provider = await TokenProvider.StartAsync();
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", $"{provider.Url}/msi/token");
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", "the-header");
        try
        {
            using var tokens = Tokens(provider, TimeProvider.System, "--BotFramework:ManagedIdentity", "true");

            var token = await tokens.GetAsync(default);

            token.ShouldBeOfType<BotToken.Given>().Token.ShouldBe("token-1");
            var (header, query) = provider.Asked.ShouldHaveSingleItem();
            header.ShouldBe("the-header");
            query["client_id"].ShouldBe(App);
            query["resource"].ShouldBe("https://api.botframework.com");
        }
        finally
        {
            Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", null);
            Environment.SetEnvironmentVariable("IDENTITY_HEADER", null);
        }
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_ends_while_the_old_one_is_still_given()
    {
        await using var provider = await TokenProvider.StartAsync();
        var time = new ManualTime(DateTimeOffset.UtcNow);
        using var tokens = Tokens(provider, time, "--BotFramework:AppPassword", "s3cret");
        await tokens.GetAsync(default);

        time.Advance(TimeSpan.FromMinutes(50));
        var old = await tokens.GetAsync(default);
        await provider.AskedAsync(2);
        BotToken renewed;
        do renewed = await tokens.GetAsync(default);
        while (((BotToken.Given)renewed).Token == "token-1");

        ((BotToken.Given)old).Token.ShouldBe("token-1");
        ((BotToken.Given)renewed).Token.ShouldBe("token-2");
    }

    [Fact]
    public async Task A_provider_that_refuses_is_named_and_not_asked_again_with_every_message()
    {
        await using var provider = await TokenProvider.StartAsync();
        provider.Status = 401;
        var time = new ManualTime(DateTimeOffset.UtcNow);
        using var tokens = Tokens(provider, time, "--BotFramework:AppPassword", "wrong-s3cret");

        var first = (await tokens.GetAsync(default)).ShouldBeOfType<BotToken.Unavailable>();
        for (var i = 0; i < 20; i++) await tokens.GetAsync(default);
        var asked = provider.Asked.Count;
        provider.Status = 200;
        time.Advance(TimeSpan.FromSeconds(6));

        first.Why.ShouldContain("invalid_client");
        first.Why.ShouldNotContain("s3cret");
        asked.ShouldBe(1);
        (await tokens.GetAsync(default)).ShouldBeOfType<BotToken.Given>();
    }

    [Fact]
    public async Task A_token_that_a_channel_does_not_take_is_replaced_but_not_with_every_message()
    {
        await using var provider = await TokenProvider.StartAsync();
        var time = new ManualTime(DateTimeOffset.UtcNow);
        using var tokens = Tokens(provider, time, "--BotFramework:AppPassword", "s3cret");
        await tokens.GetAsync(default);

        tokens.Forget("token-1");
        var young = await tokens.GetAsync(default);
        time.Advance(TimeSpan.FromSeconds(31));
        tokens.Forget("token-1");
        var another = await tokens.GetAsync(default);

        ((BotToken.Given)young).Token.ShouldBe("token-1");
        ((BotToken.Given)another).Token.ShouldBe("token-2");
    }

    [Fact]
    public async Task A_provider_at_a_private_address_that_no_setting_allows_is_not_asked()
    {
        await using var provider = await TokenProvider.StartAsync();
        var settings = Settings(provider, "--BotFramework:AppPassword", "s3cret");
        using var http = new OutboundHttp(OutboundSettings.PublicHttpsOnly with { AllowHttp = true }, TimeProvider.System);
        using var tokens = new BotTokens(settings, http, TimeProvider.System, NullLogger<BotTokens>.Instance);

        var token = await tokens.GetAsync(default);

        token.ShouldBeOfType<BotToken.Unavailable>();
        provider.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Our_token_goes_to_an_address_that_was_proved_and_is_allowed_and_to_no_other()
    {
        await using var provider = await TokenProvider.StartAsync();
        await using var connector = await LoopbackConnector.StartAsync();
        using var tokens = Tokens(provider, TimeProvider.System, "--BotFramework:AppPassword", "s3cret");
        using var http = Http();
        var host = new Uri(connector.ServiceUrl).Authority;
        var client = new ConnectorClient(http, tokens, url => ServiceUrl.Refusal(url, [host], allowHttp: true), TimeProvider.System);
        var narrow = new ConnectorClient(http, tokens, url => ServiceUrl.Refusal(url, ["smba.trafficmanager.net"], allowHttp: true), TimeProvider.System);

        var proved = await client.SendAsync(new ServiceAddress(connector.ServiceUrl, IsVerified: true), "c", "{}"u8.ToArray(), default);
        var unproved = await client.SendAsync(new ServiceAddress(connector.ServiceUrl, IsVerified: false), "c", "{}"u8.ToArray(), default);
        var elsewhere = await narrow.SendAsync(new ServiceAddress(connector.ServiceUrl, IsVerified: true), "c", "{}"u8.ToArray(), default);

        proved.ShouldBeOfType<ConnectorResult.Done>();
        unproved.ShouldBeOfType<ConnectorResult.Refused>().Why.ShouldContain("never proved");
        elsewhere.ShouldBeOfType<ConnectorResult.Refused>().Why.ShouldContain("AllowedServiceHosts");
        connector.Calls.ShouldHaveSingleItem().Bearer.ShouldBe("token-1");
    }

    [Fact]
    public async Task A_redirect_takes_no_token_along()
    {
        await using var provider = await TokenProvider.StartAsync();
        await using var connector = await LoopbackConnector.StartAsync();
        await using var elsewhere = await LoopbackConnector.StartAsync();
        connector.Answer = (context, _) =>
        {
            context.Response.Redirect(elsewhere.ServiceUrl, permanent: false, preserveMethod: true);
            return Task.FromResult(true);
        };
        using var tokens = Tokens(provider, TimeProvider.System, "--BotFramework:AppPassword", "s3cret");
        using var http = Http();
        var client = new ConnectorClient(http, tokens, _ => null, TimeProvider.System);

        var result = await client.SendAsync(new ServiceAddress(connector.ServiceUrl, IsVerified: true), "c", "{}"u8.ToArray(), default);

        result.ShouldBeOfType<ConnectorResult.Refused>();
        elsewhere.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Members_come_page_by_page_and_through_a_channel_that_is_busy()
    {
        await using var connector = await LoopbackConnector.StartAsync();
        var busy = 1;
        connector.Answer = async (context, call) =>
        {
            if (Interlocked.Decrement(ref busy) == 0)
            {
                context.Response.StatusCode = 502;
                return true;
            }

            await context.Response.WriteAsync(call.Path.Contains("continuationToken")
                ? """{"members":[{"id":"u3"}]}"""
                : """{"continuationToken":"n/2","members":[{"id":"u1","name":"王芳"},{"id":"u2"}]}""");
            return true;
        };
        using var http = Http();
        using var limits = new ChannelLimits(TimeProvider.System);
        var patient = new PatientConnector(new ConnectorClient(http, null, _ => null, TimeProvider.System), limits, TimeProvider.System, () => 0);

        var (members, _) = await patient.MembersAsync(new ServiceAddress(connector.ServiceUrl, true), "19:x@thread", default);

        members!.Select(m => m.Id).ShouldBe(["u1", "u2", "u3"]);
        connector.Calls.Last().Path.ShouldBe("/v3/conversations/19%3Ax%40thread/pagedmembers?pageSize=200&continuationToken=n%2F2");
    }

    [Fact]
    public async Task Row_4_a_conversation_that_is_opened_counts_in_Teams_windows()
    {
        await using var connector = await LoopbackConnector.StartAsync();
        using var http = Http();
        var time = new ManualTime(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
        using var limits = new ChannelLimits(time);
        var patient = new PatientConnector(new ConnectorClient(http, null, _ => null, TimeProvider.System), limits, time, () => 0);
        var asked = new NewChannelConversation { Bot = new ChannelAccount { Id = "bot" }, Members = [new ChannelAccount { Id = "29:u" }], TenantId = "t" };
        for (var i = 0; i < 59; i++, time.Advance(TimeSpan.FromSeconds(0.3))) limits.Take("msteams", "29:u", null).ShouldBe(TimeSpan.Zero);

        var sixtieth = await patient.CreateConversationAsync(new ServiceAddress(connector.ServiceUrl, IsVerified: false), asked, default);
        var next = await patient.CreateConversationAsync(new ServiceAddress(connector.ServiceUrl, IsVerified: false), asked, default);

        sixtieth.ShouldBeOfType<ConnectorResult.Done>();
        next.ShouldBeOfType<ConnectorResult.Later>();
        connector.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("public", null, "https://login.microsoftonline.com/botframework.com", "https://api.botframework.com/.default")]
    [InlineData("public", "t-1", "https://login.microsoftonline.com/t-1", "https://api.botframework.com/.default")]
    [InlineData("usgov", null, "https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us", "https://api.botframework.us/.default")]
    [InlineData("china", null, "https://login.partner.microsoftonline.cn/microsoftservices.partner.onmschina.cn", "https://api.botframework.azure.cn/.default")]
    [InlineData("china", "t-1", "https://login.partner.microsoftonline.cn/t-1", "https://api.botframework.azure.cn/.default")]
    public void Row_2_each_cloud_has_its_provider_and_scope(string cloud, string? tenant, string login, string scope)
    {
        string[] args = ["--BotFramework:Cloud", cloud, "--BotFramework:AppId", App, "--BotFramework:AppPassword", "s", .. tenant is null ? Array.Empty<string>() : ["--BotFramework:TenantId", tenant]];

        var settings = BotFrameworkSettings.Read(new ConfigurationBuilder().AddCommandLine(args).Build(), ["main"]);

        settings.LoginUrl.ShouldBe(login);
        settings.Scope.ShouldBe(scope);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        return new CertificateRequest("CN=bot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static OutboundHttp Http() => new(new OutboundSettings { AllowHttp = true, PrivateNetworks = [IPNetwork.Parse("127.0.0.0/8")] }, TimeProvider.System);

    private static BotTokens Tokens(TokenProvider provider, TimeProvider time, params string[] credential) => new(Settings(provider, credential), Http(), time, NullLogger<BotTokens>.Instance);

    private static BotFrameworkSettings Settings(TokenProvider provider, params string[] credential) => BotFrameworkSettings.Read(
        new ConfigurationBuilder().AddCommandLine(["--BotFramework:AppId", App, "--BotFramework:LoginUrl", $"{provider.Url}/my-tenant", .. credential]).Build(), ["main"]);
}

/// <summary>The token endpoint of an identity provider, on loopback.</summary>
internal sealed class TokenProvider : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SemaphoreSlim asked = new(0);
    private int count;

    private TokenProvider(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single();

    public int Status { get; set; } = 200;

    public ConcurrentQueue<(string Path, IReadOnlyDictionary<string, string> Form)> Asked { get; } = [];

    public Func<int, string> Token { get; set; } = n => $"token-{n}";

    public static async Task<TokenProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var provider = new TokenProvider(app);
        app.MapPost("/{**path}", provider.AnswerAsync).DisableAntiforgery();
        app.MapGet("/msi/token", provider.AnswerManagedAsync);
        await app.StartAsync();
        return provider;
    }

    public async Task AskedAsync(int times)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Asked.Count < times) await asked.WaitAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        asked.Dispose();
    }

    /// <summary>As Azure's App Service answers a managed identity.</summary>
    private async Task AnswerManagedAsync(HttpContext context)
    {
        Asked.Enqueue((context.Request.Headers["X-IDENTITY-HEADER"].ToString(), context.Request.Query.ToDictionary(field => field.Key, field => field.Value.ToString())));
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($$"""{"token_type":"Bearer","expires_on":"{{DateTimeOffset.UtcNow.AddHours(8).ToUnixTimeSeconds()}}","resource":"r","access_token":"{{Token(Interlocked.Increment(ref count))}}"}""");
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        Asked.Enqueue((context.Request.Path, form.ToDictionary(field => field.Key, field => field.Value.ToString())));
        asked.Release();
        context.Response.StatusCode = Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Status == 200
            ? $$"""{"token_type":"Bearer","expires_in":3600,"ext_expires_in":3600,"access_token":"{{Token(Interlocked.Increment(ref count))}}"}"""
            : """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}""", Encoding.UTF8);
    }
}
