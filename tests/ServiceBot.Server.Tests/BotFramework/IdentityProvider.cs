using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ServiceBot.Server.Tests.BotFramework;

/// <summary>An identity provider of our own on loopback: metadata, keys with endorsements, and tokens as good or as bad as a test wants them.</summary>
public sealed class IdentityProvider : IAsyncDisposable
{
    public const string Issuer = "https://api.botframework.test";
    public const string DirectoryIssuer = "https://login.directory.test/t1/v2.0";

    private readonly WebApplication app = Build();
    private readonly List<object> keys = [];
    private readonly List<object> directoryKeys = [];
    private int fetches;

    private IdentityProvider() { }

    public static readonly SigningPair Good = new("good");
    public static readonly SigningPair Directory = new("directory");

    /// <summary>How often the channels' keys were read.</summary>
    public int Fetches => Volatile.Read(ref fetches);

    /// <summary>While true, the keys cannot be read.</summary>
    public bool IsDown { get; set; }

    public string Url => app.Urls.Single();

    public static async Task<IdentityProvider> StartAsync()
    {
        var provider = new IdentityProvider();
        provider.Publish(Good, "emulator", "msteams", "webchat", "sms", "slack");
        provider.directoryKeys.Add(Directory.Jwk(null));
        provider.app.MapGet("/openid", () => Results.Json(new { issuer = Issuer, jwks_uri = $"{provider.Url}/keys", id_token_signing_alg_values_supported = new[] { "RS256" } }));
        provider.app.MapGet("/keys", () =>
        {
            Interlocked.Increment(ref provider.fetches);
            return provider.IsDown ? Results.StatusCode(500) : Results.Json(new { keys = provider.keys });
        });
        provider.app.MapGet("/directory/openid", () => Results.Json(new { issuer = "https://login.directory.test/{tenantid}/v2.0", jwks_uri = $"{provider.Url}/directory/keys" }));
        provider.app.MapGet("/directory/keys", () => Results.Json(new { keys = provider.directoryKeys }));
        // As the directory gives a token to whoever asks for one, made out to the app of the scope.
        provider.app.MapPost("/{tenant}/oauth2/v2.0/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            var token = Tokens.OfApp(form["client_id"].ToString()) with { Audience = form["scope"].ToString().Split(' ')[0].Replace("/.default", "", StringComparison.Ordinal) };
            return Results.Json(new { token_type = "Bearer", expires_in = 3600, access_token = token.ToString() });
        });
        // Where agents-hosting looks for them.
        provider.app.MapGet("/{tenant}/discovery/v2.0/keys", () => Results.Json(new { keys = provider.directoryKeys }));
        await provider.app.StartAsync();
        return provider;
    }

    public void Publish(SigningPair pair, params string[]? endorsements) => keys.Add(pair.Jwk(endorsements));

    /// <summary>Settings of a server that believes this provider.</summary>
    public string[] Settings(params string[] more) =>
    [
        "--BotFramework:AppId", Tokens.AppId, "--BotFramework:AppPassword", "not-used-by-these-tests", "--BotFramework:LoginUrl", $"{Url}/t1", "--BotFramework:Issuer", Issuer, "--BotFramework:OpenIdMetadata", $"{Url}/openid",
        "--BotFramework:EmulatorOpenIdMetadata", $"{Url}/directory/openid", "--BotFramework:EmulatorIssuers", DirectoryIssuer,
        "--BotFramework:AllowedServiceHosts", "127.0.0.1:56150, smba.trafficmanager.net, *.botframework.com", "--Outbound:AllowHttp", "true", "--Outbound:AllowPrivate", "127.0.0.1", .. more,
    ];

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        return app;
    }
}

public sealed class SigningPair(string id)
{
    public string Id => id;

    public RSA Rsa { get; } = RSA.Create(2048);

    public object Jwk(IReadOnlyList<string>? endorsements)
    {
        var key = Rsa.ExportParameters(false);
        var (n, e) = (Base64Url.EncodeToString(key.Modulus), Base64Url.EncodeToString(key.Exponent));
        return endorsements is null ? new { kty = "RSA", use = "sig", kid = id, n, e } : new { kty = "RSA", use = "sig", kid = id, n, e, endorsements };
    }
}

/// <summary>Tokens as channels and bots send them; each field may be spoiled.</summary>
public sealed record Tokens
{
    public const string AppId = "b6a6a2f4-0000-4000-8000-000000000001";

    public string? Issuer { get; init; } = IdentityProvider.Issuer;
    public string Audience { get; init; } = AppId;
    public string? ServiceUrl { get; init; } = "http://127.0.0.1:56150/_connector";
    public DateTimeOffset? Expires { get; init; } = DateTimeOffset.UtcNow.AddHours(1);
    public DateTimeOffset From { get; init; } = DateTimeOffset.UtcNow.AddMinutes(-1);
    public SigningPair Key { get; init; } = IdentityProvider.Good;
    public string? KeyId { get; init; }
    public string Algorithm { get; init; } = "RS256";
    public IReadOnlyDictionary<string, object> More { get; init; } = new Dictionary<string, object>();
    public IReadOnlyDictionary<string, object> HeaderMore { get; init; } = new Dictionary<string, object>();

    /// <summary>As the directory gives one to another bot that calls us.</summary>
    public static Tokens OfApp(string caller) => new()
    {
        Issuer = IdentityProvider.DirectoryIssuer,
        ServiceUrl = null,
        Key = IdentityProvider.Directory,
        More = new Dictionary<string, object> { ["ver"] = "2.0", ["azp"] = caller },
    };

    public static implicit operator string(Tokens token) => token.ToString();

    public override string ToString()
    {
        Dictionary<string, object> header = new(HeaderMore) { ["typ"] = "JWT", ["alg"] = Algorithm, ["kid"] = KeyId ?? Key.Id };
        Dictionary<string, object> claims = new(More) { ["aud"] = Audience, ["nbf"] = From.ToUnixTimeSeconds() };
        if (Issuer is not null) claims["iss"] = Issuer;
        if (Expires is { } expires) claims["exp"] = expires.ToUnixTimeSeconds();
        if (ServiceUrl is not null) claims["serviceurl"] = ServiceUrl;
        var signed = $"{Part(header)}.{Part(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private byte[] Sign(byte[] text) => Algorithm switch
    {
        "none" => [],
        // The trick of the public key as a secret.
        "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(Key.Rsa.ExportSubjectPublicKeyInfoPem()), text),
        "RS384" => Key.Rsa.SignData(text, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        "RS512" => Key.Rsa.SignData(text, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        "PS256" => Key.Rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        _ => Key.Rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
    };

    private static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
