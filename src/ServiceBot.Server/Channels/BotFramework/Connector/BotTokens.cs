using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;
using ServiceBot.Outbound;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace ServiceBot.Server.Channels.BotFramework.Connector;

internal abstract record BotToken
{
    private BotToken() { }

    public sealed record Given(string Token) : BotToken;

    public sealed record Unavailable(string Why) : BotToken;
}

/// <summary>
/// Our own tokens for channels, by secret, certificate or managed identity: kept in memory, renewed while the old one still holds, asked for once
/// however many wait. What the identity provider is asked, and by what rules of address, is as for every other call of ours.
/// </summary>
internal sealed partial class BotTokens : IDisposable
{
    // Of a token's life: the rest is for the renewal to succeed in.
    private const double RenewAfter = 0.8;
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RepeatedAfter = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LeastAge = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Spare = TimeSpan.FromSeconds(5);

    private readonly Func<CancellationToken, Task<AuthenticationResult>> acquire;
    private readonly MsalHttp msal;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly string credential;
    private readonly SemaphoreSlim one = new(1);
    private volatile Held? held;
    private volatile Failure? failure;
    private (string Why, DateTimeOffset At) told;

    /// <exception cref="SettingException">The certificate proves nothing.</exception>
    public BotTokens(BotFrameworkSettings settings, OutboundHttp http, TimeProvider time, ILogger<BotTokens> log)
    {
        this.time = time;
        this.log = log;
        msal = new MsalHttp(http, settings.ManagedIdentity ? null : new Uri(Authority(settings.LoginUrl)));
        var certificate = BotCertificate.Read(settings);
        credential = Credential(settings, certificate);
        acquire = settings.ManagedIdentity ? Managed(settings, msal) : Confidential(settings, certificate, msal);
    }

    /// <summary>The last try brought none.</summary>
    public bool IsRefused => failure is not null;

    public async ValueTask<BotToken> GetAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (held is { } good && now < good.Until)
        {
            if (now >= good.RenewAt && one.Wait(0, CancellationToken.None)) _ = RenewAsync();
            return good.Token;
        }

        await one.WaitAsync(cancellation);
        try
        {
            if (held is { } renewed && time.GetUtcNow() < renewed.Until) return renewed.Token;
            if (failure is { } failed && time.GetUtcNow() < failed.Until) return failed.Answer;
            await AcquireAsync(cancellation);
            return held is { } now_ && time.GetUtcNow() < now_.Until ? now_.Token : failure!.Answer;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>A channel did not take this token; the next call asks for another.</summary>
    public void Forget(string token)
    {
        // A channel that refuses every token must not make us ask for one with each message.
        if (held is { } known && known.Token.Token == token && time.GetUtcNow() - known.At > LeastAge) held = null;
    }

    public void Dispose()
    {
        one.Dispose();
        msal.Dispose();
    }

    private async Task RenewAsync()
    {
        try
        {
            await AcquireAsync(CancellationToken.None);
        }
        finally
        {
            one.Release();
        }
    }

    private async Task AcquireAsync(CancellationToken cancellation)
    {
        if (failure is { } recent && time.GetUtcNow() < recent.Until) return;
        try
        {
            var result = await acquire(cancellation);
            var now = time.GetUtcNow();
            var life = result.ExpiresOn - now;
            held = new Held(new BotToken.Given(result.AccessToken), now, now + (life * RenewAfter), result.ExpiresOn - Spare);
            if (failure is not null) Log.GivenAgain(log);
            failure = null;
        }
        catch (Exception refused) when (refused is MsalException or HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            // MSAL's message may quote the provider's answer, which names ids and never a secret.
            var why = string.Create(CultureInfo.InvariantCulture, $"no token for the channel: {(refused is MsalException named ? $"{named.ErrorCode}: " : "")}{refused.Message.Split('\n')[0]}");
            failure = new Failure(new BotToken.Unavailable(why), time.GetUtcNow() + PauseAfterFailure);
            Tell(why);
        }
    }

    // Every reply that waits asks for one; an operator needs the sentence once in a while.
    private void Tell(string why)
    {
        var now = time.GetUtcNow();
        if (told.Why == why && now - told.At < RepeatedAfter) return;
        told = (why, now);
        Log.Refused(log, why, credential);
    }

    private static Func<CancellationToken, Task<AuthenticationResult>> Confidential(BotFrameworkSettings settings, X509Certificate2? certificate, MsalHttp http)
    {
        var login = new Uri(Authority(settings.LoginUrl));
        var builder = ConfidentialClientApplicationBuilder.Create(settings.AppId)
            // MSAL takes https only; what the setting names with http (a loopback provider, where Outbound:AllowHttp says so) is asked as it is named.
            .WithAuthority(new UriBuilder(login) { Scheme = "https", Port = login.Port }.Uri.AbsoluteUri, validateAuthority: false)
            .WithInstanceDiscovery(enableInstanceDiscovery: false)
            .WithLegacyCacheCompatibility(false)
            .WithHttpClientFactory(http);
        builder = certificate is not null ? builder.WithCertificate(certificate, sendX5C: true) : builder.WithClientSecret(settings.AppPassword);
        var app = builder.Build();
        string[] scopes = [settings.Scope.EndsWith("/.default", StringComparison.Ordinal) ? settings.Scope : $"{settings.Scope}/.default"];
        return cancel => app.AcquireTokenForClient(scopes).WithForceRefresh(true).ExecuteAsync(cancel);
    }

    private static Func<CancellationToken, Task<AuthenticationResult>> Managed(BotFrameworkSettings settings, MsalHttp http)
    {
        var app = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(settings.AppId)).WithHttpClientFactory(http).Build();
        var resource = settings.Scope.EndsWith("/.default", StringComparison.Ordinal) ? settings.Scope[..^"/.default".Length] : settings.Scope;
        return cancel => app.AcquireTokenForManagedIdentity(resource).WithForceRefresh(true).ExecuteAsync(cancel);
    }

    private static string Credential(BotFrameworkSettings settings, X509Certificate2? certificate)
    {
        if (settings.ManagedIdentity) return $"the managed identity that BotFramework:AppId {settings.AppId} names";
        var proof = certificate is null ? "BotFramework:AppPassword" : string.Create(CultureInfo.InvariantCulture, $"the certificate {certificate.Thumbprint}, good from {certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd},");
        return $"{proof} for BotFramework:AppId {settings.AppId} at {settings.LoginUrl}";
    }

    // Other SDKs are configured with the address of the token itself.
    private static string Authority(string loginUrl)
    {
        const string tokenPath = "/oauth2/v2.0/token";
        return loginUrl.EndsWith(tokenPath, StringComparison.Ordinal) ? loginUrl[..^tokenPath.Length] : loginUrl;
    }

    private sealed record Held(BotToken.Given Token, DateTimeOffset At, DateTimeOffset RenewAt, DateTimeOffset Until);

    private sealed record Failure(BotToken.Unavailable Answer, DateTimeOffset Until);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Replies to channels wait: {Why} Asked with {Credential}.")]
        public static partial void Refused(ILogger logger, string why, string credential);

        [LoggerMessage(Level = LogLevel.Warning, Message = "There are tokens for the channels again: replies that waited leave now.")]
        public static partial void GivenAgain(ILogger logger);
    }
}
