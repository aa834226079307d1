namespace ServiceBot.Server.Channels.DirectLine;

/// <summary>Issues and reads the two kinds of tokens.</summary>
internal sealed class Tokens(KeyRing ring, DirectLineSettings settings, TimeProvider time)
{
    private readonly SignedToken token = new(ring.All);

    /// <summary>Seconds.</summary>
    public int Lifetime => (int)settings.TokenLife.TotalSeconds;

    public string ForConversation(VisitorClaims visitor) =>
        Write(visitor with { Use = TokenUse.Conversation, Expires = After(settings.TokenLife) });

    public string ForResuming(VisitorClaims visitor) =>
        Write(visitor with { Use = TokenUse.Resume, Expires = After(settings.ResumeLife) });

    public TokenReading Read(ReadOnlySpan<char> text, params ReadOnlySpan<string> uses)
    {
        if (token.Read(text, ClaimsJson.Default.VisitorClaims) is not { } claims || !uses.Contains(claims.Use)) return new TokenReading.Forged();
        return claims.Expires <= time.GetUtcNow().ToUnixTimeSeconds() ? new TokenReading.Expired() : new TokenReading.Valid(claims);
    }

    private string Write(VisitorClaims claims) => token.Write(claims, ClaimsJson.Default.VisitorClaims);

    private long After(TimeSpan life) => (time.GetUtcNow() + life).ToUnixTimeSeconds();
}

internal abstract record TokenReading
{
    private TokenReading() { }

    public sealed record Valid(VisitorClaims Claims) : TokenReading;

    public sealed record Expired : TokenReading;

    /// <summary>Not ours, or ours for something else.</summary>
    public sealed record Forged : TokenReading;
}
