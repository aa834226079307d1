using System.Globalization;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ServiceBot.Outbound;
using ServiceBot.Server.Channels.BotFramework.Inbound;
using UnreachableException = System.Diagnostics.UnreachableException;

namespace ServiceBot.Server.Channels.BotFramework.Tokens;

/// <summary>
/// Who sends, from the Authorization header alone (protocol.md §2, checks 1 to 6): before any body is read. The token's issuer says which rules
/// hold for it, never the body. Check 7 and the endorsement need the activity: <see cref="ActivityRules"/>.
/// </summary>
internal sealed class InboundTokens : IDisposable
{
    private const string Scheme = "Bearer ";
    private const int LongestToken = 16 * 1024;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(10);
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    private readonly BotFrameworkSettings settings;
    private readonly TimeProvider time;
    private readonly SigningKeys channelKeys;
    private readonly SigningKeys directoryKeys;
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    // A channel sends the same token for an hour: its signature is checked once in ten minutes, its lifetime each time.
    private readonly MemoryCache verified = new(new MemoryCacheOptions { SizeLimit = 4096 });

    public InboundTokens(BotFrameworkSettings settings, OutboundHttp http, TimeProvider time, ILogger<InboundTokens> log)
    {
        this.settings = settings;
        this.time = time;
        channelKeys = new SigningKeys(settings.OpenIdMetadata, http, time, log);
        directoryKeys = new SigningKeys(settings.EmulatorOpenIdMetadata, http, time, log);
    }

    public async ValueTask<Sender> FindAsync(HttpContext context, CancellationToken cancellation)
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count == 0) return Refused("MissingToken", "Send the header \"Authorization: Bearer\" with the channel's token.");
        if (header.Count > 1 || header[0] is not { } text || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return Refused("MissingToken", "The header Authorization is not one \"Bearer\" with a token.");
        var token = text[Scheme.Length..].Trim();

        var now = time.GetUtcNow();
        if (verified.TryGetValue(token, out Verified? known) && now < known!.RememberedUntil) return known.Sender;
        return await CheckAsync(token, now, cancellation);
    }

    public void Dispose()
    {
        verified.Dispose();
        channelKeys.Dispose();
        directoryKeys.Dispose();
    }

    private async ValueTask<Sender> CheckAsync(string text, DateTimeOffset now, CancellationToken cancellation)
    {
        // RFC 7515: no padding; else one signature would have several spellings.
        if (text.Contains('=') || Parse(text) is not { } token) return Refused("MalformedToken", "The token is no signed JSON web token.");
        if (!Algorithms.Contains(token.Alg, StringComparer.Ordinal)) return Refused("AlgorithmNotAllowed", "The token is not signed with RS256, RS384 or RS512.");
        if (string.IsNullOrEmpty(token.Kid)) return Refused("MalformedToken", "The token's header names no key (kid).");
        if (KeysOf(token.Issuer) is not { } keys) return Refused("WrongIssuer", Issuers);

        switch (await keys.FindAsync(token.Kid, cancellation))
        {
            case KeyLookup.Found found:
                return await CheckAsync(text, token, found.Key, now);
            case KeyLookup.Unknown:
                return Refused("UnknownKey", "The token is signed with a key that its issuer does not publish.");
            case KeyLookup.Unavailable:
                return new Sender.Refused(new Refusal(503, "KeysUnavailable", "The keys to check tokens with cannot be read at the moment; nothing was stored. Try again."));
            default:
                throw new UnreachableException();
        }
    }

    private async ValueTask<Sender> CheckAsync(string text, JsonWebToken token, SigningKey key, DateTimeOffset now)
    {
        var result = await handler.ValidateTokenAsync(text, new TokenValidationParameters
        {
            IssuerSigningKey = key.Key,
            TryAllIssuerSigningKeys = false,
            ValidateIssuerSigningKey = true,
            RequireSignedTokens = true,
            ValidAlgorithms = Algorithms,
            ValidIssuer = token.Issuer,
            ValidAudience = settings.AppId,
            RequireExpirationTime = true,
            LifetimeValidator = (from, to, _, _) => to is { } end && now < new DateTimeOffset(end, TimeSpan.Zero) + Skew && (from is not { } begin || now >= new DateTimeOffset(begin, TimeSpan.Zero) - Skew),
        });
        if (!result.IsValid) return Refused(result.Exception);

        var sender = token.Issuer == settings.Issuer ? Channel(token, key) : App(token);
        if (sender is Sender.Refused) return sender;
        var ends = new DateTimeOffset(token.ValidTo, TimeSpan.Zero) + Skew;
        var until = now + RememberedFor < ends ? now + RememberedFor : ends;
        verified.Set(text, new Verified(sender, until), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = RememberedFor });
        return sender;
    }

    private Sender.Channel Channel(JsonWebToken token, SigningKey key) =>
        new(settings.Cloud.CallerId, token.TryGetPayloadValue<string>("serviceurl", out var url) ? url : null, key.Endorsements);

    // Version 1 names the caller in appid, version 2 in azp.
    private Sender App(JsonWebToken token)
    {
        if (!token.TryGetPayloadValue<string>("ver", out var version)) return Forbidden("The token has no claim ver.");
        if (!token.TryGetPayloadValue<string>(version == "2.0" ? "azp" : "appid", out var caller) || string.IsNullOrEmpty(caller)) return Forbidden("The token does not name the app that calls (appid or azp).");
        if (string.Equals(caller, settings.AppId, StringComparison.OrdinalIgnoreCase))
            return settings.AllowEmulator ? new Sender.App(caller) : Forbidden("The Emulator may call only when BotFramework:AllowEmulator is true.");
        return settings.AllowedCallers.Contains(caller) || settings.AllowedCallers.Contains("*")
            ? new Sender.App(caller)
            : Forbidden($"The app {(caller.Length > 60 ? caller[..60] : caller)} is not among BotFramework:AllowedCallers.");
    }

    private SigningKeys? KeysOf(string? issuer) =>
        issuer == settings.Issuer ? channelKeys
        : issuer is not null && TakesDirectoryTokens && settings.EmulatorIssuers.Contains(issuer, StringComparer.Ordinal) ? directoryKeys
        : null;

    private bool TakesDirectoryTokens => settings.AllowEmulator || settings.AllowedCallers.Count > 0;

    private string Issuers => string.Create(CultureInfo.InvariantCulture, $"The token's issuer is not {settings.Issuer}{(TakesDirectoryTokens ? ", nor a tenant of this registration" : "")}. Is BotFramework:Cloud right?");

    private JsonWebToken? Parse(string text)
    {
        // Three parts: a signed token. Five would be an encrypted one, which nobody sends.
        if (text.Length is 0 or > LongestToken || text.AsSpan().Count('.') != 2) return null;
        try
        {
            var token = handler.ReadJsonWebToken(text);
            // Extensions that must be understood, and that nobody here does (RFC 7515, 4.1.11).
            return token.TryGetHeaderValue<object>("crit", out _) ? null : token;
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenException or FormatException)
        {
            return null;
        }
    }

    private static Sender.Refused Refused(Exception why) => why switch
    {
        SecurityTokenInvalidAudienceException => Refused("WrongAudience", "The token is for another app than BotFramework:AppId."),
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNotYetValidException or SecurityTokenNoExpirationException => Refused("TokenExpired", "The token has expired, is not valid yet, or has no end."),
        _ => Refused("InvalidSignature", "The token's signature does not fit its content."),
    };

    private static Sender.Refused Refused(string code, string message) => new(new Refusal(401, code, message));

    private static Sender.Refused Forbidden(string message) => new(new Refusal(403, "CallerNotAllowed", message));

    private sealed record Verified(Sender Sender, DateTimeOffset RememberedUntil);
}
